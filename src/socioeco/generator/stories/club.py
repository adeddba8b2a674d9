"""A small volunteer sports club without staff, closed on 31 August, that opens a new section."""

from __future__ import annotations

from typing import Final

from socioeco.generator.livre import Etat
from socioeco.generator.ouverture import opening_etat
from socioeco.generator.plan import Charge, Encaissement, Investissement, Plan, Vente
from socioeco.generator.stories.common import Story, Year, benevolat, charge, locaux_gratuits, subvention


def _opening(scale: int) -> Etat:
    return opening_etat(
        banque=9_000 * scale,
        livret=7_500 * scale,
        fonds_propres=1_500 * scale,
        actifs=(("materiel", "Matériel sportif", 6_000 * scale, 6),),
    )


def _members(year: Year) -> int:
    """Percent of the usual membership: the new section brings a third more, then a little each year."""
    if year.phase < 0:
        return 100
    return 128 + 4 * min(year.phase, 4)


def _encaissements(year: Year, percent: int) -> tuple[Encaissement, ...]:
    return (
        Encaissement(
            produit="cotisations_activite",
            montant=year.euros(23_500 * percent // 100, 2),
            fois=40,
            saison="rentree",
            libelle="Cotisations de la saison",
        ),
        Encaissement(
            produit="cotisations_activite",
            montant=year.euros(3_800 * percent // 100, 2),
            fois=9,
            saison="preinscriptions",
            libelle="Préinscriptions",
            avance=100,
        ),
        Encaissement(
            produit="parrainages",
            montant=year.rounded(1_800),
            fois=3,
            saison="scolaire",
            libelle="Parrainages",
        ),
        Encaissement(
            produit="dons", montant=year.euros(700, 10), fois=5, saison="fin_annee", libelle="Dons de membres"
        ),
    )


def _charges(year: Year, percent: int) -> tuple[Charge, ...]:
    return (
        charge(
            "licences", "Fédération sportive", year.euros(10_500 * percent // 100, 2), 4, saison="rentree"
        ),
        charge(
            "petit_equipement", "Equipementier", year.euros(8_000 * percent // 100, 8), 12, saison="scolaire"
        ),
        charge("deplacements", "Transporteur", year.euros(7_600 * percent // 100, 8), 10, saison="scolaire"),
        charge(
            "achats_prestations",
            "Intervenant extérieur",
            year.euros(7_600 * percent // 100),
            9,
            saison="scolaire",
        ),
        charge("assurance", "Assureur", year.euros(900, 1), 1, saison="rentree"),
        charge("marchandises", "Grossiste", year.euros(2_700), 8, saison="scolaire"),
        charge("fournitures", "Papeterie", year.euros(600, 10), 5),
        charge("communication", "Imprimeur", year.euros(900, 10), 3),
    )


def _plan(year: Year) -> Plan:
    percent = _members(year)
    tapis = Investissement(
        compte="materiel", libelle="Equipement de la section", montant=year.euros(4_800), mois=2, duree=6
    )
    section = (subvention("departement", year.rounded(1_500), mois=3, versements=((3, 100),)),)
    return Plan(
        ventes=(
            Vente(
                produit="ventes_marchandises",
                montant=year.euros(6_300),
                fois=20,
                saison="scolaire",
                especes=80,
                libelle="Buvette",
            ),
            Vente(
                produit="activites_annexes",
                montant=year.euros(2_900),
                fois=4,
                saison="estivale",
                especes=70,
                libelle="Tournoi",
            ),
        ),
        encaissements=_encaissements(year, percent),
        subventions=(
            subvention("ville", year.rounded(3_500), mois=5, versements=((2, 100),)),
            *(section if year.phase == 0 else ()),
        ),
        charges=_charges(year, percent),
        investissements=(tapis,) if year.phase == 0 else (),
        frais_abandonnes=year.euros(2_200),
        natures=(benevolat(year.euros(29_000 * percent // 100)), locaux_gratuits(year.rounded(14_000))),
        part_reserves=0,
    )


STORY: Final = Story(
    key="club_benevole",
    kind="Club sportif",
    description=(
        "Un club sportif sans salarié, animé par ses bénévoles, clôt ses comptes le 31 août. Les "
        "cotisations font l’essentiel de ses ressources, complétées par la buvette, un tournoi et "
        "l’aide de la Ville, qui prête aussi les salles. L’ouverture d’une section amène de nouveaux "
        "membres et demande un premier investissement."
    ),
    closing_month=8,
    opening=_opening,
    plan=_plan,
)
