"""A document as one HTML page that needs nothing else: its style inside it, no script, no request, no style attribute.

It reads without JavaScript, prints opened, follows the dark scheme of its reader, and can be kept for years.
"""

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from string import Template

from socioeco.charts import Chart, patterns_defs
from socioeco.charts import Table as ChartTable
from socioeco.formats import format_euros
from socioeco.indicators import SourceLine
from socioeco.report.document import (
    Block,
    Cell,
    Document,
    Drawing,
    Facts,
    Figure,
    Grid,
    Items,
    Lines,
    Links,
    Opening,
    Section,
    See,
    Text,
)
from socioeco.report.tables.model import readable

ACCOUNTS = ("Compte", "Libellé", "Montant")
BY_LABEL = " (placé selon son libellé)"
TOLD = " (rangé par vous)"
TOTAL = ' class="total"'


def write_html(document: Document, *, links: Sequence[tuple[str, str]] = ()) -> str:
    """The whole page. `links` are other pages of the same set, shown above the title."""
    return Template(_data("page.html")).substitute(
        title=_escaped(document.title),
        description=_escaped(document.lede or document.title),
        style=_data("style.css"),
        patterns=patterns_defs() if _has_drawing(document) else "",
        links=_links(links),
        lede=_lede(document),
        contents=_contents(document),
        sections="".join(map(_section, document.sections)),
        foot=_foot(document),
    )


def _data(name: str) -> str:
    return files("socioeco.report").joinpath(name).read_text(encoding="utf-8")


def _has_drawing(document: Document) -> bool:
    return any(isinstance(block, Drawing) for section in document.sections for block in section.blocks)


def _lede(document: Document) -> str:
    return f'<p class="lede">{_escaped(document.lede)}</p>' if document.lede else ""


def _contents(document: Document) -> str:
    items = "".join(
        f'<li><a href="#{_escaped(each.anchor)}">{_escaped(each.title)}</a></li>'
        for each in document.sections
    )
    return f'<nav aria-label="Sommaire"><ol>{items}</ol></nav>' if len(document.sections) > 1 else ""


def _links(links: Iterable[tuple[str, str]]) -> str:
    items = "".join(f'<li><a href="{_escaped(href)}">{_escaped(text)}</a></li>' for text, href in links)
    return f'<nav aria-label="Autres pages"><ul>{items}</ul></nav>' if items else ""


def _foot(document: Document) -> str:
    return f'<footer class="page"><p>{_escaped(document.foot)}</p></footer>\n' if document.foot else ""


def _section(section: Section) -> str:
    body = "".join(map(_block, section.blocks))
    anchor = _escaped(section.anchor)
    head = f'<h2 id="{anchor}-titre">{_escaped(section.title)}</h2>'
    return f'<section id="{anchor}" aria-labelledby="{anchor}-titre">{head}{body}</section>\n'


def _block(block: Block) -> str:  # noqa: PLR0911 - one line by kind of block
    match block:
        case Text():
            return f'<p class="caution">{_escaped(block.text)}</p>' if block.is_caution else _p(block.text)
        case Items():
            return f"<ul>{''.join(f'<li>{_escaped(each)}</li>' for each in block.items)}</ul>"
        case Facts():
            return f"<dl>{''.join(map(_fact, block.pairs))}</dl>"
        case Grid():
            return _grid(block)
        case Lines():
            return _lines(block)
        case See():
            return f'<p><a href="#{_escaped(block.anchor)}">{_escaped(block.text)}</a></p>'
        case Drawing():
            return _figure(block.chart)
        case Links():
            return _links(block.links).replace("Autres pages", "Pages liées")
        case _:
            return _opening(block)


def _p(text: str) -> str:
    return f"<p>{_escaped(text)}</p>"


def _fact(pair: tuple[str, str]) -> str:
    term, said = pair
    return f"<div><dt>{_escaped(term)}</dt><dd>{_escaped(said)}</dd></div>"


def _opening(opening: Opening) -> str:
    value = f' <strong class="value">{_escaped(opening.value)}</strong>' if opening.value else ""
    body = "".join(map(_block, opening.blocks))
    return (
        f'<details id="{_escaped(opening.anchor)}"><summary><span>{_escaped(opening.title)}</span>{value}</summary>'
        f'<div class="opened">{body}</div></details>\n'
    )


# --- tables -----------------------------------------------------------------------------------------------


def _grid(grid: Grid) -> str:
    kind = "words" if grid.is_words else "numbers"
    last = len(grid.rows) - 1
    rows = "".join(
        _row(row, is_total=grid.has_total and place == last) for place, row in enumerate(grid.rows)
    )
    return _table(grid.caption, grid.header, rows, kind)


def _table(caption: str, header: Iterable[str], rows: str, kind: str) -> str:
    """Wider than the page, it scrolls by itself, by keyboard too."""
    heads = "".join(f'<th scope="col">{_escaped(text)}</th>' if text else "<td></td>" for text in header)
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{_escaped(caption)}"><table class="{kind}">'
        f"<caption>{_escaped(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>\n"
    )


def _row(row: Sequence[Cell], *, is_total: bool) -> str:
    name, *cells = row
    body = "".join(f"<td>{_cell(cell)}</td>" for cell in cells)
    return f'<tr{TOTAL if is_total else ""}><th scope="row">{_cell(name)}</th>{body}</tr>'


def _cell(cell: Cell) -> str:
    if isinstance(cell, Figure):
        text = _escaped(cell.text)
        return f'<a href="#{_escaped(cell.anchor)}">{text}</a>' if cell.anchor else text
    return _escaped(cell)


def _lines(lines: Lines) -> str:
    """Lines without an account are subtotals, typed lines or answers: their column is left out."""
    has_accounts = any(line.compte for line in lines.sources)
    header = ACCOUNTS if has_accounts else ACCOUNTS[1:]
    rows = "".join(_line(line, has_account=has_accounts) for line in lines.sources)
    return _table(lines.caption, header, rows, "accounts" if has_accounts else "numbers")


def _line(line: SourceLine, *, has_account: bool) -> str:
    label = _escaped(line.libelle + (BY_LABEL if line.is_by_label else "") + (TOLD if line.is_told else ""))
    amount = f"<td>{_escaped(format_euros(line.montant_centimes))}</td>"
    if not has_account:
        return f'<tr><th scope="row">{label}</th>{amount}</tr>'
    return f'<tr><th scope="row">{_escaped(line.compte)}</th><td>{label}</td>{amount}</tr>'


# --- charts -----------------------------------------------------------------------------------------------


def _figure(chart: Chart) -> str:
    """Both drawings, the style shows the one that fits; what they show is told, and their numbers are a table."""
    return (
        f'<figure class="figure"><figcaption><p class="figure-title">{_escaped(chart.title)}</p>'
        f"{_p(chart.summary)}</figcaption>{chart.svg_large}{chart.svg_small}{chart.legend}"
        f'<p class="note">{_escaped(chart.source)}</p>{_chart_table(chart.table)}</figure>\n'
    )


def _chart_table(table: ChartTable) -> str:
    rows = "".join(
        _row(row, is_total=table.has_total and place == len(table.rows) - 1)
        for place, row in enumerate(table.rows)
    )
    grid = _table(table.caption, table.header, rows, "numbers")
    return f"<details><summary><span>Les nombres de la figure</span></summary>{grid}</details>"


def _escaped(text: str) -> str:
    return escape(readable(text))
