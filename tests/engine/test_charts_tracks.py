"""Hours, posts and partners stand beside the money: each on its own scale, nothing invented, nothing added."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.charts import Lever, Marks, Track, side_tracks

YEARS = ("2023", "2024", "2025")


def hours(*values, marks=Marks.BARS):
    return Track(label="Heures", lever=Lever.HUMAINES, values=values, marks=marks)


def partners(*values):
    return Track(label="Partenaires", lever=Lever.ALLIANCES, values=values, marks=Marks.COUNT)


def draw(*tracks, years=YEARS):
    return side_tracks(years, tracks, title="Titre", summary="Phrase")


def heights(svg):
    return [float(found) for found in re.findall(r'<rect [^>]*height="([\d.]+)"', svg)]


def test_the_table_says_what_is_drawn():
    posts = Track(
        label="Postes, en ETP", lever=Lever.HUMAINES, values=(Fraction(32, 10), 4, None), decimals=2
    )
    table = draw(hours(1200, None, 0), posts).table
    assert table.header == ("À côté de l’argent", *YEARS)
    assert table.rows == (
        ("Heures", "1\u202f200", "–", "0"),
        ("Postes, en ETP", "3,2", "4", "–"),
    )
    assert not table.has_total, "hours and posts are never added"


def test_a_bar_is_as_high_as_its_value_is_large():
    for svg in (draw(hours(100, 200, 400)).svg_large, draw(hours(100, 200, 400)).svg_small):
        low, middle, high = heights(svg)
        assert (middle / low, high / middle) == (2, 2)


def test_what_is_not_known_has_no_mark():
    chart = draw(hours(100, None, 0))
    assert len(heights(chart.svg_large)) == 1
    assert ">–</text>" in chart.svg_large
    assert ">0</text>" in chart.svg_large


@pytest.mark.parametrize(("count", "drawn"), [(0, 0), (1, 1), (9, 9), (24, 24), (25, 0)])
def test_partners_are_counted_one_by_one_as_long_as_one_can_count(count, drawn):
    svg = draw(partners(None, None, count)).svg_large
    assert svg.count("<path d=") == drawn
    assert f">{count}</text>" in svg


def test_each_track_has_its_own_scale():
    alone = heights(draw(hours(10, 20, 40)).svg_large)
    beside = heights(draw(hours(10, 20, 40), hours(10_000, 20_000, 40_000)).svg_large)
    assert beside == [*alone, *alone]


def test_names_are_escaped_and_nothing_is_styled_inline():
    svg = draw(Track(label="<b>A & B</b>", lever=Lever.HUMAINES, values=(1, 2, 3))).svg_large
    assert "&lt;b&gt;A &amp; B" in svg
    assert "style=" not in svg


@pytest.mark.parametrize("values", [(1,), (1, 2, 3, 4), (1, -2, 3)])
def test_a_track_fits_its_years_and_is_never_negative(values):
    with pytest.raises(ValueError, match=r"year|negative"):
        draw(hours(*values))


@given(
    st.lists(
        st.tuples(st.none() | st.integers(0, 10**7), st.none() | st.integers(0, 40)), min_size=1, max_size=12
    )
)
def test_every_mark_stays_inside_the_drawing(rows):
    years = [str(2000 + index) for index in range(len(rows))]
    values, counts = zip(*rows, strict=True)
    chart = side_tracks(years, [hours(*values), partners(*counts)], title="T", summary="S")
    for svg in (chart.svg_large, chart.svg_small):
        width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())
        ys = [float(y) for y in re.findall(r' y="(-?[\d.]+)"', svg)]
        xs = [float(x) for x in re.findall(r' x="(-?[\d.]+)"', svg)]
        assert min(ys) >= 0
        assert max(ys) <= height
        assert min(xs) >= 0
        assert max(xs) <= width
