"""The page of the questionnaire: what it is, and the questions, which are data that editors change."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel

from trajectoires.content.enums import KeyKind, RelationKind
from trajectoires.content.fields import FileKey
from trajectoires.content.models import BasePage
from trajectoires.content.models.panels import editing_tabs
from trajectoires.kit.blocks import FirstQuestionBlock, LandmarkBlock, QuestionBlock
from trajectoires.kit.models.questionnaire import (
    FirstQuestion,
    Landmark,
    Question,
    Questionnaire,
    faults_of,
)
from trajectoires.ui.enums import Lever
from trajectoires.ui.fields import StreamField

QUESTIONS, RESULT = "questions", "resultat"  # how it is previewed
_KEY = FileKey(name="cle", attribute="key", is_required=True)
_ASKED = FileKey(name="question", attribute="text", is_required=True)


class AutodiagnosticPage(BasePage):
    """Facts that a person can observe, without any score."""

    genre = "autodiagnostic"
    relation_kind = RelationKind.OUTIL
    max_count = 1
    own_keys = (
        FileKey(name="version", attribute="version", kind=KeyKind.NUMBER, is_required=True),
        FileKey(
            name="reperes",
            attribute="landmarks",
            kind=KeyKind.ROWS,
            is_required=True,
            block_type="landmark",
            keys=(
                _KEY,
                FileKey(name="titre", attribute="title", is_required=True),
                FileKey(name="phrase", attribute="words", is_required=True),
            ),
        ),
        FileKey(
            name="prealables",
            attribute="firsts",
            kind=KeyKind.ROWS,
            block_type="first",
            keys=(_KEY, _ASKED),
        ),
        FileKey(
            name="questions",
            attribute="questions",
            kind=KeyKind.ROWS,
            is_required=True,
            block_type="question",
            keys=(
                _KEY,
                FileKey(name="repere", attribute="landmark", is_required=True),
                FileKey(name="levier", attribute="lever", choices=tuple(Lever.values)),
                _ASKED,
                FileKey(name="aide", attribute="help", is_required=True),
                FileKey(name="si", attribute="condition"),
                FileKey(name="force", attribute="strength", is_required=True),
                FileKey(name="fragilite", attribute="weakness", is_required=True),
                FileKey(name="geste", attribute="step", is_required=True),
                FileKey(name="urgence", attribute="urgency", kind=KeyKind.NUMBER, is_required=True),
                FileKey(
                    name="pages",
                    attribute="pages",
                    kind=KeyKind.ROWS,
                    block_type="item",
                    keys=(
                        FileKey(name="adresse", attribute="href", is_required=True, is_address=True),
                        FileKey(name="raison", attribute="why", is_required=True),
                    ),
                ),
            ),
        ),
    )
    version = models.PositiveIntegerField(
        "version",
        default=1,
        validators=[MinValueValidator(1)],
        help_text="Le nombre suivant dès qu’une question est ajoutée, retirée ou change de sens : qui reprend ses "
        "réponses voit alors ce qui a changé.",
    )
    landmarks = StreamField([("landmark", LandmarkBlock())], verbose_name="repères", blank=True)
    firsts = StreamField([("first", FirstQuestionBlock())], verbose_name="questions préalables", blank=True)
    questions = StreamField(
        [("question", QuestionBlock())], verbose_name="questions", blank=True, collapsed=True
    )

    parent_page_types = ["content.DoorPage"]
    subpage_types: list[str] = []
    template = "kit/autodiagnostic_page.html"
    edit_handler = editing_tabs(
        [FieldPanel("version"), FieldPanel("landmarks"), FieldPanel("firsts"), FieldPanel("questions")]
    )

    class Meta:
        verbose_name = "autodiagnostic"
        verbose_name_plural = "autodiagnostics"

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The page as it is read, the questions as they are answered, and what is said when every answer is no."""
        return [("", "La page"), (QUESTIONS, "Les questions"), (RESULT, "Le résultat de qui répond non")]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        own = {QUESTIONS: "kit/questions_preview.html", RESULT: "kit/result_preview.html"}
        return own.get(mode_name) or str(super().get_preview_template(request, mode_name))

    def clean(self) -> None:
        """Refuse a questionnaire that nobody could answer, and other questions under the version already online."""
        super().clean()
        written = self.questionnaire()
        faults = faults_of(written)
        if not faults and self._is_another_under_the_same_version(written):
            faults = [
                f"Les questions ne sont plus celles de la version {self.version} : passez à la suivante."
            ]
        if faults:
            raise ValidationError({"questions": faults})

    def _is_another_under_the_same_version(self, written: Questionnaire) -> bool:
        online = AutodiagnosticPage.objects.filter(pk=self.pk, live=True, version=self.version).first()
        return online is not None and online.questionnaire().words.keys() != written.words.keys()

    def questionnaire(self) -> Questionnaire:
        return Questionnaire(
            version=self.version or 1,
            landmarks=tuple(
                Landmark(each.value["key"], each.value["title"], each.value["words"])
                for each in self.landmarks
            ),
            firsts=tuple(FirstQuestion(each.value["key"], each.value["text"]) for each in self.firsts),
            questions=tuple(Question.of(each.value) for each in self.questions),
        )
