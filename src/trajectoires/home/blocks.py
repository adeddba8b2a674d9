"""The rows of « Par où commencer ? »: who comes, what may bring them, and the stages offered."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from trajectoires.content.enums import Audience
from trajectoires.home.enums import Question

_KEY = blocks.RegexBlock(
    r"^[a-z0-9-]+$",
    label="Clé",
    help_text="Un mot sans accent ni espace : il est dans l’adresse de la route.",
    error_messages={"invalid": "Des minuscules sans accent, des chiffres, des traits d’union."},
)


class ReaderBlock(blocks.StructBlock):
    who = blocks.ChoiceBlock(label="Public", choices=Audience.choices)
    label = blocks.CharBlock(label="Comment on se reconnaît", max_length=120)
    need = blocks.CharBlock(label="Première question", max_length=120)
    means = blocks.CharBlock(label="Seconde question", max_length=120)

    class Meta:
        label = "Public"
        icon = "user"
        label_format = "{label}"


class ChoiceBlock(blocks.StructBlock):
    """An answer that one kind of reader may give."""

    who = blocks.ChoiceBlock(label="Public", choices=Audience.choices)
    question = blocks.ChoiceBlock(label="Question", choices=Question.choices)
    key = _KEY
    label = blocks.CharBlock(label="Réponse", max_length=160)

    class Meta:
        label = "Réponse"
        icon = "radio-full"
        label_format = "{who} : {label}"


class StageBlock(blocks.StructBlock):
    """A stage is offered to whom it names, when the answer that it names was given; left blank, to everybody, always."""

    who = blocks.ChoiceBlock(label="Public", choices=Audience.choices, required=False)
    when = blocks.CharBlock(label="Si la réponse est", required=False, help_text="La clé d’une réponse.")
    title = blocks.CharBlock(label="Titre", max_length=120, help_text="Un verbe d’abord.")
    why = blocks.TextBlock(label="Pourquoi", rows=2)
    href = blocks.CharBlock(label="Page", help_text="Une adresse de ce site, comme /comprendre/.")
    link = blocks.CharBlock(label="Texte du lien", max_length=120)
    minutes = blocks.IntegerBlock(label="Minutes", min_value=1, max_value=240)
    outcome = blocks.CharBlock(label="Ce que l’on emporte", max_length=200)

    class Meta:
        label = "Étape"
        icon = "arrow-right"
        label_format = "{title}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["href"].startswith("/"):
            error = ValidationError("Une étape mène à une page de ce site : son adresse commence par /.")
            raise blocks.StructBlockValidationError(block_errors={"href": error})
        return cleaned
