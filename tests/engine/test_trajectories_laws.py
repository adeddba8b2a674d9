"""Laws of a trajectory, whatever the years: order does not matter, causes add up, a scale leaves shares and base 100."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socioeco.comptes import Ressource, regime_for, regime_named
from socioeco.generator import STORIES, generate_association
from socioeco.indicators import postes_of_balance, postes_of_typed
from socioeco.readers import (
    Balance,
    BalanceLine,
    ExerciceAnswers,
    Question,
    TypedExercice,
    TypedLine,
    read_fec,
)
from socioeco.trajectories import (
    EtapeKind,
    Nature,
    base_100,
    build_trajectory,
    explain,
    mix_of,
    set_exceptionnel_apart,
)

from .trajectories_cases import explained

ACCOUNTS = [
    "606", "621", "641", "681", "675", "706", "709", "73", "741", "742", "747", "7541", "7542", "7543", "755",
    "756", "758", "768", "771", "775", "781", "791", "799", "875", "512", "101",
]  # fmt: skip
LABELS = {"741": "Subvention Ville de Rennes", "747": "Fondation Dupont", "742": "Aide"}
periods = st.tuples(st.dates(date(2016, 1, 1), date(2026, 12, 31)), st.integers(20, 700)).map(
    lambda drawn: (drawn[0], drawn[0] + timedelta(days=drawn[1]))
)
accounts = st.dictionaries(st.sampled_from(ACCOUNTS), st.integers(-90000, 90000), max_size=8)
typed_lines = st.dictionaries(st.sampled_from(list(TypedLine)), st.none() | st.integers(0, 90000))
purchases = st.none() | st.integers(0, 90000)


def fec(period, accounts, purchases, rules=None, scale=1):
    lines = tuple(
        BalanceLine(
            compte=compte,
            libelle=LABELS.get(compte, f"Compte {compte}"),
            debit_centimes=max(-amount, 0) * scale,
            credit_centimes=max(amount, 0) * scale,
        )
        for compte, amount in accounts.items()
    )
    answers = ExerciceAnswers(
        values={} if purchases is None else {Question.ACHATS_PUBLICS: purchases * scale}
    )
    balance = Balance(opened_on=period[0], closed_on=period[1], lines=lines)
    return postes_of_balance(balance, rules or regime_for(period[0]), answers=answers)


def typed(period, lines, scale=1):
    amounts = {key: None if amount is None else amount * scale for key, amount in lines.items()}
    return postes_of_typed(TypedExercice(opened_on=period[0], closed_on=period[1], lines=amounts))


recipes = st.tuples(st.just(fec), periods, accounts, purchases) | st.tuples(
    st.just(typed), periods, typed_lines
)
lives = st.lists(recipes, min_size=1, max_size=4, unique_by=lambda recipe: recipe[1])


def cook(recipe, scale=1):
    make, *arguments = recipe
    return make(*arguments, scale=scale)


exercices = recipes.map(cook)


@settings(max_examples=40)  # a life is up to four years, each with every measure
@given(lives.flatmap(lambda life: st.tuples(st.just(life), st.permutations(life))))
def test_the_order_of_the_years_does_not_matter(both):
    life, shuffled = both
    assert build_trajectory([cook(each) for each in shuffled]) == build_trajectory(
        [cook(each) for each in life]
    )


@settings(max_examples=40)  # a life is up to four years, each with every measure
@given(lives)
def test_every_series_has_a_point_for_every_step_and_none_for_a_gap(life):
    found = build_trajectory([cook(each) for each in life])
    assert len(found.etapes) >= len(life)
    for serie in found.series.values():
        assert tuple(point.etape for point in serie.points) == found.etapes
        for point in serie.points:
            is_gap = point.etape.kind is EtapeKind.LACUNE
            assert (point.releve is None) == is_gap
            assert not (is_gap and point.value.is_computed)
            if serie.mesure.nature is not Nature.FLUX:
                assert point.sur_douze_mois == point.value


@settings(max_examples=40)  # a life is up to four years, each with every measure
@given(lives)
def test_no_day_between_the_first_and_the_last_is_left_unsaid(life):
    covered = None
    for etape in build_trajectory([cook(each) for each in life]).etapes:
        assert covered is None or etape.opened_on <= covered + timedelta(days=1)
        covered = max(covered or etape.closed_on, etape.closed_on)


@given(exercices, exercices, accounts, st.sampled_from(["99-01", "2018-06", "2025"]))
def test_what_explains_a_change_adds_up_to_it_to_the_centime(before, after, again, rules):
    restated = fec((before.opened_on, before.closed_on), again, None, rules=regime_named(rules))
    for other in (None, restated):
        totals = {each.total.value: each for each in explain(before, after, other)}
        for name, read in (
            ("ressources", lambda postes: postes.ressources.total_centimes),
            ("produits", lambda postes: postes.produits.value.number),
            ("resultat", lambda postes: postes.resultat_centimes),
        ):
            found = totals[name]
            assert found.difference_centimes == read(after) - read(before)
            assert explained(found) == found.difference_centimes
            assert sum(cause.difference_centimes for cause in found.regles_par_ligne) == (
                found.regles.number or 0
            )


@given(exercices, st.dictionaries(st.sampled_from(list(Ressource)), st.integers(-100, 10**7)))
def test_what_is_set_apart_changes_no_total_of_the_accounts(postes, montants):
    apart = set_exceptionnel_apart(postes, montants)
    assert apart.produits == postes.produits
    families = sum(famille.value.number or 0 for famille in apart.ressources.familles)
    assert families == apart.ressources.total_centimes <= postes.ressources.total_centimes
    beside = sum(amount for amount, _ in mix_of(apart).a_cote.values())
    assert families + beside == postes.produits.value.number


@given(exercices)
def test_shares_lie_between_nil_and_one_and_what_is_known_adds_up_to_one(postes):
    parts = mix_of(postes).parts.values()
    for part in parts:
        assert (
            not part.is_computed or 0 <= part.number <= (part.number if part.haut is None else part.haut) <= 1
        )
    if any(part.is_computed for part in parts) and not any(part.is_range for part in parts):
        assert sum(part.number or 0 for part in parts) == 1


@given(exercices)
def test_every_corner_of_the_triangle_is_three_shares_of_one(postes):
    path = build_trajectory([postes]).chemin
    for point in (*path.points, *path.autre_convention):
        for corner in point.zone:
            assert sum(corner) == 1
            assert min(corner) >= 0
        for index, part in enumerate(point.parts.values()):
            if point.zone:
                assert part.number == min(corner[index] for corner in point.zone)


@settings(max_examples=40)  # a life is up to four years, each with every measure
@given(lives, st.integers(2, 1000))
def test_a_scale_leaves_shares_base_100_and_the_triangle(life, scale):
    first, second = (build_trajectory([cook(each, size) for each in life]) for size in (1, scale))
    for name in first.mix:
        assert first.mix[name].parts == second.mix[name].parts
    for one, other in zip(first.chemin.points, second.chemin.points, strict=True):
        assert (one.zone, one.parts) == (other.zone, other.parts)
    for cle in ("ressources_total", "charges", "resultat", "tresorerie", "ressource_cotisations"):
        opened_on = first.etapes[0].opened_on
        one, other = (base_100(each.series[cle], opened_on) for each in (first, second))
        assert [point.value for point in one] == [point.value for point in other]


@pytest.mark.parametrize("story", sorted(STORIES))
def test_every_story_is_explained_whole(story):
    association = generate_association(story, seed=5, first_year=2023, years=3, size="petite")
    balances = [read_fec([each.fec_bytes()], each.fec_name).balance for each in association.exercices]
    years = [postes_of_balance(balance, regime_for(balance.opened_on)) for balance in balances]
    found = build_trajectory(years[::-1])
    assert len(found.changements) == 2
    for (before, after), change in zip(pairwise(years), found.changements, strict=True):
        result = change.explications[-1]
        assert explained(result) == after.resultat_centimes - before.resultat_centimes
