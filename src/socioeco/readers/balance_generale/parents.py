"""Accounts that are the sum of others below them: a collective account and its third parties, a total by account.

A parent is an account whose number begins that of others, and whose balance is exactly theirs. It is left out, so that
nothing counts twice. Equality may happen by chance: the total of the file, which is nil when every account is counted
once, decides.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from socioeco.readers.balance_generale.lignes import Ligne
from socioeco.readers.balance_generale.soldes import Soldes

SHORTEST = 3
LAST_CHARACTER = "\U0010ffff"
# Balance and opening of a number, all its rows together.
Amounts = tuple[int, int]


def without_parents(lignes: Sequence[Ligne], soldes: Soldes) -> tuple[list[Ligne], int]:
    """The rows to add up, and how many parents were left out."""
    parents = _parents(_by_number(lignes, soldes))
    kept = [ligne for ligne in lignes if ligne.written not in parents]
    if sum(map(soldes.solde, kept)) and not sum(map(soldes.solde, lignes)):
        return list(lignes), 0
    return kept, len(lignes) - len(kept)


def _by_number(lignes: Sequence[Ligne], soldes: Soldes) -> dict[str, Amounts]:
    amounts: dict[str, Amounts] = {}
    for ligne in lignes:
        solde, ouverture = amounts.get(ligne.written, (0, 0))
        amounts[ligne.written] = solde + soldes.solde(ligne), ouverture + soldes.ouverture(ligne)
    return amounts


def _parents(amounts: Mapping[str, Amounts]) -> set[str]:
    """From the longest number to the shortest, so that a parent among parents is compared with leaves."""
    parents: set[str] = set()
    ordered = sorted(amounts)
    for number in sorted(amounts, key=lambda number: (-len(_stem(number)), -len(number), number)):
        children = [amounts[each] for each in _below(number, ordered) if each not in parents]
        if children and amounts[number] == tuple(map(sum, zip(*children, strict=True))):
            parents.add(number)
    return parents


def _stem(number: str) -> str:
    """The digits that its children share: « 411000 » is the collective account of « 411DUPONT »."""
    digits = number.rstrip("0")
    return digits if len(digits) >= SHORTEST else number[:SHORTEST]


def _below(number: str, ordered: Sequence[str]) -> Iterator[str]:
    """Numbers that go on after this one: by letters when only its zeros are left out."""
    stem = _stem(number)
    first, last = bisect_left(ordered, stem), bisect_left(ordered, stem + LAST_CHARACTER)
    for each in ordered[first:last]:
        if each != number and (each.startswith(number) or not each.isdigit()):
            yield each
