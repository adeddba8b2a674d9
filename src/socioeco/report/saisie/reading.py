"""« À saisir » read: from a workbook that a person completed, or that another program saved again."""

from collections.abc import Sequence
from typing import BinaryIO

from socioeco.anomalies import AnomalyCollector
from socioeco.readers import Answers, ExerciceAnswers, Question, TypedExercice, TypedLine, exercice_key
from socioeco.readers.tableau import Cell, Document, Sheet, mots, read_document
from socioeco.readers.tableau.cellules import is_blank
from socioeco.report.saisie.cells import Place, letter, number_of
from socioeco.report.saisie.dates import periods_of
from socioeco.report.saisie.model import Saisie, SaisieReading
from socioeco.report.saisie.rows import BY_KEY, CLOSING, OPENING, Row
from socioeco.report.saisie.words import read_financeurs, read_opinions
from socioeco.report.saisie.writing import FINANCEURS, KEY, MODELS, SHEET, UNIT

Rows = Sequence[Sequence[Cell]]


def read_saisie(source: BinaryIO | bytes, name: str) -> SaisieReading:
    """Read the sheets of a workbook, ODS or XLSX. Never raises on its content; all its faults are told at once."""
    anomalies = AnomalyCollector()
    document = read_document(source, anomalies)
    saisie = _read(document, anomalies) if document.sheets else None
    return SaisieReading(
        name=name,
        empreinte=document.empreinte,
        saisie=None if anomalies.has_blocking else saisie,
        anomalies=anomalies.collected(),
    )


def _read(document: Document, anomalies: AnomalyCollector) -> Saisie | None:
    sheet = _named(document, SHEET)
    grid = _Grid.of(sheet) if sheet else None
    if grid is None:
        anomalies.add("T5-feuille")
        return None
    exercices, answers = grid.read(anomalies)
    labels, financeurs = read_financeurs(_rows(document, FINANCEURS), anomalies)
    opinions = read_opinions(_rows(document, MODELS), anomalies)
    if not (exercices or answers or "T6-dates" in anomalies):
        anomalies.add("T5-vide")
    return Saisie(
        exercices=exercices,
        answers=Answers(exercices=answers, financeurs=financeurs, opinions=opinions or {}),
        asked=grid.asked,
        labels=labels,
        has_opinions=opinions is not None,
    )


def _named(document: Document, name: str) -> Sheet | None:
    return next((sheet for sheet in document.sheets if mots(sheet.name) == mots(name)), None)


def _rows(document: Document, name: str) -> Rows | None:
    sheet = _named(document, name)
    return sheet.rows if sheet else None


class _Grid:
    """The rows by key, wherever they stand now, and the columns that hold years."""

    def __init__(self, rows: Rows, header: int, key: int, first: int) -> None:
        self._rows, self._key, self._first = rows, key, first
        self._places = {
            str(row[key]).strip().lower(): place
            for place, row in enumerate(rows)
            if place > header and len(row) > key and not is_blank(row[key])
        }
        self.asked = frozenset(Question(key) for key in self._places if key in set(Question))

    @classmethod
    def of(cls, sheet: Sheet) -> "_Grid | None":
        """None without the row that names the columns."""
        for place, row in enumerate(sheet.rows):
            heads = [mots(cell) if isinstance(cell, str) else [] for cell in row]
            if mots(KEY) in heads and mots(UNIT) in heads:
                return cls(sheet.rows, place, heads.index(mots(KEY)), heads.index(mots(UNIT)) + 1)
        return None

    def read(
        self, anomalies: AnomalyCollector
    ) -> tuple[tuple[TypedExercice, ...], dict[str, ExerciceAnswers]]:
        self._say_unknown(anomalies)
        days = [{column: self._cell(key, column) for column in self._used()} for key in (OPENING, CLOSING)]
        periods = periods_of(*days, lines=self._date_lines(), anomalies=anomalies)
        exercices, answers = [], {}
        for column, (opened_on, closed_on) in periods.items():
            lines, told = self._column(column, anomalies)
            if any(amount is not None for amount in lines.values()):
                exercices.append(TypedExercice(opened_on=opened_on, closed_on=closed_on, lines=lines))
            answers[exercice_key(opened_on, closed_on)] = told
        return tuple(exercices), answers

    def _used(self) -> list[int]:
        """The columns where something is written in a row that is read."""
        width = max(map(len, self._rows))
        keys = (OPENING, CLOSING, *BY_KEY)
        return [
            column
            for column in range(self._first, width)
            if any(not is_blank(self._cell(key, column)) for key in keys)
        ]

    def _column(
        self, column: int, anomalies: AnomalyCollector
    ) -> tuple[dict[TypedLine, int | None], ExerciceAnswers]:
        lines: dict[TypedLine, int | None] = dict.fromkeys(TypedLine)
        values: dict[Question, int] = {}
        unknown: set[Question] = set()
        for key, row in BY_KEY.items():
            found = self._number(row, column, anomalies)
            if isinstance(row.key, TypedLine):
                lines[row.key] = found.number
            elif found.is_unknown:
                unknown.add(row.key)
            elif found.number is not None:
                values[Question(key)] = found.number
        return lines, ExerciceAnswers(values=values, unknown=frozenset(unknown))

    def _number(self, row: Row, column: int, anomalies: AnomalyCollector) -> Place:
        line = self._places.get(row.key.value, -1) + 1
        return number_of(self._cell(row.key.value, column), row, line, letter(column), anomalies)

    def _cell(self, key: str, column: int) -> Cell:
        row = self._rows[self._places[key]] if key in self._places else ()
        return row[column] if column < len(row) else ""

    def _date_lines(self) -> tuple[int, int]:
        return self._places.get(OPENING, 0) + 1, self._places.get(CLOSING, 0) + 1

    def _say_unknown(self, anomalies: AnomalyCollector) -> None:
        known = {OPENING, CLOSING, *BY_KEY}
        for key, place in self._places.items():
            row = self._rows[place]
            if key not in known and any(not is_blank(cell) for cell in row[self._first :]):
                anomalies.add("T8-repere", ligne=place + 1)
