"""Base 100: series on one scale, told apart by their marks, with gaps and ranges as they are."""

import re
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.charts import Line, base_100_lines

YEARS = ("2022", "2023", "2024")
SAFE = {
    *[
        "chart",
        "large",
        "small",
        "grid",
        "inked",
        "axis",
        "dot",
        "break",
        "mid",
        "end",
        "strong",
        "soft",
        "halo",
    ]
}


def series(*values, label="Charges"):
    return Line(label=label, values=[Fraction(each) if isinstance(each, int) else each for each in values])


def draw(*lines, years=YEARS, base=YEARS[0], breaks=()):
    return base_100_lines(
        years, lines, base=base, breaks=breaks, title="Titre & co", summary="Phrase", source="Nos comptes"
    )


def dots(svg):
    return [float(y) for y in re.findall(r'<circle class="dot" cx="[\d.]+" cy="([\d.]+)"', svg)]


def test_the_table_says_what_is_drawn():
    chart = draw(series(100, None, 150), series(100, (Fraction(80), Fraction(241, 2)), -5, label="Résultat"))
    assert chart.table.caption == "Évolution, base 100 en\u00a02022"
    assert chart.table.header == ("Mesure", *YEARS)
    assert chart.table.rows == (
        ("Charges", "100", "–", "150"),
        ("Résultat", "100", "80 à 121", "\u22125"),
    )
    assert chart.source == "Base 100 en 2022. Nos comptes."


def test_a_greater_value_stands_higher_in_proportion():
    for svg in (draw(series(100, 120, 160)).svg_large, draw(series(100, 120, 160)).svg_small):
        first, second, third, *_ = dots(svg)
        assert (first - third) / (first - second) == pytest.approx(3, abs=0.02)


def test_a_flat_series_looks_flat():
    first, second, *_ = dots(draw(series(100, 101, 100)).svg_large)
    assert 0 < first - second < 300 / 20


def test_a_gap_is_not_crossed():
    assert '"inked"' not in draw(series(100, None, 150)).svg_large
    assert draw(series(100, 120, 150)).svg_large.count('"inked"') == 1
    whole = draw(series(100, 110, None, 130, 140), years=[*YEARS, "2025", "2026"]).svg_large
    assert whole.count('<path class="inked"') == 2


def test_a_range_is_a_bar_joined_to_nothing():
    chart = draw(series(100, (Fraction(80), Fraction(120)), 110))
    assert chart.svg_large.count('<path class="inked"') == 1
    high, low = sorted(dots(chart.svg_large)[1:3])
    bar = re.search(r'class="inked" d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"', chart.svg_large)
    x1, y1, x2, y2 = map(float, bar.groups())
    assert x1 == x2
    assert {y1, y2} == {high, low}


def test_four_marks_are_told_apart_by_shape():
    values = [series(100, 110, 120 + index * 20, label=f"Série {index}") for index in range(4)]
    svg = draw(*values).svg_large
    drawn = [
        svg.count('<circle class="dot"'),
        svg.count('<circle class="inked"'),
        svg.count('<rect class="inked"'),
        len(re.findall(r"l7 7-7 7-7-7z", svg)),
    ]
    assert drawn == [4, 4, 4, 4], "three years, and one beside the name"


def test_names_do_not_touch_whatever_the_ends():
    lines = [series(100, 110, 120, label=f"Série {index}") for index in range(4)]
    for svg in (draw(*lines).svg_large, draw(*lines).svg_small):
        heights = sorted(float(y) for y in re.findall(r'y="([\d.]+)">Série', svg))
        assert all(second - first >= 19 for first, second in pairwise(heights))


def test_a_series_without_any_value_keeps_its_name():
    chart = draw(series(None, None, None), series(100, 110, 120, label="Produits"))
    assert ">Charges<" in chart.svg_large
    assert chart.table.rows[0] == ("Charges", "–", "–", "–")


def test_a_break_is_drawn_before_its_year_and_explained():
    chart = draw(series(100, 110, 120), breaks=["2022", "2024"])
    assert chart.svg_large.count('class="break"') == chart.svg_small.count('class="break"') == 1
    assert "règles comptables" in chart.source


def test_one_year_alone_is_drawn():
    chart = draw(series(100), years=["2024"], base="2024")
    assert len(dots(chart.svg_large)) == 2


def test_years_that_would_touch_are_written_every_other_one():
    years = [f"{year}-{year + 1}" for year in range(2010, 2026)]
    chart = draw(series(*[100] * 16), years=years, base=years[0])
    written = re.findall(r'class="mid strong">(\d{4}-\d{4})<', chart.svg_small)
    assert written[-1] == years[-1]
    assert len(written) < 8


@pytest.mark.parametrize("lines", [(), (series(100, 110),), tuple(series(100, 1, 1) for _ in range(5))])
def test_series_that_do_not_fit_are_refused(lines):
    with pytest.raises(ValueError, match="one to 4 series"):
        draw(*lines)


def test_a_base_or_a_break_out_of_the_years_is_refused():
    for options in ({"base": "1999"}, {"breaks": ["1999"]}):
        with pytest.raises(ValueError, match="years that are shown"):
            draw(series(100, 110, 120), **options)


values = (
    st.none()
    | st.integers(-(10**6), 10**6).map(Fraction)
    | st.tuples(st.integers(-500, 0).map(Fraction), st.integers(1, 500).map(Fraction))
)


@given(st.lists(st.lists(values, min_size=3, max_size=3), min_size=1, max_size=4))
def test_everything_stays_in_the_frame_without_style(rows):
    chart = draw(*(series(*row, label=f"Série {index}") for index, row in enumerate(rows)))
    for svg, wide in ((chart.svg_large, 900), (chart.svg_small, 343)):
        root = ElementTree.fromstring(svg)
        width, height = (float(each) for each in root.get("viewBox").split()[2:])
        assert width == wide
        assert "Titre &amp; co. Phrase." in svg
        for element in root.iter():
            assert not {"style", "id", "fill"} & set(element.keys())
            assert set(element.get("class", "").split()) <= SAFE
            for name, limit in (("x", width), ("cx", width), ("y", height), ("cy", height)):
                if element.get(name):
                    assert 0 <= float(element.get(name)) <= limit
