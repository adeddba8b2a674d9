"""How a text to fill in looks: a sober letter, A4, readable once copied in grey."""

from collections.abc import Sequence

from trajectoires.kit.services.writing.odf import element, words

_FONT = "Liberation Sans"
_GREY, _EDGE = "#4d4d4d", "0.5pt solid #707070"
# name, shown name, parent, paragraph, letters
_PARAGRAPHS: Sequence[tuple[str, str, str, dict[str, str], dict[str, str]]] = (
    ("Standard", "", "", {}, {}),
    ("Text_20_body", "Text body", "Standard", {"fo:margin-bottom": "0.25cm", "fo:line-height": "125%"}, {}),
    (
        "Title",
        "",
        "Standard",
        {"fo:margin-bottom": "0.1cm"},
        {"fo:font-size": "20pt", "fo:font-weight": "bold"},
    ),
    ("Subtitle", "", "Standard", {"fo:margin-bottom": "0.3cm"}, {"fo:font-size": "12pt"}),
    (
        "Mention",
        "",
        "Standard",
        {"fo:margin-bottom": "0.4cm", "fo:border": _EDGE, "fo:padding": "0.15cm"},
        {"fo:font-weight": "bold"},
    ),
    (
        "Explication",
        "",
        "Standard",
        {
            "fo:margin-left": "0.5cm",
            "fo:margin-bottom": "0.3cm",
            "fo:border-left": "1.5pt solid #999999",
            "fo:padding-left": "0.25cm",
        },
        {"fo:font-size": "8.5pt", "fo:color": _GREY},
    ),
    ("Liste", "", "Standard", {"fo:margin-bottom": "0.1cm", "fo:line-height": "120%"}, {}),
    (
        "Case",
        "",
        "Standard",
        {"fo:margin-left": "0.6cm", "fo:text-indent": "-0.6cm", "fo:margin-bottom": "0.15cm"},
        {},
    ),
    (
        "Ligne",
        "",
        "Standard",
        {"fo:border-bottom": "0.5pt solid #999999", "fo:padding-top": "0.45cm", "style:join-border": "false"},
        {},
    ),
    ("Saut", "", "Standard", {"fo:break-before": "page"}, {"fo:font-size": "2pt"}),
    ("Apres", "Après un tableau", "Standard", {}, {"fo:font-size": "5pt"}),
    ("Table_20_Contents", "Table Contents", "Standard", {}, {"fo:font-size": "9.5pt"}),
    ("Titre_20_de_20_colonne", "Titre de colonne", "Table_20_Contents", {}, {"fo:font-weight": "bold"}),
    ("Footer", "", "Standard", {}, {"fo:font-size": "8pt", "fo:color": _GREY}),
)
_HEADINGS = {"1": ("14pt", "0.5cm"), "2": ("11.5pt", "0.35cm")}
_SPANS = {
    "Gras": {"fo:font-weight": "bold"},
    "Italique": {"fo:font-style": "italic"},
    "Gras-italique": {"fo:font-weight": "bold", "fo:font-style": "italic"},
    "Blanc": {"style:text-underline-style": "dotted", "style:text-underline-width": "auto"},
}


def automatic() -> str:
    """Those that the text alone uses: spans, lists, the cells of tables."""
    return element(
        "office:automatic-styles",
        {},
        *(
            _style(name, "text", element("style:text-properties", letters))
            for name, letters in _SPANS.items()
        ),
        _list(
            "L-puces",
            element("text:list-level-style-bullet", {"text:level": "1", "text:bullet-char": "•"}, _indent()),
        ),
        _list(
            "L-numeros",
            element(
                "text:list-level-style-number",
                {"text:level": "1", "style:num-format": "1", "style:num-suffix": "."},
                _indent(),
            ),
        ),
        _style(
            "T",
            "table",
            element(
                "style:table-properties",
                {"style:width": "17cm", "table:align": "margins", "fo:margin-top": "0.1cm"},
            ),
        ),
        _style(
            "T-rang",
            "table-row",
            element(
                "style:table-row-properties", {"style:min-row-height": "0.7cm", "fo:keep-together": "always"}
            ),
        ),
        _style(
            "T-case",
            "table-cell",
            element("style:table-cell-properties", {"fo:border": _EDGE, "fo:padding": "0.1cm"}),
        ),
        _style(
            "T-titre",
            "table-cell",
            element(
                "style:table-cell-properties",
                {
                    "fo:border": _EDGE,
                    "fo:padding": "0.1cm",
                    "fo:background-color": "#d9d9d9",
                    "style:vertical-align": "bottom",
                },
            ),
        ),
    )


