"""What a scenario says: when cash runs out, how low it goes, how much of one family balances the year."""

from dataclasses import dataclass

from socioeco.comptes import RESSOURCES, Ressource
from socioeco.scenarios.scenario import Scenario
from socioeco.values import Value, calcule, non_calculable

JAMAIS = "Jamais dans la période\u00a0: la trésorerie reste positive ou nulle à chaque fin de mois."
DANS_LE_MOIS = "À chaque fin de mois\u00a0: un creux peut se cacher à l’intérieur du mois."
EN_TROP = (
    "Même sans cette ressource, l’année ne serait pas en perte\u00a0: il n’en faut pas pour l’équilibrer, toutes choses "
    "égales par ailleurs."
)
TOUTES_CHOSES = "Toutes choses égales par ailleurs\u00a0: les dépenses ne changent pas avec cette ressource."


@dataclass(frozen=True, slots=True, kw_only=True)
class PlusBas:
    """The lowest cash at the end of a month, the first month when it comes back."""

    mois: int
    label: str
    tresorerie_centimes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seuil:
    """How much of one family makes the result of a year nil; `marge_centimes` is what it may lose, negative if it lacks."""

    famille: Ressource
    label: str
    actuel_centimes: int
    necessaire: Value[int]

    @property
    def marge_centimes(self) -> int:
        return self.actuel_centimes - (self.necessaire.number or 0)


def months_until_dry(scenario: Scenario) -> Value[int]:
    """The first month that ends with cash below nil, counted from the last closing; « jamais » is not computable."""
    if scenario.depart.sans_tresorerie:
        return non_calculable(scenario.depart.sans_tresorerie)
    dry = (mois.numero for mois in scenario.mois if mois.tresorerie_centimes < 0)
    first = next(dry, None)
    return non_calculable(JAMAIS) if first is None else calcule(first, reserve=DANS_LE_MOIS)


def lowest_cash(scenario: Scenario) -> Value[PlusBas]:
    """Not computable when cash was not known at the start."""
    if scenario.depart.sans_tresorerie:
        return non_calculable(scenario.depart.sans_tresorerie)
    mois = min(scenario.mois, key=lambda each: (each.tresorerie_centimes, each.numero))
    lowest = PlusBas(mois=mois.numero, label=mois.label, tresorerie_centimes=mois.tresorerie_centimes)
    return calcule(lowest, reserve=DANS_LE_MOIS)


def break_even(scenario: Scenario, *, annee: int) -> tuple[Seuil, ...]:
    """By family of resources that the year holds, the amount that makes its result nil, all else kept."""
    resultat = scenario.annees[annee - 1].resultat_centimes
    amounts = {famille: scenario.famille_centimes(famille, annee) for famille in Ressource}
    return tuple(_seuil(famille, amount, resultat) for famille, amount in amounts.items() if amount > 0)


def _seuil(famille: Ressource, amount: int, resultat: int) -> Seuil:
    needed = amount - resultat
    value = calcule(needed, reserve=TOUTES_CHOSES) if needed > 0 else calcule(0, reserve=EN_TROP)
    return Seuil(famille=famille, label=RESSOURCES[famille], actuel_centimes=amount, necessaire=value)
