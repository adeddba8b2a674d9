"""« Activité par activité »: every figure opens, the table adds up, and each way to tell it says the same."""

import json
from datetime import date

import pytest

from socioeco.readers import TypedExercice
from socioeco.readers.axis import read_axis
from socioeco.report.analysis import analyse
from socioeco.report.by_axis import activities_data, activities_table, by_axis
from socioeco.report.chapters.activities import NO_KEY, NO_SIGNAL, activities, with_activities
from socioeco.report.data import as_json
from socioeco.report.document import Document, Figure, Grid, Lines, Opening, Text
from socioeco.report.html import write_html
from socioeco.report.reading import of_fec, of_typed
from socioeco.report.report import report_of
from socioeco.report.tables import write_csv
from socioeco.report.text import write_text
from socioeco.typologies.activites import Cle

from .axis_cases import COLUMN, NAME, YEAR, read, with_axis

KEY = {"indirectes": ("613",), "cle_indirecte": Cle(poids={"Club": 3, "Buvette": 1})}


def read_year(table=YEAR, name=NAME):
    reading = read(with_axis(table), name=name)
    return analyse([of_fec(reading.fec)]).exercices[0], reading


def told(table=YEAR, **options):
    year, reading = read_year(table)
    return by_axis(year, [reading], **options)


def of_2024(table=YEAR):
    year, reading = read_year(table.replace("| 2025", "| 2024"), NAME.replace("2025", "2024"))
    return by_axis(year, [reading])


def every(blocks):
    for block in blocks:
        yield block
        if isinstance(block, Opening):
            yield from every(block.blocks)


def grid_of(section):
    (grid,) = [block for block in section.blocks if isinstance(block, Grid)]
    return grid


def written(cell):
    return cell.text if isinstance(cell, Figure) else cell


def test_the_table_tells_each_activity_what_is_left_and_the_whole():
    grid = grid_of(activities(told(**KEY)))
    assert [tuple(map(written, row)) for row in grid.rows] == [
        ("Buvette", "600,00", "350,00", "75,25", "425,25", "174,75"),
        ("Club", "950,00", "400,00", "225,76", "625,76", "324,24"),
        ("Non réparti", "0,00", "0,00", "0,00", "0,00", "0,00"),
        ("Ensemble", "1\u202f550,00", "750,00", "301,01", "1\u202f051,01", "498,99"),
    ]
    assert grid.has_total


def test_the_caution_speaks_of_a_key_only_when_there_is_one():
    with_key, without = (
        [block.text for block in activities(found).blocks if isinstance(block, Text) and block.is_caution]
        for found in (told(**KEY), told())
    )
    assert "la clé que vous avez choisie" in with_key[0]
    assert without == [NO_KEY]


def test_every_figure_opens_on_lines_that_make_it():
    section = activities(told(**KEY))
    openings = {block.anchor: block for block in every(section.blocks) if isinstance(block, Opening)}
    assert len(openings) == sum(isinstance(block, Opening) for block in every(section.blocks))
    figures = [cell for row in grid_of(section).rows for cell in row if isinstance(cell, Figure)]
    assert {figure.anchor for figure in figures} <= set(openings)
    received = [block for block in openings["activite-1-1"].blocks if isinstance(block, Lines)]
    assert [line.montant_centimes for line in received[0].sources] == [60_000]
    shared = [block for block in openings["activite-2-3"].blocks if isinstance(block, Lines)]
    assert [(line.compte, line.montant_centimes) for line in shared[0].sources] == [("613000", 22_576)]


def test_a_result_that_the_rest_may_change_is_told_as_a_range():
    bar = next(block for block in activities(told()).blocks if isinstance(block, Opening))
    assert bar.value == "résultat, entre −51,01\u00a0€ et 250,00\u00a0€"
    texts = [block.text for block in bar.blocks if isinstance(block, Text)]
    assert any(text.startswith("Fourchette") for text in texts)


def test_a_sure_result_has_no_reservation():
    bar = next(block for block in activities(told(**KEY)).blocks if isinstance(block, Opening))
    assert bar.value == "résultat, 174,75\u00a0€"
    assert not any(block.text.startswith("Fourchette") for block in bar.blocks if isinstance(block, Text))


def test_what_the_distribution_does_not_do_is_said():
    texts = [block.text for block in activities(told(indirectes=("613",))).blocks if isinstance(block, Text)]
    assert any("sans clé" in text for text in texts)


def test_each_activity_has_the_signals_of_its_own_resources():
    openings = {
        block.anchor: block for block in every(activities(told()).blocks) if isinstance(block, Opening)
    }
    of_bar = [block for block in openings["activite-1-position"].blocks if isinstance(block, Opening)]
    assert of_bar
    assert all(block.value and block.blocks for block in of_bar)
    told_of = [block.text for block in openings["activite-1"].blocks if isinstance(block, Text)]
    assert sum("ventes" in text for text in told_of) == 1


