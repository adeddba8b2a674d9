"""From the layout and the accounts of each line to the statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from socioeco.indicators.etats.definitions import (
    LigneDefinition,
    Rubrique,
    SectionDefinition,
    TotalDefinition,
)
from socioeco.indicators.etats.model import LigneEtat, RubriqueEtat, SectionEtat, TotalEtat
from socioeco.indicators.sources import SourceLine, opposite

Placed = Mapping[str, Sequence[SourceLine]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """The accounts of each line, by key, in credit when positive; `corrections` are those that reduce it."""

    comptes: Placed
    corrections: Placed = field(default_factory=dict)


def build(
    rubriques: Iterable[Rubrique], accounts: Accounts, *, in_debit: bool = False
) -> tuple[RubriqueEtat, ...]:
    """The rubriques in order. A section of charges, and all of them `in_debit`, count debits as positive."""
    built: list[RubriqueEtat] = []
    sections: dict[str, SectionEtat] = {}
    for each in rubriques:
        if isinstance(each, SectionDefinition):
            sections[each.cle] = build_section(each, accounts, in_debit=in_debit)
            built.append(sections[each.cle])
        else:
            built.append(_total(each, [sections[cle] for cle in each.sections]))
    return tuple(built)


def build_section(section: SectionDefinition, accounts: Accounts, *, in_debit: bool = False) -> SectionEtat:
    sign = -1 if in_debit or section.sens == "charges" else 1
    return SectionEtat(
        cle=section.cle,
        libelle=section.libelle,
        lignes=tuple(_ligne(ligne, accounts, sign) for ligne in section.lignes),
        is_charges=section.sens == "charges",
    )


def _ligne(ligne: LigneDefinition, accounts: Accounts, sign: int) -> LigneEtat:
    return LigneEtat(
        cle=ligne.cle,
        libelle=ligne.libelle,
        sources=signed(accounts.comptes.get(ligne.cle, ()), sign),
        corrections=signed(accounts.corrections.get(ligne.cle, ()), sign),
        lignes=tuple(_ligne(each, accounts, sign) for each in ligne.lignes),
    )


def _total(definition: TotalDefinition, sections: Sequence[SectionEtat]) -> TotalEtat:
    """Charges alone add up; beside produits, they are taken off."""
    is_mixed = len({section.is_charges for section in sections}) > 1
    signs = (-1 if is_mixed and section.is_charges else 1 for section in sections)
    amounts = (section.montant_centimes for section in sections)
    return TotalEtat(
        cle=definition.cle,
        libelle=definition.libelle,
        montant_centimes=sum(sign * amount for sign, amount in zip(signs, amounts, strict=True)),
        sections=definition.sections,
    )


def signed(sources: Iterable[SourceLine], sign: int) -> tuple[SourceLine, ...]:
    """The same lines, seen from the other side when `sign` is −1."""
    return opposite(sources) if sign < 0 else tuple(sources)
