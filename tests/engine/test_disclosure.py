"""The rules of disclosure, the tables they look at, and quantiles that show nobody."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.disclosure import SOURCES, Rules, Table, protect, protect_quantiles
from socioeco.disclosure.leeway import Leeway
from socioeco.values import Statut

RULES = Rules()
QUARTILES = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([], False),
        ([0, 0], False),
        ([10], True),
        ([10, 10], True),
        ([10, 10, 0], True),
        ([10, 10, 10], False),
        ([85, 10, 5], False),
        ([86, 10, 5], True),
        ([-86, 10, 5], True),
    ],
)
def test_a_sum_of_few_or_of_one_giant_is_sensitive(amounts: list[int], expected: bool) -> None:
    assert RULES.is_sensitive(amounts) is expected


def test_the_dominance_may_look_at_the_two_largest() -> None:
    rules = Rules(dominance_n=2, dominance_part=Fraction(9, 10))
    assert rules.is_sensitive([50, 41, 9])
    assert not rules.is_sensitive([50, 40, 10])


@pytest.mark.parametrize(
    "wrong",
    [
        {"minimum": 2},
        {"dominance_n": 0},
        {"dominance_n": 3},
        {"dominance_part": Fraction(49, 100)},
        {"dominance_part": Fraction(1)},
        {"arrondi_centimes": 0},
    ],
)
def test_rules_that_protect_nobody_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"organisations|largest|centimes"):
        Rules(**wrong)


def test_the_margin_is_what_the_dominance_lets_a_sum_overstate_its_largest_part() -> None:
    assert Rules(dominance_part=Fraction(80, 100)).margin(1000) == 250
    assert RULES.margin(0) == 0
    assert RULES.margin(1) == 1
    assert RULES.margin(85) == 15


@pytest.mark.parametrize(
    ("amount", "expected"), [(0, 0), (49, 0), (50, 100), (149, 100), (150, 200), (-49, 0), (-50, -100)]
)
def test_amounts_are_rounded_to_the_nearest_euro(amount: int, expected: int) -> None:
    assert RULES.rounded(amount) == expected


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_rounding_is_never_off_by_more_than_half_a_step(amount: int, step: int) -> None:
    rounded = Rules(arrondi_centimes=step).rounded(amount)
    assert rounded % step == 0
    assert 2 * abs(rounded - amount) <= step


def test_the_default_rules_name_the_pages_they_come_from() -> None:
    assert all(source.titre and source.url.startswith("https://") for source in SOURCES)
    assert {source.consultee_le for source in SOURCES} == {"2026-11-25"}


def a_table(**cells: dict[str, int]) -> Table:
    """Two rows and two columns; `a1` is the cell of row a and column 1."""
    return Table(("a", "b"), ("1", "2"), {(name[0], name[1]): amounts for name, amounts in cells.items()})


MANY = {"p": 400, "q": 300, "r": 300}


def test_a_table_where_every_sum_has_a_crowd_is_shown_whole() -> None:
    shown = protect(a_table(a1=MANY, a2=MANY, b1=MANY, b2=MANY), RULES)
    assert not shown.hidden
    assert shown.value("a", "1").number == 1000
    assert (shown.value("a", None).number, shown.value(None, "2").number) == (2000, 2000)
    assert shown.value(None, None).number == 4000
    assert (shown.rows, shown.columns) == (("a", "b"), ("1", "2"))


def test_an_empty_cell_is_a_zero_that_hides_nobody() -> None:
    shown = protect(a_table(a1=MANY, a2={"p": 0}, b1=MANY, b2=MANY), RULES)
    assert shown.value("a", "2").number == 0
    assert not shown.hidden


def test_an_empty_table_shows_zeros() -> None:
    assert {value.number for value in protect(a_table(), RULES).values.values()} == {0}


def test_hidden_sums_give_the_same_reason_whatever_hid_them() -> None:
    """To tell the cell of one organisation from those hidden for its sake would be to point at it."""
    shown = protect(a_table(a1={"p": 400}, a2=MANY, b1=MANY, b2=MANY), RULES)
    assert shown.hidden == {("a", "1"), ("a", "2"), ("b", "1"), ("b", "2")}
    values = [shown.values[key] for key in shown.hidden]
    assert {value.statut for value in values} == {Statut.SECRET}
    assert len({value.raison for value in values}) == 1
    assert {value.number for value in values} == {None}


def test_what_is_hidden_for_another_is_the_smallest_that_does() -> None:
    shown = protect(
        Table(
            ("a", "b", "c"),
            ("1", "2"),
            {("a", "1"): {"p": 100}}
            | {(row, column): MANY for row in "ab" for column in "12" if row + column != "a1"}
            | {("c", column): {name: 9 * amount for name, amount in MANY.items()} for column in "12"},
        ),
        RULES,
    )
    assert shown.hidden == {("a", "1"), ("a", "2"), ("b", "1"), ("b", "2")}


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("ab"), st.sampled_from("12")),
        st.dictionaries(st.sampled_from("pqrs"), st.integers(1, 50), min_size=1),
    ),
    st.sampled_from([None, "p", "q"]),
    st.sampled_from([1, -1]),
    st.data(),
)
def test_what_moves_together_leaves_every_sum_right(
    contributions: Any, knower: str | None, sign: int, data: st.DataObject
) -> None:
    """The proof that a hidden cell is safe: another table, that every shown figure and the knower agree with."""
    cells = Table(("a", "b"), ("1", "2"), contributions).cells
    movable = [key for key, cell in cells.items() if cell.without(knower)]
    if not movable:
        return
    target = data.draw(st.sampled_from(movable))
    amount = sign * cells[target].without(knower)
    changes = Leeway(cells, {target}, knower).changes(target, amount)
    assert changes[target] == amount
    assert all(cells[key].without(knower) + change >= 0 for key, change in changes.items())
    moved = {key: changes.get(key, 0) for key in cells}
    for row in ("a", "b", None):
        assert moved[row, "1"] + moved[row, "2"] == moved[row, None]
    for column in ("1", "2", None):
        assert moved["a", column] + moved["b", column] == moved[None, column]


def test_an_organisation_present_in_several_cells_counts_once_in_a_total() -> None:
    table = a_table(a1={"p": 400, "q": 300}, a2={"p": 100, "q": 100})
    assert table.cells["a", None].contributions == {"p": 500, "q": 400}
    assert protect(table, RULES).hidden == {key for key, cell in table.cells.items() if cell.amount}


@pytest.mark.parametrize(
    ("contributions", "message"),
    [
        ({("z", "1"): MANY}, "no cell"),
        ({("a", "9"): MANY}, "no cell"),
        ({("a", "1"): {"p": -1}}, "negative"),
        ({("a", "1"): {"": 1}}, "name"),
    ],
)
def test_what_cannot_be_protected_is_refused(contributions: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Table(("a",), ("1",), contributions)


def test_a_quantile_is_the_mean_of_those_around_its_rank() -> None:
    """Eleven values from 0 to 1000 euros: the median would be one of them."""
    values = [euros * 100 for euros in range(0, 1001, 100)]
    shown = protect_quantiles(values, [Fraction(1, 2)], RULES)
    assert [value.number for value in shown] == [50_000]
    assert shown[0].reserve


def test_an_even_number_of_values_has_an_even_neighbourhood() -> None:
    shown = protect_quantiles([100, 300, 500, 900], [Fraction(1, 2)], RULES)
    assert [value.number for value in shown] == [500]


def test_three_values_have_a_median_and_no_quartile() -> None:
    shown = protect_quantiles([300, 100, 200], QUARTILES, RULES)
    assert [value.number for value in shown] == [None, 200, None]
    assert shown[0].statut is Statut.SECRET


@pytest.mark.parametrize("values", [[], [100], [100, 200], [0, 0, 0, 0]])
def test_too_few_organisations_have_no_quantile(values: list[int]) -> None:
    expected = Statut.CALCULE if len(values) > 2 else Statut.SECRET
    assert [value.statut for value in protect_quantiles(values, [Fraction(1, 2)], RULES)] == [expected]


def test_the_lowest_and_the_highest_are_never_shown() -> None:
    shown = protect_quantiles(range(100, 4000, 100), [Fraction(0), Fraction(1)], RULES)
    assert {value.statut for value in shown} == {Statut.SECRET}


def test_a_giant_among_those_around_the_rank_hides_the_quantile() -> None:
    shown = protect_quantiles([1, 1, 5000, 6000, 7000, 8000], [Fraction(1, 4)], RULES)
    assert shown[0].statut is Statut.SECRET


def test_two_quantiles_too_near_are_not_both_shown() -> None:
    """Their difference would be that of two organisations."""
    close = [Fraction(5, 10), Fraction(6, 10), Fraction(5, 10)]
    shown = protect_quantiles(range(100, 1200, 100), close, RULES)
    assert [value.number for value in shown] == [600, None, 600]


def test_quartiles_take_enough_organisations_to_stand_apart() -> None:
    counts = {
        count: sum(value.is_computed for value in protect_quantiles([500] * count, QUARTILES, RULES))
        for count in (4, 9, 12, 13)
    }
    assert counts == {4: 1, 9: 2, 12: 2, 13: 3}
    backwards = protect_quantiles([500] * 13, QUARTILES[::-1], RULES)
    assert all(value.is_computed for value in backwards)


@pytest.mark.parametrize("quantile", [Fraction(-1, 10), Fraction(11, 10)])
def test_a_quantile_out_of_bounds_is_refused(quantile: Fraction) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        protect_quantiles([1, 2, 3], [quantile], RULES)


@given(st.lists(st.integers(-(10**6), 10**6), max_size=40))
def test_quantiles_grow_with_their_rank_and_stay_within_the_values(values: list[int]) -> None:
    rules = Rules(arrondi_centimes=1)
    deciles = [Fraction(place, 10) for place in range(11)]
    shown = [value.number for value in protect_quantiles(values, deciles, rules) if value.number is not None]
    assert shown == sorted(shown)
    assert all(min(values) <= number <= max(values) for number in shown)
