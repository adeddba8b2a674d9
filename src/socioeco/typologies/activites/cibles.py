"""What a person shares of an exercice, row by row: families of resources, other produits, charges by chapter."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from socioeco.comptes import Ressource
from socioeco.indicators import Postes, SourceLine
from socioeco.indicators.sources import total
from socioeco.typologies.activites.calcul import CHARGES, activites_definition, family_lines, other_produits
from socioeco.typologies.activites.partage import Cle, Montants
from socioeco.typologies.activites.postes import lines_of
from socioeco.typologies.activites.repartition import Regle, Repartition, is_overdrawn

Soldes = Mapping[str, Mapping[str, int]]  # by activity, then by account: credits minus debits, in centimes


class Nature(StrEnum):
    RESSOURCE = "ressource"
    AUTRE_PRODUIT = "produit"
    CHARGE = "charge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cible:
    """One row. `cle` is the same for the same row of another exercice; `ligne` and `famille` are those of its rule."""

    cle: str
    nature: Nature
    libelle: str
    sources: tuple[SourceLine, ...]
    famille: Ressource | None = None
    ligne: str = ""

    @property
    def montant_centimes(self) -> int:
        return total(self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choix:
    """What the person says of a row: centimes by activity, then a key for what they leave. Neither: nothing."""

    centimes: Mapping[str, int] = field(default_factory=dict)
    cle: Cle | None = None

    def beyond(self, cible: Cible) -> int:
        """By how many centimes the amounts go beyond the row; 0 when they do not."""
        shared = Montants(centimes=self.centimes)
        given = sum(self.centimes.values())
        return abs(given - cible.montant_centimes) if is_overdrawn(cible.montant_centimes, shared) else 0


NOTHING = Choix()
TYPED = ", ligne saisie"  # said of a line of the form: its own name is enough here


def cibles_of(postes: Postes) -> tuple[Cible, ...]:
    """The rows of an exercice that hold something, in the order of its families, then of its accounts.

    Together their lines are the produits and the charges, to the centime, declared public purchases apart.
    """
    charges = lines_of(postes.charges.value, postes.charges.sources, CHARGES)
    return (
        *_families(postes),
        *_chapters(Nature.AUTRE_PRODUIT, other_produits(postes)),
        *_chapters(Nature.CHARGE, charges),
    )


def _families(postes: Postes) -> Iterator[Cible]:
    for famille in postes.ressources.familles:
        if sources := family_lines(famille):
            yield Cible(
                cle=f"{Nature.RESSOURCE}-{famille.key}",
                nature=Nature.RESSOURCE,
                libelle=famille.label,
                sources=sources,
                famille=famille.key,
            )


def _chapters(nature: Nature, lines: Iterable[SourceLine]) -> Iterator[Cible]:
    """By the first two digits of the account; a line without account is a row of its own."""
    grouped: dict[str, list[SourceLine]] = {}
    for line in lines:
        grouped.setdefault(line.compte[:2] or line.libelle, []).append(line)
    names = activites_definition().chapitres
    for ligne, sources in sorted(grouped.items()) if _has_accounts(grouped) else grouped.items():
        yield Cible(
            cle=f"{nature}-{_slug(ligne)}",
            nature=nature,
            libelle=names.get(ligne, ligne.removesuffix(TYPED)),
            sources=tuple(sources),
            ligne=ligne,
        )


def _has_accounts(grouped: Mapping[str, Sequence[SourceLine]]) -> bool:
    return any(line.compte for lines in grouped.values() for line in lines)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^0-9a-z]+", "-", plain).strip("-")


def repartition_of_choices(
    postes: Postes,
    activites: tuple[str, ...],
    choix: Mapping[str, Choix],
    *,
    soldes: Soldes | None = None,
) -> Repartition:
    """The distribution that these choices make, by `Cible.cle`.

    `soldes` is what an analytic axis gives to each activity. A row whose amounts the person wrote follows her; one
    that she left blank follows the axis, account by account. Her key shares what either leaves.
    """
    cibles = cibles_of(postes)
    alone = _alone(cibles)
    rules = (
        regle
        for cible in cibles
        for regle in _rules(cible, choix.get(cible.cle, NOTHING), soldes or {}, alone)
    )
    return Repartition(activites=activites, regles=tuple(rules))


def _alone(cibles: Iterable[Cible]) -> frozenset[str]:
    """Accounts of one row only: the axis does not say which part of an account is in which family."""
    seen = Counter(compte for cible in cibles for compte in {line.compte for line in cible.sources})
    return frozenset(compte for compte, times in seen.items() if compte and times == 1)


def _rules(cible: Cible, chosen: Choix, soldes: Soldes, alone: frozenset[str]) -> Iterator[Regle]:
    held = {} if chosen.centimes else axis_of(cible, soldes, alone)
    for compte, centimes in held.items():
        yield Regle(
            famille=cible.famille, ligne=compte, partage=Montants(centimes=centimes), cle_du_reste=chosen.cle
        )
    if chosen.centimes or chosen.cle:
        yield Regle(
            famille=cible.famille,
            ligne=cible.ligne,
            partage=Montants(centimes=chosen.centimes),
            cle_du_reste=chosen.cle,
        )


def axis_of(
    cible: Cible, soldes: Soldes, alone: frozenset[str] | None = None
) -> Mapping[str, Mapping[str, int]]:
    """What the axis gives of this row: centimes by account, then by activity, in the sign of the row."""
    sign = -1 if cible.nature is Nature.CHARGE else 1
    comptes = dict.fromkeys(line.compte for line in cible.sources if alone is None or line.compte in alone)
    found = {
        compte: {nom: sign * held[compte] for nom, held in soldes.items() if held.get(compte)}
        for compte in comptes
    }
    return {compte: centimes for compte, centimes in found.items() if centimes}
