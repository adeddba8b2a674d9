"""The book of one exercice being written, and the state that goes from one exercice to the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from socioeco.generator.chart import compte_for
from socioeco.generator.dates import add_months, month_starts
from socioeco.generator.plan import Tiers
from socioeco.generator.records import Ecriture, Ligne, Regime

INVENTAIRE_VALIDATION_DAYS = 90


@dataclass(frozen=True, kw_only=True)
class Mouvement:
    """One movement on a keyed account: debit above zero, credit below."""

    compte: str
    montant: int
    tiers: Tiers | None = None
    lettrage: str = ""
    lettrage_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Reglement:
    """Money that settles a receivable (montant above zero) or a debt (below) on a date to come."""

    on: date
    compte: str
    montant: int
    libelle: str
    tiers: Tiers | None = None
    contrepartie: str = "banque"


@dataclass(kw_only=True)
class Immobilisation:
    """A fixed asset in use, with what is already written off."""

    compte: str
    libelle: str
    montant: int
    acquired_on: date
    duree: int
    subvention: int = 0
    amorti: int = 0
    subvention_inscrite: int = 0


@dataclass(kw_only=True)
class Pret:
    """A loan being repaid."""

    restant: int
    echeance: int
    taux: int


@dataclass(frozen=True, kw_only=True)
class Avance:
    """Income of later exercices, one share a year, held in 487."""

    produit: str
    parts: tuple[int, ...]
    libelle: str


@dataclass(kw_only=True)
class Etat:
    """What an association carries over: balances by keyed account and third party, and open matters."""

    soldes: dict[tuple[str, Tiers | None], int] = field(default_factory=dict)
    reglements: list[Reglement] = field(default_factory=list)
    immobilisations: list[Immobilisation] = field(default_factory=list)
    prets: list[Pret] = field(default_factory=list)
    avances: list[Avance] = field(default_factory=list)
    part_reserves: int = 50
    regime: Regime | None = None


@dataclass(kw_only=True)
class Livre:
    """Entries of one exercice in the making; each is refused unless it balances to the centime."""

    opened_on: date
    closed_on: date
    regime: Regime
    rng: Random
    etat: Etat
    _drafts: list[tuple[bool, Ecriture]] = field(default_factory=list)
    _letters: int = 0

    def month(self, rank: int, day: int = 5) -> date:
        """A day of the month of this rank in the exercice, first is 0."""
        return month_starts(self.opened_on)[rank].replace(day=day)

    def solde(self, compte: str) -> int:
        """Balance of a keyed account, all third parties together: debit above zero."""
        return sum(montant for (key, _), montant in self.etat.soldes.items() if key == compte)

    def post(
        self,
        journal: str,
        on: date,
        libelle: str,
        mouvements: Iterable[Mouvement],
        *,
        inventaire: bool = False,
    ) -> None:
        """Write one entry; movements of nil are dropped, and nothing is written if none is left."""
        kept = [mouvement for mouvement in mouvements if mouvement.montant]
        if sum(mouvement.montant for mouvement in kept):
            raise ValueError(f"unbalanced entry: {journal} {on} {libelle}")
        if not kept:
            return
        if not self.opened_on <= on <= self.closed_on:
            raise ValueError(f"entry outside the exercice: {journal} {on} {libelle}")
        lignes = tuple(self._ligne(mouvement, self.regime) for mouvement in kept)
        for mouvement in kept:
            place = (mouvement.compte, mouvement.tiers)
            self.etat.soldes[place] = self.etat.soldes.get(place, 0) + mouvement.montant
        self._add(journal, on, libelle, lignes, inventaire=inventaire)

    def _add(
        self, journal: str, on: date, libelle: str, lignes: tuple[Ligne, ...], *, inventaire: bool = False
    ) -> None:
        valid_on = add_months(on.replace(day=10), 1)
        if inventaire:
            valid_on = self.closed_on + timedelta(days=INVENTAIRE_VALIDATION_DAYS)
        draft = Ecriture(
            journal=journal,
            num=0,
            on=on,
            piece_ref="",
            piece_on=on,
            libelle=libelle,
            lignes=lignes,
            valid_on=valid_on,
        )
        self._drafts.append((inventaire, draft))

    def _ligne(self, mouvement: Mouvement, regime: Regime) -> Ligne:
        compte, libelle = compte_for(mouvement.compte, regime)
        return Ligne(
            compte=compte,
            libelle_compte=libelle,
            debit_centimes=max(mouvement.montant, 0),
            credit_centimes=max(-mouvement.montant, 0),
            auxiliaire=mouvement.tiers.code if mouvement.tiers else "",
            libelle_auxiliaire=mouvement.tiers.libelle if mouvement.tiers else "",
            lettrage=mouvement.lettrage,
            lettrage_on=mouvement.lettrage_on,
        )

    def next_letter(self) -> str:
        """Matching marks AAA, AAB, AAC… of the exercice."""
        rank = self._letters
        self._letters += 1
        return chr(65 + rank // 676) + chr(65 + rank // 26 % 26) + chr(65 + rank % 26)

    def due(
        self, journal: str, on: date, libelle: str, causes: list[Mouvement], reglement: Reglement
    ) -> None:
        """Write an invoice, a notification or a payslip, and its settlement now or in a later exercice.

        The third-party line closes the entry; both lines bear the same mark when settled in the exercice.
        """
        is_now = reglement.on <= self.closed_on
        mark = self.next_letter() if is_now else ""
        marked_on = reglement.on if is_now else None
        tiers = Mouvement(
            compte=reglement.compte,
            montant=reglement.montant,
            tiers=reglement.tiers,
            lettrage=mark,
            lettrage_on=marked_on,
        )
        self.post(journal, on, libelle, [*causes, tiers])
        if is_now:
            self._settle(reglement, mark)
        else:
            self.etat.reglements.append(reglement)

    def later(self, reglement: Reglement) -> None:
        """Settle something already in the books, now or in a later exercice."""
        if reglement.on <= self.closed_on:
            self._settle(reglement, "")
        else:
            self.etat.reglements.append(reglement)

    def _settle(self, reglement: Reglement, mark: str) -> None:
        tiers = Mouvement(
            compte=reglement.compte,
            montant=-reglement.montant,
            tiers=reglement.tiers,
            lettrage=mark,
            lettrage_on=reglement.on if mark else None,
        )
        money = Mouvement(compte=reglement.contrepartie, montant=reglement.montant)
        self.post("BQ", reglement.on, f"Règlement {reglement.libelle}", [money, tiers])

    def settle_waiting(self) -> None:
        """Write the settlements that earlier exercices left for this one."""
        waiting, self.etat.reglements = self.etat.reglements, []
        for reglement in waiting:
            self.later(reglement)

    def open_with(self, opening: Iterable[Mouvement], before: Regime) -> None:
        """Write the opening entry, in the accounts of `before`; the balances are already in the state."""
        lignes = tuple(self._ligne(mouvement, before) for mouvement in opening if mouvement.montant)
        self._add("AN", self.opened_on, "A nouveaux", lignes)

    def reclassify(self, before: Regime) -> None:
        """Move, on the first day, what stands on accounts that the new regime numbers otherwise."""
        for (key, tiers), montant in list(self.etat.soldes.items()):
            old, new = compte_for(key, before), compte_for(key, self.regime)
            if old[0] == new[0] or not montant:
                continue
            here = Mouvement(compte=key, montant=montant, tiers=tiers)
            back = Mouvement(compte=key, montant=-montant, tiers=tiers)
            self._add(
                "OD",
                self.opened_on,
                "Reclassement - changement de règlement comptable",
                (self._ligne(here, self.regime), self._ligne(back, before)),
            )

    def ecritures(self) -> tuple[Ecriture, ...]:
        """Entries in order of validation, numbered without gap inside each journal."""
        drafts = sorted(self._drafts, key=lambda item: (item[0], item[1].on, item[1].journal != "AN"))
        counters: dict[str, int] = {}
        numbered: list[Ecriture] = []
        for _, draft in drafts:
            num = counters[draft.journal] = counters.get(draft.journal, 0) + 1
            numbered.append(replace(draft, num=num, piece_ref=f"{draft.journal}-{num:05d}"))
        return tuple(numbered)
