"""Diversity of the resources: 1 / Σ part² over the families, how many of equal weight would be as varied."""

from collections.abc import Mapping
from fractions import Fraction

from socioeco.comptes import Ressource
from socioeco.indicators.financement import ACHETEURS_INCONNUS, SANS_RESSOURCE, is_commande_told
from socioeco.indicators.postes import Origine, Postes
from socioeco.indicators.terms import Calcul, Terme
from socioeco.values import calcule_entre, non_calculable

SEPT_LIGNES = "Calculée sur les sept lignes de ressources saisies."
SPLIT = (Ressource.COMMANDE, Ressource.VENTES)


def diversite(postes: Postes) -> Calcul:
    """Families that are not above zero count for nothing."""
    amounts = {famille.key: famille.value.number or 0 for famille in postes.ressources.familles}
    familles = [famille for famille in postes.ressources.familles if amounts[famille.key] > 0]
    termes = (
        *(Terme.euros(famille.label, famille.value, famille.sources) for famille in familles),
        Terme.nombre("Familles de ressources qui comptent", Fraction(len(familles))),
    )
    if not familles:
        return non_calculable(SANS_RESSOURCE), termes
    cases = _cases(amounts, is_told=is_commande_told(postes))
    low, high = min(cases), max(cases)
    reserve = SEPT_LIGNES if postes.origine is Origine.SAISIE else ""
    if low != high:
        reserve = ACHETEURS_INCONNUS
    return calcule_entre(low, high, reserve=reserve), termes


def _cases(amounts: Mapping[Ressource, int], *, is_told: bool) -> list[Fraction]:
    """The diversity as shown; with sales that public buyers may have paid, also where it turns on the way."""
    others = [Fraction(amount) for key, amount in amounts.items() if key not in SPLIT]
    commande, ventes = (Fraction(amounts[key]) for key in SPLIT)
    both = commande + ventes
    splits = [commande] if is_told or ventes <= 0 else _turns(others, commande, both)
    cases = ([*others, split, both - split] for split in splits)
    return [_equal_families(case) for case in cases if max(case) > 0]


def _turns(others: list[Fraction], commande: Fraction, both: Fraction) -> list[Fraction]:
    """What public buyers may have paid where the diversity may be least or greatest.

    From what is shown to all the sales. In between: an even split; and when account 73 is negative, where that
    family begins to count, and the sales that weigh as much as the other families do on average.
    """
    kept = [max(amount, Fraction(0)) for amount in others]
    total = sum(kept)
    even = both - sum(amount * amount for amount in kept) / total if total else commande
    return [split for split in (commande, both, both / 2, Fraction(0), even) if commande <= split <= both]


def _equal_families(amounts: list[Fraction]) -> Fraction:
    """Σ² / Σ of squares: the same as 1 / Σ part²."""
    kept = [amount for amount in amounts if amount > 0]
    return sum(kept) ** 2 / sum((amount * amount for amount in kept), start=Fraction(0))
