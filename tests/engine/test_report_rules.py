"""A change of rules in a report: the number of the books, every column that adds up, what moved and why, both ways."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from lxml import html as lxml_html

from socioeco.comptes import regime_named
from socioeco.indicators.retraitement import restate
from socioeco.readers import Balance, BalanceLine
from socioeco.report.analysis import analyse
from socioeco.report.chapters import chapters_of
from socioeco.report.data import to_data
from socioeco.report.document import Grid, Opening, Text
from socioeco.report.explained import lines_of
from socioeco.report.html import write_html
from socioeco.report.report import report_of
from socioeco.report.restating import restate_year
from socioeco.report.tables import tables_of
from socioeco.report.text import write_text
from socioeco.trajectories import Total

from . import report_cases as cases
from .report_cases import TODAY


@pytest.fixture
def whole():
    return cases.analysis_of("whole")


@pytest.fixture
def change(whole):
    return next(each for each in whole.trajectory.changements if each.apres == "2025")


@pytest.fixture
def tree(whole):
    return lxml_html.document_fromstring(write_html(report_of(whole, today=TODAY)))


def section_of(analysis, anchor):
    return next(each for each in chapters_of(analysis) if each.anchor == anchor)


def grids_of(blocks):
    for block in blocks:
        if isinstance(block, Grid):
            yield block
        if isinstance(block, Opening):
            yield from grids_of(block.blocks)


def centimes(text):
    return int(re.sub(r"[^\d−]", "", text).replace("−", "-"))


def test_an_account_renumbered_for_the_comparison_says_its_number_in_the_books(tree, whole):
    (opening,) = tree.xpath("//*[@id='c-ressources-2025-1']")
    books = {line.compte for line in next(y for y in whole.exercices if y.label == "2024").balance.lines}
    before, after = opening.xpath(".//table")
    caption = before.xpath("./caption")[0].text_content()
    assert caption == "Subventions, 2024, comptes renumérotés selon les règles de 2025\u00a0: les lignes"
    assert after.xpath("./caption")[0].text_content() == "Subventions, 2025\u00a0: les lignes"
    for row in before.xpath(".//tbody/tr"):
        compte, label = row[0].text_content(), row[1].text_content()
        assert compte not in books
        assert re.search(r"\((\d+) dans les livres\)", label)[1] in books


def test_years_of_the_same_rules_are_not_said_to_be_renumbered(tree):
    (opening,) = tree.xpath("//*[@id='c-ressources-2024-1']")
    assert "dans les livres" not in opening.text_content()
    assert "renumérotés" not in opening.text_content()


def test_the_rules_open_on_the_same_year_twice(tree):
    (opening,) = tree.xpath("//*[@id='c-produits-2025-regles']")
    captions = [each.text_content() for each in opening.xpath(".//caption")]
    assert captions == ["Transferts de charges, 2024, dans les livres\u00a0: les lignes"]
    (staff,) = tree.xpath("//*[@id='c-resultat-2025-regles']")
    assert "Charges de personnel, 2024" in staff.text_content()
    assert "Charges de personnel, 2024, comptes renumérotés selon les règles de 2025" in staff.text_content()
    assert "Charges de personnel, 2025" not in staff.text_content()


def test_every_column_of_a_change_adds_up_to_its_total(change):
    for explication in change.explications:
        columns = zip(*(amounts for _, amounts in lines_of(explication)), strict=True)
        totals = (
            explication.avant_centimes,
            explication.apres_centimes,
            explication.difference_centimes,
        )
        assert tuple(map(sum, columns)) == totals


def test_the_written_table_adds_up_too(whole):
    grid = next(
        each
        for each in grids_of(section_of(whole, "changements").blocks)
        if each.caption == "De 2024 à 2025\u00a0: Produits, en euros"
    )
    for place in (1, 2, 3):
        cells = ["0" if row[place].text == "=" else row[place].text for row in grid.rows]
        *parts, total = map(centimes, cells)
        assert sum(parts) == total
    assert [cell.text for cell in grid.rows[-2][1:]][1] == "0,00"


def test_a_result_that_the_rules_leave_whole_says_that_lines_moved(whole, change):
    resultat = next(each for each in change.explications if each.total is Total.RESULTAT)
    assert resultat.regles.number == 0
    texts = [each.text for each in section_of(whole, "changements").blocks if isinstance(each, Text)]
    assert sum("des lignes ont changé de place, le total est celui des livres" in each for each in texts) == 1


def test_what_moved_is_told_with_its_rule(whole):
    section = section_of(whole, "regles")
    grids = list(grids_of(section.blocks))
    rows = {row[0].split(" ")[0]: (row[-1], grid.caption) for grid in grids for row in grid.rows}
    assert rows["740500"][0] == "7410500"
    assert "Les subdivisions libres du 74" in rows["740500"][1]
    assert rows["791000"][0] == "6491000"
    assert "resté sans place" in section.blocks[-1].text


def accounts(*told):
    """A balance of one year from (account, label, credit in centimes) and the bank that balances it."""
    lines = [
        BalanceLine(compte=compte, libelle=libelle, debit_centimes=0, credit_centimes=credit)
        for compte, libelle, credit in told
    ]
    whole = sum(line.credit_centimes for line in lines)
    bank = BalanceLine(compte="512000", libelle="Banque", debit_centimes=whole, credit_centimes=0)
    year = next(each for each in cases.analysis_of("whole").exercices if each.label == "2024")
    return replace(year.balance, lines=tuple(sorted((*lines, bank), key=lambda line: line.compte))), year


def retold(*told, older="2018-06"):
    balance, year = accounts(*told)
    postes = replace(year.postes, regime=regime_named(older))
    return restate_year(postes, balance, regime_named("2025"), {}, ("2024", "2025"))


def test_what_could_not_move_is_told_with_its_reason_and_its_number(whole):
    again = retold(("771000", "Produits exceptionnels", 5000), ("778000", "Manifestation : la kermesse", 900))
    analysis = replace(whole, retraitements=(again,))
    section = section_of(analysis, "regles")
    left = {row[0]: grid.caption for grid in grids_of(section.blocks) for row in grid.rows}
    assert "771000 Produits exceptionnels" in left
    assert "événements majeurs et inhabituels" in left["771000 Produits exceptionnels"]
    assert "avec sa raison" in write_text(report_of(analysis, today=TODAY)).replace("\n", " ")
    table = next(each for each in tables_of(analysis, today=TODAY) if each.key == "retraitements")
    assert ("2024", "2025", "non retraité", "771000") in {row[:4] for row in table.rows}
    (data,) = to_data(analysis, today=TODAY)["retraitements"]
    assert data["non_retraites"][0]["compte_des_livres"] == "771000"


def test_a_number_followed_through_two_changes_of_rules_is_that_of_the_books():
    again = retold(("740000", "Subvention Ville", 5000), ("754000", "Collectes", 700), older="99-01")
    final = {line.libelle: line.compte for line in again.restated.balance.lines}
    books = {"Subvention Ville": "740000", "Collectes": "754000"}
    assert {label: again.numeros.get(final[label], final[label]) for label in books} == books
    assert {each.source.compte for each in again.deplacements} <= set(books.values())
    assert again.restated == restate(*_of(again))


def _of(again):
    balance, _ = accounts(("740000", "Subvention Ville", 5000), ("754000", "Collectes", 700))
    return balance, again.restated.depuis, again.restated.regime


def test_rules_that_move_nothing_say_so(whole):
    analysis = replace(whole, retraitements=(retold(("756000", "Cotisations", 700)),))
    texts = [each.text for each in section_of(analysis, "regles").blocks]
    assert "Aucun compte de 2024 n’a dû changer de place." in texts
    captions = [each.caption for each in grids_of(section_of(analysis, "indicateurs").blocks)]
    assert any("selon les règles de 2025" in each for each in captions)


def test_years_of_one_chart_have_no_chapter_on_rules():
    found = analyse(cases.readings()[:2])
    assert found.retraitements == ()
    assert "regles" not in {each.anchor for each in chapters_of(found)}
    assert found.retraitement("2022") is None


def test_indicators_that_the_rules_move_are_given_both_ways(whole):
    grid = next(
        each
        for each in grids_of(section_of(whole, "indicateurs").blocks)
        if each.caption == "2024, dans ses comptes et selon les règles de 2025"
    )
    rows = {row[0]: [cell.text for cell in row[1:]] for row in grid.rows}
    assert {"Part du personnel dans les dépenses", "Mois de trésorerie"} <= rows.keys()
    assert all(before != after for before, after in rows.values())


def test_a_restated_indicator_opens_on_its_terms_and_the_numbers_of_the_books(tree):
    (opening,) = tree.xpath("//*[@id='i-part_personnel-2024-regles']")
    assert "Charges de personnel, comptes renumérotés selon les règles de 2025" in opening.text_content()
    assert "(791000 dans les livres)" in opening.text_content()


def test_base_100_says_that_it_mixes_two_layouts(whole):
    blocks = section_of(whole, "trajectoire").blocks
    grid = next(each for each in blocks if isinstance(each, Grid) and "selon les règles" in each.caption)
    assert [row[0] for row in grid.rows] == ["Produits", "Charges", "Charges de personnel"]
    assert all(centimes(row[2].text) - centimes(row[1].text) < 0 for row in grid.rows)
    assert any(isinstance(each, Text) and "deux façons de ranger les comptes" in each.text for each in blocks)


def test_a_series_opens_on_the_year_told_again(tree, whole):
    (opening,) = tree.xpath("//*[@id='t-personnel']")
    rows = opening.xpath(".//table")[0].xpath(".//tr")
    told = {row[0].text_content(): row[2].text_content() for row in rows[1:]}
    assert [year for year, text in told.items() if text] == ["2024"]
    assert "comptes renumérotés selon les règles de 2025" in opening.text_content()
    serie = whole.trajectory.series["personnel"]
    retraite = next(point.retraite for point in serie.points if point.etape.libelle == "2024")
    assert centimes(told["2024"]) == retraite.number


def test_a_series_that_no_rule_moves_has_no_second_table():
    (path,) = (each for each in chapters_of(analyse(cases.readings()[:2])) if each.anchor == "trajectoire")
    assert not any(isinstance(each, Grid) and "règles" in each.caption for each in path.blocks)


def test_a_change_that_moves_no_followed_series_adds_no_table(whole):
    (again,) = whole.retraitements
    elsewhere = replace(whole, retraitements=(replace(again, avant="2023"),))
    blocks = section_of(elsewhere, "trajectoire").blocks
    assert not any(isinstance(each, Grid) and "règles" in each.caption for each in blocks)


def test_json_and_tables_hold_what_moved(whole):
    data = to_data(whole, today=TODAY)
    (again,) = data["retraitements"]
    assert {each["compte"]: each["vers"] for each in again["deplacements"]}["791000"] == "6491000"
    personnel = next(each for each in data["series"] if each["cle"] == "personnel")
    told = {each["exercice"]: each["selon_les_regles_suivantes"] for each in personnel["points"]}
    assert told["2024"]["nombre"] < next(
        each["valeur"]["nombre"] for each in personnel["points"] if each["exercice"] == "2024"
    )
    assert told["2025"] is None
    tables = {each.key: each for each in tables_of(whole, today=TODAY)}
    assert ("2024", "2025", "déplacé", "791000") in {row[:4] for row in tables["retraitements"].rows}
    restated = tables["indicateurs-retraites"].rows
    assert {row[2] for row in restated} == {"2024, règles de 2025"}
    assert all(row[5] is None or isinstance(row[5], Fraction) for row in restated)
    rules = [row for row in tables["changements"].rows if row[3] == "Changement des règles comptables"]
    assert all(row[4] == -row[6] and row[5] == 0 for row in rules)
    assert rules


def test_a_place_that_changes_under_the_same_number_is_said():
    move = next(each for each in retold(*_all_places(), older="99-01").deplacements if each.is_place)
    analysis = replace(cases.analysis_of("whole"), retraitements=(retold(*_all_places(), older="99-01"),))
    cells = {row[-1] for grid in grids_of(section_of(analysis, "regles").blocks) for row in grid.rows}
    assert f"{move.compte}, à une autre place" in cells
    table = next(each for each in tables_of(analysis, today=TODAY) if each.key == "retraitements")
    assert "à une autre place" in {row[2] for row in table.rows}


def _all_places():
    return (("789000", "Report des ressources non utilisées", 5000), ("756000", "Cotisations", 300))


def test_a_balance_is_not_renumbered_by_its_own_rules():
    again = retold(("756000", "Cotisations", 300), older="2025")
    assert isinstance(again.restated.balance, Balance)
    assert (again.numeros, again.deplacements) == ({}, ())
