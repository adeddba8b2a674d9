"""The front page, « Par où commencer ? », and the pages of the footer that the site completes itself."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.panels import FieldPanel

from trajectoires.content.enums import Audience, KeyKind
from trajectoires.content.fields import FileKey
from trajectoires.content.models import BasePage
from trajectoires.content.models.panels import editing_tabs
from trajectoires.home.blocks import ChoiceBlock, ReaderBlock, StageBlock
from trajectoires.home.enums import FEWEST_STAGES, MOST_STAGES, Question
from trajectoires.news.selectors import next_change
from trajectoires.ui.fields import StreamField


class HomePage(BasePage):
    genre = "accueil"
    schema_type = "WebSite"
    template = "home/home_page.html"
    max_count = 1

    def changes_at(self, now: dt.datetime) -> dt.datetime | None:
        """The next events are on it."""
        return next_change(now)

    class Meta:
        verbose_name = "page d’accueil"
        verbose_name_plural = "pages d’accueil"


class SitemapPage(BasePage):
    genre = "plan"
    template = "home/sitemap_page.html"
    max_count = 1
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "plan du site"
        verbose_name_plural = "plans du site"


class StatisticsPage(BasePage):
    genre = "statistiques"
    template = "home/statistics_page.html"
    max_count = 1
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "page de statistiques"
        verbose_name_plural = "pages de statistiques"


class InstallationPage(BasePage):
    """A page that ends with who runs this installation: legal notice, contact, personal data, source code."""

    genre = "installation"
    template = "home/installation_page.html"
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "page sur l’installation"
        verbose_name_plural = "pages sur l’installation"


WHO = tuple(Audience.values)


class StartPage(BasePage):
    """Three questions, and a route for each answer. Words, answers and stages are the editors'."""

    genre = "parcours"
    schema_type = "CollectionPage"
    max_count = 1
    subpage_types: list[str] = []
    template = "home/start_page.html"
    own_keys = (
        FileKey(
            name="publics",
            attribute="readers",
            kind=KeyKind.ROWS,
            is_required=True,
            block_type="reader",
            keys=(
                FileKey(name="qui", attribute="who", is_required=True, choices=WHO),
                FileKey(name="nom", attribute="label", is_required=True),
                FileKey(name="besoin", attribute="need", is_required=True),
                FileKey(name="moyens", attribute="means", is_required=True),
            ),
        ),
        FileKey(
            name="reponses",
            attribute="choices",
            kind=KeyKind.ROWS,
            is_required=True,
            block_type="choice",
            keys=(
                FileKey(name="qui", attribute="who", is_required=True, choices=WHO),
                FileKey(
                    name="question", attribute="question", is_required=True, choices=tuple(Question.values)
                ),
                FileKey(name="cle", attribute="key", is_required=True),
                FileKey(name="texte", attribute="label", is_required=True),
            ),
        ),
        FileKey(
            name="etapes",
            attribute="stages",
            kind=KeyKind.ROWS,
            is_required=True,
            block_type="stage",
            keys=(
                FileKey(name="qui", attribute="who", choices=WHO),
                FileKey(name="si", attribute="when"),
                FileKey(name="titre", attribute="title", is_required=True),
                FileKey(name="pourquoi", attribute="why", is_required=True),
                FileKey(name="vers", attribute="href", is_required=True, is_address=True),
                FileKey(name="lien", attribute="link", is_required=True),
                FileKey(name="minutes", attribute="minutes", kind=KeyKind.NUMBER, is_required=True),
                FileKey(name="emporte", attribute="outcome", is_required=True),
            ),
        ),
    )
    readers = StreamField([("reader", ReaderBlock())], verbose_name="publics", blank=True)
    choices = StreamField([("choice", ChoiceBlock())], verbose_name="réponses possibles", blank=True)
    stages = StreamField([("stage", StageBlock())], verbose_name="étapes, dans l’ordre", blank=True)

    edit_handler = editing_tabs([FieldPanel("readers"), FieldPanel("choices"), FieldPanel("stages")])

    class Meta:
        verbose_name = "page « Par où commencer ? »"
        verbose_name_plural = "pages « Par où commencer ? »"

    def clean(self) -> None:
        """Refuse a stage that nobody would see, and a route too short or too long."""
        super().clean()
        faults = [*self._unknown_answers(), *self._wrong_routes()]
        if faults:
            raise ValidationError({"stages": faults})

    def reader(self, who: str) -> Any:
        """Return the row of a kind of reader, or nothing when the page does not speak to her."""
        return next((reader for reader in _values(self.readers) if reader["who"] == who), None)

    def answers(self, who: str, question: str) -> list[tuple[str, str]]:
        """Return the answers that a kind of reader may give to a question: key and words."""
        return [
            (choice["key"], choice["label"])
            for choice in _values(self.choices)
            if choice["who"] == who and choice["question"] == question
        ]

    def route_of(self, who: str, *keys: str) -> list[Any]:
        """Return the stages offered to a kind of reader who gave these answers, in the order of the page."""
        return [
            stage
            for stage in _values(self.stages)
            if stage["who"] in ("", None, who) and (not stage["when"] or stage["when"] in keys)
        ]

    def all_routes(self) -> dict[tuple[str, str, str], list[Any]]:
        """Return the route of every combination of answers."""
        return {
            (reader["who"], need, means): self.route_of(reader["who"], need, means)
            for reader in _values(self.readers)
            for need, _ in self.answers(reader["who"], Question.BESOIN)
            for means, _ in self.answers(reader["who"], Question.MOYENS)
        }

    def _unknown_answers(self) -> list[str]:
        known = {choice["key"] for choice in _values(self.choices)}
        wanted = dict.fromkeys(stage["when"] for stage in _values(self.stages) if stage["when"])
        return [f"Aucune réponse n’a la clé « {key} »." for key in wanted if key not in known]

    def _wrong_routes(self) -> list[str]:
        return [
            f"La route « {', '.join(answers)} » a {len(stages)} étapes : il en faut de {FEWEST_STAGES} à {MOST_STAGES}."
            for answers, stages in self.all_routes().items()
            if not FEWEST_STAGES <= len(stages) <= MOST_STAGES
        ]


def _values(rows: Any) -> list[Any]:
    return [row.value for row in rows]
