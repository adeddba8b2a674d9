"""A course is a page, its lessons are the pages under it, in the order of their rank."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from trajectoires.content.enums import KeyKind, RelationKind
from trajectoires.content.fields import FileKey
from trajectoires.content.models import BasePage
from trajectoires.content.models.panels import editing_tabs
from trajectoires.learning.blocks import ExerciseBlock
from trajectoires.learning.enums import EXERCISE_MINUTES, ExerciseKind, Figure, Level, Unit, Verdict
from trajectoires.learning.models.exercises import Exercise, faults_of
from trajectoires.ui.fields import LinesField, StreamField

EXERCISES = "exercices"  # how they are previewed


class CoursePage(BasePage):
    genre = "cours"
    relation_kind = RelationKind.LECON
    schema_type = "Course"
    own_keys = (
        FileKey(name="numero", attribute="number", kind=KeyKind.NUMBER, is_required=True),
        FileKey(name="niveau", attribute="level", is_required=True, choices=tuple(Level.values)),
        FileKey(name="objectifs", attribute="aims", kind=KeyKind.WORDS, is_required=True),
        FileKey(name="prerequis", attribute="prerequisites", kind=KeyKind.WORDS),
    )
    number = models.PositiveSmallIntegerField("numéro", help_text="1 pour le premier cours de la liste.")
    level = models.CharField("niveau", max_length=10, choices=Level)
    aims = LinesField(
        models.CharField(max_length=200),
        verbose_name="objectifs",
        blank=True,
        default=list,
        help_text="Ce que l’on saura faire, un par ligne : un verbe d’abord.",
    )
    prerequisites = LinesField(
        models.CharField(max_length=200),
        verbose_name="ce qu’il faut savoir avant",
        blank=True,
        default=list,
        help_text="Un par ligne ; rien si l’on commence ici.",
    )

    parent_page_types = ["content.DoorPage"]
    subpage_types = ["learning.LessonPage"]
    template = "learning/course_page.html"
    edit_handler = editing_tabs(
        [
            FieldRowPanel([FieldPanel("number"), FieldPanel("level")]),
            FieldPanel("aims"),
            FieldPanel("prerequisites"),
        ]
    )

    class Meta:
        verbose_name = "cours"
        verbose_name_plural = "cours"


class LessonPage(BasePage):
    """One idea, then exercises. Its exercises are done on a page of their own, which remembers."""

    genre = "lecon"
    leads_to_action = True
    relation_kind = RelationKind.LECON
    reading_order = "rank"
    schema_type = "LearningResource"
    own_keys = (
        FileKey(name="rang", attribute="rank", kind=KeyKind.NUMBER, is_required=True),
        FileKey(name="module", attribute="module", is_required=True),
        FileKey(name="objectif", attribute="aim"),
        FileKey(
            name="exercices",
            attribute="exercises",
            kind=KeyKind.ROWS,
            block_type="exercise",
            keys=(
                FileKey(name="cle", attribute="key", is_required=True),
                FileKey(name="sorte", attribute="kind", is_required=True, choices=tuple(ExerciseKind.values)),
                FileKey(name="calcul", attribute="figure", choices=tuple(Figure.values)),
                FileKey(name="consigne", attribute="instruction", is_required=True),
                FileKey(name="enonce", attribute="statement"),
                FileKey(name="unite", attribute="unit", choices=tuple(Unit.values)),
                FileKey(
                    name="indices",
                    attribute="hints",
                    kind=KeyKind.ROWS,
                    block_type="item",
                    keys=(FileKey(name="texte", attribute="text", is_required=True),),
                ),
                FileKey(
                    name="reponses",
                    attribute="answers",
                    kind=KeyKind.ROWS,
                    block_type="item",
                    keys=(
                        FileKey(name="texte", attribute="text", is_required=True),
                        FileKey(name="juste", attribute="verdict", choices=tuple(Verdict.values)),
                        FileKey(name="valeur", attribute="value"),
                        FileKey(name="explication", attribute="explanation"),
                    ),
                ),
                FileKey(name="explication", attribute="explanation"),
            ),
        ),
    )
    rank = models.PositiveSmallIntegerField("rang dans le cours", help_text="1 pour la première leçon.")
    module = models.CharField("module", max_length=120, help_text="Le titre de la partie du cours.")
    aim = models.CharField(
        "objectif", max_length=200, blank=True, help_text="Ce que l’on saura faire : un verbe d’abord."
    )
    exercises = StreamField([("exercise", ExerciseBlock())], verbose_name="exercices", blank=True)

    parent_page_types = ["learning.CoursePage"]
    subpage_types: list[str] = []
    template = "learning/lesson_page.html"
    edit_handler = editing_tabs(
        [
            FieldRowPanel([FieldPanel("rank"), FieldPanel("module")]),
            FieldPanel("aim"),
            FieldPanel("exercises"),
        ]
    )

    class Meta:
        verbose_name = "leçon"
        verbose_name_plural = "leçons"

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The lesson as it is read, then its exercises as a learner meets them."""
        return [("", "La leçon"), (EXERCISES, "Les exercices")]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        if mode_name == EXERCISES:
            return "learning/exercises_preview.html"
        return str(super().get_preview_template(request, mode_name))

    def clean(self) -> None:
        """Refuse an exercise that nobody could do."""
        super().clean()
        if faults := faults_of(self.all_exercises):
            raise ValidationError({"exercises": faults})

    @property
    def all_exercises(self) -> list[Exercise]:
        return [Exercise.of(block.value) for block in self.exercises]

    @property
    def minutes(self) -> int:
        """To read, and to do the exercises."""
        return self.reading_minutes + EXERCISE_MINUTES * len(self.exercises)

    @property
    def schema_properties(self) -> dict[str, Any]:
        return {"learningResourceType": "leçon", "teaches": self.aim} if self.aim else {}
