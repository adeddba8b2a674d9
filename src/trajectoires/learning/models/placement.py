"""Five questions, and the lesson that each answer calls for: « Par quelle leçon commencer ? »."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.panels import FieldPanel

from trajectoires.content.enums import KeyKind
from trajectoires.content.fields import FileKey
from trajectoires.content.models import BasePage
from trajectoires.content.models.panels import editing_tabs
from trajectoires.learning.blocks import NeedBlock, QuestionBlock
from trajectoires.ui.fields import StreamField


@dataclass(frozen=True)
class Need:
    """`href` is empty when the answer calls for no lesson."""

    href: str
    why: str


class PlacementPage(BasePage):
    """Questions come in the order of what matters first: so do the lessons that they call for."""

    genre = "orientation"
    max_count = 1
    own_keys = (
        FileKey(
            name="questions",
            attribute="questions",
            kind=KeyKind.ROWS,
            is_required=True,
            block_type="question",
            keys=(
                FileKey(name="cle", attribute="key", is_required=True),
                FileKey(name="texte", attribute="text", is_required=True),
            ),
        ),
        FileKey(
            name="reponses",
            attribute="needs",
            kind=KeyKind.ROWS,
            is_required=True,
            block_type="need",
            keys=(
                FileKey(name="question", attribute="question", is_required=True),
                FileKey(name="cle", attribute="key", is_required=True),
                FileKey(name="texte", attribute="text", is_required=True),
                FileKey(name="vers", attribute="href", is_address=True),
                FileKey(name="pourquoi", attribute="why"),
            ),
        ),
    )
    questions = StreamField([("question", QuestionBlock())], verbose_name="questions", blank=True)
    needs = StreamField([("need", NeedBlock())], verbose_name="réponses possibles", blank=True)

    parent_page_types = ["content.DoorPage"]
    subpage_types: list[str] = []
    template = "learning/placement_page.html"
    edit_handler = editing_tabs([FieldPanel("questions"), FieldPanel("needs")])

    class Meta:
        verbose_name = "page « Par quelle leçon commencer ? »"
        verbose_name_plural = "pages « Par quelle leçon commencer ? »"

    def clean(self) -> None:
        """Refuse an answer to no question, a question with nothing to choose, and a lesson given without a reason."""
        super().clean()
        known = [block.value["key"] for block in self.questions]
        faults = [
            f"Aucune question n’a la clé « {each} »."
            for each in dict.fromkeys(self._asked())
            if each not in known
        ]
        faults += [
            f"La question « {key} » n’a pas deux réponses." for key in known if len(self.answers(key)) < 2
        ]
        faults += [
            f"« {block.value['text']} » : dites pourquoi cette leçon."
            for block in self.needs
            if block.value["href"] and not block.value["why"]
        ]
        if faults:
            raise ValidationError({"needs": faults})

    def _asked(self) -> list[str]:
        return [block.value["question"] for block in self.needs]

    def answers(self, question: str) -> list[tuple[str, str]]:
        """Key and words of each answer to a question."""
        return [
            (block.value["key"], block.value["text"])
            for block in self.needs
            if block.value["question"] == question
        ]

    def needs_of(self, chosen: Mapping[str, Any]) -> list[Need]:
        """What these answers call for, in the order of the questions, each lesson once."""
        found: dict[str, Need] = {}
        for question in (block.value["key"] for block in self.questions):
            for block in self.needs:
                value = block.value
                if (value["question"], value["key"]) == (question, chosen.get(question)) and value["href"]:
                    found.setdefault(value["href"], Need(value["href"], value["why"]))
        return list(found.values())
