"""The words that the site explains: a second reading does not ask for more."""

import re

from trajectoires.glossary.models import Term
from trajectoires.organisations.models import Organisation

_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")


def acronyms_in(text: str) -> list[str]:
    return _ACRONYM.findall(text)


def explained_words() -> frozenset[str]:
    """The terms of the glossary with their other spellings, and the acronyms of the organisations that have a record."""
    terms = Term.objects.filter(live=True).values_list("term", "variants")
    names = Organisation.objects.values_list("name", "short_name")
    acronyms = {acronym for pair in names for text in pair for acronym in acronyms_in(text)}
    return frozenset({word for term, variants in terms for word in (term, *variants)} | acronyms)
