"""A page of the method: plain values, for the command that writes files and for a site with its own templates."""

from dataclasses import dataclass

from socioeco.report.document import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`slug` is stable and unique: it is the address of the page. `group` is the chapter it belongs to."""

    slug: str
    group: str
    title: str
    lede: str
    sections: tuple[Section, ...]


def capital(text: str) -> str:
    """As a sentence begins."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """As after a colon: a word that is all capitals keeps them."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def slug_of(*parts: str) -> str:
    return "-".join(part.replace("_", "-").lower() for part in parts)
