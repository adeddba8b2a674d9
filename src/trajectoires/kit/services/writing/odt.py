"""A text to fill in, for a word processor: blanks are fields that a click replaces, explanations are grey and small."""

from collections.abc import Mapping
from datetime import date

from trajectoires.kit.models.templates.inline import Blank, Run, Runs
from trajectoires.kit.models.templates.text import (
    BOXES,
    NUMBERS,
    Explanation,
    Grid,
    HandLines,
    Heading,
    Items,
    Node,
    PageBreak,
    Paragraph,
    TextTemplate,
)
from trajectoires.kit.models.templates.workbook import Written
from trajectoires.kit.services.writing import odt_styles
from trajectoires.kit.services.writing.filled import filled
from trajectoires.kit.services.writing.odf import element, package, root, words
from trajectoires.kit.services.writing.words import credits_of

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
BOX = "☐"
Values = Mapping[str, Written]


def write_odt(template: TextTemplate, values: Values, *, day: date) -> bytes:
    """The file; `day` is that of the model, so that the same model and the same values give the same bytes."""
    about = credits_of(template)
    head = [element("text:p", {"text:style-name": "Title"}, words(template.title))]
    if template.subtitle:
        head.append(element("text:p", {"text:style-name": "Subtitle"}, words(template.subtitle)))
    if about.mention:
        head.append(element("text:p", {"text:style-name": "Mention"}, words(about.mention)))
    writer = _Writer(values)
    body = element("office:text", {}, *head, *(writer.node(node) for node in template.nodes))
    return package(
        media_type=MEDIA_TYPE,
        content=root("document-content", odt_styles.automatic(), element("office:body", {}, body)),
        styles=root("document-styles", *odt_styles.common(about.lines)),
        title=template.title,
        about=about.lines,
        day=day,
    )


class _Writer:
    def __init__(self, values: Values) -> None:
        self._values = values
        self._tables = 0

    def node(self, node: Node) -> str:  # noqa: PLR0911 - one a kind
        match node:
            case Heading(level=level, runs=runs):
                return self._heading(level, runs)
            case Paragraph(runs=runs):
                return self._paragraph("Text_20_body", runs)
            case Explanation(runs=runs):
                return self._paragraph("Explication", runs)
            case Items():
                return self._list(node)
            case Grid():
                return self._table(node)
            case HandLines(count=count):
                return element("text:p", {"text:style-name": "Ligne"}) * count
            case PageBreak():
                return element("text:p", {"text:style-name": "Saut"})
        raise TypeError(f"{node} cannot be written")

    def _heading(self, level: int, runs: Runs) -> str:
        """The title of the document is a title; its parts begin at the first level."""
        own = str(level - 1)
        attributes = {"text:style-name": f"Heading_20_{own}", "text:outline-level": own}
        return element("text:h", attributes, self._runs(runs))

    def _paragraph(self, style: str, runs: Runs) -> str:
        return element("text:p", {"text:style-name": style}, self._runs(runs))

    def _list(self, items: Items) -> str:
        """Boxes to tick are signs of the text: a word processor keeps them as they are."""
        if items.look == BOXES:
            box = words(f"{BOX} ")
            return "".join(
                element("text:p", {"text:style-name": "Case"}, box, self._runs(runs)) for runs in items.items
            )
        style = "L-numeros" if items.look == NUMBERS else "L-puces"
        inner = (element("text:list-item", {}, self._paragraph("Liste", runs)) for runs in items.items)
        return element("text:list", {"text:style-name": style}, *inner)

    def _table(self, grid: Grid) -> str:
        self._tables += 1
        width = len(grid.header)
        columns = element("table:table-column", {"table:number-columns-repeated": str(width)})
        header = element(
            "table:table-header-rows", {}, self._table_row(grid.header, "T-titre", "Titre_20_de_20_colonne")
        )
        rows = (self._table_row(row, "T-case", "Table_20_Contents") for row in grid.rows)
        attributes = {"table:name": f"Tableau {self._tables}", "table:style-name": "T"}
        after = element("text:p", {"text:style-name": "Apres"})
        return element("table:table", attributes, columns, header, *rows) + after

    def _table_row(self, row: tuple[Runs, ...], style: str, paragraph: str) -> str:
        cells = (
            element(
                "table:table-cell",
                {"table:style-name": style, "office:value-type": "string"},
                self._paragraph(paragraph, runs),
            )
            for runs in row
        )
        return element("table:table-row", {"table:style-name": "T-rang"}, *cells)

    def _runs(self, runs: Runs) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        inner = self._blank(run) if isinstance(run, Blank) else words(run.text)
        style = {(True, True): "Gras-italique", (True, False): "Gras", (False, True): "Italique"}.get(
            (run.is_bold, run.is_italic)
        )
        return element("text:span", {"text:style-name": style}, inner) if style else inner

    def _blank(self, blank: Blank) -> str:
        """What is known, as words; else a field: a click selects it, typing takes its place, and it prints as it is read."""
        if known := filled(blank, self._values):
            return words(known)
        field = element("text:text-input", {"text:description": blank.label}, words(f"[{blank.label}]"))
        return element("text:span", {"text:style-name": "Blanc"}, field)
