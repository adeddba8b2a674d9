"""What the five stories share: the context of a year, third parties, and usual purchases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from socioeco.generator.livre import Etat
from socioeco.generator.plan import Charge, Nature, Plan, Salarie, Subvention, Tiers

DIRECTION_PERCENT = 135  # pay of employee 1, who directs, against the mean of the others


@dataclass(frozen=True, kw_only=True)
class Year:
    """One exercice as a story sees it: `index` is 0 for the year before the first one given, then 1, 2…"""

    index: int
    turning: int
    scale: int
    rng: Random

    @property
    def phase(self) -> int:
        """Years since the decisive one: below zero before, 0 then."""
        return self.index - self.turning

    def euros(self, amount: int, swing: int = 4) -> int:
        """An amount in euros brought to the size of the association and varied, in centimes."""
        varied = amount * self.scale * self.rng.randint(1000 - swing * 10, 1000 + swing * 10)
        return varied // 1000

    def rounded(self, amount: int, swing: int = 3) -> int:
        """The same, rounded to 100 euros as funders do."""
        return max(1, self.euros(amount, swing) // 10_000) * 10_000


@dataclass(frozen=True, kw_only=True)
class Story:
    """A story: what it says in French, how it starts, and its plan for each year."""

    key: str
    kind: str
    description: str
    closing_month: int
    opening: Callable[[int], Etat]
    plan: Callable[[Year], Plan]


FINANCEURS: Final[Mapping[str, Tiers]] = {
    code: Tiers(code=f"S{code.upper()}"[:10], libelle=libelle)
    for code, libelle in (
        ("etat", "Etat"),
        ("drac", "DRAC"),
        ("region", "Région"),
        ("departement", "Conseil départemental"),
        ("ville", "Ville"),
        ("agglomeration", "Communauté d'agglomération"),
        ("caf", "CAF"),
        ("europe", "FSE"),
        ("asp", "ASP"),
        ("fondation", "Fondation"),
    )
}


def subvention(  # noqa: PLR0913 - keyword-only terms of a grant
    code: str,
    montant: int,
    *,
    mois: int,
    versements: tuple[tuple[int, int], ...] = ((1, 60), (7, 40)),
    dedie: int = 0,
    annees: int = 1,
) -> Subvention:
    """A grant of one kind of funder; its account follows the funder."""
    produit = "contribution_fondation" if code == "fondation" else f"subvention_{code}"
    return Subvention(
        produit=produit,
        financeur=FINANCEURS[code],
        montant=montant,
        mois=mois,
        versements=versements,
        dedie=dedie,
        annees=annees,
    )


def charge(  # noqa: PLR0913 - keyword-only terms of a purchase
    compte: str,
    fournisseur: str,
    montant: int,
    fois: int,
    *,
    delai: int = 30,
    saison: str = "plate",
    libelle: str = "",
) -> Charge:
    """Purchases from a supplier named by its trade."""
    tiers = Tiers(code=f"F{compte.upper()}"[:10], libelle=fournisseur)
    return Charge(
        compte=compte,
        fournisseur=tiers,
        montant=montant,
        fois=fois,
        delai=delai,
        saison=saison,
        libelle=libelle or f"Facture {fournisseur.lower()}",
    )


def accrued_honoraires(montant: int) -> Charge:
    """The accountant's bill of the year, not received at closing."""
    tiers = Tiers(code="FCOMPTA", libelle="Expert-comptable")
    return Charge(
        compte="honoraires",
        fournisseur=tiers,
        montant=montant,
        fois=1,
        delai=95,
        saison="plate",
        libelle="Honoraires comptables",
        estimee=True,
    )


def office_charges(year: Year, budget: int) -> tuple[Charge, ...]:
    """Running costs of an office, `budget` euros a year in all."""
    return (
        charge("loyers", "Bailleur", year.euros(budget * 36 // 100, 1), 12, delai=5, libelle="Loyer du mois"),
        charge("energie", "Fournisseur d'énergie", year.euros(budget * 14 // 100, 8), 6, saison="hiver"),
        charge("fournitures", "Papeterie", year.euros(budget * 8 // 100, 10), 14),
        charge("telecoms", "Opérateur de télécommunications", year.euros(budget * 8 // 100), 12, delai=10),
        charge("assurance", "Assureur", year.euros(budget * 10 // 100, 1), 1, saison="hiver"),
        charge("entretien", "Entreprise d'entretien", year.euros(budget * 12 // 100, 10), 9),
        charge("locations", "Loueur de matériel", year.euros(budget * 8 // 100), 4),
        charge("documentation", "Editeur", year.euros(budget * 2 // 100), 3),
        charge("adhesions", "Fédération", year.euros(budget * 2 // 100, 1), 1, saison="hiver"),
    )


def staff(
    year: Year, centi_etp: int, brut: int, leavers: Mapping[int, int] | None = None
) -> tuple[Salarie, ...]:
    """Contracts for so many hundredths of full-time posts at the size of the association.

    `brut` is the mean monthly gross pay in euros. Employee 1 directs; the last contract may be part-time.
    `leavers` gives the last month of those who leave.
    """
    scaled = max(50, centi_etp * year.scale // 100)
    last_months = leavers or {}
    contracts: list[Salarie] = []
    while scaled > 0:
        rang = len(contracts) + 1
        share = min(100, scaled)
        percent = DIRECTION_PERCENT if rang == 1 else 92 + (rang * 7) % 17
        montant = brut * percent * share // 100
        contracts.append(Salarie(rang=rang, brut_mensuel=montant, a_mois=last_months.get(rang, 11)))
        scaled -= share
    return tuple(contracts)


def benevolat(montant: int, libelle: str = "Valorisation du bénévolat") -> Nature:
    """Volunteer work, used as unpaid staff."""
    return Nature(emploi="personnel_benevole", ressource="benevolat", montant=montant, libelle=libelle)


def locaux_gratuits(montant: int) -> Nature:
    """Premises lent free of charge by the town."""
    return Nature(
        emploi="mise_a_disposition",
        ressource="prestations_nature",
        montant=montant,
        libelle="Mise à disposition gratuite de locaux - Ville",
    )
