"""A social centre that loses its first grant, then rebuilds a smaller, more varied model."""

from __future__ import annotations

from typing import Final

from socioeco.generator.livre import Etat
from socioeco.generator.ouverture import opening_etat
from socioeco.generator.plan import (
    Encaissement,
    Facturation,
    Investissement,
    Plan,
    Provision,
    Salarie,
    Subvention,
    Tiers,
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

FAMILLES: Final = Tiers(code="CFAMILLES", libelle="Familles (collectif)")
ETP_BEFORE, ETP_AFTER = 630, 400  # hundredths of full-time posts
BRUT: Final = 2_150
LEAVING_MONTH: Final = 5


def _opening(scale: int) -> Etat:
    return opening_etat(
        banque=95_000 * scale,
        livret=40_000 * scale,
        fonds_propres=15_000 * scale,
        actifs=(
            ("informatique", "Parc informatique", 9_000 * scale, 4),
            ("agencements", "Aménagement de la salle", 24_000 * scale, 10),
        ),
    )


def _subventions(year: Year) -> tuple[Subvention, ...]:
    kept = (
        subvention("ville", year.rounded(68_000 if year.phase < 0 else 60_000), mois=2),
        subvention("caf", year.rounded(42_000), mois=3, versements=((1, 70), (11, 30))),
        subvention("etat", year.rounded(14_000), mois=5, versements=((2, 100),), dedie=25),
    )
    if year.phase < 0:
        return (
            *kept,
            subvention("departement", year.rounded(118_000, 2), mois=1, versements=((2, 50), (8, 50))),
        )
    if year.phase % 3 == 1:  # a commitment of three years, then renewed
        return (*kept, subvention("fondation", year.rounded(60_000), mois=2, annees=3))
    return kept


def _encaissements(year: Year) -> tuple[Encaissement, ...]:
    dons = 3_000 if year.phase < 0 else 7_000 + 3_000 * min(year.phase, 3)
    return (
        Encaissement(
            produit="cotisations",
            montant=year.euros(6_500),
            fois=18,
            saison="rentree",
            libelle="Adhésions",
        ),
        Encaissement(
            produit="dons",
            montant=year.euros(dons, 6),
            fois=12,
            saison="fin_annee",
            libelle="Dons de particuliers",
        ),
        Encaissement(
            produit="remboursements_formation",
            montant=year.euros(2_400),
            fois=2,
            saison="plate",
            libelle="Remboursement de formation",
        ),
    )


def _provision(year: Year) -> Provision:
    return Provision(
        compte="provision_risques",
        dotation=year.rounded(9_000) if year.phase == 0 else 0,
        reprise=year.phase > 0,
        libelle="provision pour litige",
    )


def _contracts(year: Year) -> tuple[tuple[Salarie, ...], tuple[tuple[int, int, int], ...]]:
    """Contracts and severance pay: in the decisive year, the posts that cannot be paid end in month 6."""
    if year.phase != 0:
        return staff(year, ETP_BEFORE if year.phase < 0 else ETP_AFTER, BRUT), ()
    kept = len(staff(year, ETP_AFTER, BRUT))
    leaving = [contract.rang for contract in staff(year, ETP_BEFORE, BRUT) if contract.rang > kept]
    salaries = staff(year, ETP_BEFORE, BRUT, dict.fromkeys(leaving, LEAVING_MONTH))
    return salaries, tuple((LEAVING_MONTH, rang, BRUT * 110) for rang in leaving)


def _plan(year: Year) -> Plan:
    salaries, indemnites = _contracts(year)
    prestations = 70_000 if year.phase < 0 else 73_000 + 10_000 * min(year.phase, 3)
    frais = 62_000 if year.phase <= 0 else 50_000
    return Plan(
        encaissements=_encaissements(year),
        facturations=(
            Facturation(
                client=FAMILLES,
                produit="prestations",
                montant=year.euros(prestations, 2),
                fois=60,
                delai=18,
                saison="scolaire",
                libelle="Participations des familles",
            ),
        ),
        subventions=_subventions(year),
        charges=(
            *office_charges(year, frais),
            charge("petit_equipement", "Fournisseur d'activités", year.euros(14_000), 30, saison="scolaire"),
            charge("deplacements", "Transporteur", year.euros(6_500, 8), 16, saison="scolaire"),
            accrued_honoraires(year.euros(5_200, 1)),
        ),
        salaries=salaries,
        indemnites=indemnites,
        investissements=(
            Investissement(
                compte="informatique",
                libelle="Postes informatiques",
                montant=year.euros(6_000),
                mois=4,
                duree=4,
            ),
        )
        if year.phase == -1
        else (),
        provisions=(_provision(year),),
        dons_dedies=year.rounded(2_000) if year.phase >= 0 else 0,
        natures=(
            benevolat(year.euros(24_000 if year.phase < 0 else 33_000)),
            locaux_gratuits(year.rounded(12_000)),
        ),
    )


STORY: Final = Story(
    key="subvention_perdue",
    kind="Centre social",
    description=(
        "Un centre social tire plus du tiers de ses ressources d’une seule subvention du Conseil "
        "départemental. Elle n’est pas reconduite\u00a0: l’exercice est déficitaire, trois postes "
        "disparaissent, une provision est constituée. L’année suivante, une fondation s’engage pour "
        "trois ans, les participations des familles et les dons progressent\u00a0: l’association est "
        "plus petite, mais ses ressources sont mieux réparties."
    ),
    closing_month=12,
    opening=_opening,
    plan=_plan,
)
