"""The editors' space: one module a subject, each registers itself."""

from trajectoires.kit.wagtail_hooks import questionnaire, toolbox

__all__ = ["questionnaire", "toolbox"]
