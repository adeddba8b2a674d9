"""The answers computed from accounts are the engine's: its own worked examples say so."""

from fractions import Fraction

import pytest

from socioeco.indicators import definition_of
from socioeco.indicators.exemples import postes_of_example
from trajectoires.learning.enums import Figure
from trajectoires.learning.selectors import question_on
from trajectoires.trajectories.selectors import work_of

INDICATORS = {
    Figure.PART_PREMIER_FINANCEUR: ("premier_financeur", 100),
    Figure.PART_PUBLIQUE: ("part_publique", 100),
    Figure.MOIS_DE_TRESORERIE: ("mois_de_tresorerie", 1),
    Figure.PART_PERSONNEL: ("part_personnel", 100),
}
EXAMPLES = [
    (figure, exemple, scale)
    for figure, (cle, scale) in INDICATORS.items()
    for exemple in definition_of(cle).exemples
]


@pytest.mark.parametrize(
    ("figure", "exemple", "scale"), EXAMPLES, ids=[f"{figure}-{each.titre}" for figure, each, _ in EXAMPLES]
)
def test_the_right_answer_is_that_of_the_worked_example(figure, exemple, scale):
    question = question_on(figure, postes_of_example(exemple))
    if not exemple.is_computable:
        assert question.reason
        return
    bounds = [Fraction(each) * scale for each in str(exemple.attendu).replace(" ", "").split("à")]
    if bounds[-1] - bounds[0] > 2:  # too wide to be asked
        assert "pas assez précisément" in question.reason
        return
    assert [question.low, question.high] == [bounds[0], bounds[-1]]
    assert question.accepts(bounds[0])
    assert question.accepts(bounds[-1])
    assert not question.accepts(bounds[-1] + 2)
    assert not question.accepts(bounds[0] - 2)
    assert question.facts


@pytest.fixture
def postes(work):
    def read(*lines):
        return work_of(work({2025: list(lines)})).exercices[-1].postes

    return read


def test_the_first_family_is_chosen_among_those_that_brought_something(postes):
    read = postes("741000 Subventions 600", "756000 Cotisations 300", "754100 Dons 100", "606000 Achats -900")
    question = question_on(Figure.PREMIERE_FAMILLE, read)
    assert (question.right, len(question.choices)) == ("Subventions", 3)
    assert question.accepts("Subventions")
    assert not question.accepts("Cotisations")
    part = question_on(Figure.PART_PREMIERE_FAMILLE, read)
    assert (part.low, part.high) == (60, 60)


def test_two_first_families_make_no_question(postes):
    read = postes("741000 Subventions 300", "756000 Cotisations 300")
    assert "une première famille" in question_on(Figure.PREMIERE_FAMILLE, read).reason


@pytest.mark.parametrize(
    ("charges", "right"), [(-900, "Un excédent"), (-1200, "Un déficit"), (-1000, "Ni l’un ni l’autre")]
)
def test_the_year_says_which_way_it_went(postes, charges, right):
    question = question_on(
        Figure.SENS_DU_RESULTAT, postes("741000 Subventions 1000", f"606000 Achats {charges}")
    )
    assert question.right == right
    assert question.accepts(right)


def test_no_resource_makes_no_share(postes):
    assert "aucune ressource" in question_on(Figure.PART_PREMIERE_FAMILLE, postes("606000 Achats -10")).reason
