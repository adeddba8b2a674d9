"""Scenarios, told: every figure opens on entries that add up to it, nothing is said of what is not known."""

import re
from collections import Counter
from datetime import date

import pytest
from lxml import html as lxml_html

from socioeco.readers import TypedLine
from socioeco.report.analysis import analyse
from socioeco.report.chapters.stress import stress_chapter
from socioeco.report.document import Figure, Grid, Opening
from socioeco.report.html import write_html
from socioeco.report.scenario.report import scenario_report
from socioeco.report.starting import depart_of
from socioeco.report.text import write_text
from socioeco.scenarios import Position

from .report_cases import TODAY, analysis_of, empty, fecs, readings
from .scenario_cases import (
    KINDS,
    LOST,
    accounts,
    blocks_of,
    document_of,
    grids_of,
    play,
    played,
    typed_analysis,
)


@pytest.fixture(params=KINDS)
def any_document(request):
    return document_of(request.param)


@pytest.fixture
def named():
    return document_of("named")


def openings_of(document):
    return {each.anchor: each for each in blocks_of(document) if isinstance(each, Opening)}


def centimes(text):
    """The number written: a table without decimals is in whole euros."""
    digits = int(re.sub(r"[^\d−]", "", text).replace("−", "-"))
    return digits if "," in text else digits * 100


# --- figures ----------------------------------------------------------------------------------------------


def test_identifiers_are_unique_and_links_lead_to_them(any_document):
    page = write_html(any_document)
    tree = lxml_html.document_fromstring(page)
    identifiers = Counter(tree.xpath("//@id"))
    assert not [each for each, number in identifiers.items() if number > 1]
    assert {link.removeprefix("#") for link in tree.xpath("//a/@href")} <= identifiers.keys()
    assert not tree.xpath("//script | //link | //img | //iframe | //@style | //@src")


@pytest.mark.parametrize("caption", ["année par année", "trésorerie à la fin de chaque mois", ", bilan, "])
def test_a_figure_is_the_sum_of_the_entries_it_opens_on(caption, any_document):
    openings = openings_of(any_document)
    tables = grids_of(any_document, caption)
    assert tables
    for grid in tables:
        for cell in (cell for row in grid.rows for cell in row if isinstance(cell, Figure)):
            if cell.text != "non calculable":
                assert centimes(openings[cell.anchor].value) == centimes(cell.text), cell


def test_rows_of_an_opening_add_up_to_its_total(any_document):
    tables = grids_of(any_document, "ce qui fait ce chiffre")
    assert tables
    for grid in tables:
        *rows, total = (centimes(row[-1]) for row in grid.rows)
        assert sum(rows) == total, grid.caption


def test_a_figure_names_the_cards_that_move_it(named):
    opened = openings_of(named)["s2-tresorerie-24"]
    told = {row[1] for row in opened.blocks[-1].rows}
    assert {"Un financeur s’en va", "Une subvention nouvelle", "Un emprunt", "Plus de cotisations"} <= told
    names = [row[0].text for row in opened.blocks[-1].rows[:2]]
    assert names == ["Au départ", "Dernière année connue, répétée"]


def test_what_nothing_moves_says_so():
    document = scenario_report(play(typed_analysis(depenses=5, argent=9), [], years=1), today=TODAY)
    opened = openings_of(document)["s0-produits-1"]
    assert opened.value == "0\u00a0€"
    assert "Rien ne bouge" in opened.blocks[-1].text


def test_the_plan_adds_up_month_by_month(any_document):
    for grid in grids_of(any_document, "plan de trésorerie"):
        amounts = [
            [centimes(cell.text if isinstance(cell, Figure) else cell) for cell in row[1:]]
            for row in grid.rows
        ]
        totals = [
            each for row, each in zip(grid.rows, amounts, strict=True) if str(row[0]).startswith("Total")
        ]
        for month in range(12):
            moved = sum(total[month] for total in totals)
            assert amounts[0][month] + moved == amounts[-1][month]


def test_a_row_of_the_plan_opens_on_the_months_of_its_entries(named):
    openings = openings_of(named)
    (grid,) = (each for each in grids_of(named, "Nous agissons, plan de trésorerie, année 1"))
    for row in grid.rows[1:-1]:
        if isinstance(row[1], Figure):
            months = [
                [centimes(cell) for cell in line[2:]] for line in openings[row[1].anchor].blocks[1].rows
            ]
            assert [sum(month) for month in zip(*months, strict=True)] == [
                centimes(cell.text) for cell in row[1:]
            ]


def test_both_sides_of_the_balance_sheet_are_equal(any_document):
    actif, passif = (grids_of(any_document, f", bilan, {side}, ") for side in ("actif", "passif"))
    for owned, owed in zip(actif, passif, strict=True):
        assert [centimes(each) for each in owned.rows[-1][1:]] == [
            centimes(each) for each in owed.rows[-1][1:]
        ]
    months = played("one").annees * 12
    assert f"{months} sur {months}" in write_text(document_of("one"))


def test_the_amount_that_balances_is_the_present_one_less_the_result(named):
    for grid in grids_of(named, "pour équilibrer, année"):
        for _, now, needed, margin in grid.rows:
            assert centimes(now.text) - centimes(needed.text) == centimes(
                margin.text.replace("+", "").replace("=", "0")
            )


# --- what is not known ------------------------------------------------------------------------------------


def test_without_cash_nor_own_funds_neither_is_invented():
    text = write_text(document_of("unknown"))
    assert re.search("Trésorerie à la fin de l’année +non calculable +non calculable", text)
    assert "! Montants depuis la clôture" in text
    assert re.search(r"Rien ne s’arrête .*\n.*non calculable", text)


