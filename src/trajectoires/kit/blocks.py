"""What editors write of a questionnaire. How its pieces hold together is checked by the page, all at once."""

from wagtail import blocks

from trajectoires.kit.enums import LONGEST_KEY, Urgency
from trajectoires.ui.enums import Lever

_KEY = blocks.RegexBlock(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    label="Clé",
    max_length=LONGEST_KEY,
    help_text="Un mot sans accent ni espace, le sien sur cette page. Les réponses déjà données la suivent : ne la "
    "changez plus une fois la page publiée.",
    error_messages={"invalid": "Des minuscules sans accent, des chiffres, des traits d’union."},
)


class LandmarkBlock(blocks.StructBlock):
    key = _KEY
    title = blocks.CharBlock(label="Titre", max_length=120)
    words = blocks.TextBlock(label="Une phrase", rows=2, help_text="Ce que ce repère regarde.")

    class Meta:
        label = "Repère"
        icon = "flag"
        label_format = "{title}"


class FirstQuestionBlock(blocks.StructBlock):
    """Answered by yes or no, before the others: it decides which of them are asked."""

    key = _KEY
    text = blocks.CharBlock(label="Question", max_length=240, help_text="On y répond par oui ou par non.")

    class Meta:
        label = "Question préalable"
        icon = "help"
        label_format = "{text}"


class AdvisedPageBlock(blocks.StructBlock):
    href = blocks.CharBlock(
        label="Adresse", help_text="Une page du site, comme /comprendre/leviers/cotisations/."
    )
    why = blocks.CharBlock(label="Raison", max_length=300, help_text="Ce qu’on y trouve pour cette question.")

    class Meta:
        label = "Page conseillée"
        icon = "link"
        label_format = "{href}"


class QuestionBlock(blocks.StructBlock):
    """A fact that a person can observe, and what there is to say of each answer."""

    key = _KEY
    landmark = blocks.CharBlock(label="Clé du repère")
    lever = blocks.ChoiceBlock(label="Levier", choices=Lever.choices, required=False)
    text = blocks.CharBlock(label="Question", max_length=240, help_text="Un fait que l’on peut vérifier.")
    help = blocks.TextBlock(label="Aide", rows=2, help_text="Où regarder pour le savoir.")
    condition = blocks.CharBlock(
        label="Posée si",
        required=False,
        help_text="La clé d’une question préalable : posée à qui a répondu oui. Avec « non- » devant : à qui a répondu non.",
    )
    strength = blocks.TextBlock(label="Force", rows=2, help_text="Ce que veut dire « oui ».")
    weakness = blocks.TextBlock(label="Fragilité", rows=2, help_text="Ce que veut dire « non », sans juger.")
    step = blocks.TextBlock(
        label="Geste", rows=2, help_text="Ce que l’on peut faire lundi : un verbe d’abord."
    )
    urgency = blocks.IntegerBlock(
        label="Urgence",
        min_value=min(Urgency.values),
        max_value=max(Urgency.values),
        help_text="3 : sans attendre. 2 : dans les trois mois. 1 : quand on en aura le temps.",
    )
    pages = blocks.ListBlock(AdvisedPageBlock(), label="Pages conseillées", default=[])

    class Meta:
        label = "Question"
        icon = "tasks"
        label_format = "{text}"
