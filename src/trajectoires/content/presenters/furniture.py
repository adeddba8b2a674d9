"""Who signs a page, and how to cite it."""

import re
from dataclasses import dataclass

from django.conf import settings

from trajectoires.content.models import BasePage

WRITTEN_HERE = {"Article", "NewsArticle"}  # the others speak of somebody else's work, or of an event
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX |= {sign: f"\\{sign}" for sign in "&%$#_{}"}


@dataclass(frozen=True)
class Signatory:
    """Somebody who signs: only what she wants said of her."""

    name: str
    role: str
    website: str


def signatories_of(page: BasePage) -> list[Signatory]:
    """Return who signs the page beside its author, by name."""
    if not page.pk:
        return []
    return [Signatory(person.name, person.role, person.website) for person in page.people.all()]


def is_citable(page: BasePage) -> bool:
    """A page is cited when it is ours and says where its facts come from."""
    return bool(page.pk and page.sources) and page.schema_type in WRITTEN_HERE


def absolute(address: str) -> str:
    """Return the whole address of a page of this site, as others must write it."""
    return f"{settings.SITE_URL}{address}"


def authors_of(page: BasePage, people: list[Signatory]) -> str:
    """Return the author, then who signs with her, as a citation names them."""
    return ", ".join([page.author, *(person.name for person in people)])


def cite_as_bibtex(page: BasePage) -> str:
    """Return the same as an entry that bibliography programs import."""
    authors = [page.author, *(person.name for person in signatories_of(page))]
    fields = {
        "author": " and ".join(f"{{{_tex(author)}}}" for author in authors),
        "title": f"{{{_tex(page.title)}}}",
        "organization": _tex(settings.WAGTAIL_SITE_NAME),
        "year": str(page.updated_on.year),
        "date": page.updated_on.isoformat(),
        "url": absolute(page.address),
        "langid": "french",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@online{{{_key(page)},\n{lines}}}\n"


def _key(page: BasePage) -> str:
    return re.sub(r"[^a-z0-9-]", "", f"trajectoires-{page.slug}-{page.updated_on.year}")


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in text)
