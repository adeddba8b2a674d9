"""« À saisir » written: years side by side, each cell a true number, a true date, or empty."""

from collections.abc import Collection, Mapping
from datetime import date
from fractions import Fraction

from socioeco.indicators import GENRES
from socioeco.readers import NO_ANSWERS, Opinion, Question, TypedExercice, TypedLine, exercice_key
from socioeco.report.saisie.model import Saisie
from socioeco.report.saisie.rows import ALWAYS, ANSWERS, CLOSING, LINES, OPENING, Row, Unite
from socioeco.report.tables.columns import TEXT, table
from socioeco.report.tables.model import Cell, Kind, Table, Typed
from socioeco.typologies import QUESTIONS

SHEET, FINANCEURS, MODELS = "À saisir", "À saisir, financeurs", "À saisir, façons de faire"
KEY, UNIT, LABEL, GENRE, NAME, ANSWER = "Repère", "Unité", "Libellé", "Genre", "Nom", "Réponse"
HEAD = (KEY, "Ligne", UNIT)
UNKNOWN = "ne sait pas"
FROM_FILE = "lus dans un fichier"
NEW_YEARS = ("Exercice à ajouter", "Autre exercice à ajouter")
OPINIONS: Mapping[Opinion, str] = {
    Opinion.OUI: "oui",
    Opinion.EN_PARTIE: "en partie",
    Opinion.NON: "non",
    Opinion.NE_SAIT_PAS: UNKNOWN,
}
_KINDS = {Unite.EUROS: Kind.EUROS, Unite.CENTIEMES: Kind.NOMBRE, Unite.ENTIER: Kind.NOMBRE}
Period = tuple[date, date]


def saisie_tables(
    saisie: Saisie, *, from_files: Collection[Period] = (), labels: Collection[str] = ()
) -> tuple[Table, ...]:
    """The three sheets. `from_files`: exercices whose accounts came from a file, for which answers alone are asked;
    `labels`: those of the accounts that do not say who pays, to be explained."""
    return (
        _exercices(saisie, frozenset(from_files)),
        _financeurs(saisie, labels),
        _opinions(saisie),
    )


def _exercices(saisie: Saisie, from_files: frozenset[Period]) -> Table:
    typed = {(each.opened_on, each.closed_on): each for each in saisie.exercices}
    answered = {_period(key) for key in saisie.answers.exercices}
    periods = sorted({*typed, *from_files, *answered}, key=lambda period: (period[1], period[0]))
    columns = [
        *HEAD,
        *(f"Du {opened:%d/%m/%Y} au {closed:%d/%m/%Y}" for opened, closed in periods),
        *NEW_YEARS,
    ]
    blanks = (None,) * len(NEW_YEARS)
    rows: list[tuple[Cell, ...]] = [
        (OPENING, "Premier jour de l’exercice", "date", *(opened for opened, _ in periods), *blanks),
        (CLOSING, "Dernier jour de l’exercice", "date", *(closed for _, closed in periods), *blanks),
        (None, "Comptes", None, *(FROM_FILE if each in from_files else None for each in periods), *blanks),
    ]
    rows += [(*_head(row), *(_line(typed.get(each), row) for each in periods), *blanks) for row in LINES]
    rows += [
        (*_head(row), *(_answer(saisie, each, row) for each in periods), *blanks) for row in _asked(saisie)
    ]
    return table("a-saisir", SHEET, ((label, TEXT) for label in columns), rows)


def _period(key: str) -> Period:
    opened, _, closed = key.partition("/")
    return date.fromisoformat(opened), date.fromisoformat(closed)


def _head(row: Row) -> tuple[str, str, str]:
    return row.key.value, row.label, row.shown


def _asked(saisie: Saisie) -> list[Row]:
    """Those of the site, and those that were answered elsewhere."""
    given = saisie.answers.exercices.values()
    answered = {question for each in given for question in (*each.values, *each.unknown)}
    return [row for row in ANSWERS if row.key in ALWAYS | answered]


def _line(exercice: TypedExercice | None, row: Row) -> Cell:
    amount = exercice.lines.get(TypedLine(row.key)) if exercice else None
    return _number(amount, row)


def _answer(saisie: Saisie, period: Period, row: Row) -> Cell:
    told = saisie.answers.exercices.get(exercice_key(*period), NO_ANSWERS)
    question = Question(row.key)
    return UNKNOWN if question in told.unknown else _number(told.get(question), row)


def _number(number: int | None, row: Row) -> Cell:
    if number is None:
        return None
    return Typed(Fraction(number, 100) if row.unite is Unite.CENTIEMES else number, _KINDS[row.unite])


def _financeurs(saisie: Saisie, labels: Collection[str]) -> Table:
    known = saisie.answers.financeurs
    rows = [
        (label, GENRES[known[label].genre], known[label].nom) if label in known else (label, None, None)
        for label in dict.fromkeys([*known, *labels])
    ]
    columns = ((LABEL, TEXT), (GENRE, TEXT), (NAME, TEXT))
    return table("a-saisir-financeurs", FINANCEURS, columns, rows)


def _opinions(saisie: Saisie) -> Table:
    known = saisie.answers.opinions
    texts = {question.cle: question.texte for question in QUESTIONS}
    rows = [
        (cle, texts.get(cle, ""), OPINIONS[known[cle]] if cle in known else None)
        for cle in dict.fromkeys([*texts, *known])
    ]
    return table("a-saisir-facons", MODELS, ((KEY, TEXT), ("Question", TEXT), (ANSWER, TEXT)), rows)
