"""« Par où commencer ? » as its page shows it (you, what brings you, your route); the site as machines are told."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.forms import Form
from django.http import QueryDict
from django.urls import reverse

from trajectoires.content.selectors.publisher import LICENCE, publisher_described
from trajectoires.home.models import StartPage

STEPS = ("Vous", "Ce qui vous amène", "Votre route")


@dataclass(frozen=True)
class Start:
    """One step of the page: a choice of readers, then a form, then a route."""

    current: int
    readers: list[dict[str, Any]]
    reader: Any = None
    form: Form | None = None
    stages: tuple[Any, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    share_address: str = ""
    change_address: str = ""
    is_unknown: bool = False

    @property
    def minutes(self) -> int:
        return sum(stage["minutes"] for stage in self.stages)


def present_start(page: StartPage, query: QueryDict, *, reader: Any, form: Form | None) -> Start:
    """Return the step that the address asks for; a reader that does not exist is told, and offered the others.

    `reader` is the row of the page that the address names, and `form` its two questions; nothing without a reader.
    """
    readers = start_readers(page)
    if reader is None or form is None:
        return Start(current=1, readers=readers, is_unknown=bool(query.get("qui")))
    if not form.is_bound or not form.is_valid() or "changer" in query:
        return Start(current=2, readers=readers, reader=reader, form=form)
    given = form.cleaned_data
    chosen = f"{page.address}?{urlencode({'qui': reader['who'], **given})}"
    return Start(
        current=3,
        readers=readers,
        reader=reader,
        form=form,
        stages=tuple(page.route_of(reader["who"], given["besoin"], given["moyens"])),
        said=tuple(
            (str(field.label), dict(field.choices)[given[name]]) for name, field in form.fields.items()
        ),
        share_address=f"{settings.SITE_URL}{chosen}",
        change_address=f"{chosen}&changer=oui",
    )


def start_readers(page: StartPage) -> list[dict[str, Any]]:
    """Return each kind of reader, with the address of her questions."""
    return [
        {"label": row.value["label"], "href": f"{page.address}?qui={row.value['who']}"}
        for row in page.readers
    ]


def describe_site() -> dict[str, Any]:
    """Return the site, its search, and who publishes it when somebody declared it."""
    found = f"{settings.SITE_URL}{reverse('search:results')}?q={{mots}}"
    search = {"@type": "SearchAction", "target": found, "query-input": "required name=mots"}
    site = {
        "@type": "WebSite",
        "name": settings.WAGTAIL_SITE_NAME,
        "url": f"{settings.SITE_URL}/",
        "inLanguage": "fr",
        "license": LICENCE,
        "potentialAction": search,
    }
    publisher = publisher_described()
    return site | ({"publisher": publisher} if publisher else {})
