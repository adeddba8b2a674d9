"""What an indicator is made of: amounts, each with its lines."""

from dataclasses import dataclass
from fractions import Fraction

from socioeco.indicators.definitions import Unite
from socioeco.indicators.postes import Postes
from socioeco.indicators.sources import SourceLine
from socioeco.values import Value, calcule, calcule_entre


@dataclass(frozen=True, slots=True, kw_only=True)
class Terme:
    label: str
    value: Value[int] | Value[Fraction]
    unite: Unite
    sources: tuple[SourceLine, ...] = ()

    @classmethod
    def euros(cls, label: str, value: Value[int], sources: tuple[SourceLine, ...] = ()) -> "Terme":
        return cls(label=label, value=value, unite="euros", sources=sources)

    @classmethod
    def nombre(cls, label: str, number: Fraction) -> "Terme":
        return cls(label=label, value=calcule(number), unite="nombre")


MONTHS = 12
# A value and its terms, before the definition is put beside.
Calcul = tuple[Value[int] | Value[Fraction], tuple[Terme, ...]]


def total_des_ressources(postes: Postes) -> Terme:
    """The denominator of every share of resources; its lines are those of the families."""
    sources = tuple(
        SourceLine(compte="", libelle=famille.label, montant_centimes=famille.value.number)
        for famille in postes.ressources.familles
        if famille.value.number
    )
    return Terme.euros("Ressources de l’année", calcule(postes.ressources.total_centimes), sources)


def on_twelve_months(amount: Value[int], postes: Postes) -> tuple[Terme, ...]:
    """A flow brought to twelve months, beside the raw figure, when the exercice has another length.

    Rounded to the nearest centime. Stocks are never brought to twelve months.
    """
    if postes.months == MONTHS or amount.number is None:
        return ()
    low, high = (round(end * MONTHS / postes.months) for end in (amount.number, _high(amount)))
    value = calcule_entre(low, high, reserve=amount.reserve)
    return (Terme.euros("Ramené à douze mois, à côté", value),)


def _high(amount: Value[int]) -> int:
    return amount.or_default(0) if amount.haut is None else amount.haut
