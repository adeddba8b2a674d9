"""What happened must be visible in the books, whatever the seed and the regime."""

from __future__ import annotations

from itertools import pairwise

import pytest

from socioeco.generator import STORIES, GeneratedAssociation, GeneratedExercice, generate_association
from socioeco.generator.stories import Story

SEEDS = range(1, 4)
FIRST_YEARS = (2014, 2020, 2025)
CASES = [(seed, year) for seed in SEEDS for year in FIRST_YEARS]
VENTES_DONS_NATURE_99 = "7587"


def produits(exercice: GeneratedExercice, *prefixes: str, but: tuple[str, ...] = ()) -> int:
    return -sum(
        solde
        for compte, solde in exercice.soldes().items()
        if compte.startswith(prefixes) and not (but and compte.startswith(but))
    )


def subventions(exercice: GeneratedExercice) -> int:
    """Class 74 without the share of investment grants, which is there from 2025."""
    return produits(exercice, "74", but=("747",) if exercice.opened_on.year >= 2025 else ())


def ventes(exercice: GeneratedExercice) -> int:
    old = (VENTES_DONS_NATURE_99,) if exercice.opened_on.year < 2020 else ()
    return produits(exercice, "70", *old)


def tresorerie(exercice: GeneratedExercice) -> int:
    return sum(solde for compte, solde in exercice.soldes().items() if compte[0] == "5")


def around_turning(association: GeneratedAssociation) -> tuple[GeneratedExercice, ...]:
    years = [exercice.opened_on.year for exercice in association.exercices]
    rank = years.index(association.turning_year)
    return association.exercices[rank - 1 : rank + 2]


def play(story: str, seed: int, first_year: int, years: int = 3) -> GeneratedAssociation:
    return generate_association(story, seed=seed, first_year=first_year, years=years)


@pytest.mark.parametrize(("seed", "year"), CASES)
def test_a_grant_is_lost_then_the_mix_is_rebuilt(seed: int, year: int) -> None:
    before, lost, after = around_turning(play("subvention_perdue", seed, year))
    assert subventions(lost) * 100 <= subventions(before) * 60
    assert lost.resultat_centimes() < 0 < after.resultat_centimes()
    assert produits(after, "70") > produits(lost, "70")
    salaires = [-produits(exercice, "6411") for exercice in (before, lost, after)]
    assert salaires == sorted(salaires, reverse=True)


@pytest.mark.parametrize(("seed", "year"), CASES)
def test_shop_sales_grow_each_year(seed: int, year: int) -> None:
    exercices = play("boutique_en_croissance", seed, year, 6).exercices
    for before, after in pairwise(exercices):
        assert ventes(after) > ventes(before)
    # A break of accounts moves sales of gifts between 758 and 707: shares are read with both.
    assert ventes(exercices[5]) > 2 * ventes(exercices[0])
    assert subventions(exercices[4]) < subventions(exercices[0])


@pytest.mark.parametrize(("seed", "year"), CASES)
def test_a_wet_summer_hits_the_festival(seed: int, year: int) -> None:
    before, wet, after = around_turning(play("festival", seed, year))
    assert produits(wet, "7062") * 100 < produits(before, "7062") * 70
    assert produits(after, "7062") > produits(before, "7062") * 90 // 100
    assert wet.resultat_centimes() < 0 < after.resultat_centimes()
    assert produits(wet, "7912", "7587") > 0
    assert produits(before, "7912", "7587") == 0


@pytest.mark.parametrize(("seed", "year"), CASES)
def test_a_cheaper_contract_squeezes_the_employer(seed: int, year: int) -> None:
    before, squeezed, after = around_turning(play("employeur_commande_publique", seed, year))
    assert produits(squeezed, "7061") < produits(before, "7061") * 94 // 100
    assert squeezed.resultat_centimes() < 0 < after.resultat_centimes()
    assert squeezed.soldes()["411000"] > before.soldes()["411000"]
    assert tresorerie(squeezed) < tresorerie(before)
    assert produits(before, "70") > subventions(before)


@pytest.mark.parametrize(("seed", "year"), CASES)
def test_the_club_lives_on_its_members(seed: int, year: int) -> None:
    association = play("club_benevole", seed, year)
    before, opened, _ = around_turning(association)
    for exercice in association.exercices:
        assert (exercice.closed_on.month, exercice.closed_on.day) == (8, 31)
        assert not any(compte.startswith("64") for compte in exercice.soldes())
        assert produits(exercice, "756") * 2 > produits(exercice, "7")
    assert produits(opened, "756") * 100 > produits(before, "756") * 112
    assert opened.soldes()["215400"] > before.soldes()["215400"]


@pytest.mark.parametrize("story", STORIES)
def test_books_are_worth_reading(story: str) -> None:
    for exercice in play(story, 1, 2021).exercices:
        accounts = {ligne.compte for item in exercice.ecritures for ligne in item.lignes}
        journals = {item.journal for item in exercice.ecritures}
        assert len(accounts) >= 25
        assert {"AN", "BQ", "AC", "OD", "CV"} <= journals
        assert sum(len(item.lignes) for item in exercice.ecritures) > 400


@pytest.mark.parametrize("story", STORIES)
def test_own_funds_stay_above_nil_for_a_usual_size(story: str) -> None:
    for exercice in play(story, 1, 2021).exercices:
        own = -sum(solde for compte, solde in exercice.soldes().items() if compte[:2] in {"10", "11", "12"})
        assert own + exercice.resultat_centimes() > 0


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_descriptions_keep_french_typography(story: Story) -> None:
    text = story.description
    assert "'" not in text
    for mark in ";!?":
        assert text.count(mark) == text.count("\u202f" + mark)
    assert text.count(":") == text.count("\u00a0:")
