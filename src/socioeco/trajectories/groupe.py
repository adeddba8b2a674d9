"""Where an exercice stands in a group, without naming anybody: quantiles under disclosure rules, no ranking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from socioeco.disclosure import Rules, protect_quantiles
from socioeco.indicators import Postes
from socioeco.trajectories.annualisation import annualise, nearest
from socioeco.trajectories.exercices import is_budget
from socioeco.trajectories.mesures import Mesure, Releve, releves_of
from socioeco.values import Value, calcule, non_calculable, secret

QUARTILES = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
BUDGET = "Un budget est une prévision\u00a0: il ne se compare pas aux comptes d’un groupe."
TROP_PEU = "Secret statistique\u00a0: trop peu d’organisations du groupe donnent ce chiffre."
# Disclosure counts in whole units: a share in hundredths of a percent, the rest in thousandths. The step rounds
# what is shown to one percent, and to one tenth.
SCALE: Mapping[str, int] = MappingProxyType({"euros": 1, "part": 10_000, "mois": 1_000, "nombre": 1_000})
STEP = 100


class Cote(StrEnum):
    AU_DESSUS = "au_dessus"
    EGAL = "egal"
    AU_DESSOUS = "au_dessous"
    INCONNU = "inconnu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repere:
    """A quantile of the group, between 0 and 1, and on which side of it the exercice stands."""

    quantile: Fraction
    value: Value[Fraction]
    cote: Cote


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDansGroupe:
    """`value` and the quantiles are in the unit of the measure, flows over twelve months.

    `nombre` counts the organisations whose figure is known exactly; the others are left out, never counted for
    nil.
    """

    mesure: Mesure
    value: Value[Fraction]
    nombre: Value[int]
    reperes: tuple[Repere, ...]


def compare_to_group(
    postes: Postes,
    group: Sequence[Postes],
    cle: str,
    *,
    rules: Rules | None = None,
    quantiles: Sequence[Fraction] = QUARTILES,
) -> PlaceDansGroupe:
    """Where the measure `cle` of an exercice stands among those of a group.

    `group` holds one exercice by organisation, and not the one compared: what is shown must protect the others
    from it. Budgets of the group are left out. Raises KeyError on a measure that no exercice has.
    """
    own = releves_of(postes)[cle]
    applied = rules or Rules()
    values = [whole for each in group if (whole := _whole(each, cle)) is not None]
    found = protect_quantiles(values, quantiles, _in_unit(applied, own))
    value = non_calculable(BUDGET) if is_budget(postes) else _yearly(own, postes)
    return PlaceDansGroupe(
        mesure=own.mesure,
        value=value,
        nombre=calcule(len(values)) if len(values) >= applied.minimum else secret(TROP_PEU),
        reperes=tuple(
            _repere(quantile, protected, own, value)
            for quantile, protected in zip(quantiles, found, strict=True)
        ),
    )


def _in_unit(rules: Rules, releve: Releve) -> Rules:
    return rules if releve.mesure.unite == "euros" else replace(rules, arrondi_centimes=STEP)


def _yearly(releve: Releve, postes: Postes) -> Value[Fraction]:
    value = annualise(releve, postes)
    if value.number is None:
        return Value(value.statut, raison=value.raison)
    high = None if value.haut is None else Fraction(value.haut)
    return Value(value.statut, Fraction(value.number), reserve=value.reserve, haut=high)


def _whole(postes: Postes, cle: str) -> int | None:
    """The measure in the whole units of the disclosure; None when it is not known exactly."""
    releve = releves_of(postes)[cle]
    value = _yearly(releve, postes)
    if is_budget(postes) or value.number is None or value.is_range:
        return None
    return nearest(value.number * SCALE[releve.mesure.unite])


def _repere(quantile: Fraction, protected: Value[int], own: Releve, value: Value[Fraction]) -> Repere:
    if protected.number is None:
        return Repere(quantile=quantile, value=secret(protected.raison), cote=Cote.INCONNU)
    limit = Fraction(protected.number, SCALE[own.mesure.unite])
    shown = calcule(limit, reserve=protected.reserve)
    return Repere(quantile=quantile, value=shown, cote=_side(value, limit))


def _side(value: Value[Fraction], limit: Fraction) -> Cote:
    """The side that is sure; a range across the limit has none."""
    if value.number is None:
        return Cote.INCONNU
    high = value.number if value.haut is None else value.haut
    if value.number == high == limit:
        return Cote.EGAL
    if value.number > limit:
        return Cote.AU_DESSUS
    return Cote.AU_DESSOUS if high < limit else Cote.INCONNU
