"""What a blank says once it is filled in: in words, or still a blank."""

from collections.abc import Mapping

from trajectoires.kit.models.templates.inline import Blank
from trajectoires.kit.models.templates.keys import known_keys
from trajectoires.kit.models.templates.workbook import Written
from trajectoires.kit.services.writing.words import in_words


def filled(blank: Blank, values: Mapping[str, Written]) -> str:
    """Empty when nothing is known of it."""
    value = values.get(blank.key) if blank.key else None
    return "" if value is None else in_words(value, known_keys()[blank.key].kind, has_unit=True)
