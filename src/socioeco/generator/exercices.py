"""What the generator gives: an association and its exercices, each able to write its FEC."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from socioeco.generator.chart import compte_for
from socioeco.generator.fec import (
    Amounts,
    Encoding,
    FecFormat,
    LineEnd,
    Separator,
    repeat_ecritures,
    write_fec,
)
from socioeco.generator.records import Ecriture, Ligne, Regime


@dataclass(frozen=True, kw_only=True)
class GeneratedExercice:
    """One exercice: entries in order of validation, without closing entries, as the law asks."""

    siren: str
    opened_on: date
    closed_on: date
    regime: Regime
    ecritures: tuple[Ecriture, ...]

    @property
    def fec_name(self) -> str:
        """Lawful name: SIREN, FEC and the closing date (article A47 A-1, IX)."""
        return f"{self.siren}FEC{self.closed_on:%Y%m%d}.txt"

    def soldes(self) -> dict[str, int]:
        """Balance of each account in centimes, debit above zero, in order of accounts; nil ones left out."""
        totals: dict[str, int] = {}
        for ecriture in self.ecritures:
            for ligne in ecriture.lignes:
                totals[ligne.compte] = totals.get(ligne.compte, 0) + ligne.solde_centimes
        return {compte: totals[compte] for compte in sorted(totals) if totals[compte]}

    def resultat_centimes(self) -> int:
        """Surplus above zero, deficit below: Σ credit − Σ debit on classes 6 and 7."""
        return -sum(solde for compte, solde in self.soldes().items() if compte[0] in "67")

    def closing_ecriture(self) -> Ecriture:
        """The unlawful entry some programs leave in: it empties classes 6 and 7 against 120 or 129."""
        labels = {ligne.compte: ligne.libelle_compte for item in self.ecritures for ligne in item.lignes}
        emptied = [
            _ligne(compte, labels[compte], -solde)
            for compte, solde in self.soldes().items()
            if compte[0] in "67"
        ]
        resultat = self.resultat_centimes()
        numero, libelle = compte_for("excedent" if resultat >= 0 else "deficit", self.regime)
        carried = (_ligne(numero, libelle, -resultat),) if resultat else ()
        num = 1 + max(item.num for item in self.ecritures if item.journal == "OD")
        return Ecriture(
            journal="OD",
            num=num,
            on=self.closed_on,
            piece_ref=f"OD-{num:05d}",
            piece_on=self.closed_on,
            libelle="Clôture des comptes de résultat",
            lignes=(*emptied, *carried),
            valid_on=self.ecritures[-1].valid_on,
        )

    def fec_chunks(self, fmt: FecFormat, *, lines: int | None = None) -> Iterator[bytes]:
        """Stream the file; `lines` repeats entries up to exactly that many lines, header aside."""
        ecritures = self.ecritures if lines is None else repeat_ecritures(self.ecritures, lines)
        return write_fec(ecritures, fmt)

    def fec_bytes(
        self,
        *,
        encoding: Encoding = "utf-8",
        separator: Separator = "\t",
        line_end: LineEnd = "\r\n",
        amounts: Amounts = "debit-credit",
        with_closing: bool = False,
    ) -> bytes:
        """Return the whole FEC; `with_closing` adds the closing entry that the law leaves out."""
        fmt = FecFormat(encoding=encoding, separator=separator, line_end=line_end, amounts=amounts)
        extra = (self.closing_ecriture(),) if with_closing else ()
        return b"".join(write_fec((*self.ecritures, *extra), fmt))


@dataclass(frozen=True, kw_only=True)
class GeneratedAssociation:
    """A fictitious association with the story its books tell; `turning_year` opens the decisive exercice."""

    name: str
    siren: str
    story: str
    description: str
    turning_year: int
    exercices: tuple[GeneratedExercice, ...]


def _ligne(compte: str, libelle: str, solde: int) -> Ligne:
    return Ligne(
        compte=compte, libelle_compte=libelle, debit_centimes=max(solde, 0), credit_centimes=max(-solde, 0)
    )
