"""The pages of the method, as the engine writes them from its definitions, laid out for our templates."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import escape

import socioeco
from socioeco.report.methode import Page, page, pages, pages_by_group
from trajectoires.glossary.selectors import matcher
from trajectoires.trajectories.presenters.blocks import (
    PAGE_FILE,
    Mark,
    SectionView,
    href_of,
    lay_out_blocks,
)


@dataclass(frozen=True, kw_only=True)
class PageLink:
    title: str
    lede: str
    href: str


@dataclass(frozen=True, kw_only=True)
class GroupView:
    anchor: str
    title: str
    pages: list[PageLink]


@dataclass(frozen=True, kw_only=True)
class MethodView:
    """The table of contents."""

    groups: list[GroupView]
    engine_version: str

    @property
    def toc(self) -> list[dict[str, str]]:
        return [{"id": each.anchor, "label": each.title} for each in self.groups]


@dataclass(frozen=True, kw_only=True)
class MethodPageView:
    """`has_openings`: a link may lead to what is closed."""

    title: str
    group: str
    lede: str
    sections: list[SectionView]
    before: PageLink | None
    after: PageLink | None
    contents_href: str
    engine_version: str

    @property
    def toc(self) -> list[dict[str, str]]:
        """None for a page of one section."""
        entries = [{"id": each.anchor, "label": each.title} for each in self.sections]
        return entries if len(entries) > 1 else []

    @property
    def has_openings(self) -> bool:
        return any(block.kind == "opening" for section in self.sections for block in section.blocks)


def present_method() -> MethodView:
    groups = [
        GroupView(anchor=f"groupe-{place}", title=title, pages=[_link(each) for each in found])
        for place, (title, found) in enumerate(pages_by_group().items(), start=1)
    ]
    return MethodView(groups=groups, engine_version=socioeco.__version__)


def present_method_page(slug: str) -> MethodPageView:
    """The page of that address, each term of the glossary open once. KeyError when there is no such page."""
    found = page(slug)
    every = pages()
    place = every.index(found)
    before = every[place - 1] if place else None
    after = next(iter(every[place + 1 :]), None)
    return lay_out(found, before=before, after=after, mark=_definitions())


def _definitions() -> Mark:
    found, seen = matcher(), set[str]()
    return lambda text: found.mark(escape(text), seen)


def lay_out(
    found: Page, *, before: Page | None = None, after: Page | None = None, mark: Mark = escape
) -> MethodPageView:
    """`mark` makes HTML of a paragraph."""
    return MethodPageView(
        title=found.title,
        group=found.group,
        lede=found.lede,
        sections=[
            SectionView(anchor=each.anchor, title=each.title, blocks=lay_out_blocks(each.blocks, mark))
            for each in found.sections
        ],
        before=_link(before) if before else None,
        after=_link(after) if after else None,
        contents_href=reverse("trajectories:method"),
        engine_version=socioeco.__version__,
    )


def _link(found: Page) -> PageLink:
    return PageLink(title=found.title, lede=found.lede, href=href_of(f"{found.slug}{PAGE_FILE}"))
