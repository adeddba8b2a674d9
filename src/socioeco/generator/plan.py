"""What happens in one exercice, in economic terms: a story writes plans, the bookkeeping reads them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Tiers:
    """A third party, by its role: no person and no real organisation is ever named."""

    code: str
    libelle: str


@dataclass(frozen=True, kw_only=True)
class Vente:
    """Sales over the counter: `especes` percent in cash, the rest by card."""

    produit: str
    montant: int
    fois: int
    saison: str
    especes: int = 40
    libelle: str = "Recettes du jour"


@dataclass(frozen=True, kw_only=True)
class Encaissement:
    """Income received straight in the bank; `avance` percent belongs to the next exercice."""

    produit: str
    montant: int
    fois: int
    saison: str
    libelle: str
    avance: int = 0


@dataclass(frozen=True, kw_only=True)
class Facturation:
    """Services invoiced to a client, paid after `delai` days."""

    client: Tiers
    produit: str
    montant: int
    fois: int
    delai: int
    saison: str
    libelle: str


@dataclass(frozen=True, kw_only=True)
class Subvention:
    """A grant notified in month `mois`, paid by instalments (months later, percent).

    `dedie` percent stays unspent and goes to fonds dédiés; `annees` above one defers later years to 487.
    """

    produit: str
    financeur: Tiers
    montant: int
    mois: int
    versements: tuple[tuple[int, int], ...]
    dedie: int = 0
    annees: int = 1


@dataclass(frozen=True, kw_only=True)
class Charge:
    """Purchases from one kind of supplier, paid after `delai` days; `estimee` is accrued at closing."""

    compte: str
    fournisseur: Tiers
    montant: int
    fois: int
    delai: int
    saison: str
    libelle: str
    estimee: bool = False


@dataclass(frozen=True, kw_only=True)
class Salarie:
    """One contract: months are ranks inside the exercice, both included, first is 0."""

    rang: int
    brut_mensuel: int
    de_mois: int = 0
    a_mois: int = 11


@dataclass(frozen=True, kw_only=True)
class Investissement:
    """A fixed asset, in part paid by an investment grant received six months later."""

    compte: str
    libelle: str
    montant: int
    mois: int
    duree: int
    subvention: int = 0
    financeur: Tiers | None = None


@dataclass(frozen=True, kw_only=True)
class Provision:
    """Allowance at closing; `reprise` first takes the whole opening balance back."""

    compte: str
    dotation: int
    reprise: bool
    libelle: str


@dataclass(frozen=True, kw_only=True)
class Emprunt:
    """A bank loan repaid every month by equal parts of capital; rate in hundredths of a percent."""

    montant: int
    mois: int
    duree_mois: int
    taux: int


@dataclass(frozen=True, kw_only=True)
class Nature:
    """A voluntary contribution in kind: the use (86) and the resource (87) mirror each other."""

    emploi: str
    ressource: str
    montant: int
    libelle: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All that one exercice holds besides what the previous one left to settle."""

    ventes: tuple[Vente, ...] = ()
    encaissements: tuple[Encaissement, ...] = ()
    facturations: tuple[Facturation, ...] = ()
    subventions: tuple[Subvention, ...] = ()
    charges: tuple[Charge, ...] = ()
    salaries: tuple[Salarie, ...] = ()
    indemnites: tuple[tuple[int, int, int], ...] = ()  # month, rank of the employee, amount
    investissements: tuple[Investissement, ...] = ()
    cession: tuple[str, int, int] | None = None  # account of the asset sold, month, price
    provisions: tuple[Provision, ...] = ()
    emprunts: tuple[Emprunt, ...] = ()
    penalites: int = 0
    frais_abandonnes: int = 0
    dons_dedies: int = 0
    stock_final: int = 0
    natures: tuple[Nature, ...] = ()
    part_reserves: int = 50  # percent of a surplus that goes to 1068, the rest to 110
