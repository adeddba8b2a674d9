"""Every address that a page or a term points at, whatever the field or the block that holds it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urldefrag

from django.db import models
from django.db.models import Prefetch, Q, QuerySet
from django.urls import Resolver404, resolve
from wagtail.fields import RichTextField, StreamField

from trajectoires.content.models import BasePage
from trajectoires.content.models.outside_links import CLOSED_STATUSES, LinkUse, OutsideLink
from trajectoires.glossary.models import Term

_ANCHOR = re.compile(r"<a\b([^>]*)>")
_ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")
_OUTSIDE = re.compile(r"https?://\S+")


@dataclass(frozen=True, kw_only=True)
class DeadInside:
    """A link of a published page to a page of the site that a reader cannot open."""

    holder: BasePage | Term
    target: str
    reason: str


def published() -> Iterator[BasePage | Term]:
    yield from BasePage.objects.live().specific().order_by("path")
    yield from Term.objects.filter(live=True)


def targets_of(holder: BasePage | Term) -> set[str]:
    """Return the addresses (« https://… », « /… ») and the keys of pages (« page:12 ») that it points at."""
    return {target for field in holder._meta.get_fields() for target in _of_field(holder, field)}


def _of_field(holder: models.Model, field: Any) -> Iterator[str]:
    if isinstance(field, StreamField):
        yield from _walk(list(getattr(holder, field.name).raw_data))
    elif isinstance(field, RichTextField) or (
        isinstance(field, models.URLField) and field.name != "url_path"
    ):
        yield from _of_text(getattr(holder, field.name))


def _walk(value: Any) -> Iterator[str]:
    """Down into the raw value of a stream: texts are at its leaves."""
    match value:
        case str():
            yield from _of_text(value)
        case dict():
            for inner in value.values():
                yield from _walk(inner)
        case list():
            for inner in value:
                yield from _walk(inner)


def _of_text(text: str) -> Iterator[str]:
    if _OUTSIDE.fullmatch(text) or re.fullmatch(r"/[\w/-]*", text):
        yield urldefrag(text).url
        return
    for anchor in _ANCHOR.findall(text):
        attributes = dict(_ATTRIBUTE.findall(anchor))
        if attributes.get("linktype") == "page":
            yield f"page:{attributes.get('id', '')}"
        elif (href := unescape(attributes.get("href", ""))).startswith(("http://", "https://", "/")):
            yield urldefrag(href).url


def dead_insides() -> list[DeadInside]:
    """Return the links inside the site that lead nowhere; what Wagtail moved is followed by its own key."""
    known = {page.pk: page for page in BasePage.objects.only("pk", "title", "live", "url_path")}
    by_address = {page.address: page for page in known.values()}
    found = []
    for holder in published():
        for target in sorted(targets_of(holder)):
            if not target.startswith("http") and (reason := _reason(target, known, by_address)):
                found.append(DeadInside(holder=holder, target=_name(target, known), reason=reason))
    return found


def _reason(target: str, known: dict[int, BasePage], by_address: dict[str, BasePage]) -> str:
    key = target.removeprefix("page:")
    page = known.get(int(key)) if key != target and key.isdigit() else by_address.get(_path(target))
    if page is not None:
        return "" if page.live else "la page n’est pas publiée"
    return (
        "" if key == target and _is_served(_path(target)) else "la page n’existe plus, ou a changé d’adresse"
    )


def _path(target: str) -> str:
    return target.partition("?")[0]


def _is_served(path: str) -> bool:
    """By something else than a page of the tree; a term is looked for in the glossary."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.view_name == "glossary:term":
        return Term.objects.filter(live=True, slug=match.kwargs["slug"]).exists()
    return match.url_name != "wagtail_serve"


def _name(target: str, known: dict[int, BasePage]) -> str:
    key = target.removeprefix("page:")
    page = known.get(int(key)) if key != target and key.isdigit() else None
    return page.address if page else target if key == target else "une page effacée"


_DEAD = Q(checked_at__isnull=False) & (Q(status=None) | (Q(status__gte=400) & ~Q(status__in=CLOSED_STATUSES)))


def outside_links() -> QuerySet[OutsideLink]:
    """Those that something published holds, with who holds them."""
    uses = LinkUse.objects.select_related("page", "term")
    return OutsideLink.objects.filter(uses__isnull=False).distinct().prefetch_related(Prefetch("uses", uses))


def dead_links() -> QuerySet[OutsideLink]:
    """Those that do not answer any more and that nobody has set aside, longest dead first."""
    return outside_links().filter(_DEAD, is_ignored=False).order_by("failing_since", "url")
