"""Years that follow: what changed between each pair adds up to what changed over all, whatever each comes from."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.comptes import regime_for
from socioeco.generator import STORIES, generate_association
from socioeco.indicators import Postes, postes_of_balance, postes_of_typed
from socioeco.readers import ExerciceAnswers, Question, TypedExercice, TypedLine, read_fec
from socioeco.trajectories import compare

RESULT = [
    "Ressources de l’année",
    "Autres produits, sans encaissement ou exceptionnels",
    "Charges de personnel",
    "Autres charges",
]


def balances(story: str, *, first_year: int, years: int = 3):
    association = generate_association(story, seed=11, first_year=first_year, years=years, size="petite")
    return [read_fec([each.fec_bytes()], each.fec_name).balance for each in association.exercices]


READ = {
    story: balances(story, first_year=2018) for story in STORIES
}  # three charts of accounts in five years


def told(balance, purchases: int | None) -> Postes:
    answers = ExerciceAnswers(values={} if purchases is None else {Question.ACHATS_PUBLICS: purchases})
    return postes_of_balance(balance, regime_for(balance.opened_on), answers=answers)


def retyped(postes: Postes) -> Postes:
    """The same year, as its treasurer would type it from the paper statement."""
    amounts = {
        key: postes.ressources[key].value.number or 0
        for key in (each.value for each in TypedLine)
        if key in GROUPED
    }
    amounts["mecenat"] += postes.ressources["fondations"].value.number or 0
    amounts["autres"] += sum(postes.ressources[key].value.number or 0 for key in ("legs", "produits"))
    staff = postes.personnel.value.number or 0
    amounts |= {"salaires": staff, "depenses": (postes.charges.value.number or 0) - staff}
    lines = {TypedLine(key): amount for key, amount in amounts.items()}
    return postes_of_typed(TypedExercice(opened_on=postes.opened_on, closed_on=postes.closed_on, lines=lines))


GROUPED = ("cotisations", "ventes", "subventions", "dons", "mecenat", "autres")

stories = st.sampled_from(sorted(STORIES))
ways = st.tuples(*[st.tuples(st.none() | st.integers(0, 10**9), st.booleans())] * 3)


def lived(story: str, ways) -> list[Postes]:
    """The years of a story: in each, what is told of public purchases, and whether its ten lines were typed."""
    return [
        retyped(told(balance, None)) if is_typed else told(balance, purchases)
        for balance, (purchases, is_typed) in zip(READ[story], ways, strict=True)
    ]


@given(stories, ways)
def test_what_changed_each_year_adds_up_to_what_changed_over_all(story, ways):
    years = lived(story, ways)
    steps = [compare(before, after) for before, after in pairwise(years)]
    for name, ends in (
        ("ressources", [each.ressources.total_centimes for each in (years[0], years[-1])]),
        ("resultat", [each.resultat_centimes for each in (years[0], years[-1])]),
    ):
        moved = sum(move.difference_centimes for step in steps for move in getattr(step, name))
        assert moved == ends[1] - ends[0]


@given(stories, ways)
def test_a_line_of_accounts_stands_in_one_movement(story, ways):
    """Unless its family comes to nothing, and is left out."""
    for before, after in pairwise(lived(story, ways)):
        found = compare(before, after).ressources
        assert len({move.label for move in found}) == len(found)
        for side, postes in (("sources_avant", before), ("sources_apres", after)):
            shown = Counter(line for move in found for line in getattr(move, side))
            familles = postes.ressources.familles
            assert shown <= Counter(line for famille in familles for line in famille.sources)
            assert shown >= Counter(
                line for famille in familles if famille.value.number for line in famille.sources
            )


@given(stories, ways)
def test_the_lines_of_a_result_keep_their_order(story, ways):
    for before, after in pairwise(lived(story, ways)):
        labels = [move.label for move in compare(before, after).resultat]
        assert labels == [label for label in RESULT if label in labels]


@given(stories, ways)
def test_what_one_year_leaves_the_next_one_takes_up(story, ways):
    """By line of the result: its labels are always the same, so its amounts can be followed."""
    years = lived(story, ways)
    first, second = (compare(before, after).resultat for before, after in pairwise(years))
    left = {move.label: move.apres_centimes for move in first if move.apres_centimes}
    assert left == {move.label: move.avant_centimes for move in second if move.avant_centimes}


@pytest.mark.parametrize("story", STORIES)
def test_a_year_typed_from_its_own_accounts_has_not_moved(story):
    """But for what the ten lines do not ask: produits without any payment, which the note speaks of."""
    for balance in READ[story]:
        read = told(balance, 0)
        found = compare(retyped(read), read)
        assert [move.difference_centimes for move in found.ressources if move.difference_centimes] == []
        moved = {move.label for move in found.resultat if move.difference_centimes}
        assert moved <= {"Autres produits, sans encaissement ou exceptionnels"}
        assert any("dix lignes saisies" in note for note in found.notes)


@pytest.mark.parametrize(
    ("first_year", "changes"), [(2016, 0), (2018, 1), (2019, 1), (2020, 0), (2023, 1), (2026, 0)]
)
def test_a_change_of_rules_is_said_once_in_three_years_where_it_falls(first_year, changes):
    years = [told(balance, None) for balance in balances("club_benevole", first_year=first_year)]
    notes = [note for before, after in pairwise(years) for note in compare(before, after).notes]
    assert len(notes) == changes
    assert all(note.startswith("Les règles comptables changent") for note in notes)


def test_every_note_is_said_when_everything_differs():
    old = told(balances("festival", first_year=2016, years=1)[0], None)
    lines = {TypedLine.COTISATIONS: 100}
    typed = postes_of_typed(
        TypedExercice(opened_on=date(2018, 1, 1), closed_on=date(2018, 6, 30), lines=lines)
    )
    length, gap, origin = compare(old, typed).notes
    assert "six mois" in length
    assert "Il manque des comptes" in gap
    assert "2017" in gap
    assert "lignes saisies" in origin


def test_the_loss_of_a_subsidy_is_the_largest_fall_and_is_opened():
    years = [told(balance, 0) for balance in READ["subvention_perdue"]]
    falls = [
        min(compare(*pair).ressources, key=lambda move: move.difference_centimes) for pair in pairwise(years)
    ]
    lost = min(falls, key=lambda move: move.difference_centimes)
    assert lost.label == "Subventions"
    assert (
        sum(line.montant_centimes for line in lost.sources_avant) == lost.avant_centimes > lost.apres_centimes
    )
