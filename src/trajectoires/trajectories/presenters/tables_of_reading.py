"""The levers, the triangle and the published figures to take away: true numbers, and the reason of what is missing."""

from collections.abc import Iterator
from fractions import Fraction

from socioeco.benchmarks import Applicabilite, LigneComparee, Repere, applicable_reperes, compare_to_repere
from socioeco.indicators.leviers import Mesure, compute_leviers
from socioeco.report.chapters.benchmarks import column_name
from socioeco.report.chapters.triangle import OUTSIDE
from socioeco.report.tables import Cell, Column, Kind, Table
from socioeco.report.tables.model import Typed
from socioeco.report.wording import remark
from socioeco.trajectories import Chemin, PointTriangle, build_trajectory
from socioeco.trajectories.triangle import LIBELLES, ConventionAchat
from socioeco.values import Value
from trajectoires.trajectories.selectors import Exercice, Work

TEXT, EUROS, PART, NUMBER = Kind.TEXTE, Kind.EUROS, Kind.PART, Kind.NOMBRE
KINDS = {"euros": EUROS, "part": PART}
CONVENTIONS = {
    ConventionAchat.CONTRAT: "Commande publique avec les ventes",
    ConventionAchat.ARGENT_PUBLIC: "Commande publique avec les subventions",
}
OWN, NOT_COMPARABLE = "Vous", "non comparable"
COMPARABLE = {"oui": "oui", "non": NOT_COMPARABLE, "inconnu": "à dire"}
Row = tuple[Cell, ...]


def tables_of_reading(work: Work) -> Iterator[Table]:
    yield _levers(work)
    yield _triangle(work)
    yield _benchmarks(work)


def _table(key: str, title: str, columns: list[tuple[str, Kind]], rows: Iterator[Row]) -> Table:
    heads = tuple(Column(label, kind) for label, kind in columns)
    return Table(key=key, title=title, columns=heads, rows=tuple(rows))


def _typed(number: int | Fraction | None, unite: str) -> Typed | None:
    return None if number is None else Typed(number, KINDS.get(unite, NUMBER))


# --- the levers -------------------------------------------------------------------------------------------


def _levers(work: Work) -> Table:
    years = [(each.label, NUMBER) for each in work.exercices]
    columns = [
        ("Levier", TEXT),
        ("Mesure", TEXT),
        ("Unité", TEXT),
        *years,
        ("Remarque", TEXT),
        ("Formule", TEXT),
    ]
    return _table("leviers", "Leviers", columns, _measures(work))


def _measures(work: Work) -> Iterator[Row]:
    found = [compute_leviers(each.postes) for each in work.exercices]
    for place, lever in enumerate(found[-1].leviers if found else ()):
        by_year = (each.leviers[place].mesures for each in found)
        for series in zip(*by_year, strict=True):
            yield lever.definition.titre, *_measure(series)


def _measure(series: tuple[Mesure, ...]) -> Iterator[Cell]:
    definition = series[-1].definition
    yield from (definition.titre, definition.unite)
    yield from (_typed(each.value.number, definition.unite) for each in series)
    yield " ".join(dict.fromkeys(filter(None, (remark(each.value) for each in series))))
    yield definition.formule


# --- the triangle -----------------------------------------------------------------------------------------


def _triangle(work: Work) -> Table:
    columns = [
        ("Exercice", TEXT),
        ("Convention", TEXT),
        ("Pôle", TEXT),
        ("Part", PART),
        ("Part, borne haute", PART),
    ]
    columns.append(("Remarque", TEXT))
    chemin = build_trajectory([each.postes for each in work.exercices]).chemin
    return _table("triangle", "Triangle", columns, _places(chemin))


def _places(chemin: Chemin) -> Iterator[Row]:
    for point in (*chemin.points, *chemin.autre_convention):
        for pole, part in point.parts.items():
            yield *_head(point), LIBELLES[point.convention, pole], *_bounds(part)
        if point.convention is ConventionAchat.CONTRAT:
            yield *_head(point), OUTSIDE, *_bounds(point.hors_triangle)


def _head(point: PointTriangle) -> Row:
    return point.etape.libelle, CONVENTIONS[point.convention]


def _bounds(value: Value[Fraction]) -> Row:
    return value.number, value.haut, remark(value)


# --- what is published ------------------------------------------------------------------------------------


def _benchmarks(work: Work) -> Table:
    columns = [
        ("Repère", TEXT), ("Ligne", TEXT), ("Chiffre de", TEXT), ("Année", TEXT), ("Valeur", NUMBER),
        ("Borne haute", NUMBER), ("Réponse", TEXT), ("Comparable", TEXT), ("Remarque", TEXT), ("Population", TEXT),
        ("Source", TEXT),
    ]  # fmt: skip
    last = work.exercices[-1] if work.exercices else None
    found = applicable_reperes(last.postes) if last else ()
    rows = (row for each in found for row in _rows(each, last))
    return _table("reperes", "Repères", columns, rows)


def _rows(found: Applicabilite, last: Exercice) -> Iterator[Row]:
    """One by figure; a table that does not compare says why."""
    repere = found.repere
    if not found.est_applicable:
        yield repere.titre, *[""] * 3, None, None, "", NOT_COMPARABLE, found.raison, repere.population, ""
        return
    compared = compare_to_repere(last.postes, repere)
    fits = {colonne.cle: fit for colonne, fit in compared.ajustements}
    for line in compared.lignes:
        yield _own(repere, line, last)
        for publie in line.publies:
            fit = fits[publie.colonne.cle]
            value = publie.value
            yield (
                repere.titre, line.ligne.libelle, column_name(publie.colonne), str(publie.colonne.annee),
                _typed(value.number, repere.unite), _typed(value.haut, repere.unite), "",
                COMPARABLE[fit.convient.value], " ".join(filter(None, (fit.phrase, publie.note))),
                repere.population, " ; ".join(f"{each.titre}, {each.url}" for each in publie.sources),
            )  # fmt: skip


def _own(repere: Repere, line: LigneComparee, last: Exercice) -> Row:
    """By the definition of the table; a line without a measure says why it has none."""
    head = (repere.titre, line.ligne.libelle, OWN, last.label)
    if line.figure is None:
        return *head, None, None, "", NOT_COMPARABLE, line.ligne.raison or "", repere.definition, ""
    value, answer = line.figure.value, line.figure.reponse
    numbers = (None, None) if answer else (value.number, value.haut)
    low, high = (_typed(each, repere.unite) for each in numbers)
    said = answer.value if answer else ""
    return *head, low, high, said, "oui", remark(value), repere.definition, "Vos comptes"
