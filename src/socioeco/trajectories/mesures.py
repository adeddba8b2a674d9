"""What a series can follow: every amount of an exercice and every indicator, and what a longer year does to each."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from socioeco.comptes import RESSOURCES, Ressource
from socioeco.indicators import Indicateur, Poste, Postes, SourceLine, Terme, compute_indicateurs
from socioeco.indicators.definitions import Unite
from socioeco.values import Value, calcule


class Nature(StrEnum):
    """Only a flow is brought to twelve months: what is owned at closing does not depend on the length of the year."""

    FLUX = "flux"
    STOCK = "stock"
    RAPPORT = "rapport"  # a share, a number of months, a count: its formula already knows the length


@dataclass(frozen=True, slots=True, kw_only=True)
class Mesure:
    cle: str
    titre: str
    nature: Nature
    unite: Unite


@dataclass(frozen=True, slots=True, kw_only=True)
class Releve:
    """A measure in one exercice: centimes for euros, a share between 0 and 1 for a part, a number for the rest.

    It opens by its lines when it is a sum of lines, by its terms when it is an indicator.
    """

    mesure: Mesure
    value: Value[int] | Value[Fraction]
    sources: tuple[SourceLine, ...] = ()
    termes: tuple[Terme, ...] = ()


# Indicators in euros are stocks unless they stand here: an unknown one is never brought to twelve months.
FLUX_INDICATEURS = frozenset(
    {
        "resultat",
        "ressources",
        "financement_public",
        "generosite",
        "caf",
        "caf_prudente",
        "benevolat_valorise",
    }
)
POSTES: Mapping[str, tuple[str, Nature, Callable[[Postes], Poste]]] = MappingProxyType(
    {
        "produits": ("Produits", Nature.FLUX, lambda postes: postes.produits),
        "charges": ("Charges", Nature.FLUX, lambda postes: postes.charges),
        "charges_decaissables": (
            "Charges décaissables",
            Nature.FLUX,
            lambda postes: postes.charges_decaissables,
        ),
        "personnel": ("Charges de personnel", Nature.FLUX, lambda postes: postes.personnel),
        "en_nature": ("Contributions en nature", Nature.FLUX, lambda postes: postes.en_nature),
        "tresorerie": ("Trésorerie nette", Nature.STOCK, lambda postes: postes.tresorerie),
    }
)


def releves_of(postes: Postes) -> dict[str, Releve]:
    """Every measure of an exercice by key: families, their total, postes, then the indicators. Always all of them."""
    found = [
        *_ressources(postes),
        *_postes(postes),
        *map(_indicateur, compute_indicateurs(postes, niveau=None)),
    ]
    return {releve.mesure.cle: releve for releve in found}


def ressource_cle(key: Ressource) -> str:
    return f"ressource_{key.value}"


def _ressources(postes: Postes) -> Iterator[Releve]:
    for key in Ressource:
        famille = postes.ressources[key]
        mesure = _flux(ressource_cle(key), RESSOURCES[key])
        yield Releve(mesure=mesure, value=famille.value, sources=famille.sources)
    yield Releve(
        mesure=_flux("ressources_total", "Ressources de l’année"),
        value=calcule(postes.ressources.total_centimes),
        sources=tuple(line for famille in postes.ressources.familles for line in famille.sources),
    )


def _flux(cle: str, titre: str) -> Mesure:
    return Mesure(cle=cle, titre=titre, nature=Nature.FLUX, unite="euros")


def _postes(postes: Postes) -> Iterator[Releve]:
    for cle, (titre, nature, read) in POSTES.items():
        poste = read(postes)
        mesure = Mesure(cle=cle, titre=titre, nature=nature, unite="euros")
        yield Releve(mesure=mesure, value=poste.value, sources=poste.sources)


def _indicateur(indicateur: Indicateur) -> Releve:
    definition = indicateur.definition
    mesure = Mesure(
        cle=definition.cle,
        titre=definition.titre,
        nature=_nature(definition.cle, definition.unite),
        unite=definition.unite,
    )
    return Releve(mesure=mesure, value=indicateur.value, termes=indicateur.termes)


def _nature(cle: str, unite: Unite) -> Nature:
    if unite != "euros":
        return Nature.RAPPORT
    return Nature.FLUX if cle in FLUX_INDICATEURS else Nature.STOCK
