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


def slug_of(*parts: str) -> str:
    return "-".join(part.replace("_", "-").lower() for part in parts)
