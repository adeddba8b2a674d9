"""Whole centimes shared out: the parts add up to the whole, each within one centime of its due."""

from collections.abc import Sequence


def apportion(numerators: Sequence[int], denominator: int) -> tuple[int, ...]:
    """Each `numerator / denominator` made whole by the largest remainder.

    Their sum is the sum of the exact parts, rounded half up; a tie goes to the first. Signs may be mixed.
    """
    floors = [numerator // denominator for numerator in numerators]
    missing = (2 * sum(numerators) + denominator) // (2 * denominator) - sum(floors)
    by_remainder = sorted(range(len(floors)), key=lambda at: -(numerators[at] % denominator))
    for at in by_remainder[:missing]:
        floors[at] += 1
    return tuple(floors)


def spread(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """The amount shared in proportion to the weights, exactly; evenly when the weights come to nothing."""
    whole = sum(weights)
    if whole == 0:
        return apportion([amount] * len(weights), len(weights))
    sign = 1 if whole > 0 else -1
    return apportion([amount * weight * sign for weight in weights], whole * sign)