def _indent() -> str:
    alignment = {
        "text:label-followed-by": "listtab",
        "text:list-tab-stop-position": "0.8cm",
        "fo:text-indent": "-0.5cm",
        "fo:margin-left": "0.8cm",
    }
    return element(
        "style:list-level-properties",
        {"text:list-level-position-and-space-mode": "label-alignment"},
        element("style:list-level-label-alignment", alignment),
    )


def _style(name: str, family: str, *inner: str, **more: str) -> str:
    attributes = {"style:name": name, "style:family": family}
    return element(
        "style:style", {**attributes, **{f"style:{key}": value for key, value in more.items()}}, *inner
    )


def _list(name: str, level: str) -> str:
    return element("text:list-style", {"style:name": name}, level)


# --- styles.xml -------------------------------------------------------------------------------------------------------


def common(about: Sequence[str]) -> tuple[str, ...]:
    """Paragraphs, headings, the page and its foot, which says where the document comes from."""
    font = element(
        "style:font-face",
        {"style:name": _FONT, "svg:font-family": f"'{_FONT}'", "style:font-family-generic": "swiss"},
    )
    return (
        element("office:font-face-decls", {}, font),
        element("office:styles", {}, _default(), *map(_paragraph_style, _PARAGRAPHS), *_headings()),
        element("office:automatic-styles", {}, _page()),
        element("office:master-styles", {}, _master(about)),
    )


def _default() -> str:
    letters = {"style:font-name": _FONT, "fo:font-size": "10.5pt", "fo:language": "fr", "fo:country": "FR"}
    paragraph = {"fo:orphans": "2", "fo:widows": "2", "style:tab-stop-distance": "1.25cm"}
    return element(
        "style:default-style",
        {"style:family": "paragraph"},
        element("style:paragraph-properties", paragraph),
        element("style:text-properties", letters),
    )


def _paragraph_style(said: tuple[str, str, str, dict[str, str], dict[str, str]]) -> str:
    name, shown, parent, paragraph, letters = said
    names = {"display-name": shown} if shown else {}
    parents = {"parent-style-name": parent} if parent else {}
    inner = (element("style:paragraph-properties", paragraph), element("style:text-properties", letters))
    return _style(name, "paragraph", *inner, **{"class": "text"}, **names, **parents)


def _headings() -> list[str]:
    return [
        _style(
            f"Heading_20_{level}",
            "paragraph",
            element(
                "style:paragraph-properties",
                {"fo:margin-top": above, "fo:margin-bottom": "0.15cm", "fo:keep-with-next": "always"},
            ),
            element("style:text-properties", {"fo:font-size": size, "fo:font-weight": "bold"}),
            **{
                "display-name": f"Heading {level}",
                "parent-style-name": "Standard",
                "next-style-name": "Text_20_body",
                "default-outline-level": level,
            },
        )
        for level, (size, above) in _HEADINGS.items()
    ]


def _page() -> str:
    page = {
        "fo:page-width": "21cm",
        "fo:page-height": "29.7cm",
        "style:print-orientation": "portrait",
        "fo:margin-left": "2cm",
        "fo:margin-right": "2cm",
        "fo:margin-top": "1.8cm",
        "fo:margin-bottom": "1.4cm",
    }
    foot = element("style:header-footer-properties", {"fo:min-height": "1cm", "fo:margin-top": "0.4cm"})
    return element(
        "style:page-layout",
        {"style:name": "page"},
        element("style:page-layout-properties", page),
        element("style:header-style"),
        element("style:footer-style", {}, foot),
    )


def _master(about: Sequence[str]) -> str:
    number = (
        words("Page ")
        + element("text:page-number", {"text:select-page": "current"}, "1")
        + " / "
        + element("text:page-count", {}, "1")
    )
    lines = [*map(words, about), number]
    foot = element(
        "style:footer",
        {},
        *(element("text:p", {"text:style-name": "Footer"}, line) for line in lines),
    )
    attributes = {"style:name": "Standard", "style:page-layout-name": "page"}
    return element("style:master-page", attributes, foot)
