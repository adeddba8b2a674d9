"""How an exercice was shared, in words: who gets what of each row, by which key, and what that key is made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from socioeco.formats import format_nombre
from socioeco.indicators.sources import total
from socioeco.typologies.activites import Cible, axis_of
from trajectoires.trajectories.enums import KeyKind
from trajectoires.trajectories.presenters.lines import Ledger, Opening
from trajectoires.trajectories.presenters.wording import write_number
from trajectoires.trajectories.selectors import Shared

UNITS = {
    KeyKind.HOURS: "heures",
    KeyKind.SURFACE: "m²",
    KeyKind.PEOPLE: "personnes",
    KeyKind.PERCENT: "%",
}
LEFT = "Rien n’est dit de cette ligne : elle reste non répartie."


@dataclass(frozen=True, kw_only=True)
class RowInWords:
    opening: Opening
    said: list[str]


@dataclass(frozen=True, kw_only=True)
class KeyInWords:
    label: str
    weights: list[tuple[str, str]]


def rows_in_words(year: Shared, ledger: Ledger) -> list[RowInWords]:
    return [
        RowInWords(
            opening=Opening(
                label=cible.libelle,
                amount=write_number(cible.montant_centimes, "euros", decimals=2),
                lines=ledger.lines(cible.sources, anchor=f"ligne-{year.exercice.key[:10]}-{cible.cle}"),
                anchor=f"ligne-{year.exercice.key[:10]}-{cible.cle}",
            ),
            said=list(_said(year, cible)) or [LEFT],
        )
        for cible in year.cibles
    ]


def _said(year: Shared, cible: Cible) -> Iterator[str]:
    chosen = year.choices.get(cible.cle)
    amounts = dict(chosen.centimes) if chosen else {}
    if not amounts:
        held = axis_of(cible, year.soldes)
        amounts = {}
        for by_name in held.values():
            for name, centimes in by_name.items():
                amounts[name] = amounts.get(name, 0) + centimes
        if amounts:
            yield f"D’après la colonne « {year.column} » :"
    yield from (
        f"{name} : {write_number(centimes, 'euros', decimals=2)}" for name, centimes in amounts.items()
    )
    kind = year.key_kinds.get(cible.cle)
    if kind and chosen and chosen.cle:
        yield f"{'Le reste' if amounts else 'Le tout'} : par la clé « {kind.label} »."
    elif amounts and sum(amounts.values()) != total(cible.sources):
        yield "Le reste n’est pas réparti."


def keys_in_words(year: Shared) -> list[KeyInWords]:
    """The keys that serve in this exercice."""
    used = {year.key_kinds[row] for row in year.key_kinds if row in {cible.cle for cible in year.cibles}}
    return [
        KeyInWords(
            label=kind.label, weights=[(name, _weight(weight, kind)) for name, weight in weights.items()]
        )
        for kind, weights in year.keys.items()
        if kind in used and weights
    ]


def _weight(hundredths: int, kind: KeyKind) -> str:
    decimals = 2 if hundredths % 100 else 0
    return f"{format_nombre(Fraction(hundredths, 100), decimals=decimals)} {UNITS[kind]}"
