"""A flow brought to twelve months, so that a year of fifteen stands beside others. A stock never is.

Method: dossier on accounts, 2.7, caution (a) and correction 9 — by months, the raw figure kept beside.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from socioeco.indicators import Postes
from socioeco.trajectories.mesures import Nature, Releve
from socioeco.trajectories.notes import is_a_year, length_in_words
from socioeco.values import Value, calcule_entre

DOUZE = 12
Number = TypeVar("Number", int, Fraction)


def to_twelve_months(postes: Postes) -> Fraction:
    """What a flow of the exercice is multiplied by; 1 within five days of a year, which is read as it is."""
    return Fraction(1) if is_a_year(postes) else DOUZE / postes.months


def annualise(releve: Releve, postes: Postes) -> Value[int] | Value[Fraction]:
    """The measure over twelve months: a flow to the nearest centime (half away from zero), the rest unchanged."""
    factor = to_twelve_months(postes)
    if releve.mesure.nature is not Nature.FLUX or factor == 1:
        return releve.value
    said = f"Ramené à douze mois\u00a0: l’exercice a duré {length_in_words(postes)}."
    reserve = " ".join(filter(None, (releve.value.reserve, said)))
    return _each_bound(releve.value, lambda amount: nearest(amount * factor), reserve)


def exact_flow(releve: Releve, postes: Postes) -> Value[Fraction]:
    """The same before rounding, for what is divided afterwards."""
    factor = to_twelve_months(postes) if releve.mesure.nature is Nature.FLUX else Fraction(1)
    return _each_bound(releve.value, lambda amount: Fraction(amount) * factor, releve.value.reserve)


def nearest(number: Fraction) -> int:
    """To the nearest whole number; a half goes away from zero, as everywhere a number is written."""
    whole = int(abs(number) + Fraction(1, 2))
    return -whole if number < 0 else whole


def _each_bound(
    value: Value[int] | Value[Fraction], change: Callable[[int | Fraction], Number], reserve: str
) -> Value[Number]:
    if value.number is None:
        return Value(value.statut, raison=value.raison)
    high = value.number if value.haut is None else value.haut
    return calcule_entre(change(value.number), change(high), reserve=reserve)
