"""What editors write of an exercise. What each kind needs is checked by the page, all at once."""

from wagtail import blocks

from trajectoires.learning.enums import ExerciseKind, Figure, Unit, Verdict

_KEY = blocks.RegexBlock(
    r"^[a-z0-9-]+$",
    label="Clé",
    help_text="Un mot sans accent ni espace, le sien sur cette page.",
    error_messages={"invalid": "Des minuscules sans accent, des chiffres, des traits d’union."},
)


class HintBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="Indice", rows=2)

    class Meta:
        label = "Indice"
        icon = "help"


class AnswerBlock(blocks.StructBlock):
    text = blocks.CharBlock(label="Texte", max_length=300)
    verdict = blocks.ChoiceBlock(
        label="Pour un choix",
        choices=Verdict.choices,
        required=False,
        help_text="Juste, ou à ne pas choisir.",
    )
    value = blocks.CharBlock(
        label="Ce qui va avec",
        required=False,
        max_length=200,
        help_text="Pour relier : l’autre moitié. Pour un tableau : le nombre à trouver.",
    )
    explanation = blocks.TextBlock(
        label="Explication", required=False, rows=2, help_text="Ce que l’on dit à qui choisit cette réponse."
    )

    class Meta:
        label = "Réponse"
        icon = "radio-full"
        label_format = "{text}"


class ExerciseBlock(blocks.StructBlock):
    """One exercise. Ordered answers are written in the right order."""

    key = _KEY
    kind = blocks.ChoiceBlock(label="Sorte", choices=ExerciseKind.choices)
    figure = blocks.ChoiceBlock(
        label="Ce qui est demandé",
        choices=Figure.choices,
        required=False,
        help_text="Pour « Sur mes chiffres ».",
    )
    instruction = blocks.TextBlock(label="Consigne", rows=2)
    statement = blocks.TextBlock(label="Énoncé", required=False, rows=4)
    unit = blocks.ChoiceBlock(
        label="Unité", choices=Unit.choices, required=False, help_text="Pour un tableau."
    )
    hints = blocks.ListBlock(HintBlock(), label="Indices, du plus léger au plus parlant", default=[])
    answers = blocks.ListBlock(AnswerBlock(), label="Réponses", default=[])
    explanation = blocks.TextBlock(label="Explication", required=False, rows=3)

    class Meta:
        label = "Exercice"
        icon = "tasks"
        label_format = "{kind} : {instruction}"


class QuestionBlock(blocks.StructBlock):
    key = _KEY
    text = blocks.CharBlock(label="Question", max_length=160)

    class Meta:
        label = "Question"
        icon = "help"
        label_format = "{text}"


class NeedBlock(blocks.StructBlock):
    """An answer, and the lesson that it calls for; without one, it calls for nothing."""

    question = blocks.CharBlock(label="Clé de la question")
    key = _KEY
    text = blocks.CharBlock(label="Réponse", max_length=160)
    href = blocks.CharBlock(
        label="Leçon",
        required=False,
        help_text="Son adresse, comme /se-former/fondamentaux/les-trois-leviers/.",
    )
    why = blocks.TextBlock(label="Pourquoi cette leçon", required=False, rows=2)

    class Meta:
        label = "Réponse"
        icon = "radio-full"
        label_format = "{text}"
