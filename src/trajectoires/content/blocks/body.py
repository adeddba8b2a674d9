"""The ten blocks of a page's body. Each has exactly one form in a file: see docs/contenu.md."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from socioeco.parameters import load_parameters
from trajectoires.content.blocks.grids import GridBlock, grid_faults, rows_of
from trajectoires.content.blocks.images import IllustrationBlock
from trajectoires.content.blocks.lines import HeadingBlock, LineBlock
from trajectoires.content.enums import CalloutKind, Family
from trajectoires.ui.blocks import ProseBlock

PROSE = ["h3", "bold", "italic", "link", "ol", "ul"]
ANSWER = ["bold", "italic", "link", "ol", "ul"]
LONGEST_BRIEF = 5


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(label="Sorte", choices=CalloutKind.choices, default=CalloutKind.A_RETENIR)
    title = blocks.CharBlock(label="Titre", required=False, help_text="Une note en marge n’a pas de titre.")
    body = ProseBlock(label="Texte", features=ANSWER)

    class Meta:
        label = "Encadré"
        icon = "warning"
        label_format = "{kind} {title}"


class DefinitionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label="Question", max_length=200)
    answer = ProseBlock(label="Réponse", features=ANSWER)

    class Meta:
        label = "Définition à ouvrir"
        icon = "help"
        label_format = "{question}"


class CaptionedTableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label="Légende", max_length=200)
    source = blocks.CharBlock(label="Source", required=False)
    grid = GridBlock(label="Tableau", help_text="La première ligne et la première colonne sont des en-têtes.")

    class Meta:
        label = "Tableau"
        icon = "table"
        label_format = "{caption}"


class FigureBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Titre", max_length=200, help_text="Une phrase : ce que la figure montre.")
    summary = LineBlock(
        label="Résumé", help_text="La même chose en une ou deux phrases, pour qui ne voit pas la figure."
    )
    unit = blocks.CharBlock(label="Unité", max_length=200)
    source = blocks.CharBlock(label="Source", max_length=500)
    grid = GridBlock(
        label="Parts",
        help_text=(
            "Première ligne : Famille, puis les années. Première colonne : "
            + ", ".join(Family.values)
            + ". Des pourcentages ; une case vide dit que la source se tait."
        ),
    )

    class Meta:
        label = "Figure : parts de ressources par année"
        icon = "table"
        label_format = "{title}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        faults = grid_faults(rows_of(cleaned["grid"]))
        if faults:
            error = ValidationError(" ".join(faults))
            raise blocks.StructBlockValidationError(block_errors={"grid": error})
        return cleaned


def threshold_choices() -> list[tuple[str, str]]:
    """Return the thresholds of the method; their values are shown with the page, never chosen here."""
    return [(key, f"{parameter.title} ({key})") for key, parameter in sorted(load_parameters().items())]


class ThresholdBlock(blocks.StructBlock):
    identifier = blocks.ChoiceBlock(label="Seuil", choices=threshold_choices)
    comment = LineBlock(label="Ce que cela veut dire", required=False)

    class Meta:
        label_format = "{identifier}"


class StrengthsBlock(blocks.StructBlock):
    plus = blocks.ListBlock(LineBlock(label="Ligne"), label="Ce qui tient", min_num=0)
    minus = blocks.ListBlock(LineBlock(label="Ligne"), label="Ce qui peut céder", min_num=0)

    class Meta:
        label = "Forces et fragilités"
        icon = "list-ul"


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock(label="Titre de partie", icon="title", max_length=200)
    text = ProseBlock(label="Texte", icon="pilcrow", features=PROSE)
    brief = blocks.ListBlock(
        LineBlock(label="Ligne"),
        label="En bref",
        icon="list-ol",
        max_num=LONGEST_BRIEF,
        help_text="Cinq lignes au plus, à lire à voix haute.",
    )
    callout = CalloutBlock()
    definition = DefinitionBlock()
    table = CaptionedTableBlock()
    figure = FigureBlock()
    shared_figure = SnippetChooserBlock("content.SharedFigure", label="Figure partagée", icon="table")
    thresholds = blocks.ListBlock(
        ThresholdBlock(),
        label="Repères",
        icon="calendar-check",
        help_text="La valeur, sa date et sa source viennent de la méthode : on ne les écrit pas ici.",
    )
    strengths = StrengthsBlock()
    image = IllustrationBlock()
