"""What explains a change: causes that add up to it, to the centime, and the part of the accounting rules."""

from dataclasses import replace

import pytest

from socioeco.comptes import regime_for
from socioeco.generator import STORIES, generate_association
from socioeco.indicators import Poste, postes_of_balance
from socioeco.indicators.retraitement import restate
from socioeco.readers import exercice_key, read_fec
from socioeco.trajectories import CauseKind, Total, build_trajectory, explain
from socioeco.values import calcule, calcule_entre

from . import trajectories_cases as cases
from .trajectories_cases import explained, year


def typed(number, **lines):
    return cases.typed(year(number), **lines)


def fec(number, **told):
    return cases.fec(year(number), **told)


def told(explication):
    return {
        (cause.kind.value, cause.label): (
            cause.avant_centimes // 100,
            cause.apres_centimes // 100,
        )
        for cause in explication.causes
    }


def assert_whole(explications):
    for each in explications:
        assert explained(each) == each.difference_centimes == each.apres_centimes - each.avant_centimes


def test_families_then_what_is_out_of_the_mix_then_charges():
    before = fec(2023, c741=100, c775=50, c777=4, c791=3, c641=-60, c606=-20)
    after = fec(2024, c741=70, c756=10, c771=8, c641=-65, c606=-25)
    resources, produits, result = explain(before, after)
    assert_whole((resources, produits, result))
    assert told(resources) == {
        ("famille", "Subventions"): (100, 70),
        ("famille", "Cotisations"): (0, 10),
    }
    assert told(produits) == told(resources) | {
        ("hors_mix", "Cessions"): (50, 0),
        ("hors_mix", "Produits exceptionnels"): (0, 8),
        ("hors_mix", "Produits sans encaissement\u00a0: quotes-parts, reprises, fonds dédiés"): (4, 0),
        ("hors_mix", "Transferts de charges"): (3, 0),
    }
    assert told(result) == told(produits) | {
        ("charge", "Charges de personnel"): (-60, -65),
        ("charge", "Autres charges"): (-20, -25),
    }
    assert [each.total for each in (resources, produits, result)] == list(Total)
    assert [each.regles.number for each in (resources, produits, result)] == [0, 0, 0]
    assert result.difference_centimes == after.resultat_centimes - before.resultat_centimes


def test_every_cause_opens_by_its_lines():
    before, after = fec(2023, c741=100, c775=50, c758=4), fec(2024, c741=70, c641=-5)
    for explication in explain(before, after):
        for cause in explication.causes:
            assert sum(line.montant_centimes for line in cause.sources_avant) == cause.avant_centimes
            assert sum(line.montant_centimes for line in cause.sources_apres) == cause.apres_centimes


def test_accounts_out_of_the_chart_are_not_lost():
    before, after = fec(2023, c72=30), fec(2024, c72=10, c7999=5)
    produits = explain(before, after)[1]
    assert_whole([produits])
    assert produits.difference_centimes == -1500
    assert {cause.kind for cause in produits.causes} == {CauseKind.HORS_MIX}


def test_produits_without_lines_are_one_cause_that_does_not_open():
    before = fec(2023, c756=10)
    after = replace(fec(2024, c756=10), produits=Poste(value=calcule(1700)))
    (rest,) = (cause for cause in explain(before, after)[1].causes if cause.kind is CauseKind.HORS_MIX)
    assert (rest.label, rest.difference_centimes, rest.sources_apres) == ("Autres produits", 700, ())


def test_the_rules_have_their_own_part_once_the_year_before_is_restated():
    before = fec(2024, c756=100, c775=40, c641=-90)
    restated = fec(2024, rules="2025", c756=100, c757=40, c641=-85, c606=-5)
    after = fec(2025, c756=110, c757=10, c641=-80, c606=-20)
    resources, produits, result = explain(before, after, restated)
    assert_whole((resources, produits, result))
    assert (produits.regles.number, result.regles.number) == (0, 0)
    assert told(produits)["hors_mix", "Cessions"] == (40, 10)
    assert told(result)["charge", "Charges de personnel"] == (-85, -80)
    moved = {cause.label: cause.difference_centimes for cause in result.regles_par_ligne}
    assert moved == {"Charges de personnel": 500, "Autres charges": -500}
    assert resources.regles_par_ligne == ()
    assert all(each.is_restated for each in (resources, produits, result))


