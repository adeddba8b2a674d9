"""The resources of the year by family, and what accounts cannot say.

Public purchase stands in account 706 beside what private users pay, and accounts do not tell them apart: the
family « commande » is not computable unless the person says how much (moved out of « ventes »), account 73
shows public money (concours publics, tarification), or the year has no sale at all: what is
not known is never zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from socioeco.comptes import RESSOURCES, Regime, Ressource
from socioeco.indicators.sources import SourceLine, classify_lines, total
from socioeco.readers import Balance
from socioeco.values import Value, calcule, non_calculable

NON_CALCULABLE = (
    "Non calculable\u00a0: le compte 706 ne dit pas qui paie. "
    "Indiquez la part de vos ventes payée par des acheteurs publics."
)
RESERVE_73 = (
    "Compte 73 seulement\u00a0: la part des ventes (70) payée par des acheteurs publics n’y est pas, "
    "les comptes ne la disent pas."
)
RESERVE_DECLAREE = "Part des ventes payée par des acheteurs publics, selon votre réponse."
RESERVE_PLAFONNEE = "Votre réponse dépasse les ventes de l’exercice\u00a0: elles sont comptées en entier."
RESERVE_VENTES = "Peut contenir des achats publics\u00a0: le compte 706 ne dit pas qui paie."
DECLAREE = "Part déclarée des achats publics"


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilleRessource:
    key: Ressource
    label: str
    value: Value[int]
    sources: tuple[SourceLine, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "cle": self.key.value,
            "libelle": self.label,
            "montant_centimes": self.value.to_json(),
            "sources": [source.to_json() for source in self.sources],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Ressources:
    """Always the ten families, in the order of the charts; their computed amounts add up to the total."""

    regime: str
    familles: tuple[FamilleRessource, ...]
    total_centimes: int

    def __getitem__(self, key: str) -> FamilleRessource:
        return next(famille for famille in self.familles if famille.key == key)

    def to_json(self) -> dict[str, Any]:
        return {
            "regime": self.regime,
            "familles": [famille.to_json() for famille in self.familles],
            "total_centimes": self.total_centimes,
        }


def compute_ressources(
    balance: Balance, regime: Regime, *, achats_publics_centimes: int | None = None
) -> Ressources:
    """Resources of the year. `achats_publics_centimes`: what public buyers paid inside 70, as declared.

    It never takes more than the sales: the file may have been replaced since the answer, and the reserve says so.
    """
    grouped: dict[Ressource, list[SourceLine]] = {key: [] for key in Ressource}
    for source, classement in classify_lines(balance, regime, "7"):
        if classement and classement.ressource:
            grouped[classement.ressource].append(source)
    told = "" if achats_publics_centimes is None else _move_commande(grouped, achats_publics_centimes)
    familles = tuple(_famille(key, grouped, told=told) for key in Ressource)
    return Ressources(
        regime=regime.code,
        familles=familles,
        total_centimes=total(source for sources in grouped.values() for source in sources),
    )


def _move_commande(grouped: dict[Ressource, list[SourceLine]], answer: int) -> str:
    """The total does not change: what enters « commande » leaves « ventes ». Gives what must be said of it."""
    amount = min(answer, max(total(grouped[Ressource.VENTES]), 0))
    for key, sign in ((Ressource.COMMANDE, 1), (Ressource.VENTES, -1)):
        grouped[key].append(SourceLine(compte="70", libelle=DECLAREE, montant_centimes=sign * amount))
    return RESERVE_DECLAREE if amount == answer else RESERVE_PLAFONNEE


def _famille(key: Ressource, grouped: dict[Ressource, list[SourceLine]], *, told: str) -> FamilleRessource:
    sources = grouped[key]
    return FamilleRessource(
        key=key,
        label=RESSOURCES[key],
        value=_value(key, sources, has_sales=bool(grouped[Ressource.VENTES]), told=told),
        sources=tuple(sources),
    )


def _value(key: Ressource, sources: Iterable[SourceLine], *, has_sales: bool, told: str) -> Value[int]:
    sources = tuple(sources)
    if key is Ressource.COMMANDE:
        return _commande(sources, has_sales=has_sales, told=told)
    is_mixed = key is Ressource.VENTES and has_sales and not told
    return calcule(total(sources), reserve=RESERVE_VENTES if is_mixed else "")


def _commande(sources: tuple[SourceLine, ...], *, has_sales: bool, told: str) -> Value[int]:
    if told:
        return calcule(total(sources), reserve=told)
    if not has_sales:
        return calcule(total(sources))
    return calcule(total(sources), reserve=RESERVE_73) if sources else non_calculable(NON_CALCULABLE)
