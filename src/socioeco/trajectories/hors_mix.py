"""The produits that are no resource of the year, by kind: disposals, exceptional, without payment, set apart.

They stand beside the mix, never in it, and with the resources they make class 7, to the centime.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from socioeco.comptes import Traitement
from socioeco.indicators import Postes, SourceLine
from socioeco.indicators.sources import total
from socioeco.trajectories.exceptionnel import exceptionnel_lines
from socioeco.trajectories.result import other_produits, resources, without

Lines = tuple[SourceLine, ...]


class HorsMix(StrEnum):
    CESSION = "cession"
    EXCEPTIONNEL = "exceptionnel"
    DECLARE = "declare"
    SANS_ENCAISSEMENT = "sans_encaissement"
    TRANSFERT = "transfert"
    RESTE = "reste"


LIBELLES: Mapping[HorsMix, str] = MappingProxyType(
    {
        HorsMix.CESSION: "Cessions",
        HorsMix.EXCEPTIONNEL: "Produits exceptionnels",
        HorsMix.DECLARE: "Ressources exceptionnelles, selon vous",
        HorsMix.SANS_ENCAISSEMENT: "Produits sans encaissement\u00a0: quotes-parts, reprises, fonds dédiés",
        HorsMix.TRANSFERT: "Transferts de charges",
        HorsMix.RESTE: "Autres produits",
    }
)
OF_TRAITEMENT: Mapping[Traitement, HorsMix] = MappingProxyType(
    {
        Traitement.CESSION: HorsMix.CESSION,
        Traitement.EXCEPTIONNEL: HorsMix.EXCEPTIONNEL,
        Traitement.SANS_ENCAISSEMENT: HorsMix.SANS_ENCAISSEMENT,
        Traitement.TRANSFERT: HorsMix.TRANSFERT,
    }
)


def hors_mix(postes: Postes) -> dict[HorsMix, tuple[int, Lines]]:
    """Every kind, nil or not; their sum is the produits less the resources, whatever the lines say."""
    grouped: dict[HorsMix, list[SourceLine]] = {kind: [] for kind in HorsMix}
    taken = [line for line in resources(postes)[1] if line.compte]
    for line in without(postes.produits.sources, taken):
        grouped[_kind(postes, line)].append(line)
    grouped[HorsMix.DECLARE] += exceptionnel_lines(postes)
    found = {kind: (total(lines), tuple(lines)) for kind, lines in grouped.items()}
    return found | {HorsMix.RESTE: _rest(postes, found)}


def _kind(postes: Postes, line: SourceLine) -> HorsMix:
    classement = postes.regime.classify(line.compte, line.libelle) if postes.regime else None
    return OF_TRAITEMENT.get(classement.traitement, HorsMix.RESTE) if classement else HorsMix.RESTE


def _rest(postes: Postes, found: Mapping[HorsMix, tuple[int, Lines]]) -> tuple[int, Lines]:
    """What is left, with its lines when they add up to it."""
    amount = other_produits(postes)[0] - sum(
        each for kind, (each, _) in found.items() if kind is not HorsMix.RESTE
    )
    lines = found[HorsMix.RESTE][1]
    return amount, lines if total(lines) == amount else ()
