"""Ranges and what breaks early: each bound opens on the case that gives it, and its entries add up to it."""

import re

import pytest

from socioeco.report.document import Facts, Figure, Grid, Opening
from socioeco.report.scenario.report import scenario_report

from .report_cases import TODAY
from .scenario_cases import blocks_of, grids_of, play, typed_analysis

HIRED = {
    "carte": "embauche",
    "reponses": {"salaire": {"bas": 5_000, "central": 10_000, "haut": 40_000}, "cotisations": 0},
}


@pytest.fixture(scope="module")
def document():
    analysis = typed_analysis(dons=1_200_000, depenses=1_200_000, argent=150_000, fonds_propres=900_000)
    return scenario_report(play(analysis, [HIRED]), today=TODAY)


def openings_of(document):
    return {each.anchor: each for each in blocks_of(document) if isinstance(each, Opening)}


def euros(text):
    return int(re.sub(r"[^\d−]", "", text.removesuffix(",00")).replace("−", "-"))


def test_every_bound_of_a_range_is_the_sum_of_its_entries(document):
    openings = openings_of(document)
    (ranges,) = grids_of(document, "de votre plus bas à votre plus haut")
    figures = [cell for row in ranges.rows for cell in row if isinstance(cell, Figure)]
    assert len(figures) == 6
    for figure in figures:
        opened = openings[figure.anchor]
        totals = [euros(block.rows[-1][-1]) for block in opened.blocks if isinstance(block, Grid)]
        bounds = [euros(each) for each in re.findall(r"−?[\d\u202f]+(?=\u00a0€)", figure.text)]
        assert totals == bounds, figure


def test_a_bound_says_the_answers_that_give_it(document):
    opened = openings_of(document)["s1-fourchette-tresorerie-1"]
    said = [block.text for block in opened.blocks if hasattr(block, "text")]
    assert "Quel salaire brut par mois" in said[0]
    assert [re.findall(r"\d+(?=\u00a0€)", each)[-1] for each in said] == ["400", "50"]


def test_what_breaks_earlier_in_a_corner_opens_on_that_corner(document):
    (order,) = grids_of(document, "ce qui casse, dans l’ordre")
    row = next(row for row in order.rows if "trésorerie" in row[0])
    assert [each.text for each in row[1:]] == [
        "fin avril 2027, au bout de 16\u00a0mois",
        "fin avril 2026, au bout de 4\u00a0mois",
    ]
    opened = openings_of(document)[row[2].anchor]
    assert isinstance(opened.blocks[0], Facts)
    assert "400\u00a0€" in opened.blocks[1].text
    assert euros(opened.blocks[-1].rows[-1][-1]) == -100


def test_one_amount_has_no_range_and_it_is_said():
    analysis = typed_analysis(dons=5_000, depenses=5_000, argent=100)
    card = {"carte": "embauche", "reponses": {"salaire": 1, "cotisations": 0}}
    document = scenario_report(play(analysis, [card]), today=TODAY)
    assert not grids_of(document, "de votre plus bas à votre plus haut")
    assert any("Aucune fourchette" in getattr(block, "text", "") for block in blocks_of(document))