def test_when_money_runs_out_the_month_is_said():
    text = write_text(document_of("typed"))
    assert "- L’argent manque au mois 5, fin mai 2026." in text
    assert "Il faut au moins cinq années réelles" in text.replace("\n", " ")


def test_a_blocked_file_is_said_where_the_scenario_starts(any_document):
    blocked = play(analyse([*fecs(years=1), empty()]), [LOST])
    document = scenario_report(blocked, today=TODAY)
    assert "Un fichier n’a pas pu être calculé" in write_text(document)
    assert document.sections[-1].anchor == "anomalies"
    assert "Un fichier n’a pas pu être calculé" not in write_text(any_document)


def test_amounts_by_poste_are_no_start():
    year = analyse(readings()[6:7]).exercices[-1]
    assert depart_of(year).raison.startswith("L’exercice 2020 n’est connu que par des montants de postes.")


# --- side by side -----------------------------------------------------------------------------------------


def test_scenarios_are_compared_with_the_last_year_again(named):
    (values,) = grids_of(named, "Les scénarios, côte à côte")
    assert values.header == ("", "Comme l’an dernier", "Sans la ville", "Nous agissons")
    openings = openings_of(named)
    first, *amounts = values.rows
    assert all(cell.anchor in openings for row in amounts for cell in row[1:])
    assert [bool(cell.anchor) for cell in first[1:]] == [
        "Rien ne casse" not in cell.text for cell in first[1:]
    ]
    assert all(cell.anchor in openings for cell in first[1:] if cell.anchor)
    (gaps,) = grids_of(named, "Les écarts")
    assert gaps.header == ("", "Sans la ville", "Nous agissons")
    assert gaps.rows[0][1].text == "−61\u202f100\u00a0€"
    assert values.rows[-1][1].text == "jamais"
    assert gaps.rows[-1][1] == "–"


def test_titles_bear_the_name_when_there_are_several(named):
    titles = [section.title for section in named.sections]
    assert "Sans la ville\u00a0: année par année" in titles
    assert "Année par année" in [each.title for each in document_of("one").sections]


def test_a_scenario_without_card_is_compared_with_nothing():
    document = document_of("alone")
    assert "comparaison" not in {section.anchor for section in document.sections}
    assert "Aucune carte" in write_text(document)
    assert document.lede.startswith("Une année jouée mois par mois, de janvier 2025 à décembre 2025.")


def test_ranges_of_the_person_are_shown_beside_the_central_amounts(named):
    assert [grid.caption for grid in grids_of(named, "de votre plus bas")] == [
        "Nous agissons, de votre plus bas à votre plus haut"
    ]


# --- futures ----------------------------------------------------------------------------------------------


def test_each_amount_of_the_range_opens_on_a_future_that_has_it(named):
    openings = openings_of(named)
    (grid,) = grids_of(named, "Nous agissons, trésorerie à la fin de chaque année")
    for row in grid.rows:
        for rank, cell in enumerate(row[1:]):
            future = openings[cell.anchor].blocks[1]
            assert centimes(future.rows[rank][2]) == centimes(cell.text)


def test_the_seed_is_said_and_gives_the_same_futures():
    data = [LOST]
    first, again, other = (play(accounts(), data, years=1, seed=seed) for seed in (5, 5, 6))
    texts = [write_text(scenario_report(each, today=TODAY)) for each in (first, again, other)]
    assert "Graine du tirage\u00a0: 5 (" in texts[0]
    assert texts[0] == texts[1] != texts[2]


# --- the chapter of the report ----------------------------------------------------------------------------


def test_the_report_says_what_each_funder_would_leave():
    section = stress_chapter(accounts())
    grid = section.blocks[1]
    assert [row[0] for row in grid.rows[:3]] == ["Rien ne s’arrête", "Ville", "CAF"]
    assert "socioeco scenario" in section.blocks[-1].text
    opened = {each.anchor: each for each in section.blocks if isinstance(each, Opening)}
    for row in grid.rows[1:]:
        lines = opened[row[1].anchor].blocks[1]
        assert sum(line.montant_centimes for line in lines.sources) == centimes(opened[row[1].anchor].value)


def test_it_is_silent_when_nothing_can_be_said_to_break():
    assert stress_chapter(analysis_of("nothing")) is None
    assert stress_chapter(analyse(readings()[6:7])) is None
    assert stress_chapter(typed_analysis(dons=100, depenses=90)) is None


def test_own_funds_alone_are_enough_and_the_missing_cash_is_said():
    section = stress_chapter(typed_analysis(dons=100_00, depenses=90_00, fonds_propres=50_00))
    row = next(row for row in section.blocks[1].rows if row[0] == "Dons")
    assert [cell.text for cell in row[1:]] == ["100", "−90", "non calculable", "−40", "oui"]
    opened = next(each for each in section.blocks if isinstance(each, Opening))
    assert opened.blocks[1].is_caution
    tables = [each for each in opened.blocks if isinstance(each, Grid)]
    assert [row[0] for row in tables[0].rows] == ["Résultat", "Fonds propres"]
    assert len(tables) == 1  # no cash by month


def test_a_year_that_breaks_anyway_is_said_to():
    section = stress_chapter(typed_analysis(dons=100_00, depenses=900_00, argent=50_00))
    assert any("Même sans rien perdre" in getattr(block, "text", "") for block in section.blocks)


def test_positions_of_the_start_are_the_closing(named):
    openings = openings_of(named)
    depart = played("named").depart
    for position in Position:
        opened = openings[f"depart-{position.value}"]
        sense = 1 if position.is_actif else -1
        assert centimes(opened.value) == sense * depart.bilan[position]
        assert TypedLine.DONS not in opened.title
    assert depart.closed_on == date(2024, 12, 31)
