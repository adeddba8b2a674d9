"""The line of months: what it draws is what its table says."""

import re

import pytest
from lxml import etree

from socioeco.charts import Month, month_line

WORDS = {"title": "Un titre", "summary": "Une phrase.", "source": "Source", "caption": "Par mois"}


def chart(*amounts, **options):
    months = [
        Month(label=f"mois {place}", amount=each * 100, **options) for place, each in enumerate(amounts)
    ]
    return month_line(months, **WORDS)


def test_both_drawings_are_images_with_a_name_and_without_style():
    drawn = chart(100, 50, -20)
    for svg in (drawn.svg_large, drawn.svg_small):
        tree = etree.fromstring(svg)
        assert tree.get("role") == "img"
        assert tree.get("aria-label").startswith("Un titre")
        assert "style" not in svg


def test_the_line_goes_through_every_month_and_marks_those_below_nil():
    drawn = chart(100, 50, -20, -60, 10)
    (line,) = re.findall(r'class="inked" d="([^"]+)"', drawn.svg_large)
    assert line.count("L") == 4
    assert drawn.svg_large.count("<circle") == 3  # two months below nil, and the lowest
    assert [row[1] for row in drawn.table.rows] == ["100", "50", "−20", "−60", "10"]
    assert any("sous zéro" in note for note in drawn.notes)


def test_the_lowest_month_is_one_that_is_played_not_the_start():
    assert "10\u00a0€" in chart(-90, 10, 20).svg_large


def test_a_range_is_a_band_and_two_columns():
    drawn = chart(100, 50, bounds=(2_000, 12_000))
    assert 'class="band"' in drawn.svg_small
    assert drawn.table.header == ("Fin du mois", "Montant", "Au plus bas", "Au plus haut")
    assert drawn.table.rows[1] == ("mois 1", "50", "20", "120")
    assert 'class="band"' not in chart(1, 2).svg_large


def test_nothing_at_all_is_still_drawn():
    etree.fromstring(chart(0, 0).svg_large)


def test_one_month_is_no_line():
    with pytest.raises(ValueError, match="two months"):
        chart(1)
