"""The addresses inside the page, for what presents it: other rooms lead there too, so `selectors` writes them."""

from trajectoires.trajectories.selectors.anchors import (
    accounts_anchor,
    changes_anchor,
    charges_anchor,
    dates_of,
    family_anchor,
    in_kind_anchor,
    indicator_anchor,
    measure_anchor,
    result_anchor,
)

__all__ = [
    "accounts_anchor",
    "changes_anchor",
    "charges_anchor",
    "dates_of",
    "family_anchor",
    "in_kind_anchor",
    "indicator_anchor",
    "measure_anchor",
    "result_anchor",
]