def test_what_leaves_the_resources_by_the_rules_is_said_apart():
    before = fec(2024, c756=100, c747=30)
    restated = fec(2024, rules="2025", c756=100, c747=30)
    after = fec(2025, c756=105, c747=20)
    resources = explain(before, after, restated)[0]
    assert_whole([resources])
    assert (resources.avant_centimes, resources.apres_centimes) == (13000, 10500)
    assert resources.regles.number == -3000
    assert [(c.kind, c.label, c.difference_centimes) for c in resources.causes] == [
        (CauseKind.FAMILLE, "Cotisations", 500)
    ]


def test_without_a_restatement_the_part_of_the_rules_is_not_computable():
    found = explain(fec(2024, c756=100), fec(2025, c756=105))
    assert_whole(found)
    assert all("n’a pas été recalculé" in each.regles.raison for each in found)
    assert not any(each.is_restated for each in found)


def test_a_year_without_a_chart_beside_one_that_has_one():
    found = explain(typed(2023, cotisations=100), fec(2024, c756=105))
    assert_whole(found)
    assert all("ne suit aucun plan comptable" in each.regles.raison for each in found)
    both = explain(typed(2023, cotisations=100), typed(2024, cotisations=105, autres=3))
    assert [each.regles.number for each in both] == [0, 0, 0]


@pytest.mark.parametrize("number", [2022, 2023])
def test_a_restatement_is_read_only_where_the_rules_change(number):
    before, after, other = fec(number, c756=1), fec(number + 1, c756=3), fec(number, c756=999)
    assert explain(before, after, other) == explain(before, after)


def test_a_trajectory_explains_each_step_with_its_restatement():
    years = [fec(2025, c756=105, c747=20), fec(2024, c756=100, c747=30), fec(2023, c756=90)]
    again = {exercice_key(*year(2024)): fec(2024, rules="2025", c756=100, c747=30)}
    found = build_trajectory(years, restated=again)
    assert [(each.avant, each.apres) for each in found.changements] == [("2023", "2024"), ("2024", "2025")]
    assert [each.explications[0].regles.number for each in found.changements] == [0, -3000]
    for each in found.changements:
        assert_whole(each.explications)


def test_staff_known_by_its_bounds_says_so_and_the_causes_still_add_up():
    before, after = fec(2023, c641=-50, c606=-20), fec(2024, c641=-60, c606=-20)
    wide = replace(before, personnel=Poste(value=calcule_entre(4000, 5000, reserve="Fourchette.")))
    result = explain(wide, after)[-1]
    assert_whole([result])
    assert [cause.reserve for cause in result.causes] == ["Fourchette.", "Fourchette."]
    assert [cause.reserve for cause in explain(before, after)[-1].causes] == ["", ""]


@pytest.mark.parametrize("story", sorted(STORIES))
@pytest.mark.parametrize("first_year", [2019, 2024])
def test_every_story_across_a_break_is_explained_on_one_layout(story, first_year):
    association = generate_association(story, seed=3, first_year=first_year, years=2, size="petite")
    first, second = (read_fec([each.fec_bytes()], each.fec_name).balance for each in association.exercices)
    older, newer = (regime_for(each.opened_on) for each in (first, second))
    before, after = postes_of_balance(first, older), postes_of_balance(second, newer)
    restated = restate(first, older, newer).postes()
    explications = explain(before, after, restated)
    assert_whole(explications)
    result = explications[-1]
    assert result.regles.number == 0, "the rules never change a result"
    assert result.difference_centimes == after.resultat_centimes - before.resultat_centimes
