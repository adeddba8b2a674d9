"""A document laid out as plain values, filled in or not: what paper and the printed page both draw, in one order."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from trajectoires.kit.models.templates import TemplateContent, TextTemplate, Workbook
from trajectoires.kit.models.templates.inline import Blank, Run, Runs
from trajectoires.kit.models.templates.placing import (
    EMPTY,
    Cell,
    Filling,
    PlacedRow,
    PlacedSheet,
    PlacedWorkbook,
    place,
)
from trajectoires.kit.models.templates.resolving import Place
from trajectoires.kit.models.templates.text import (
    Explanation,
    Grid,
    HandLines,
    Heading,
    Items,
    Node,
    PageBreak,
    Paragraph,
)
from trajectoires.kit.models.templates.workbook import Written
from trajectoires.kit.services.writing.evaluating import evaluate
from trajectoires.kit.services.writing.filled import filled
from trajectoires.kit.services.writing.words import credits_of, in_words

Drawing = dict[str, Any]


def drawing_of(content: TemplateContent, filling: Filling = EMPTY) -> Drawing:
    """Title, credits, then `nodes` of a text or `sheets` of a workbook: strings, numbers and lists only."""
    said = {
        "title": content.title,
        "subtitle": content.subtitle,
        "credits": asdict(credits_of(content)),
        "nodes": [],
        "sheets": [],
    }
    if isinstance(content, Workbook):
        return {**said, "sheets": _sheets(place(content, filling))}
    return {**said, "nodes": list(_nodes(content, filling.values))}


# --- a text -----------------------------------------------------------------------------------------------------------


def _nodes(template: TextTemplate, values: Mapping[str, Written]) -> Iterator[Drawing]:
    for node in template.nodes:
        yield _node(node, values)


def _node(node: Node, values: Mapping[str, Written]) -> Drawing:  # noqa: PLR0911 - one a kind
    match node:
        case Heading(level=level, runs=runs):
            return {"kind": "heading", "level": level, "runs": _runs(runs, values)}
        case Paragraph(runs=runs):
            return {"kind": "par", "runs": _runs(runs, values)}
        case Explanation(runs=runs):
            return {"kind": "explanation", "runs": _runs(runs, values)}
        case Items(look=look, items=items):
            return {"kind": "list", "look": look, "items": [_runs(each, values) for each in items]}
        case Grid(header=header, rows=rows):
            cells = [[_runs(cell, values) for cell in row] for row in rows]
            return {"kind": "table", "header": [_runs(cell, values) for cell in header], "rows": cells}
        case HandLines(count=count):
            return {"kind": "lines", "count": count}
        case PageBreak():
            return {"kind": "break"}
    raise TypeError(f"{node} cannot be drawn")


def _runs(runs: Runs, values: Mapping[str, Written]) -> list[Drawing]:
    return [_run(run, values) for run in runs]


def _run(run: Run, values: Mapping[str, Written]) -> Drawing:
    style = {"bold": run.is_bold, "italic": run.is_italic}
    if not isinstance(run, Blank):
        return {"text": run.text, "blank": False, **style}
    known = filled(run, values)
    return {"text": known or run.label, "blank": not known, **style}


# --- a workbook -------------------------------------------------------------------------------------------------------


def _sheets(placed: PlacedWorkbook) -> list[Drawing]:
    values = evaluate(placed)
    return [_sheet(index, sheet, values) for index, sheet in enumerate(placed.sheets)]


def _sheet(index: int, placed: PlacedSheet, values: Mapping[Place, Written | None]) -> Drawing:
    sheet = placed.sheet
    rows = list(enumerate(placed.rows))
    body = [each for each in rows if each[1].look in {"partie", "ligne", "total"}]
    return {
        "title": next((row.words for row in placed.rows if row.look == "feuille"), ""),
        "is_landscape": sheet.is_landscape,
        "instruction": sheet.instruction,
        "headings": [
            _heading(placed, Place(index, number, placed.label_span), row, values)
            for number, row in rows
            if row.look == "entete"
        ],
        "columns": [
            {"title": column.title, "width": width, "is_number": column.kind.is_counted}
            for column, width in zip(sheet.columns, placed.widths, strict=True)
        ],
        "rows": [_row(Place(index, number, 0), row, values) for number, row in body],
        "notes": list(sheet.notes),
    }


def _heading(
    placed: PlacedSheet, spot: Place, row: PlacedRow, values: Mapping[Place, Written | None]
) -> Drawing:
    value = row.cells[placed.label_span]
    return {"label": str(row.cells[0].value), "value": _said(value, spot, values, has_unit=True)}


def _row(start: Place, row: PlacedRow, values: Mapping[Place, Written | None]) -> Drawing:
    cells = [
        {
            "text": _said(cell, Place(start.sheet, start.row, column), values),
            "is_worked_out": cell.formula is not None,
        }
        for column, cell in sorted(row.cells.items())
    ]
    return {"look": row.look, "words": row.words, "cells": cells}


def _said(cell: Cell, spot: Place, values: Mapping[Place, Written | None], *, has_unit: bool = False) -> str:
    value = cell.value if cell.formula is None else values.get(spot)
    return in_words(value, cell.kind, has_unit=has_unit)
