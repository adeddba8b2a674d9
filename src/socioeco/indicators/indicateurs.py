"""The indicators of an exercice. Each one opens: its definition in words, its terms, the lines they add up.

What is not known widens a value: the range holds every value that an answer could give, never a middle one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from socioeco.indicators.balance_postes import SANS_VALORISATION
from socioeco.indicators.definitions import KEYS, Definition, definition_of
from socioeco.indicators.diversite import diversite
from socioeco.indicators.financement import part_commande, part_publique, part_subventions
from socioeco.indicators.postes import Postes
from socioeco.indicators.premier_financeur import premier_financeur
from socioeco.indicators.solidite import (
    besoin_en_fonds_de_roulement,
    fonds_de_roulement,
    fonds_propres,
    mois_de_tresorerie,
    part_personnel,
)
from socioeco.indicators.terms import Calcul, Terme
from socioeco.values import Value, calcule, non_calculable


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicateur:
    """`value` is in centimes for euros, a share between 0 and 1 for a part, a number for the rest."""

    definition: Definition
    value: Value[int] | Value[Fraction]
    termes: tuple[Terme, ...]


def compute_indicateurs(postes: Postes) -> tuple[Indicateur, ...]:
    """All the indicators, in the order of the page, computable or not."""
    return tuple(_indicateur(cle, postes) for cle in KEYS)


def _indicateur(cle: str, postes: Postes) -> Indicateur:
    value, termes = COMPUTED[cle](postes)
    return Indicateur(definition=definition_of(cle), value=value, termes=termes)


def _resultat(postes: Postes) -> Calcul:
    return calcule(postes.resultat_centimes), (
        Terme.euros("Produits", postes.produits.value, postes.produits.sources),
        Terme.euros("Charges", postes.charges.value, postes.charges.sources),
    )


def _part_benevolat_valorise(postes: Postes) -> Calcul:
    in_kind, produits = postes.en_nature.value, postes.produits.value.number or 0
    termes = (
        Terme.euros("Contributions en nature", in_kind, postes.en_nature.sources),
        Terme.euros("Produits", postes.produits.value, postes.produits.sources),
    )
    if in_kind.number is None:
        return non_calculable(in_kind.raison), termes
    if in_kind.number <= 0 or produits + in_kind.number <= 0:
        return non_calculable(SANS_VALORISATION), termes
    return calcule(Fraction(in_kind.number, produits + in_kind.number)), termes


COMPUTED: Mapping[str, Callable[[Postes], Calcul]] = MappingProxyType(
    {
        "part_publique": part_publique,
        "part_subventions": part_subventions,
        "part_commande": part_commande,
        "premier_financeur": premier_financeur,
        "diversite": diversite,
        "mois_de_tresorerie": mois_de_tresorerie,
        "fonds_propres": fonds_propres,
        "fonds_de_roulement": fonds_de_roulement,
        "besoin_en_fonds_de_roulement": besoin_en_fonds_de_roulement,
        "part_personnel": part_personnel,
        "resultat": _resultat,
        "part_benevolat_valorise": _part_benevolat_valorise,
    }
)
