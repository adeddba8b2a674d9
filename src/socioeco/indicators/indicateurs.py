"""The indicators of an exercice. Each one opens: its definition in words, its terms, the lines they add up.

What is not known widens a value: the range holds every value that an answer could give, never a middle one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from socioeco.indicators.autofinancement import caf, caf_prudente, capacite_desendettement
from socioeco.indicators.balance_postes import SANS_VALORISATION
from socioeco.indicators.bilan_indicateurs import (
    autonomie,
    capitaux_permanents,
    couverture_liquide,
    jours_de_tresorerie,
    reserve_en_mois,
    tresorerie_nette,
)
from socioeco.indicators.definitions import ESSENTIELS, KEYS, Definition, Niveau, definition_of
from socioeco.indicators.diversite import diversite
from socioeco.indicators.familles import (
    concentration,
    concentration_normalisee,
    generosite,
    part_activite,
    part_cotisations,
    part_generosite,
    ressources,
    taux_autofinancement,
)
from socioeco.indicators.financement import (
    financement_public,
    part_commande,
    part_publique,
    part_subventions,
)
from socioeco.indicators.postes import Postes
from socioeco.indicators.premier_financeur import premier_financeur
from socioeco.indicators.reponses import benevolat_valorise, part_benevolat_heures, pluriannualite
from socioeco.indicators.solidite import (
    besoin_en_fonds_de_roulement,
    fonds_de_roulement,
    fonds_propres,
    mois_de_tresorerie,
    part_personnel,
)
from socioeco.indicators.terms import Calcul, Terme
from socioeco.values import Value, calcule, non_calculable

LEVELS: Mapping[str, Niveau] = MappingProxyType(
    {cle: "essentiel" if cle in ESSENTIELS else "approfondi" for cle in KEYS}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicateur:
    """`value` is in centimes for euros, a share between 0 and 1 for a part, a number for the rest."""

    definition: Definition
    value: Value[int] | Value[Fraction]
    termes: tuple[Terme, ...]


def compute_indicateurs(postes: Postes, *, niveau: Niveau | None = "essentiel") -> tuple[Indicateur, ...]:
    """Those of a level in their order, computable or not; all of them for None, the essential ones first."""
    return tuple(_indicateur(cle, postes) for cle in _ordered(postes) if niveau in (None, LEVELS[cle]))


def _ordered(postes: Postes) -> tuple[str, ...]:
    """The order of KEYS. The plain CAF stands before the prudent one when nothing is put aside and nothing is left."""
    if postes.etats is None or postes.etats.autofinancement.is_prudente_first:
        return KEYS
    swapped = {"caf": "caf_prudente", "caf_prudente": "caf"}
    return tuple(swapped.get(cle, cle) for cle in KEYS)


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
        "ressources": ressources,
        "financement_public": financement_public,
        "part_activite": part_activite,
        "taux_autofinancement": taux_autofinancement,
        "part_cotisations": part_cotisations,
        "generosite": generosite,
        "part_generosite": part_generosite,
        "concentration": concentration,
        "concentration_normalisee": concentration_normalisee,
        "pluriannualite": pluriannualite,
        "caf_prudente": caf_prudente,
        "caf": caf,
        "capacite_desendettement": capacite_desendettement,
        "capitaux_permanents": capitaux_permanents,
        "autonomie": autonomie,
        "reserve_en_mois": reserve_en_mois,
        "couverture_liquide": couverture_liquide,
        "tresorerie_nette": tresorerie_nette,
        "jours_de_tresorerie": jours_de_tresorerie,
        "benevolat_valorise": benevolat_valorise,
        "part_benevolat_heures": part_benevolat_heures,
    }
)
