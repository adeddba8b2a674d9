"""The triangle: a place is where its shares say, what is not known has an outline and no point."""

import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.charts import Poles, TrianglePoint, triangle_path

POLES = Poles(top="Subventions", left="Membres et générosité", right="Ventes et commandes")
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
        "big",
        "end",
        "strong",
        "halo",
    ]
}
SIZES = {"large": 900, "small": 343}


def place(*tenths):
    return tuple(Fraction(each, 10) for each in tenths)


def point(label, *places, other=()):
    return TrianglePoint(
        label=label, places=[place(*each) for each in places], other=[place(*each) for each in other]
    )


def draw(*points):
    return triangle_path(
        points,
        poles=POLES,
        title="Titre & co",
        summary="Phrase",
        convention="La convention",
        source="Nos comptes",
    )


def circles(svg, css="dot"):
    found = re.findall(rf'<circle class="{css}" cx="([\d.]+)" cy="([\d.]+)"', svg)
    return [(float(x), float(y)) for x, y in found]


def check(svg, css):
    root = ElementTree.fromstring(svg)
    width, height = (float(each) for each in root.get("viewBox").split()[2:])
    assert (width, root.get("role")) == (SIZES[css], "img")
    for element in root.iter():
        assert not {"style", "id", "fill", "onclick"} & set(element.keys())
        assert set(element.get("class", "").split()) <= SAFE
        for name, limit in (("x", width), ("cx", width), ("y", height), ("cy", height)):
            if element.get(name):
                assert 0 <= float(element.get(name)) <= limit, (css, name)


def test_a_corner_is_its_pole_and_the_middle_is_of_all():
    top, left, right = (draw(point("2024", each)).svg_large for each in ((10, 0, 0), (0, 10, 0), (0, 0, 10)))
    (first,), (second,), (third,) = map(circles, (top, left, right))
    assert first[1] < second[1] == third[1]
    assert second[0] < first[0] < third[0]
    (middle,) = circles(draw(point("2024", (5, 0, 5))).svg_large)
    assert middle == pytest.approx(((first[0] + third[0]) / 2, (first[1] + third[1]) / 2), abs=0.1)


def test_the_table_says_what_is_drawn_and_what_is_not_known():
    table = draw(
        point("2022"), point("2023", (5, 0, 5), (3, 2, 5), other=[(5, 0, 5)]), point("2024", (7, 2, 1))
    ).table
    assert table.header == ("Pôle", "2022", "2023", "2024")
    assert table.rows == (
        ("Subventions", "–", "30 à 50", "70"),
        ("Membres et générosité", "–", "0 à 20", "20"),
        ("Ventes et commandes", "–", "50", "10"),
        ("Subventions, autre convention", "–", "50", "–"),
        ("Membres et générosité, autre convention", "–", "0", "–"),
        ("Ventes et commandes, autre convention", "–", "50", "–"),
    )


def test_years_that_follow_are_joined_only_when_both_are_places():
    joined = draw(point("2022", (5, 0, 5)), point("2023", (4, 1, 5)))
    assert joined.svg_large.count('class="inked"') == 2, "the edge of the triangle, then one link"
    for between in (point("2023"), point("2023", (4, 1, 5), (2, 3, 5))):
        apart = draw(point("2022", (5, 0, 5)), between, point("2024", (3, 1, 6)))
        assert apart.svg_large.count('class="inked"') == 1
        assert len(circles(apart.svg_large)) == 2


def test_what_is_not_known_has_an_outline_and_is_said():
    chart = draw(point("2022"), point("2023", (5, 0, 5), (3, 2, 5)), point("2024", (7, 2, 1)))
    assert chart.svg_large.count('class="axis"') == chart.svg_small.count('class="axis"') == 1
    assert chart.notes == (
        "La convention",
        "Contour sans point\u00a0: la place n’est pas connue exactement (2023)",
        "Sans place sur le triangle\u00a0: 2022",
    )
    assert chart.source.endswith("Nos comptes.")


def test_the_other_convention_of_the_last_known_year_is_hollow():
    chart = draw(
        point("2022", (5, 2, 3), other=[(6, 2, 2)]),
        point("2023", (5, 1, 4), other=[(7, 1, 2)]),
        point("2024", (4, 1, 5), other=[(4, 1, 5), (9, 1, 0)]),
    )
    (hollow,) = circles(chart.svg_large, "inked")
    (there,) = circles(draw(point("2023", (7, 1, 2))).svg_large)
    assert hollow == there
    assert "Le rond vide montre 2023 selon l’autre convention" in chart.notes
    assert chart.svg_large.count('class="break"') == 1
    same = draw(point("2024", (4, 1, 5), other=[(4, 1, 5)]))
    assert not circles(same.svg_large, "inked")
    assert same.notes == ("La convention",)


def test_the_last_year_is_the_largest_dot_and_the_narrow_drawing_names_the_ends():
    chart = draw(*(point(str(year), (year - 2020, 2, 2028 - year)) for year in range(2020, 2029)))
    assert re.findall(r'r="(\d)"', chart.svg_large) == ["6"] * 8 + ["9"]
    named = re.findall(r'class="strong halo">(\d{4})<', chart.svg_small)
    assert sorted(named) == ["2020", "2028"]
    assert len(re.findall(r'class="strong halo">(\d{4})<', chart.svg_large)) == 9


def test_names_of_one_place_do_not_touch():
    svg = draw(point("2023", (5, 2, 3)), point("2024", (5, 2, 3))).svg_large
    first, second = (float(y) for y in re.findall(r'y="([\d.]+)" class="strong halo"', svg))
    assert abs(first - second) >= 19


@pytest.mark.parametrize("places", [[(5, 2, 2)], [(11, -1, 0)]])
def test_a_place_that_would_lie_is_refused(places):
    with pytest.raises(ValueError, match="three shares of a whole"):
        draw(point("2024", *places))
    with pytest.raises(ValueError, match="three shares of a whole"):
        draw(point("2024", (5, 5, 0), other=places))


places = st.tuples(st.integers(0, 10), st.integers(0, 10)).map(
    lambda cut: (min(cut), max(cut) - min(cut), 10 - max(cut))
)


@given(st.lists(st.lists(places, max_size=4), max_size=6), st.lists(places, max_size=1))
def test_everything_stays_in_the_frame_without_style(years, other):
    points = [point(str(2020 + index), *each, other=other) for index, each in enumerate(years)]
    chart = draw(*points)
    assert chart == draw(*points)
    for css, svg in (("large", chart.svg_large), ("small", chart.svg_small)):
        check(svg, css)
        assert "Titre &amp; co. Phrase." in svg
