"""One or two employees: nothing computed of a hidden year tells what its staff costs."""

import pytest

from socioeco.generator import generate_association
from socioeco.readers import read_fec
from socioeco.report.analysis import analyse
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
