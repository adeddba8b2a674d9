"""A work-integration employer paid by public purchase, whose main contract is renewed at a lower price."""

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
    Provision,
    Subvention,
    Tiers,
)
from socioeco.generator.stories.common import (
    Story,
    Year,
    accrued_honoraires,
    benevolat,
    charge,
    office_charges,
    staff,
    subvention,
)

# Client, accounts label of the contract, euros a year before the decisive one, and after it.
MARCHES: Final = (
    (Tiers(code="CVILLE", libelle="Ville"), "Marché public - espaces verts", 192_000, 147_000),
    (Tiers(code="CDEPT", libelle="Conseil départemental"), "Marché public - entretien", 128_000, 130_000),
    (
        Tiers(code="CAGGLO", libelle="Communauté d'agglomération"),
        "Marché public - déchèteries",
        86_000,
        92_000,
    ),
)
NOUVEAU: Final = Tiers(code="CHOPITAL", libelle="Etablissement public de santé")
PARTICULIERS: Final = Tiers(code="CPARTIC", libelle="Particuliers (collectif)")
USUAL_DELAY, LONG_DELAY = 38, 84


def _opening(scale: int) -> Etat:
    return opening_etat(
        banque=45_000 * scale,
        livret=30_000 * scale,
        fonds_propres=25_000 * scale,
        actifs=(
            ("vehicule", "Véhicules utilitaires", 48_000 * scale, 6),
            ("materiel", "Matériel d'espaces verts", 36_000 * scale, 6),
        ),
    )


def _facturations(year: Year) -> tuple[Facturation, ...]:
    delay = LONG_DELAY if year.phase == 0 else USUAL_DELAY
    contracts = [
        (client, libelle, before if year.phase < 0 else after) for client, libelle, before, after in MARCHES
    ]
    if year.phase > 0:
        contracts.append((NOUVEAU, "Marché public - propreté", 42_000))
    public = tuple(
        Facturation(
            client=client,
            produit="marches_publics",
            montant=year.euros(montant, 2),
            fois=12,
            delai=delay,
            saison="plate",
            libelle=libelle,
        )
        for client, libelle, montant in contracts
    )
    private = Facturation(
        client=PARTICULIERS,
        produit="prestations",
        montant=year.euros(32_000),
        fois=40,
        delai=20,
        saison="estivale",
        libelle="Travaux chez des particuliers",
    )
    return (*public, private)


def _subventions(year: Year) -> tuple[Subvention, ...]:
    quarters = ((1, 25), (4, 25), (7, 25), (12, 25))
    europe = subvention("europe", year.rounded(24_000), mois=6, versements=((9, 50), (15, 50)))
    usual = (
        subvention("asp", year.euros(168_000, 2), mois=0, versements=quarters),
        subvention("etat", year.rounded(12_000), mois=4, versements=((3, 100),), dedie=20),
        subvention("departement", year.rounded(18_000), mois=3),
    )
    return (*usual, europe) if year.phase != 0 else usual


def _charges(year: Year) -> tuple[Charge, ...]:
    return (
        *office_charges(year, 52_000),
        charge("petit_equipement", "Fournisseur d'outillage", year.euros(27_000), 40),
        charge("sous_traitance", "Entreprise sous-traitante", year.euros(19_000), 10),
        charge("deplacements", "Station-service", year.euros(21_000, 6), 48, delai=10),
        accrued_honoraires(year.euros(8_200, 1)),
    )


def _plan(year: Year) -> Plan:
    renew = year.index % 2 == 1
    vans = Investissement(
        compte="vehicule", libelle="Véhicule utilitaire", montant=year.euros(26_000), mois=5, duree=6
    )
    return Plan(
        encaissements=(
            Encaissement(
                produit="remboursements_formation",
                montant=year.euros(11_000),
                fois=5,
                saison="plate",
                libelle="Remboursement de formation",
            ),
            Encaissement(
                produit="cotisations", montant=year.euros(900), fois=6, saison="hiver", libelle="Adhésions"
            ),
        ),
        facturations=_facturations(year),
        subventions=_subventions(year),
        charges=_charges(year),
        salaries=staff(year, 1_590, 1_880),
        investissements=(vans,) if renew else (),
        provisions=(
            Provision(
                compte="provision_retraite",
                dotation=year.euros(3_200),
                reprise=False,
                libelle="indemnités de départ à la retraite",
            ),
        ),
        penalites=year.euros(1_800) if year.phase == 0 else 0,
        natures=(benevolat(year.euros(7_500)),),
        part_reserves=80,
    )


STORY: Final = Story(
    key="employeur_commande_publique",
    kind="Chantier d’insertion",
    description=(
        "Un employeur d’insertion vend ses travaux à des collectivités par marchés publics. Le "
        "principal marché est renouvelé à un prix plus bas et les délais de paiement "
        "s’allongent\u00a0: la marge disparaît et la trésorerie se tend, alors que l’activité semble "
        "stable. L’année suivante, un nouveau marché et des délais redevenus normaux rétablissent "
        "l’équilibre."
    ),
    closing_month=12,
    opening=_opening,
    plan=_plan,
)
