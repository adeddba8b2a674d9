"""Each block of a body, as its template shows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from trajectoires.content.blocks import rows_of
from trajectoires.content.enums import CalloutKind, Family
from trajectoires.content.presenters.prose import ProseRenderer
from trajectoires.content.selectors import threshold
from trajectoires.ui.blocks import shares_chart

Raw = Any


@dataclass(frozen=True)
class Piece:
    """What a template draws, and with what."""

    template: str
    data: Mapping[str, Any]


def present_block(block_type: str, value: Raw, prose: ProseRenderer) -> Piece:
    """Return the piece of a block; headings, briefs and margin notes are not pieces: see `sheets`."""
    name, data = _PRESENTERS[block_type](value, prose)
    return Piece(f"content/blocks/{name}.html", data)


def _text(value: Raw, prose: ProseRenderer) -> tuple[str, dict[str, Any]]:
    return "text", {"html": prose.render(value.source)}


def _callout(value: Raw, prose: ProseRenderer) -> tuple[str, dict[str, Any]]:
    kind = CalloutKind(value["kind"]).component
    return "callout", {"kind": kind, "title": value["title"], "body": prose.render(value["body"].source)}


def _definition(value: Raw, prose: ProseRenderer) -> tuple[str, dict[str, Any]]:
    return "definition", {"question": value["question"], "answer": prose.render(value["answer"].source)}


def _table(value: Raw, _: ProseRenderer) -> tuple[str, dict[str, Any]]:
    rows = rows_of(value["grid"]) or [[""]]
    return "table", {
        "caption": value["caption"],
        "columns": rows[0],
        "rows": rows[1:],
        "source": value["source"],
    }


def _figure(value: Raw, _: ProseRenderer) -> tuple[str, dict[str, Any]]:
    rows = rows_of(value["grid"]) or [[""]]
    texts = {name: str(value[name]) for name in ("title", "summary", "unit", "source")}
    chart = shares_chart(**texts, rows=rows)
    if chart:
        return "figure", {"chart": chart}
    labels = dict(Family.choices)
    named = [[labels.get(row[0], row[0]), *(cell or "–" for cell in row[1:])] for row in rows[1:]]
    caption = f"{texts['title']} ({texts['unit']})"
    columns = ["Ressource", *rows[0][1:]]
    return "figure_table", {**texts, "caption": caption, "columns": columns, "rows": named}


def _strengths(value: Raw, _: ProseRenderer) -> tuple[str, dict[str, Any]]:
    return "strengths", {"plus": list(value["plus"]), "minus": list(value["minus"])}


def _thresholds(value: Raw, prose: ProseRenderer) -> tuple[str, dict[str, Any]]:
    cited = [(threshold(row["identifier"], on=prose.today), row["comment"]) for row in value]
    rows = [{"threshold": found, "comment": comment} for found, comment in cited if found]
    return "thresholds", {"rows": rows}


_PRESENTERS: dict[str, Callable[[Raw, ProseRenderer], tuple[str, dict[str, Any]]]] = {
    "text": _text,
    "callout": _callout,
    "definition": _definition,
    "table": _table,
    "figure": _figure,
    "strengths": _strengths,
    "thresholds": _thresholds,
}
