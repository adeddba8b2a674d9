"""What the pages of the kit and of its tools show beside their text."""

from typing import Any

from django import template

from trajectoires.kit import selectors
from trajectoires.kit.models import DocumentTemplate, KitPage, ToolPage
from trajectoires.kit.models.templates.keys import Key, known_keys
from trajectoires.kit.presenters.summaries import Toc, kit_toc, tool_toc
from trajectoires.kit.presenters.tools import (
    FileLink,
    KnownLines,
    PrintedTool,
    empty_files,
    known_lines,
    prefilled_files,
    printed,
)
from trajectoires.kit.selectors.tools import Step
from trajectoires.kit.services.writing.drawing import drawing_of

register = template.Library()


@register.filter
def times(count: int) -> range:
    return range(count)


@register.simple_tag
def steps_of_kit(page: KitPage) -> list[Any]:
    return selectors.steps_of(selectors.tools_of(page)) if page.pk else []


@register.simple_tag
def toc_of_kit(page: KitPage, toc: Toc) -> Toc:
    return kit_toc(toc, steps_of_kit(page), is_live=page.live)


@register.simple_tag
def toc_of_tool(toc: Toc) -> Toc:
    return tool_toc(toc)


@register.simple_tag
def printed_tools(step: Step) -> list[PrintedTool]:
    return [printed(tool) for tool in step.tools]


@register.simple_tag
def file_formats(page: ToolPage) -> list[FileLink]:
    return empty_files(page)


@register.simple_tag
def prefilled_formats(page: ToolPage) -> list[FileLink]:
    return prefilled_files(page)


@register.simple_tag
def sort_known(lines: list[selectors.KnownLine], opened: selectors.Opened) -> KnownLines:
    return known_lines(lines, opened)


@register.simple_tag
def keys_of_documents() -> list[Key]:
    return list(known_keys().values())


@register.simple_tag
def drawing_of_template(document: DocumentTemplate) -> dict[str, Any]:
    return drawing_of(document.content)
