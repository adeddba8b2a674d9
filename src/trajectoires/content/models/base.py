"""What every public page of every room is."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult

from trajectoires.content.blocks import BodyBlock
from trajectoires.content.enums import Audience, RelationKind, Theme, door_of
from trajectoires.content.fields import FileKey
from trajectoires.content.models.own_words import headings_of, words_of
from trajectoires.content.models.panels import editing_tabs
from trajectoires.geography.enums import Region
from trajectoires.ui.blocks import SourceBlock
from trajectoires.ui.fields import ChoicesField, SearchedAsField, StreamField

EDITORS = "La rédaction"
WORDS_A_MINUTE = 200
SITE_DEPTH = 2  # of the first page, in Wagtail's tree


def today() -> dt.date:
    return timezone.localdate()


def in_one_year() -> dt.date:
    return timezone.localdate() + dt.timedelta(days=365)


class BasePage(Page):
    """A page with its lede, its body of ten kinds of blocks, its sources, its dates and its links.

    A room adds a page type by extending it: `genre` names it in files, `own_keys` says how its own fields are
    written there, `relation_kind` is what it is to a page that it links to.
    """

    genre: ClassVar[str] = ""
    own_keys: ClassVar[tuple[FileKey, ...]] = ()
    relation_kind: ClassVar[RelationKind] = RelationKind.RESSOURCE
    requires_sources: ClassVar[bool] = False
    reading_order: ClassVar[str] = ""  # the field that orders pages of this type, when one follows another
    reading_group: ClassVar[tuple[str, ...]] = ()  # fields that those pages share with this one
    leads_to_action: ClassVar[bool] = False  # whether its reader may draw an action of her plan from it
    schema_type: ClassVar[str] = "Article"  # what the page is in the vocabulary of schema.org

    kicker = models.CharField("surtitre", max_length=120, blank=True)
    lede = models.TextField("chapeau", max_length=500, help_text="Une ou deux phrases, en mots du lecteur.")
    audience = ChoicesField(
        models.CharField(max_length=20, choices=Audience), verbose_name="pour qui", blank=True, default=list
    )
    themes = ChoicesField(
        models.CharField(max_length=20, choices=Theme), verbose_name="thèmes", blank=True, default=list
    )
    territories = ChoicesField(
        models.CharField(max_length=3, choices=Region),
        verbose_name="territoires",
        blank=True,
        default=list,
        help_text="Aucune région cochée : la page vaut pour toute la France.",
    )
    searched_as = SearchedAsField()
    author = models.CharField("auteur", max_length=120, default=EDITORS)
    people = ParentalManyToManyField(
        "content.Person", verbose_name="signé par", blank=True, related_name="pages"
    )
    updated_on = models.DateField("mis à jour le", default=today)
    reread_on = models.DateField("relu le", null=True, blank=True, help_text="Par une seconde personne.")
    review_due_on = models.DateField("à revoir le", default=in_one_year)
    sources = StreamField([("source", SourceBlock())], verbose_name="sources", blank=True)
    body = StreamField(BodyBlock(), verbose_name="corps", blank=True)

    is_creatable = False
    edit_handler = editing_tabs()
    search_fields = [
        *Page.search_fields,
        index.SearchField("lede", boost=2),
        index.SearchField("body"),
        index.SearchField("kicker"),
        index.SearchField("own_words"),
        index.SearchField("headings", boost=2),
        index.SearchField("searched_as"),
    ]

    class Meta:
        verbose_name = "page"
        verbose_name_plural = "pages"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(review_due_on__gt=models.F("updated_on")),
                name="content_page_reviewed_after_update",
                violation_error_message="La relecture à venir se place après la mise à jour.",
            ),
        ]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """From the first page, find the page of a whole path in one query instead of two a step."""
        if path_components and self.depth == SITE_DEPTH:
            found = (
                BasePage.objects.live()
                .filter(url_path=f"{self.url_path}{'/'.join(path_components)}/")
                .first()
            )
            if found:
                return RouteResult(found.specific)
        return super().route(request, path_components)

    def get_view_restrictions(self) -> "models.QuerySet[PageViewRestriction]":
        """Return the restrictions of the page and of those above it, in one query; an alias has its own way."""
        if self.alias_of_id:
            return super().get_view_restrictions()
        above = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(page__path__in=above)

    def serve(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """Say with the answer until when it holds: a page may be kept ready until then."""
        response = super().serve(request, *args, **options)
        response.changes_at = self.changes_at(timezone.now())
        return response

    def changes_at(self, now: dt.datetime) -> dt.datetime | None:  # noqa: ARG002 - for pages with dates
        """Return the next moment at which what the page shows changes by itself; a new day is known already."""
        return None

    @property
    def address(self) -> str:
        """Where the page stands on the site: `/comprendre/modeles/`, known without asking for the site."""
        return address_of(self.url_path)

    @property
    def door(self) -> str:
        return door_of(self.address)

    @property
    def is_kept_in_files(self) -> bool:
        """Whether the page is of those that the files of the corpus hold, once it is exported."""
        return bool(self.genre)

    @property
    def schema_properties(self) -> dict[str, Any]:
        """What a page type adds of its own to what schema.org is told: names of that vocabulary, plain values."""
        return {}

    @property
    def meta_description(self) -> str:
        return self.search_description or self.lede

    def headings(self) -> str:
        """For the search: the titles and the questions inside the page say what it is about."""
        return ". ".join(headings_of(self.body))

    def own_words(self) -> str:
        """For the search: what only this type of page says, and where it is about."""
        places = [Region(code).label for code in self.territories]
        return ". ".join(filter(None, [words_of(self, self.own_keys), *map(str, places)]))

    @property
    def reading_minutes(self) -> int:
        texts = self.body.stream_block.get_searchable_content(self.body)
        words = sum(len(str(text).split()) for text in texts)
        return max(1, round(words / WORDS_A_MINUTE))


def address_of(url_path: str) -> str:
    """Turn Wagtail's path from the root of the tree into an address: the first step is the site itself."""
    steps = url_path.strip("/").split("/")[1:]
    return "/" + "".join(f"{step}/" for step in steps)
