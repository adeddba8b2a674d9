"""What a person says is exceptional in a family, such as one large legacy: out of the mix, shown apart.

Accounts do not say it. Disposals and exceptional products need no word: they never stand in the resources.
"""

from collections.abc import Mapping
from dataclasses import replace

from socioeco.comptes import Ressource
from socioeco.indicators import FamilleRessource, Postes, SourceLine
from socioeco.indicators.sources import total
from socioeco.values import calcule

EXCEPTIONNEL = "Exceptionnel selon vous, hors des ressources de l’année"


def set_exceptionnel_apart(postes: Postes, montants: Mapping[Ressource, int]) -> Postes:
    """The same exercice with these centimes out of the families; produits and result do not change.

    Never more than the family holds, nothing out of a family that is not known. Apply it once: it does not add up.
    """
    familles = tuple(
        _without(famille, montants.get(famille.key, 0)) for famille in postes.ressources.familles
    )
    ressources = replace(postes.ressources, familles=familles)
    apart = total(exceptionnel_lines(replace(postes, ressources=ressources)))
    ressources = replace(ressources, total_centimes=postes.ressources.total_centimes - apart)
    return replace(postes, ressources=ressources)


def exceptionnel_lines(postes: Postes) -> tuple[SourceLine, ...]:
    """What was set apart, by family, positive."""
    return tuple(
        SourceLine(compte="", libelle=famille.label, montant_centimes=-line.montant_centimes)
        for famille in postes.ressources.familles
        for line in famille.sources
        if line.libelle == EXCEPTIONNEL
    )


def _without(famille: FamilleRessource, montant: int) -> FamilleRessource:
    number = famille.value.number
    if montant <= 0 or number is None or number <= 0:
        return famille
    taken = min(montant, number)
    line = SourceLine(compte="", libelle=EXCEPTIONNEL, montant_centimes=-taken)
    value = calcule(number - taken, reserve=famille.value.reserve)
    return replace(famille, value=value, sources=(*famille.sources, line))
