"""How a workbook looks: greys that a copier keeps, A4, as wide as the page."""

from collections.abc import Iterable, Iterator

from trajectoires.kit.enums import CellKind
from trajectoires.kit.models.templates.placing import Cell, PlacedWorkbook
from trajectoires.kit.services.writing.odf import element, words

SIZES = {"titre": 1.75, "sous-titre": 1.2, "feuille": 1.3, "pied": 0.9, "note": 1.0}
_SIZE = 9  # points
_FONT = "Liberation Sans"
_EDGE, _GREY = "0.5pt solid #707070", "#4d4d4d"
_BACKGROUNDS = {"calcul": "#ececec", "total": "#d9d9d9", "colonnes": "#cccccc", "partie": "#f2f2f2"}
_MARGIN = "1.2cm"
_DATA_STYLES = {
    CellKind.MONTANT: "n-montant", CellKind.NOMBRE: "n-nombre", CellKind.PART: "n-part", CellKind.DATE: "n-date",
}  # fmt: skip
_LOOKS = ("saisie", "calcul", "total")


def cell_style(cell: Cell, look: str) -> str:
    """What it is for says how it looks: to fill in, worked out, a total, a label."""
    if look == "colonnes":
        return "c-colonnes-nombre" if cell.kind.is_counted else "c-colonnes"
    if cell.is_label:
        return {"total": "c-libelle-total", "entete": "c-entete"}.get(look, "c-libelle")
    own = "total" if look == "total" else "calcul" if cell.formula is not None else "saisie"
    return f"c-{own}-{cell.kind.value}"


def column_style(width: float) -> str:
    return f"co-{round(width * 100)}"


def row_style(height: float, *, is_fixed: bool) -> str:
    return f"ro-{round(height * 10)}{'' if is_fixed else '-libre'}"


def automatic(placed: PlacedWorkbook, heights: Iterable[float]) -> str:
    widths = sorted({width for sheet in placed.sheets for width in sheet.all_widths})
    return element(
        "office:automatic-styles",
        {},
        *_numbers(),
        *(_column(width) for width in widths),
        *(_row(height, is_fixed=is_fixed) for height in sorted(heights) for is_fixed in (True, False)),
        *(_table(name) for name in ("portrait", "paysage")),
        *_cells(),
    )


def _numbers() -> Iterator[str]:
    french = {"number:language": "fr", "number:country": "FR"}
    digits = {"number:min-integer-digits": "1", "number:grouping": "true"}
    two = {"number:decimal-places": "2", "number:min-decimal-places": "2", **digits}
    none = {"number:decimal-places": "0", **digits}
    yield element("number:number-style", {"style:name": "n-zero", **french}, element("number:number", none))
    zero = element("style:map", {"style:condition": "value()=0", "style:apply-style-name": "n-zero"})
    yield element(
        "number:number-style", {"style:name": "n-montant", **french}, element("number:number", two), zero
    )
    yield element(
        "number:number-style",
        {"style:name": "n-nombre", **french},
        element("number:number", {"number:min-integer-digits": "1"}),
    )
    one = {"number:decimal-places": "1", "number:min-decimal-places": "0", **digits}
    yield element(
        "number:percentage-style",
        {"style:name": "n-part", **french},
        element("number:number", {**one, "number:decimal-places": "0"}),
        element("number:text", {}, "\u202f%"),
    )
    long = {"number:style": "long"}
    slash = element("number:text", {}, "/")
    day, month, year = (element(f"number:{name}", long) for name in ("day", "month", "year"))
    yield element("number:date-style", {"style:name": "n-date", **french}, day, slash, month, slash, year)


def _column(width: float) -> str:
    size = element("style:table-column-properties", {"style:column-width": f"{width:g}cm"})
    return element("style:style", {"style:name": column_style(width), "style:family": "table-column"}, size)


def _row(height: float, *, is_fixed: bool) -> str:
    """A row of the table grows with what is typed in it; words across the sheet have the height that they need."""
    free = "false" if is_fixed else "true"
    size = {
        "style:row-height": f"{height:g}cm",
        "style:use-optimal-row-height": free,
        "fo:break-before": "auto",
    }
    name = row_style(height, is_fixed=is_fixed)
    return element(
        "style:style",
        {"style:name": name, "style:family": "table-row"},
        element("style:table-row-properties", size),
    )


def _table(name: str) -> str:
    return element(
        "style:style",
        {"style:name": f"ta-{name}", "style:family": "table", "style:master-page-name": name.capitalize()},
        element("style:table-properties", {"table:display": "true", "style:writing-mode": "lr-tb"}),
    )


