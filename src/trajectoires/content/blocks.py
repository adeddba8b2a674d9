"""The ten blocks of a page's body. Each has exactly one form in a file: see docs/contenu.md."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from socioeco.parameters import load_parameters
from trajectoires.content.enums import CalloutKind, Family
from trajectoires.ui.blocks import ProseBlock

PROSE = ["h3", "bold", "italic", "link", "ol", "ul"]
ANSWER = ["bold", "italic", "link", "ol", "ul"]
LONGEST_BRIEF = 5
_SHARE = re.compile(r"\d{1,3}(,\d+)?")
_YEAR = re.compile(r"\d{4}")


class LineBlock(blocks.TextBlock):
    """A sentence: shown in a text area since it may be long, kept on one line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(rows=1, **options)

    def clean(self, value: Any) -> str:
        return " ".join(str(super().clean(value)).split())


class GridBlock(TableBlock):
    """Cells of plain text. The first row and the first column are always headers, whatever is ticked."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value) if value else as_grid([["", ""], ["", ""]])


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
    plus = blocks.ListBlock(LineBlock(), label="Ce qui tient", min_num=0)
    minus = blocks.ListBlock(LineBlock(), label="Ce qui peut céder", min_num=0)

    class Meta:
        label = "Forces et fragilités"
        icon = "list-ul"


class IllustrationBlock(blocks.StructBlock):
    image = ImageBlock(
        label="Image",
        help_text="Dites ce que l’image montre à qui ne la voit pas, ou cochez « décorative » si elle n’apprend rien.",
    )
    caption = LineBlock(label="Légende", required=False)
    credit = blocks.CharBlock(label="Crédit", required=False, help_text="Qui l’a faite, sous quelle licence.")

    class Meta:
        label = "Image"
        icon = "image"
        label_format = "{caption}"


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label="Titre de partie", icon="title", max_length=200)
    text = ProseBlock(label="Texte", icon="pilcrow", features=PROSE)
    brief = blocks.ListBlock(
        LineBlock(),
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


class EntryBlock(blocks.StructBlock):
    """One of the three links that a door shows on the first page."""

    label = blocks.CharBlock(label="Titre", max_length=100)
    href = blocks.CharBlock(label="Adresse", max_length=300, help_text="Par exemple /comprendre/modeles/.")

    class Meta:
        label = "Entrée"
        icon = "link"
        label_format = "{label}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["href"].startswith(("/", "https://")):
            error = ValidationError("Une adresse commence par / (ce site) ou par https:// (un autre site).")
            raise blocks.StructBlockValidationError(block_errors={"href": error})
        return cleaned


class StepBlock(blocks.StructBlock):
    """A dated step of a trajectory."""

    year = blocks.IntegerBlock(label="Année", min_value=1800, max_value=2100)
    until = blocks.IntegerBlock(label="Jusqu’à", required=False, min_value=1800, max_value=2100)
    fact = LineBlock(label="Ce qui s’est passé", help_text="Chaque chiffre garde son année.")

    class Meta:
        label = "Étape"
        icon = "date"
        label_format = "{year} {fact}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["until"] and cleaned["until"] < cleaned["year"]:
            error = ValidationError("La fin de la période est avant son début.")
            raise blocks.StructBlockValidationError(block_errors={"until": error})
        return cleaned


def as_grid(rows: list[list[str]]) -> dict[str, Any]:
    """Return the value of a GridBlock that holds these cells."""
    return {
        "data": rows,
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_header_choice": "both",
        "table_caption": "",
    }


def rows_of(grid: Any) -> list[list[str]]:
    """Return the cells of a GridBlock as text; rows and columns that are empty at the end are left out."""
    rows = [[str(cell or "").strip() for cell in row] for row in (grid or {}).get("data") or []]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((index + 1 for row in rows for index, cell in enumerate(row) if cell), default=0)
    return [row[:width] for row in rows]


def grid_faults(rows: list[list[str]]) -> list[str]:
    """Say in French everything that keeps these rows from being a figure of shares."""
    if len(rows) < 2:
        return ["Une figure a une ligne d’années et au moins une famille."]
    return [*_year_faults(rows[0]), *(fault for row in rows[1:] for fault in _row_faults(row))]


def _year_faults(header: list[str]) -> list[str]:
    wrong = [cell for cell in header[1:] if not _YEAR.fullmatch(cell)]
    faults = [f"« {cell} » n’est pas une année sur quatre chiffres." for cell in wrong]
    return faults if len(header) > 1 else ["Une figure a au moins une année.", *faults]


def _row_faults(row: list[str]) -> list[str]:
    faults = [
        f"« {cell} » n’est pas un pourcentage (34 ou 34,5), ni une case vide."
        for cell in row[1:]
        if cell and not _SHARE.fullmatch(cell)
    ]
    if row[0] not in Family.values:
        faults.append(f"« {row[0]} » n’est pas une famille : {', '.join(Family.values)}.")
    return faults
