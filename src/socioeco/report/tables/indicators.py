"""Indicators to take away: one by row, then the terms that they are made of, then those told again under newer rules."""

from collections.abc import Iterator
from fractions import Fraction

from socioeco.indicators import Indicateur
from socioeco.report.analysis import Analysis
from socioeco.report.tables.columns import EUROS, NUMBER, PART, TEXT, table
from socioeco.report.tables.model import Cell, Kind, Table
from socioeco.report.wording import remark

KIND_OF_UNIT = {"euros": EUROS, "part": PART, "mois": NUMBER, "nombre": NUMBER}
_SPREAD = (("Montant", EUROS), ("Part", PART), ("Nombre", NUMBER))
COLUMNS = (
    ("Indicateur", TEXT), ("Clé", TEXT), ("Exercice", TEXT), ("Unité", TEXT), *_SPREAD,
    *((f"{label}, borne haute", kind) for label, kind in _SPREAD), ("Remarque", TEXT), ("Formule", TEXT),
)  # fmt: skip


def indicators_table(analysis: Analysis) -> Table:
    rows = (_indicator(year.label, each) for year in analysis.exercices for each in year.indicateurs)
    return table("indicateurs", "Indicateurs", COLUMNS, rows)


def restated_table(analysis: Analysis) -> Table:
    """Those of a year before a change of rules, under the rules that follow, where they are not the same."""
    labels = {
        year.label: {each.definition.cle: each.value for each in year.indicateurs}
        for year in analysis.exercices
    }
    rows = (
        _indicator(f"{again.avant}, règles de {again.apres}", each)
        for again in analysis.retraitements
        for cle, each in again.indicateurs.items()
        if each.value != labels[again.avant][cle]
    )
    return table("indicateurs-retraites", "Indicateurs retraités", COLUMNS, rows)


def _indicator(label: str, indicateur: Indicateur) -> tuple[Cell, ...]:
    definition, value = indicateur.definition, indicateur.value
    kind = KIND_OF_UNIT[definition.unite]
    head = (definition.titre, definition.cle, label, definition.unite)
    return (
        *head,
        *_spread(value.number, kind),
        *_spread(value.haut, kind),
        remark(value),
        definition.formule,
    )


def _spread(number: int | Fraction | None, kind: Kind) -> tuple[Cell, ...]:
    """The number in the column of its kind, so that a column holds one unit."""
    return tuple(number if kind is each else None for _, each in _SPREAD)


def terms_table(analysis: Analysis) -> Table:
    """What each indicator is made of, down to its lines."""
    columns = (
        ("Clé", TEXT), ("Exercice", TEXT), ("Terme", TEXT), *_SPREAD, ("Compte", TEXT), ("Libellé", TEXT),
        ("Ligne", EUROS),
    )  # fmt: skip
    return table("termes", "Termes", columns, _term_rows(analysis))


def _term_rows(analysis: Analysis) -> Iterator[tuple[Cell, ...]]:
    for year in analysis.exercices:
        for indicateur in year.indicateurs:
            for terme in indicateur.termes:
                head = (indicateur.definition.cle, year.label, terme.label)
                kind = KIND_OF_UNIT[terme.unite]
                yield *head, *_spread(terme.value.number, kind), None, None, None
                for line in terme.sources:
                    yield *head, None, None, None, line.compte, line.libelle, line.montant_centimes
