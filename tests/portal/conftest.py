"""What every test of the portal relies on."""

import pytest


class UndefinedVariable(str):
    """A template that names what does not exist fails the test."""

    def __contains__(self, item: object) -> bool:
        return True  # Django replaces "%s" in it

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"Undefined template variable: {name}")


@pytest.fixture(autouse=True)
def _strict_templates(settings):
    """`string_if_invalid` only fires where a value is printed, not inside `{% if %}`."""
    options = settings.TEMPLATES[0]["OPTIONS"]
    options["string_if_invalid"] = UndefinedVariable("%s")
    from django.template import engines

    for engine in engines.all():
        engine.engine.string_if_invalid = options["string_if_invalid"]