def _cells() -> Iterator[str]:
    plain = {"wrap": True}
    yield _cell("c-titre", **plain, size=SIZES["titre"], bold=True)
    yield _cell("c-sous-titre", **plain, size=SIZES["sous-titre"])
    yield _cell("c-feuille", **plain, size=SIZES["feuille"], bold=True)
    yield _cell("c-mention", **plain, bold=True)
    yield _cell("c-consigne", **plain)
    yield _cell("c-note", **plain, colour=_GREY)
    yield _cell("c-pied", **plain, size=SIZES["pied"], colour=_GREY)
    yield _cell("c-vide")
    yield _cell("c-partie", **plain, bold=True, background=_BACKGROUNDS["partie"], edge=True)
    yield _cell("c-colonnes", **plain, bold=True, background=_BACKGROUNDS["colonnes"], edge=True)
    yield _cell(
        "c-colonnes-nombre", **plain, bold=True, background=_BACKGROUNDS["colonnes"], edge=True, align="end"
    )
    yield _cell("c-entete", **plain)
    yield _cell("c-libelle", **plain, edge=True)
    yield _cell("c-libelle-total", **plain, edge=True, bold=True, background=_BACKGROUNDS["total"])
    for look in _LOOKS:
        for kind in CellKind:
            yield _cell(
                f"c-{look}-{kind.value}",
                wrap=not kind.is_counted,
                edge=True,
                bold=look == "total",
                background=_BACKGROUNDS.get(look, ""),
                data=_DATA_STYLES.get(kind, ""),
                align="end" if kind.is_counted else "start",
            )


def _cell(  # noqa: PLR0913 - a look is many small choices
    name: str,
    *,
    wrap: bool = False,
    edge: bool = False,
    bold: bool = False,
    size: float = 1.0,
    background: str = "",
    colour: str = "",
    data: str = "",
    align: str = "start",
) -> str:
    box = {
        "style:vertical-align": "middle",
        **({"fo:wrap-option": "wrap"} if wrap else {}),
        **({"fo:border": _EDGE, "fo:padding": "0.08cm"} if edge else {}),
        **({"fo:background-color": background} if background else {}),
    }
    letters = {
        "fo:font-size": f"{_SIZE * size:g}pt",
        **({"fo:font-weight": "bold"} if bold else {}),
        **({"fo:color": colour} if colour else {}),
    }
    head = {
        "style:name": name,
        "style:family": "table-cell",
        "style:parent-style-name": "Default",
        **({"style:data-style-name": data} if data else {}),
    }
    return element(
        "style:style",
        head,
        element("style:table-cell-properties", box),
        element("style:paragraph-properties", {"fo:text-align": align}),
        element("style:text-properties", letters),
    )


# --- styles.xml -------------------------------------------------------------------------------------------------------


def common(title: str) -> tuple[str, ...]:
    """Fonts, the two pages and their foot."""
    font = element(
        "style:font-face",
        {"style:name": _FONT, "svg:font-family": f"'{_FONT}'", "style:font-family-generic": "swiss"},
    )
    letters = {
        "style:font-name": _FONT, "fo:font-size": f"{_SIZE}pt", "fo:language": "fr", "fo:country": "FR",
    }  # fmt: skip
    default = element(
        "style:default-style", {"style:family": "table-cell"}, element("style:text-properties", letters)
    )
    base = element("style:style", {"style:name": "Default", "style:family": "table-cell"})
    pages = {"portrait": ("21cm", "29.7cm"), "paysage": ("29.7cm", "21cm")}
    return (
        element("office:font-face-decls", {}, font),
        element("office:styles", {}, default, base),
        element("office:automatic-styles", {}, *(_page(name, *size) for name, size in pages.items())),
        element("office:master-styles", {}, *(_master(name, title) for name in pages)),
    )


def _page(name: str, width: str, height: str) -> str:
    properties = {
        "fo:page-width": width,
        "fo:page-height": height,
        "style:print-orientation": "landscape" if name == "paysage" else "portrait",
        **{f"fo:margin-{side}": _MARGIN for side in ("left", "right", "top", "bottom")},
        "style:print-page-order": "ttb",
        "style:scale-to-X": "1",
        "style:scale-to-Y": "0",
    }
    foot = element("style:header-footer-properties", {"fo:min-height": "0.7cm", "fo:margin-top": "0.2cm"})
    return element(
        "style:page-layout",
        {"style:name": f"page-{name}"},
        element("style:page-layout-properties", properties),
        element("style:header-style"),
        element("style:footer-style", {}, foot),
    )


def _master(name: str, title: str) -> str:
    number = (
        words("Page ") + element("text:page-number", {}, "1") + " / " + element("text:page-count", {}, "1")
    )
    foot = element(
        "style:footer",
        {},
        element("style:region-left", {}, element("text:p", {}, words(title))),
        element("style:region-right", {}, element("text:p", {}, number)),
    )
    attributes = {"style:name": name.capitalize(), "style:page-layout-name": f"page-{name}"}
    return element("style:master-page", attributes, element("style:header", {"style:display": "false"}), foot)
