"""One or two employees: nothing computed of a hidden year tells what its staff costs."""

import pytest

from socioeco.generator import generate_association
from socioeco.readers import (
    Answers,
    ExerciceAnswers,
    Question,
    exercice_key,
    read_fec,
)
from socioeco.report.analysis import analyse
from socioeco.report.chapters.levers_years import levers_over_years
from socioeco.report.document import Grid, Items
from socioeco.report.reading import of_fec
from socioeco.values import Statut


@pytest.fixture(scope="module")
def readings():
    association = generate_association("festival", seed=7, first_year=2024, years=2, size="petite")
    return [of_fec(read_fec([each.fec_bytes()], each.fec_name)) for each in association.exercices]


def test_a_hidden_report_explains_charges_as_a_whole_under_both_rules(readings):
    found = analyse(readings, hides_salaries=True)
    (change,) = found.trajectory.changements
    labels = {cause.label for each in change.explications for cause in each.causes}
    assert "Charges, salaires compris" in labels
    assert not {"Charges de personnel", "Autres charges"} & labels
    (again,) = found.retraitements
    assert again.postes.personnel.value.statut is Statut.SECRET
    assert not again.indicateurs["part_personnel"].value.is_computed
    shown = analyse(readings)
    assert sum(each.difference_centimes for each in change.explications) == sum(
        each.difference_centimes for each in shown.trajectory.changements[0].explications
    )


def test_levers_stand_year_by_year(readings):
    key = exercice_key(readings[0].balance.opened_on, readings[0].balance.closed_on)
    told = Answers(exercices={key: ExerciceAnswers(values={Question.HEURES: 1200})})
    section = levers_over_years(analyse(readings, answers=told))
    people = next(block for block in section.blocks if isinstance(block, Grid))
    assert people.header == ("Mesure", "2024", "2025")
    assert people.rows[0][1:] == ("1\u202f200\u00a0h", "–")
    assert any(isinstance(block, Items) for block in section.blocks)
    assert levers_over_years(analyse([])) is None
