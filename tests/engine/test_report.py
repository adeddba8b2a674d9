"""What a report is made of: files joined to years, budgets apart, only chapters with something to say."""

import io
from datetime import date

import pytest

from socioeco.readers import TypedExercice, TypedLine, read_fec
from socioeco.report.analysis import analyse
from socioeco.report.chapters import chapters_of
from socioeco.report.data import OF_READING
from socioeco.report.document import Items
from socioeco.report.reading import of_fec, of_typed
from socioeco.report.report import report_of
from socioeco.report.text import write_text

from . import report_cases as cases
from .report_cases import ANSWERS, TODAY, TYPED, fecs
from .trajectories_cases import explained


@pytest.fixture
def readings():
    return cases.readings()


@pytest.fixture
def whole():
    return cases.analysis_of("whole")


@pytest.fixture
def nothing():
    return cases.analysis_of("nothing")


def test_a_budget_stands_apart_from_actual_years(whole):
    assert [year.label for year in whole.exercices] == [
        "2020",
        "2021",
        "2022",
        "2023",
        "2024",
        "2025",
        "2026",
    ]
    assert [year.label for year in whole.budgets] == ["2027 (budget)"]
    assert all(
        "2027" not in point.etape.libelle
        for serie in whole.trajectory.series.values()
        for point in serie.points
    )
    assert whole.is_blocked


def test_the_order_of_the_files_does_not_matter(whole, readings):
    again = analyse(readings[::-1], answers=ANSWERS)
    assert (again.exercices, again.budgets) == (whole.exercices, whole.budgets)


def test_the_year_before_new_rules_is_told_again_under_them(whole):
    change = next(each for each in whole.trajectory.changements if each.apres == "2025")
    assert all(each.regles.is_computed for each in change.explications)
    assert all(explained(each) == each.difference_centimes for each in change.explications)


def test_a_chart_can_be_imposed_on_every_year(readings):
    found = analyse(readings[:4], plan="2018-06")
    assert {year.postes.regime.code for year in found.exercices} == {"2018-06"}


def test_a_chart_that_goes_back_restates_nothing():
    older = analyse(fecs(years=2))
    assert [each.regles.number for each in older.trajectory.changements[0].explications] == [0, 0, 0]


def test_a_file_given_twice_counts_once(readings):
    found = analyse([*readings[:1], *readings[:1]])
    assert len(found.exercices) == 1
    assert [each.code for each in found.of_the_whole] == ["E1-meme-fichier"]


def test_accounts_are_kept_before_ten_lines_of_the_same_year(readings):
    same = TypedExercice(opened_on=date(2022, 1, 1), closed_on=date(2022, 12, 31), lines=TYPED.lines)
    newer = TypedExercice(opened_on=date(2022, 1, 1), closed_on=date(2022, 12, 31), lines={TypedLine.DONS: 1})
    typed = [of_typed("lignes.json", same), of_typed("neuves.json", newer)]
    found = analyse([*typed, readings[0]])
    assert found.exercices[0].names == (readings[0].name,)
    assert "plus détaillé, est gardé" in " ".join(found.notes)
    assert analyse(typed).exercices[0].names == ("neuves.json",)


def test_years_that_do_not_follow_are_not_compared_at_opening(readings):
    found = analyse([readings[0], readings[2]])
    assert all("F10" not in each.code for year in found.exercices for each in year.anomalies)
    assert [each.code for each in found.of_the_whole] == ["E4-exercice-manquant"]


def test_only_chapters_with_something_to_say(whole, nothing):
    assert {section.anchor for section in chapters_of(nothing)} == {"prudence", "anomalies", "lectures"}
    assert {"ressources", "budgets", "etats", "trajectoire", "leviers", "reperes"} <= {
        section.anchor for section in chapters_of(whole)
    }


def test_every_reading_has_its_promised_keys(readings):
    assert all(reading.to_json().keys() == OF_READING.keys() for reading in readings)


def test_years_that_follow_under_the_same_rules_have_nothing_that_breaks(readings):
    (path,) = (each for each in chapters_of(analyse(readings[:2])) if each.anchor == "trajectoire")
    assert not any(isinstance(block, Items) for block in path.blocks)


def test_entries_without_a_number_are_said_to_be_checked_otherwise(fec_text):
    text = fec_text("""
        BQ |  | 20250305 | 512000 | Banque      | 10,00 | 0,00
        BQ |  | 20250305 | 756000 | Cotisations | 0,00  | 10,00
    """)
    found = analyse([of_fec(read_fec(io.BytesIO(text.encode()), "123456782FEC20251231.txt"))])
    assert "équilibre vérifié par journal et par date" in write_text(report_of(found, today=TODAY)).replace(
        "\n    ", " "
    )
