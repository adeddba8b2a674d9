"""The statements of an exercice. Each line opens to the accounts it adds up, each account stands on one line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from socioeco.indicators.sources import SourceLine, total


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneEtat:
    """A line, with its own accounts and the lines it opens to.

    Amounts are positive on the side of the line: a charge and what is owned in debit, a produit and what is owed in
    credit. `corrections` are the accounts that reduce a line of the actif, amortissements and depreciation: negative.
    """

    cle: str
    libelle: str
    sources: tuple[SourceLine, ...] = ()
    corrections: tuple[SourceLine, ...] = ()
    lignes: tuple["LigneEtat", ...] = ()

    @property
    def brut_centimes(self) -> int:
        return total(self.sources) + sum(ligne.brut_centimes for ligne in self.lignes)

    @property
    def amortissements_centimes(self) -> int:
        """Positive: what is taken off the brut."""
        return -total(self.corrections) + sum(ligne.amortissements_centimes for ligne in self.lignes)

    @property
    def montant_centimes(self) -> int:
        """Net of the corrections."""
        return self.brut_centimes - self.amortissements_centimes

    @property
    def all_sources(self) -> tuple[SourceLine, ...]:
        """Every account of the line and of the lines below: they add up to `montant_centimes`."""
        below = (source for ligne in self.lignes for source in ligne.all_sources)
        return (*self.sources, *self.corrections, *below)

    def walk(self) -> Iterator["LigneEtat"]:
        yield self
        for ligne in self.lignes:
            yield from ligne.walk()

    def to_json(self) -> dict[str, Any]:
        return {
            "cle": self.cle,
            "libelle": self.libelle,
            "brut_centimes": self.brut_centimes,
            "amortissements_centimes": self.amortissements_centimes,
            "montant_centimes": self.montant_centimes,
            "sources": [source.to_json() for source in (*self.sources, *self.corrections)],
            "lignes": [ligne.to_json() for ligne in self.lignes],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionEtat:
    """A part of a statement. `is_charges`: a total of produits and charges takes it off."""

    cle: str
    libelle: str
    lignes: tuple[LigneEtat, ...]
    is_charges: bool = False

    @property
    def montant_centimes(self) -> int:
        return sum(ligne.montant_centimes for ligne in self.lignes)

    @property
    def all_sources(self) -> tuple[SourceLine, ...]:
        return tuple(source for ligne in self.lignes for source in ligne.all_sources)

    def walk(self) -> Iterator[LigneEtat]:
        for ligne in self.lignes:
            yield from ligne.walk()

    def to_json(self) -> dict[str, Any]:
        return {
            "cle": self.cle,
            "libelle": self.libelle,
            "sens": "charges" if self.is_charges else "produits",
            "montant_centimes": self.montant_centimes,
            "lignes": [ligne.to_json() for ligne in self.lignes],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalEtat:
    """Sections added up; `sections` are their keys."""

    cle: str
    libelle: str
    montant_centimes: int
    sections: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "cle": self.cle,
            "libelle": self.libelle,
            "montant_centimes": self.montant_centimes,
            "sections": list(self.sections),
        }


RubriqueEtat = SectionEtat | TotalEtat


@dataclass(frozen=True, slots=True, kw_only=True)
class CompteDeResultat:
    """In the layout of its chart. `resultat_centimes` is s(6) + s(7), positive for a surplus.

    Contributions in kind stand at the foot, with their uses, outside every total.
    """

    regime: str
    titre: str
    rubriques: tuple[RubriqueEtat, ...]
    contributions_volontaires: tuple[SectionEtat, ...]

    @property
    def resultat_centimes(self) -> int:
        return self.rubriques[-1].montant_centimes

    def __getitem__(self, cle: str) -> RubriqueEtat | LigneEtat:
        """A section, a total or a line by its key. KeyError when this chart has none."""
        return _find((*self.rubriques, *self.contributions_volontaires), cle)

    def to_json(self) -> dict[str, Any]:
        return {
            "regime": self.regime,
            "titre": self.titre,
            "rubriques": [each.to_json() for each in self.rubriques],
            "resultat_centimes": self.resultat_centimes,
            "contributions_volontaires": [each.to_json() for each in self.contributions_volontaires],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilan:
    """What is owned and what is owed on the last day. `reserve` says what the accounts may not hold.

    `ecart_centimes` is what does not balance: nil when the accounts of classes 1 to 7 balance.
    """

    regime: str
    titre: str
    actif: tuple[RubriqueEtat, ...]
    passif: tuple[RubriqueEtat, ...]
    reserve: str = ""

    @property
    def total_actif_centimes(self) -> int:
        return self.actif[-1].montant_centimes

    @property
    def total_passif_centimes(self) -> int:
        return self.passif[-1].montant_centimes

    @property
    def ecart_centimes(self) -> int:
        return self.total_actif_centimes - self.total_passif_centimes

    def __getitem__(self, cle: str) -> RubriqueEtat | LigneEtat:
        """A section, a total or a line of either side by its key. KeyError when this chart has none."""
        return _find((*self.actif, *self.passif), cle)

    def to_json(self) -> dict[str, Any]:
        return {
            "regime": self.regime,
            "titre": self.titre,
            "actif": [each.to_json() for each in self.actif],
            "passif": [each.to_json() for each in self.passif],
            "ecart_centimes": self.ecart_centimes,
            "reserve": self.reserve,
        }


def _find(rubriques: tuple[RubriqueEtat, ...], cle: str) -> RubriqueEtat | LigneEtat:
    for each in rubriques:
        if each.cle == cle:
            return each
    sections = (each for each in rubriques if isinstance(each, SectionEtat))
    found = next((ligne for each in sections for ligne in each.walk() if ligne.cle == cle), None)
    if found is None:
        raise KeyError(cle)
    return found
