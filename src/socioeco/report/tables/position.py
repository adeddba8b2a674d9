"""Where each exercice stands to take away: the seven models, then the other readings, signal by signal."""

from collections.abc import Iterator
from fractions import Fraction

from socioeco.report.analysis import Analysis
from socioeco.report.tables.columns import PART, TEXT, table
from socioeco.report.tables.model import Cell, Table
from socioeco.typologies import PositionModele
from socioeco.typologies.lectures import CategorieLue
from socioeco.values import Value

SIGNAL = (("Sens", TEXT), ("Signal", TEXT), ("Part des ressources", PART), ("Part, borne haute", PART))


def position_table(analysis: Analysis) -> Table:
    columns = (("Exercice", TEXT), ("Modèle", TEXT), *SIGNAL)
    return table("position", "Position", columns, _position_rows(analysis))


def _position_rows(analysis: Analysis) -> Iterator[tuple[Cell, ...]]:
    for year in analysis.exercices:
        yield year.label, "Conclusion", "", year.position.conclusion.texte, None, None
        for modele in year.position.modeles:
            for signal in _signals(modele):
                yield year.label, f"{modele.numero}. {modele.titre}", *signal


def lectures_table(analysis: Analysis) -> Table:
    columns = (("Exercice", TEXT), ("Lecture", TEXT), ("Catégorie", TEXT), *SIGNAL)
    return table("autres-lectures", "Autres lectures", columns, _lecture_rows(analysis))


def _lecture_rows(analysis: Analysis) -> Iterator[tuple[Cell, ...]]:
    for year in analysis.exercices:
        for lecture in year.lectures:
            titre = lecture.definition.titre
            yield year.label, titre, "Conclusion", "", lecture.conclusion.texte, None, None
            for categorie in lecture.categories:
                for signal in _signals(categorie):
                    yield year.label, titre, categorie.definition.titre, *signal


def _signals(found: PositionModele | CategorieLue) -> Iterator[tuple[Cell, ...]]:
    sides = (("pour", found.pour), ("contre", found.contre), ("inconnu", found.inconnus))
    for side, signals in sides:
        for signal in signals:
            yield side, signal.texte, *_bounds(signal.part)


def _bounds(part: Value[Fraction] | None) -> tuple[Cell, Cell]:
    return (None, None) if part is None else (part.number, part.haut)
