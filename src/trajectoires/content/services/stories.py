"""The trajectory that an organisation tells itself: written as an example, rewritten, taken back with all that it left.

What it says comes from above as plain values that were consented to; nothing here computes a figure.
"""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.html import escape
from wagtail.models import Page, PageLogEntry
from wagtail.rich_text import RichText

from trajectoires.content.models import BasePage, ExamplePage, Relation, WithdrawnStory
from trajectoires.content.selectors.examples import examples_page
from trajectoires.content.services.site_version import raise_site_version

LICENCE = "CC BY-SA 4.0"
KICKER = "Racontée par l’association elle-même"
_SIGNS = "23456789abcdefghjkmnpqrstvwxyz"  # read aloud without a doubt


class NoExamples(Exception):
    """The list of examples is not published: a story has nowhere to be."""


@dataclass(frozen=True, kw_only=True)
class ToldFigure:
    """A figure as it is published, for ever the same: `value` as it is read, `number` and `unit` for a machine.

    `number` is empty when the value is a range or words. `basis` says whose accounts, read by what.
    """

    key: str
    label: str
    exercice: str
    value: str
    number: str
    unit: str
    note: str
    formula: str
    rule: str
    source: str
    method: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class ToldStory:
    """All that a page will say, and nothing else. `sections` are titles and plain paragraphs; `steps` are years.

    `related` are keys of pages: the models and the levers that the story touches.
    """

    title: str
    lede: str
    told_by: str
    place: str
    sector: str
    size: str
    territories: tuple[str, ...]
    steps: tuple[tuple[int, int | None, str], ...]
    sections: tuple[tuple[str, str], ...]
    reusable: tuple[str, ...]
    figures: tuple[ToldFigure, ...]
    related: tuple[int, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "ToldStory":
        lists = {name: tuple(kept[name]) for name in ("territories", "reusable", "related")}
        pairs = {name: tuple(tuple(each) for each in kept[name]) for name in ("steps", "sections")}
        figures = tuple(ToldFigure(**each) for each in kept["figures"])
        return cls(**{**kept, **lists, **pairs, "figures": figures})


def draw_page(*, told: ToldStory, on: date) -> ExamplePage:
    """The page as it would be published, in memory only: what a preview shows is what publishing writes."""
    page = ExamplePage(slug="apercu", updated_on=on)
    _fill(page, told, sent_on=on, on=on)
    above = examples_page()
    if above:
        page.set_url_path(above)
        page.path, page.depth = Page._get_children_path_interval(above.path)[1], above.depth + 1
    return page


@transaction.atomic
def publish_story(*, told: ToldStory, page: ExamplePage | None, sent_on: date, now: datetime) -> ExamplePage:
    """Write the story where it stands already, or anew. Former versions are forgotten: consent was for this one."""
    written = page or ExamplePage(slug=_free_slug(), live=False)
    _fill(written, told, sent_on=sent_on, on=now.date())
    if page is None:
        _place(written)
    revision = written.save_revision(clean=False)
    revision.publish()
    written.revisions.exclude(pk=revision.pk).delete()
    written.refresh_from_db()
    return written


@transaction.atomic
def withdraw_story(*, page: ExamplePage, now: datetime) -> None:
    """Nothing of it is left on the site from now on, its versions and its history included; only the day is kept."""
    WithdrawnStory.objects.update_or_create(slug=page.slug, defaults={"withdrawn_on": now.date()})
    key = page.pk
    if page.live:
        page.unpublish(log_action=None)
    page.delete()
    PageLogEntry.objects.filter(page_id=key).delete()
    raise_site_version()


def _place(page: ExamplePage) -> None:
    above = examples_page()
    if above is None:
        raise NoExamples
    above.add_child(instance=page)


def _free_slug() -> str:
    """A drawn address: it says nothing of whoever tells, whatever her title becomes."""
    drawn = ("recit-" + "".join(secrets.choice(_SIGNS) for _ in range(8)) for _ in range(99))
    taken = WithdrawnStory.objects
    return next(slug for slug in drawn if not taken.filter(slug=slug).exists())


def _fill(page: ExamplePage, told: ToldStory, *, sent_on: date, on: date) -> None:
    page.title, page.draft_title, page.lede, page.kicker = told.title, told.title, told.lede, KICKER
    page.author = page.told_by = told.told_by
    page.organisation, page.told_on = None, sent_on
    page.place, page.sector, page.size = told.place, told.sector, told.size
    page.territories, page.reusable = list(told.territories), list(told.reusable)
    page.updated_on, page.review_due_on = on, _next_year(on)
    page.figures = [asdict(figure) for figure in told.figures]
    page.steps = [("step", {"year": year, "until": until, "fact": fact}) for year, until, fact in told.steps]
    page.body = [block for title, text in told.sections for block in _section(title, text)]
    page.sources = [("source", {"reference": _source(told, sent_on), "url": "", "consulted_on": None})]
    page.relations.set(_relations(told.related))


def _relations(keys: Sequence[int]) -> list[Relation]:
    found = BasePage.objects.live().filter(pk__in=keys).specific()
    return [Relation(target=page.basepage_ptr, kind=page.relation_kind) for page in found]


def _section(title: str, text: str) -> list[tuple[str, Any]]:
    paragraphs = [" ".join(part.split()) for part in text.replace("\r", "").split("\n\n")]
    html = "".join(f"<p>{escape(part)}</p>" for part in paragraphs if part)
    return [("heading", title), ("text", RichText(html))]


def _source(told: ToldStory, sent_on: date) -> str:
    accounts = ", et ses comptes pour les chiffres" if told.figures else ""
    return f"Récit écrit par l’association, envoyé le {date_format(sent_on)}{accounts}. Textes sous licence {LICENCE}"


def _next_year(on: date) -> date:
    return on.replace(year=on.year + 1) if (on.month, on.day) != (2, 29) else date(on.year + 1, 3, 1)
