"""Hides the sums that tell too much, then what would let someone compute them again."""

from collections.abc import Mapping

from socioeco.disclosure.leeway import Changes, Leeway
from socioeco.disclosure.rules import Rules
from socioeco.disclosure.table import Cell, Key, ProtectedTable, Table
from socioeco.values import Value, calcule, secret

# One reason for all: to tell apart the cells hidden for themselves would already say something of them.
RAISON = (
    "Secret statistique\u00a0: cette somme, ou une autre qu’elle permettrait de recalculer, repose sur trop peu "
    "d’organisations ou tient presque entière à l’une d’elles."
)


def protect(table: Table, rules: Rules) -> ProtectedTable:
    """The table as it may be shown under the rules.

    Guaranteed: a reader who knows the rules, every shown figure and that no amount is negative, and who solves
    rows, columns and totals together, cannot enclose a sensitive sum within `rules.margin` of it, below or
    above. Neither can one of the organisations, which knows its own figures besides, enclose what the others
    bring to it. Rounding only widens what they find.

    Not guaranteed, and for the caller to see to: organisations that pool what they know, and two tables on
    overlapping populations, whose difference nobody computed here. Publish one table by population.
    """
    hidden = hidden_keys(table.cells, rules)
    return ProtectedTable(
        table.rows,
        table.columns,
        {key: _shown(cell, rules, is_hidden=key in hidden) for key, cell in table.cells.items()},
    )


def hidden_keys(cells: Mapping[Key, Cell], rules: Rules) -> frozenset[Key]:
    """The sensitive cells, and those that must be hidden with them.

    The hidden ones only grow, and what was enough for one stays enough: one pass is all it takes.
    """
    sensitive = [key for key, cell in cells.items() if rules.is_sensitive(cell.contributions.values())]
    hidden = set(sensitive)
    for key in sorted(sensitive, key=lambda key: cells[key].amount, reverse=True):
        for sign in (1, -1):
            _hide_around(cells, hidden, key, sign, rules)
    return frozenset(hidden)


def _hide_around(cells: Mapping[Key, Cell], hidden: set[Key], key: Key, sign: int, rules: Rules) -> None:
    """Adds to `hidden` what gives the cell its margin on one side, in the eyes of the public and of each one.

    The changes that were found for one knower mostly do for the next one: they are tried first.
    """
    changes: Changes = {key: 0}
    for knower in (None, *sorted(cells[None, None].contributions)):
        amount = sign * rules.margin(cells[key].without(knower))
        if abs(changes[key]) < abs(amount) or not _allows(cells, changes, knower):
            changes = Leeway(cells, hidden, knower).changes(key, amount)
            hidden.update(changes)


def _allows(cells: Mapping[Key, Cell], changes: Changes, knower: str | None) -> bool:
    """True when these changes stay possible for this knower: no part that it does not know goes below zero."""
    lefts = {key: cells[key].without(knower) for key in changes}
    return all(lefts[key] and lefts[key] + change >= 0 for key, change in changes.items())


def _shown(cell: Cell, rules: Rules, *, is_hidden: bool) -> Value[int]:
    return secret(RAISON) if is_hidden else calcule(rules.rounded(cell.amount))
