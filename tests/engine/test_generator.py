"""Laws of the generated books: they hold for each story, each regime and any seed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socioeco.generator import (
    STORIES,
    GeneratedAssociation,
    GeneratedExercice,
    Regime,
    generate_association,
    regime_for,
)
from socioeco.generator.chart import all_keys, compte_for
from socioeco.generator.dates import spread
from socioeco.generator.identity import luhn_key

FIRST_YEARS = {Regime.CRC_99_01: 2015, Regime.ANC_2018_06: 2021, Regime.PCG_2025: 2025}
SEEDS = (1, 7, 20)
CASES = [(story, regime, seed) for story in STORIES for regime in Regime for seed in SEEDS]


@cache
def books(story: str, regime: Regime, seed: int) -> GeneratedAssociation:
    return generate_association(story, seed=seed, first_year=FIRST_YEARS[regime], years=3)


def opening_soldes(exercice: GeneratedExercice) -> dict[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for ecriture in exercice.ecritures:
        if ecriture.journal == "AN":
            for ligne in ecriture.lignes:
                totals[ligne.compte] += ligne.debit_centimes - ligne.credit_centimes
    return {compte: solde for compte, solde in totals.items() if solde}


def check_ecritures(exercice: GeneratedExercice) -> None:
    nums: dict[str, list[int]] = defaultdict(list)
    for ecriture in exercice.ecritures:
        assert len(ecriture.lignes) >= 2
        assert sum(ligne.solde_centimes for ligne in ecriture.lignes) == 0
        assert all(bool(ligne.debit_centimes) != bool(ligne.credit_centimes) for ligne in ecriture.lignes)
        assert all(min(ligne.debit_centimes, ligne.credit_centimes) == 0 for ligne in ecriture.lignes)
        assert exercice.opened_on <= ecriture.on <= exercice.closed_on
        assert ecriture.piece_on <= ecriture.on <= ecriture.valid_on
        nums[ecriture.journal].append(ecriture.num)
    assert all(found == list(range(1, len(found) + 1)) for found in nums.values())
    assert len(nums["AN"]) == 1
    valid_on = [ecriture.valid_on for ecriture in exercice.ecritures]
    assert valid_on == sorted(valid_on)


def check_accounts(exercice: GeneratedExercice) -> None:
    soldes = exercice.soldes()
    assert not any(compte.startswith(("58", "47")) for compte in soldes)
    assert soldes.get("530000", 0) >= 0
    emplois = sum(solde for compte, solde in soldes.items() if compte.startswith("86"))
    ressources = sum(solde for compte, solde in soldes.items() if compte.startswith("87"))
    assert emplois == -ressources > 0
    labels: dict[str, set[str]] = defaultdict(set)
    for ecriture in exercice.ecritures:
        for ligne in ecriture.lignes:
            labels[ligne.compte].add(ligne.libelle_compte)
    renamed = {compte for compte, names in labels.items() if len(names) > 1}
    opening = {ligne.compte for ligne in exercice.ecritures[0].lignes}
    assert renamed <= opening  # the opening entry alone speaks with the words of the year before


def check_continuity(before: GeneratedExercice, after: GeneratedExercice) -> None:
    closing = {compte: solde for compte, solde in before.soldes().items() if compte[0] in "12345"}
    resultat = before.resultat_centimes()
    closing["120000" if resultat >= 0 else "129000"] = -resultat
    assert opening_soldes(after) == {compte: solde for compte, solde in closing.items() if solde}
    assert not any(compte.startswith("12") for compte in after.soldes())  # appropriated in the year


@pytest.mark.parametrize(("story", "regime", "seed"), CASES)
def test_books_obey_double_entry(story: str, regime: Regime, seed: int) -> None:
    association = books(story, regime, seed)
    assert {exercice.regime for exercice in association.exercices} == {regime}
    for exercice in association.exercices:
        check_ecritures(exercice)
        check_accounts(exercice)
    for before, after in pairwise(association.exercices):
        check_continuity(before, after)


@pytest.mark.parametrize(("story", "regime", "seed"), CASES)
def test_matching_marks_settle_exactly(story: str, regime: Regime, seed: int) -> None:
    for exercice in books(story, regime, seed).exercices:
        marked: dict[tuple[str, str], int] = defaultdict(int)
        for ecriture in exercice.ecritures:
            for ligne in ecriture.lignes:
                assert bool(ligne.lettrage) == (ligne.lettrage_on is not None)
                if ligne.lettrage:
                    marked[ligne.compte, ligne.lettrage] += ligne.solde_centimes
        assert marked
        assert not any(marked.values())


@given(
    story=st.sampled_from(sorted(STORIES)),
    seed=st.integers(min_value=0, max_value=2**64),
    first_year=st.integers(min_value=2012, max_value=2026),
    size=st.sampled_from(["petite", "moyenne"]),
    closing_month=st.sampled_from([None, 3, 8, 12]),
)
@settings(max_examples=12, deadline=None, derandomize=True)
def test_laws_hold_for_any_seed(
    story: str, seed: int, first_year: int, size: str, closing_month: int | None
) -> None:
    association = generate_association(
        story, seed=seed, first_year=first_year, years=2, size=size, closing_month=closing_month
    )
    for exercice in association.exercices:
        assert exercice.regime is regime_for(exercice.opened_on)
        check_ecritures(exercice)
        check_accounts(exercice)
    check_continuity(*association.exercices)


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("first_year", [2019, 2024])
def test_books_cross_a_change_of_regime(story: str, first_year: int) -> None:
    association = generate_association(story, seed=3, first_year=first_year, years=2)
    before, after = association.exercices
    assert before.regime is not after.regime
    check_continuity(before, after)
    for exercice in association.exercices:
        check_ecritures(exercice)


def test_earmarked_gifts_move_to_their_new_account_in_2020() -> None:
    association = generate_association("subvention_perdue", seed=1, first_year=2018, years=3)
    _, before, after = association.exercices
    assert before.soldes()["195000"] < 0
    assert "195000" in opening_soldes(after)
    assert "195000" not in after.soldes()
    assert any(compte.startswith("7896") for compte in after.soldes())


def test_a_regime_can_be_forced() -> None:
    association = generate_association("festival", seed=1, first_year=2024, years=1, regime=Regime.PCG_2025)
    assert association.exercices[0].regime is Regime.PCG_2025
    assert association.exercices[0].opened_on == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("key", "old", "middle", "new"),
    [
        ("benevolat", "870", "875", "875"),
        ("dons_nature", "875", "870", "870"),
        ("quote_part", "777", "777", "747"),
        ("cessions", "775", "775", "757"),
        ("valeur_comptable_cedee", "675", "675", "652"),
        ("remboursements_formation", "791", "791", "649"),
        ("indemnites_assurance", "791", "791", "7587"),
        ("dons", "7588", "75411", "75411"),
        ("collecte", "754", "75411", "75411"),
        ("mecenat", "7588", "7542", "7542"),
        ("abandons_frais", "7585", "75412", "75412"),
        ("cotisations", "756", "7561", "7561"),
        ("cotisations_activite", "756", "7562", "7562"),
        ("ventes_dons_nature", "7587", "7073", "7073"),
        ("parrainages", "708", "7063", "7063"),
        ("subvention_ville", "744", "740", "741"),
        ("subvention_asp", "747", "740", "741"),
        ("contribution_fondation", "748", "7551", "7551"),
        ("penalites", "6712", "6712", "6582"),
        ("licences", "652", "652", "6281"),
        ("reports_dons", "6895", "6896", "6896"),
        ("utilisations_dons", "7895", "7896", "7896"),
        ("fonds_dedies_dons", "195", "196", "196"),
    ],
)
def test_accounts_follow_the_regime(key: str, old: str, middle: str, new: str) -> None:
    for regime, prefix in zip(Regime, (old, middle, new), strict=True):
        assert compte_for(key, regime)[0].startswith(prefix)


@pytest.mark.parametrize("regime", list(Regime))
def test_the_chart_gives_one_label_per_account(regime: Regime) -> None:
    labels: dict[str, str] = {}
    for key in all_keys():
        compte, libelle = compte_for(key, regime)
        assert len(compte) == 6
        assert compte.isdigit()
        assert labels.setdefault(compte, libelle) == libelle


def test_transfers_of_charges_are_gone_in_2025() -> None:
    for story in STORIES:
        for exercice in books(story, Regime.PCG_2025, 1).exercices:
            assert not any(compte.startswith(("79", "77", "67")) for compte in exercice.soldes())


def test_names_and_numbers_are_plainly_fictitious() -> None:
    for seed in range(40):
        association = generate_association("club_benevole", seed=seed, first_year=2022, years=1)
        assert association.name.startswith("Association de démonstration\u00a0: ")
        assert association.siren.startswith("000")
        assert len(association.siren) == 9
        assert luhn_key(association.siren[:8]) == int(association.siren[8])


def test_luhn_key_on_the_textbook_number() -> None:
    assert luhn_key("7992739871") == 3


def test_people_are_never_named() -> None:
    association = books("employeur_commande_publique", Regime.PCG_2025, 1)
    names = {
        ligne.libelle_auxiliaire
        for exercice in association.exercices
        for ecriture in exercice.ecritures
        for ligne in ecriture.lignes
        if ligne.compte.startswith("42") and ligne.auxiliaire
    }
    assert names
    assert all(name.removeprefix("Salarié ").isdigit() for name in names)


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown story"):
        generate_association("autre", seed=1, first_year=2022, years=1)
    with pytest.raises(ValueError, match="at least one"):
        generate_association("festival", seed=1, first_year=2022, years=0)


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 50), min_size=1).filter(any))
@settings(deadline=None, derandomize=True)
def test_spread_is_exact(total: int, weights: list[int]) -> None:
    assert sum(spread(total, weights)) == total
