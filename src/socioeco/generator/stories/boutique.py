"""A reuse shop whose sales grow each year while grants shrink."""

from __future__ import annotations

from typing import Final

from socioeco.generator.livre import Etat
from socioeco.generator.ouverture import opening_etat
from socioeco.generator.plan import (
    Charge,
    Emprunt,
    Encaissement,
    Facturation,
    Investissement,
    Nature,
    Plan,
    Subvention,
    Tiers,
    Vente,
)
from socioeco.generator.stories.common import (
    FINANCEURS,
    Story,
    Year,
    accrued_honoraires,
    benevolat,
    charge,
    office_charges,
    staff,
    subvention,
)

GROWTH_PERCENT, STEADY_PERCENT = 119, 106  # each year against the one before
FAST_YEARS = 6
ATELIERS: Final = Tiers(code="CATELIERS", libelle="Participants aux ateliers (collectif)")


def _opening(scale: int) -> Etat:
    return opening_etat(
        banque=38_000 * scale,
        livret=12_000 * scale,
        fonds_propres=8_000 * scale,
        actifs=(
            ("vehicule", "Ancien camion de collecte", 16_000 * scale, 6),
            ("materiel", "Rayonnages", 10_000 * scale, 8),
        ),
    )


def grown(base: int, index: int) -> int:
    """`base` after so many years of growth, in integers; growth slows after six years."""
    fast = min(index, FAST_YEARS)
    return int(base * GROWTH_PERCENT**fast * STEADY_PERCENT ** (index - fast) // 100**index)


def _subventions(year: Year) -> tuple[Subvention, ...]:
    region = max(6_000, 24_000 - 6_000 * year.index)
    return (
        subvention("ville", year.rounded(18_000), mois=3),
        subvention("region", year.rounded(region), mois=4, versements=((2, 50), (12, 50)), dedie=15),
        subvention("asp", year.euros(22_000), mois=0, versements=((1, 25), (4, 25), (7, 25), (12, 25))),
    )


def _ventes(year: Year) -> tuple[Vente, ...]:
    return (
        Vente(
            produit="ventes_dons_nature",
            montant=year.euros(grown(92_000, year.index), 2),
            fois=150,
            saison="commerce",
            especes=35,
            libelle="Recettes de la boutique",
        ),
        Vente(
            produit="ventes_marchandises",
            montant=year.euros(grown(21_000, year.index), 2),
            fois=52,
            saison="commerce",
            especes=25,
            libelle="Ventes de produits neufs",
        ),
    )


def _investissements(year: Year) -> tuple[Investissement, ...]:
    if year.index == 1:
        return (
            Investissement(
                compte="vehicule",
                libelle="Camion de collecte",
                montant=year.euros(34_000, 2),
                mois=2,
                duree=5,
                subvention=year.rounded(12_000),
                financeur=FINANCEURS["region"],
            ),
        )
    if year.phase == 0 or (year.index > 1 and year.index % 3 == 0):
        materiel = year.euros(15_000, 6)
        return (
            Investissement(
                compte="materiel", libelle="Rayonnages et caisses", montant=materiel, mois=7, duree=8
            ),
        )
    return ()


def _charges(year: Year) -> tuple[Charge, ...]:
    return (
        *office_charges(year, 18_000 + grown(20_000, year.index)),
        charge("marchandises", "Grossiste", year.euros(grown(13_000, year.index)), 18, saison="commerce"),
        charge("sous_traitance", "Filière de recyclage", year.euros(grown(7_000, year.index)), 12),
        charge("communication", "Imprimeur", year.euros(4_200, 8), 6),
        charge("deplacements", "Station-service", year.euros(4_000 + 500 * year.index), 24, delai=10),
        accrued_honoraires(year.euros(4_600, 1)),
    )


def _plan(year: Year) -> Plan:
    return Plan(
        ventes=_ventes(year),
        encaissements=(
            Encaissement(
                produit="cotisations", montant=year.euros(2_800), fois=14, saison="plate", libelle="Adhésions"
            ),
            Encaissement(
                produit="dons",
                montant=year.euros(2_200, 8),
                fois=9,
                saison="fin_annee",
                libelle="Dons en ligne",
            ),
        ),
        facturations=(
            Facturation(
                client=ATELIERS,
                produit="prestations",
                montant=year.euros(grown(7_500, year.index), 2),
                fois=20,
                delai=15,
                saison="scolaire",
                libelle="Ateliers de réparation",
            ),
        ),
        subventions=_subventions(year),
        charges=_charges(year),
        salaries=staff(year, 145 + grown(160, year.index), 1_950),
        investissements=_investissements(year),
        cession=("vehicule", 3, year.euros(4_500)) if year.index == 1 else None,
        emprunts=(Emprunt(montant=year.rounded(20_000), mois=1, duree_mois=60, taux=310),)
        if year.index == 1
        else (),
        stock_final=year.euros(grown(2_600, year.index)),
        part_reserves=100,
        natures=(
            benevolat(year.euros(31_000)),
            Nature(
                emploi="secours_nature",
                ressource="dons_nature",
                montant=year.euros(5_000, 10),
                libelle="Dons en nature redistribués",
            ),
        ),
    )


STORY: Final = Story(
    key="boutique_en_croissance",
    kind="Boutique du réemploi",
    description=(
        "Une boutique du réemploi vend les objets qu’on lui donne. Les ventes progressent chaque "
        "année pendant que la subvention de démarrage de la Région décroît. Un camion acheté par "
        "emprunt et subvention d’investissement, puis des rayonnages, accompagnent les "
        "embauches\u00a0: la part des ventes dépasse celle des subventions et l’autofinancement "
        "s’installe."
    ),
    closing_month=12,
    opening=_opening,
    plan=_plan,
)
