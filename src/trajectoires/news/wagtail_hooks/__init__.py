"""The incoming watch in the editors' space: one module a subject, each registers itself."""

from trajectoires.news.wagtail_hooks import sources, triage

__all__ = ["sources", "triage"]
