"""A summer festival that meets a rainy year, then recovers."""

from __future__ import annotations

from typing import Final

from socioeco.generator.livre import Etat
from socioeco.generator.ouverture import opening_etat
from socioeco.generator.plan import (
    Charge,
    Encaissement,
    Facturation,
    Investissement,
    Plan,
    Subvention,
    Tiers,
    Vente,
)
from socioeco.generator.stories.common import (
    Story,
    Year,
    accrued_honoraires,
    benevolat,
    charge,
    locaux_gratuits,
    office_charges,
    staff,
    subvention,
)

ENTREPRISES: Final = Tiers(code="CPARRAINS", libelle="Entreprises partenaires (collectif)")


def _opening(scale: int) -> Etat:
    return opening_etat(
        banque=88_000 * scale,
        livret=35_000 * scale,
        fonds_propres=20_000 * scale,
        actifs=(("materiel", "Scène et sonorisation", 42_000 * scale, 8),),
    )


def _attendance(year: Year) -> int:
    """Percent of a usual edition; one wet summer costs nearly half of the tickets."""
    if year.phase == 0:
        return 56
    return 97 if year.phase == 1 else 100 + 2 * min(year.index, 5)


def _subventions(year: Year) -> tuple[Subvention, ...]:
    return (
        subvention("drac", year.rounded(34_000), mois=3, versements=((2, 100),)),
        subvention("region", year.rounded(42_000), mois=2, versements=((3, 60), (11, 40))),
        subvention("departement", year.rounded(28_000), mois=2, versements=((2, 100),)),
        subvention("ville", year.rounded(55_000), mois=1, versements=((1, 70), (7, 30))),
        subvention("agglomeration", year.rounded(15_000), mois=3, versements=((8, 100),)),
    )


def _encaissements(year: Year, percent: int) -> tuple[Encaissement, ...]:
    assurance = (
        Encaissement(
            produit="indemnites_assurance",
            montant=year.euros(24_000),
            fois=1,
            saison="fin_annee",
            libelle="Indemnité d'assurance intempéries",
        ),
    )
    usual = (
        Encaissement(
            produit="billetterie",
            montant=year.euros(88_000 * percent // 100, 3),
            fois=45,
            saison="estivale",
            libelle="Billetterie en ligne",
        ),
        Encaissement(
            produit="billetterie",
            montant=year.euros(14_000),
            fois=8,
            saison="prevente",
            libelle="Préventes de la prochaine édition",
            avance=100,
        ),
        Encaissement(
            produit="mecenat", montant=year.rounded(26_000), fois=5, saison="estivale", libelle="Mécénat"
        ),
        Encaissement(
            produit="collecte",
            montant=year.euros(5_500 if year.phase != 0 else 13_000),
            fois=10,
            saison="fin_annee",
            libelle="Appel aux dons",
        ),
        Encaissement(
            produit="cotisations", montant=year.euros(2_100), fois=10, saison="estivale", libelle="Adhésions"
        ),
    )
    return (*usual, *assurance) if year.phase == 0 else usual


def _charges(year: Year, percent: int) -> tuple[Charge, ...]:
    cost = 100 if year.phase <= 0 else 93
    return (
        *office_charges(year, 21_000),
        charge(
            "achats_prestations",
            "Producteur de spectacles",
            year.euros(148_000 * cost // 100, 2),
            26,
            saison="estivale",
            libelle="Contrat de cession",
        ),
        charge(
            "sous_traitance", "Prestataire technique", year.euros(52_000 * cost // 100), 14, saison="estivale"
        ),
        charge("locations", "Loueur de scènes", year.euros(31_000), 8, saison="estivale"),
        charge(
            "marchandises", "Brasserie", year.euros(19_000 * percent // 100), 12, saison="festival", delai=20
        ),
        charge("communication", "Agence et imprimeur", year.euros(24_000), 14, saison="estivale"),
        charge("deplacements", "Hôtels et transports", year.euros(23_000), 30, saison="estivale"),
        charge(
            "droits_auteur", "Société d'auteurs", year.euros(11_500 * percent // 100), 1, saison="fin_annee"
        ),
        accrued_honoraires(year.euros(6_000, 1)),
    )


def _investissements(year: Year) -> tuple[Investissement, ...]:
    if year.index % 3 != 1:
        return ()
    cost = year.euros(13_000, 8)
    return (
        Investissement(compte="materiel", libelle="Structures et éclairage", montant=cost, mois=4, duree=6),
    )


def _plan(year: Year) -> Plan:
    percent = _attendance(year)
    return Plan(
        ventes=(
            Vente(
                produit="billetterie",
                montant=year.euros(96_000 * percent // 100, 3),
                fois=12,
                saison="festival",
                especes=30,
                libelle="Billetterie sur place",
            ),
            Vente(
                produit="ventes_marchandises",
                montant=year.euros(58_000 * percent // 100, 3),
                fois=24,
                saison="festival",
                especes=45,
                libelle="Bar et restauration",
            ),
        ),
        encaissements=_encaissements(year, percent),
        facturations=(
            Facturation(
                client=ENTREPRISES,
                produit="parrainages",
                montant=year.rounded(36_000 if year.phase != 1 else 30_000),
                fois=9,
                delai=40,
                saison="estivale",
                libelle="Parrainage de l'édition",
            ),
        ),
        subventions=_subventions(year),
        charges=_charges(year, percent),
        salaries=staff(year, 350, 2_250),
        investissements=_investissements(year),
        frais_abandonnes=year.euros(2_600),
        natures=(benevolat(year.euros(118_000)), locaux_gratuits(year.rounded(16_000))),
    )


STORY: Final = Story(
    key="festival",
    kind="Festival",
    description=(
        "Un festival d’été vit de sa billetterie, de son bar, de cinq subventions, de parrainages et "
        "de mécénat. Une édition sous la pluie fait tomber les entrées de près de moitié\u202f; "
        "l’assurance n’en couvre qu’une partie et un appel aux dons est lancé. L’édition suivante "
        "retrouve son public avec des dépenses artistiques resserrées."
    ),
    closing_month=12,
    opening=_opening,
    plan=_plan,
)