def test_an_activity_without_resource_has_no_signal():
    table = YEAR.replace("| 613000 | Loyer          | 301,01  | 0,00    |", "|613000|Loyer|301,01|0,00|Local")
    found = told(table)
    assert [each.nom for each in found.par_activite.activites] == ["Buvette", "Club", "Local"]
    openings = {
        block.anchor: block for block in every(activities(found).blocks) if isinstance(block, Opening)
    }
    assert openings["activite-3-position"].blocks[-1] == Text(NO_SIGNAL)


def test_the_chapter_is_written_on_a_screen_and_on_a_page():
    section = activities(told(YEAR.replace("Buvette", "<b>Bar & co</b>")))
    document = Document(title="Rapport", lede="Essai.", sections=(section,))
    text = write_text(document)
    assert "Activité par activité, en 2025" in text
    assert "Coût complet" in text
    page = write_html(document)
    assert "&lt;b&gt;Bar &amp; co&lt;/b&gt;" in page
    assert "<b>Bar" not in page


def test_the_chapter_stands_after_the_position_of_the_whole():
    year, reading = read_year()
    found = by_axis(year, [reading])
    report = report_of(analyse([of_fec(reading.fec)]), today=date(2026, 11, 25))
    anchors = [section.anchor for section in with_activities(report, [found]).sections]
    assert anchors[anchors.index("position") + 1] == "activites"
    assert len(anchors) == len(report.sections) + 1
    empty = with_activities(Document(title="Rapport", lede="Essai.", sections=()), [found])
    assert [section.anchor for section in empty.sections] == ["activites"]


def test_each_exercice_has_its_chapter_the_last_first_and_its_own_anchors():
    before = of_2024(YEAR.replace("Buvette", "Loto"))
    document = with_activities(Document(title="Rapport", lede="Essai.", sections=()), [before, told()])
    assert [section.title for section in document.sections] == [
        "Activité par activité, en 2025",
        "Activité par activité, en 2024",
    ]
    found = [block for section in document.sections for block in every(section.blocks)]
    anchors = [block.anchor for block in found if isinstance(block, Opening)]
    anchors += [section.anchor for section in document.sections]
    assert len(set(anchors)) == len(anchors)
    figures = [cell for section in document.sections for row in grid_of(section).rows for cell in row]
    assert {cell.anchor for cell in figures if isinstance(cell, Figure) and cell.anchor} <= set(anchors)
    names = [row[0] for section in document.sections for row in grid_of(section).rows]
    assert names == ["Buvette", "Club", "Non réparti", "Ensemble", "Club", "Loto", "Non réparti", "Ensemble"]


def test_the_json_tells_the_same_amounts():
    data = json.loads(as_json(activities_data(told(**KEY))))
    assert (data["exercice"], data["colonne"], data["alertes"]) == ("2025", COLUMN, [])
    bar, club = data["activites"]
    assert (bar["nom"], bar["cout_complet_centimes"], bar["solde"]) == ("Buvette", 42_525, "excedentaire")
    assert bar["resultat"]["nombre"] == bar["resultat_centimes"] == 17_475
    assert club["ressources"]["total_centimes"] == 95_000
    assert club["conclusion"]["texte"]
    assert data["non_reparti"]["cout_complet_centimes"] == 0


def test_the_table_to_take_away_holds_centimes():
    found = activities_table([told(**KEY)])
    assert [column.label for column in found.columns][2:7] == [
        "Recettes",
        "Charges directes",
        "Charges indirectes",
        "Coût complet",
        "Résultat",
    ]
    assert found.rows[0][1:7] == ("Buvette", 60_000, 35_000, 7_525, 42_525, 17_475)
    assert [row[1] for row in found.rows] == ["Buvette", "Club", "Non réparti"]
    assert b"425,25" in write_csv(found)
    assert [row[0] for row in activities_table([of_2024(), told()]).rows] == ["2024"] * 3 + ["2025"] * 3


# --- Which files --------------------------------------------------------------------------------------------------


def test_two_files_of_one_exercice_are_added_up():
    half = "\n".join(line for line in YEAR.splitlines() if "| 2025" in line and int(line.split("|")[1]) < 4)
    rest = "\n".join(line for line in YEAR.splitlines() if "| 2025" in line and int(line.split("|")[1]) >= 4)
    given = (date(2025, 1, 1), date(2025, 12, 31))
    parts = [read_axis([with_axis(table)], NAME, COLUMN, exercice=given) for table in (half, rest)]
    (year,) = analyse([of_fec(part.fec) for part in parts]).exercices
    found = by_axis(year, parts)
    assert activities_table([found]).rows == activities_table([told()]).rows


@pytest.mark.parametrize("column", ["Section", COLUMN])
def test_without_a_file_that_has_the_axis_there_is_nothing_to_tell(column):
    year, _reading = read_year()
    other = read(with_axis(YEAR.replace("Ventes", "Autres ventes")), column)
    assert by_axis(year, [other]) is None


def test_an_exercice_that_no_balance_tells_has_no_activity():
    typed = TypedExercice(opened_on=date(2025, 1, 1), closed_on=date(2025, 12, 31), lines={})
    (year,) = analyse([of_typed("lignes.json", typed)]).exercices
    assert by_axis(year, [read_year()[1]]) is None
