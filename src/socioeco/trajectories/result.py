"""The four parts of a result: two of produits, two of charges counted as negative. They add up to it exactly.

Charges stand as one part where staff costs are secret.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from socioeco.indicators import Postes, SourceLine
from socioeco.values import Statut

Lines = tuple[SourceLine, ...]
Measured = tuple[int, Lines]  # an amount and the lines that add up to it


def resources(postes: Postes) -> Measured:
    lines = tuple(line for famille in postes.ressources.familles for line in famille.sources)
    return postes.ressources.total_centimes, lines


def other_produits(postes: Postes) -> Measured:
    """Class 7 that is no resource of the year: non-cash, exceptional, disposals, transfers of charges."""
    whole, (taken, lines) = postes.produits.value.number or 0, resources(postes)
    return _opened(whole - taken, without(postes.produits.sources, lines))


def staff(postes: Postes) -> Measured:
    return _opened(-(postes.personnel.value.number or 0), _negated(postes.personnel.sources))


def other_charges(postes: Postes) -> Measured:
    if has_secret_staff(postes):
        return 0, ()
    amount = (postes.personnel.value.number or 0) - (postes.charges.value.number or 0)
    return _opened(amount, _negated(without(postes.charges.sources, postes.personnel.sources)))


def all_charges(postes: Postes) -> Measured:
    """Where staff costs are secret, and nothing elsewhere."""
    if not has_secret_staff(postes):
        return 0, ()
    return _opened(-(postes.charges.value.number or 0), _negated(postes.charges.sources))


def has_secret_staff(postes: Postes) -> bool:
    return postes.personnel.value.statut is Statut.SECRET


RESULT_LINES: Mapping[str, Callable[[Postes], Measured]] = MappingProxyType(
    {
        "Ressources de l’année": resources,
        "Autres produits, sans encaissement ou exceptionnels": other_produits,
        "Charges de personnel": staff,
        "Autres charges": other_charges,
        "Charges, salaires compris": all_charges,
    }
)


def _opened(amount: int, lines: Lines) -> Measured:
    """No line rather than lines that do not add up to the amount they stand for."""
    return amount, lines if sum(line.montant_centimes for line in lines) == amount else ()


def without(lines: Iterable[SourceLine], taken: Iterable[SourceLine]) -> Lines:
    """The lines that are not taken. That the label, not the number, placed one of them makes no difference."""
    known = set(map(_identity, taken))
    return tuple(line for line in lines if _identity(line) not in known)


def _identity(line: SourceLine) -> tuple[str, str, int]:
    return line.compte, line.libelle, line.montant_centimes


def _negated(lines: Iterable[SourceLine]) -> Lines:
    return tuple(replace(line, montant_centimes=-line.montant_centimes) for line in lines)
