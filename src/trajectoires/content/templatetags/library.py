"""What the templates of the library and of the examples show. A page is presented once, however often it is asked."""

from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.template import Context

from trajectoires.content.models import BasePage, ExamplePage, LibraryPage, ResourcePage
from trajectoires.content.presenters.examples import (
    Examples,
    example_facts,
    example_toc,
    moved,
    present_examples,
    steps_of,
)
from trajectoires.content.presenters.library import Library, ResourceSheet, present_library, present_resource
from trajectoires.content.presenters.sheets import Sheet

register = template.Library()


@register.simple_tag(takes_context=True)
def library_of(context: Context, page: LibraryPage) -> Library:
    """The catalogue as the address asks for it."""
    found: Library | None = page.__dict__.get("_library")
    if found is None:
        found = page.__dict__["_library"] = present_library(context["request"].GET, address=page.address)
    return found


@register.simple_tag(takes_context=True)
def examples_of(context: Context, page: BasePage) -> Examples:
    """The list of examples as the address asks for it."""
    found: Examples | None = page.__dict__.get("_examples")
    if found is None:
        found = page.__dict__["_examples"] = present_examples(context["request"].GET, address=page.address)
    return found


@register.simple_tag
def resource_of(page: ResourcePage) -> ResourceSheet:
    return present_resource(page)


@register.simple_tag
def example_of(page: ExamplePage, sheet: Sheet) -> dict[str, Any]:
    """The facts, the steps, the levers and models, and the summary of an example."""
    return {
        "facts": example_facts(page),
        "steps": steps_of(page),
        "moved": moved(sheet),
        "toc": example_toc(page, sheet),
    }


@register.simple_tag
def report_address(page: BasePage) -> str:
    """A letter to whoever runs this installation; empty when nobody said where to write."""
    email = settings.PUBLISHER["email"]
    return (
        f"mailto:{email}?subject={quote(f'Erreur dans « {page.title} » ({page.address})')}" if email else ""
    )
