"""An attacker who knows the rules, every shown figure and its own does not come near a hidden sum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socioeco.disclosure import Key, ProtectedTable, Rules, Table, protect
from socioeco.values import calcule

Row = list[Fraction]
EXACT = Rules(arrondi_centimes=1)


@dataclass(frozen=True)
class Attack:
    """What one reader can work out: equations on what it does not know of each cell, all of it ≥ 0."""

    table: Table
    shown: ProtectedTable
    knower: str | None
    rules: Rules

    def bounds(self, target: Key) -> tuple[Fraction, Fraction | None]:
        """The narrowest interval that surely holds what the others bring to the target."""
        names = [key for key in self.table.cells if self._is_variable(key)]
        rows, rhs = self._equations(names)
        aim = [int(name == target) for name in names] + [0] * (len(rows[0]) - len(names))
        lowest = highest([-cell for cell in aim], rows, rhs)
        assert lowest is not None, "amounts are not negative: there is a lowest one"
        return -lowest, highest(aim, rows, rhs)

    def _is_variable(self, key: Key) -> bool:
        """A cell that the knower fills alone is known to it, for it may know that it is alone; so is an empty one."""
        if self.rules.arrondi_centimes == 1 and self.shown.value(*key).is_computed:
            return False
        return not set(self.table.cells[key].contributions) <= {self.knower}

    def _equations(self, names: list[Key]) -> tuple[list[list[int]], list[int]]:
        """Rows and columns add up; a rounded figure says the cell to half a rounding."""
        rows, columns = (*self.table.rows, None), (*self.table.columns, None)
        sums = [[(row, column) for column in columns] for row in rows]
        sums += [[(row, column) for row in rows] for column in columns]
        known = [key for key in names if self.shown.value(*key).is_computed]
        lines = [[_sign(name, keys) for name in names] + [0] * (2 * len(known)) for keys in sums]
        rhs = [-sum(_sign(key, keys) * self._constant(key, names) for key in keys) for keys in sums]
        for place, key in enumerate(known):
            for slack, offset in ((1, 0), (-1, 1)):
                line = [int(name == key) for name in names] + [0] * (2 * len(known))
                line[len(names) + 2 * place + offset] = slack
                lines.append(line)
                rhs.append(self._shown_left(key) + slack * (self.rules.arrondi_centimes // 2))
        return lines, rhs

    def _constant(self, key: Key, names: list[Key]) -> int:
        return 0 if key in names or not self.shown.value(*key).is_computed else self._shown_left(key)

    def _shown_left(self, key: Key) -> int:
        own = self.table.cells[key].contributions.get(self.knower or "", 0)
        return (self.shown.value(*key).number or 0) - own


def _sign(key: Key, keys: list[Key]) -> int:
    """Cells minus their total: what the knower does not know of them adds up as they do."""
    return (-1 if key == keys[-1] else 1) if key in keys else 0


def broken(table: Table, shown: ProtectedTable, rules: Rules) -> list[tuple[str | None, Key]]:
    """The sensitive sums that some reader encloses nearer than the margin of the rules."""
    found = []
    for key, cell in table.cells.items():
        if not rules.is_sensitive(cell.contributions.values()):
            continue
        for knower in (None, *table.cells[None, None].contributions):
            left = cell.without(knower)
            if not left:
                continue
            low, high = Attack(table, shown, knower, rules).bounds(key)
            margin = left * (1 / rules.dominance_part - 1)
            if low > left - margin or (high is not None and high < left + margin):
                found.append((knower, key))
    return found


def naive(table: Table, rules: Rules) -> ProtectedTable:
    """The same table where only the sensitive sums are hidden: what the attack must break."""
    guarded = protect(table, rules)
    alone = {
        key: (guarded if rules.is_sensitive(cell.contributions.values()) else plain(table, rules)).value(*key)
        for key, cell in table.cells.items()
    }
    return ProtectedTable(table.rows, table.columns, alone)


def plain(table: Table, rules: Rules) -> ProtectedTable:
    """Every sum is shown."""
    shown = {key: calcule(rules.rounded(cell.amount)) for key, cell in table.cells.items()}
    return ProtectedTable(table.rows, table.columns, shown)


def table_of(*rows: tuple[Mapping[str, int], ...]) -> Table:
    names = tuple(f"ligne {place}" for place in range(len(rows)))
    columns = tuple(f"colonne {place}" for place in range(len(rows[0])))
    return Table(
        names,
        columns,
        {
            (name, column): amounts
            for name, row in zip(names, rows, strict=True)
            for column, amounts in zip(columns, row, strict=True)
        },
    )


def crowd(prefix: str, amount: int = 1000, count: int = 4) -> dict[str, int]:
    return {f"{prefix}{place}": amount for place in range(count)}


amounts = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 2000), max_size=5)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    wide, high = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    return table_of(*(tuple(draw(amounts) for _column in range(wide)) for _row in range(high)))


@given(tables())
@settings(max_examples=60)
def test_no_reader_encloses_a_sensitive_sum(table: Table) -> None:
    assert not broken(table, protect(table, EXACT), EXACT)


@given(tables(), st.sampled_from([(2, Fraction(9, 10)), (1, Fraction(1, 2)), (3, Fraction(2, 3))]))
@settings(max_examples=30)
def test_no_reader_does_under_other_rules(table: Table, dominance: tuple[int, Fraction]) -> None:
    rules = Rules(minimum=4, dominance_n=dominance[0], dominance_part=dominance[1], arrondi_centimes=1)
    assert not broken(table, protect(table, rules), rules)


def test_hiding_only_the_sensitive_sum_is_broken_by_subtraction() -> None:
    """The attack is able to win: without complementary hiding, the lone figure is total minus the rest."""
    table = table_of(({"seule": 700}, crowd("a")), (crowd("b"), crowd("c")))
    target = ("ligne 0", "colonne 0")
    exposed = naive(table, EXACT)
    assert Attack(table, exposed, None, EXACT).bounds(target) == (700, 700)
    assert (None, target) in broken(table, exposed, EXACT)
    assert not broken(table, protect(table, EXACT), EXACT)


def test_a_lone_organisation_does_not_read_the_other_lone_one() -> None:
    """Two lone figures hide each other from the public, not from the two of them."""
    table = table_of(
        ({"une": 700}, {"autre": 500}, crowd("a")),
        ({"troisieme": 600}, {"quatrieme": 400}, crowd("b")),
        (crowd("c", 900), crowd("d", 900), crowd("e", 900)),
    )
    exposed = naive(table, EXACT)
    assert Attack(table, exposed, None, EXACT).bounds(("ligne 0", "colonne 1"))[1] == 900
    assert Attack(table, exposed, "une", EXACT).bounds(("ligne 0", "colonne 1")) == (500, 500)
    assert not broken(table, protect(table, EXACT), EXACT)


def test_the_second_of_two_does_not_enclose_the_first() -> None:
    table = table_of(
        ({"grande": 9000, "petite": 100}, crowd("a")), (crowd("b"), crowd("c")), (crowd("d"), crowd("e"))
    )
    shown = protect(table, EXACT)
    low, high = Attack(table, shown, "petite", EXACT).bounds(("ligne 0", "colonne 0"))
    margin = Fraction(9000 * 15, 85)
    assert low <= 9000 - margin
    assert high is None or high >= 9000 + margin


def test_an_organisation_known_before_does_not_shorten_the_margin_of_the_next_one() -> None:
    """What was found for a knower with little left to learn does not do for one with much left to learn."""
    table = table_of(
        ({"a": 10_000, "z": 10}, crowd("h", 2_000), crowd("i", 2_000)),
        (crowd("j", 3), crowd("k", 300), crowd("l", 30_000)),
        (crowd("m", 30), crowd("n", 3_000), crowd("o", 300)),
    )
    assert not broken(table, protect(table, EXACT), EXACT)


@pytest.mark.parametrize("step", [2, 100, 1000])
def test_figures_rounded_apart_from_each_other_leak_nothing(step: int) -> None:
    """Totals are rounded for themselves: their gap with the sum of rounded cells says nothing more."""
    rules = Rules(arrondi_centimes=step)
    table = table_of(({"seule": 749}, crowd("a", 1049)), (crowd("b", 1051), crowd("c", 949)))
    shown = protect(table, rules)
    assert not broken(table, shown, rules)
    exact = Attack(table, protect(table, EXACT), None, EXACT).bounds(("ligne 0", "colonne 0"))
    rounded = Attack(table, shown, None, rules).bounds(("ligne 0", "colonne 0"))
    assert rounded[0] <= exact[0]
    assert exact[1] is not None
    assert rounded[1] is None or rounded[1] >= exact[1]


def test_a_single_column_hides_the_total_that_repeats_it() -> None:
    table = table_of(({"seule": 700},), (crowd("a"),), (crowd("b", 50),))
    shown = protect(table, EXACT)
    assert shown.hidden == {
        ("ligne 0", "colonne 0"), ("ligne 0", None), ("ligne 2", "colonne 0"), ("ligne 2", None),
    }  # fmt: skip
    assert not broken(table, shown, EXACT)


def test_a_table_of_one_sum_hides_everything() -> None:
    table = table_of(({"une": 700, "autre": 300},))
    assert protect(table, EXACT).hidden == set(table.cells)


def test_out_of_reach_two_tables_on_overlapping_populations_are_subtracted() -> None:
    """What `protect` says it does not see: it looks at one table at a time. This is why one is published."""
    everyone, all_but_one = table_of((crowd("a", 1000, 5),)), table_of((crowd("a", 1000, 4),))
    difference = [(protect(table, EXACT).value(None, None).number or 0) for table in (everyone, all_but_one)]
    assert difference[0] - difference[1] == 1000


# A small exact linear programme, for the attacker: no rounding, no library.


def highest(costs: Sequence[int], rows: Sequence[Sequence[int]], rhs: Sequence[int]) -> Fraction | None:
    """The highest Σ costs·x where rows·x = rhs and x ≥ 0; None when nothing bounds it.

    Two phases, pivots by Bland's rule: it always ends. Raises ValueError when no x fits.
    """
    count, wide = len(costs), len(costs) + len(rows)
    table = [
        _starting_row(list(row), value, place, len(rows))
        for place, (row, value) in enumerate(zip(rows, rhs, strict=True))
    ]
    basis = list(range(count, wide))
    first = _priced([Fraction(0)] * count + [Fraction(-1)] * len(rows) + [Fraction(0)], table, basis)
    _climb(first, table, basis, wide)
    if first[-1]:
        raise ValueError("no solution")
    _leave_artificials(table, basis, count)
    goal = [Fraction(cost) for cost in costs] + [Fraction(0)] * (len(table[0]) - count if table else 1)
    last = _priced(goal, table, basis)
    return -last[-1] if _climb(last, table, basis, count) else None


def _starting_row(row: list[int], value: int, place: int, count: int) -> Row:
    sign = -1 if value < 0 else 1
    units = [int(other == place) for other in range(count)]
    return [Fraction(cell) for cell in [*(sign * cell for cell in row), *units, sign * value]]


def _priced(goal: Row, table: list[Row], basis: list[int]) -> Row:
    """The goal with the variables of the basis eliminated from it."""
    for row, variable in zip(table, basis, strict=True):
        if goal[variable]:
            goal = [mine - goal[variable] * cell for mine, cell in zip(goal, row, strict=True)]
    return goal


def _climb(goal: Row, table: list[Row], basis: list[int], width: int) -> bool:
    """Pivots until nothing improves the goal; False when it can grow without end."""
    while (entering := next((place for place in range(width) if goal[place] > 0), None)) is not None:
        ratios = [
            (row[-1] / row[entering], basis[place], place)
            for place, row in enumerate(table)
            if row[entering] > 0
        ]
        if not ratios:
            return False
        _pivot(table, basis, min(ratios)[2], entering)
        factor, source = goal[entering], table[basis.index(entering)]
        goal[:] = [mine - factor * cell for mine, cell in zip(goal, source, strict=True)]
    return True


def _pivot(table: list[Row], basis: list[int], place: int, entering: int) -> None:
    divisor = table[place][entering]
    table[place] = [cell / divisor for cell in table[place]]
    for other, row in enumerate(table):
        if other != place and row[entering]:
            factor = row[entering]
            table[other] = [mine - factor * cell for mine, cell in zip(row, table[place], strict=True)]
    basis[place] = entering


def _leave_artificials(table: list[Row], basis: list[int], count: int) -> None:
    """Drops what phase one left of its own variables, all worth zero by now; redundant rows go with them."""
    for place in reversed(range(len(table))):
        if basis[place] < count:
            continue
        entering = next((column for column in range(count) if table[place][column]), None)
        if entering is None:
            del table[place], basis[place]
        else:
            _pivot(table, basis, place, entering)
