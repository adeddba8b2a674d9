"""Quantiles that show the figure of no organisation."""

from collections.abc import Sequence
from fractions import Fraction

from socioeco.disclosure.rules import Rules
from socioeco.values import Value, calcule, secret

RAISON = (
    "Secret statistique\u00a0: trop peu d’organisations entourent ce rang, ou l’une d’elles pèserait trop dans "
    "la valeur montrée."
)
RESERVE = "Moyenne des organisations qui entourent ce rang, pour ne montrer le chiffre d’aucune."


def protect_quantiles(
    values: Sequence[int], quantiles: Sequence[Fraction], rules: Rules
) -> tuple[Value[int], ...]:
    """For each quantile, between 0 and 1, the rounded mean of the values around its rank, or a secret.

    `values` are centimes, of any sign, one by organisation. The rank of a quantile is (n − 1) × q; the values
    at most half of `rules.minimum` away from it, so at least the minimum, stand for it. They follow the rules
    of any sum; a quantile whose neighbourhood leaves the ranks, or meets that of a quantile already given,
    is secret: no two shown figures may be subtracted. Ask first for the one that matters most. Raises
    ValueError on a quantile out of bounds.
    """
    ordered = sorted(values)
    shown: list[range] = []
    return tuple(_shown(ordered, quantile, rules, shown) for quantile in quantiles)


def _shown(ordered: Sequence[int], quantile: Fraction, rules: Rules, shown: list[range]) -> Value[int]:
    ranks = _ranks(len(ordered), quantile, rules.minimum)
    if ranks not in shown:
        if not _may_show(ordered, ranks, rules, shown):
            return secret(RAISON)
        shown.append(ranks)
    mean = Fraction(sum(ordered[rank] for rank in ranks), len(ranks))
    return calcule(rules.rounded(round(mean)), reserve=RESERVE)


def _ranks(count: int, quantile: Fraction, minimum: int) -> range:
    if not 0 <= quantile <= 1:
        raise ValueError("a quantile lies between 0 and 1")
    middle, reach = (count - 1) * quantile, Fraction(minimum, 2)
    first, last = -((reach - middle) // 1), (middle + reach) // 1
    return range(int(first), int(last) + 1)


def _may_show(ordered: Sequence[int], ranks: range, rules: Rules, shown: list[range]) -> bool:
    if ranks.start < 0 or ranks.stop > len(ordered):
        return False
    if any(ranks.start < other.stop and other.start < ranks.stop for other in shown):
        return False
    return not rules.is_sensitive(ordered[rank] for rank in ranks)
