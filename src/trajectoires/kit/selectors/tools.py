"""The kit as it is online: its page, its tools in their order, when it last changed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from trajectoires.kit.enums import Stage
from trajectoires.kit.models import KitPage, ToolPage
from trajectoires.kit.selectors.pages import named


@dataclass(frozen=True)
class Tool:
    """A tool in its place: « 08 » of the whole kit."""

    page: ToolPage
    number: int

    @property
    def name(self) -> str:
        """Of its files, so that a folder shows them in the order of the kit."""
        return f"{self.number:02}-{self.page.slug}"


@dataclass(frozen=True)
class Step:
    stage: Stage
    number: int
    tools: list[Tool]


def find_kit() -> KitPage:
    """The kit that is online; Http404 when there is none."""
    kit: KitPage = get_object_or_404(KitPage.objects.live().public())
    return kit


def tools_of(kit: KitPage) -> list[Tool]:
    """Those online, in the order of the four steps, then by rank."""
    stages = list(Stage)
    pages = ToolPage.objects.child_of(kit).live().public().select_related("document")
    ordered = sorted(pages, key=lambda page: (stages.index(Stage(page.stage)), page.rank, page.slug))
    return [Tool(page, number) for number, page in enumerate(ordered, start=1)]


def steps_of(tools: Iterable[Tool]) -> list[Step]:
    """The steps that have tools, with their numbers."""
    tools = list(tools)
    grouped = [(stage, [each for each in tools if each.page.stage == stage]) for stage in Stage]
    return [Step(stage, number, own) for number, (stage, own) in enumerate(grouped, start=1) if own]


def find_step(stage: str) -> tuple[KitPage, Step]:
    """The kit that is online, and this step of it; Http404 when it has no tool online."""
    kit = find_kit()
    found = next((step for step in steps_of(tools_of(kit)) if step.stage == stage), None)
    if found is None:
        raise Http404("Cette étape n’a aucun outil en ligne.")
    return kit, found


def find_tool(slug: str) -> ToolPage:
    """The tool online at this address; Http404 when there is none."""
    found: ToolPage = get_object_or_404(
        ToolPage.objects.live().public().select_related("document"),
        slug=slug,
        url_path__endswith=f"/kit/{slug}/",
    )
    return found


def changed_at(pages: Iterable[KitPage | ToolPage]) -> dt.datetime:
    """When the last of them was published."""
    return max(page.last_published_at or _midnight(page.updated_on) for page in pages)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def page_to_choose(address: str) -> tuple[str, str] | None:
    """Address and title of this page, when it can be read."""
    names = named([address]) if address else {}
    return (address, names[address][0]) if address in names else None


def pages_to_choose(first: str) -> list[tuple[str, str]]:
    """Address and title of this page, when it can be read, then of the tools of the kit."""
    found = page_to_choose(first)
    chosen = dict([found]) if found else {}
    tools = ToolPage.objects.live().public().order_by("title")
    return list({**chosen, **{page.address: page.title for page in tools}}.items())
