"""Accounts that a person places herself: totals never move, the word taken back is the first result again."""

import json
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socioeco.cli import main
from socioeco.comptes import (
    NATURES,
    classement_at,
    nature_by_number,
    place_of,
    places_of,
    regime_for,
    regime_named,
)
from socioeco.generator import generate_association
from socioeco.indicators import compute_indicateurs, postes_of_balance, reconcile_classe_7
from socioeco.indicators.balance_postes import STAFF
from socioeco.readers import Answers, ExerciceAnswers, exercice_key, read_fec
from socioeco.report.analysis import analyse
from socioeco.report.html import write_html
from socioeco.report.reading import of_fec
from socioeco.report.report import report_of


@cache
def reading(story="festival"):
    (year,) = generate_association(story, seed=3, first_year=2025, years=1).exercices
    return read_fec([year.fec_bytes()], year.fec_name)


def balance():
    return reading().balance


def accounts():
    return [line.compte for line in balance().lines if line.compte[0] in "67"]


def placed(rangements):
    return postes_of_balance(
        balance(), regime_for(balance().opened_on), answers=ExerciceAnswers(rangements=rangements)
    )


def any_rangements():
    return st.dictionaries(st.sampled_from(accounts()), st.integers(0, 13), max_size=8).map(
        lambda chosen: {
            compte: list(places_of(compte))[rank % len(places_of(compte))] for compte, rank in chosen.items()
        }
    )


@settings(max_examples=60, deadline=None)
@given(any_rangements())
def test_totals_and_result_never_move(rangements):
    usual, told = placed({}), placed(rangements)
    for name in ("produits", "charges", "tresorerie", "fonds_propres"):
        assert getattr(told, name).value == getattr(usual, name).value
    assert told.resultat_centimes == usual.resultat_centimes
    reconciled = reconcile_classe_7(balance(), told.regime)
    assert reconciled.ecart_centimes == 0
    assert reconciled.total_classe_7_centimes == balance().solde_crediteur_centimes("7")


@settings(max_examples=30, deadline=None)
@given(any_rangements())
def test_each_account_stands_where_it_was_put_and_says_so(rangements):
    told = placed(rangements)
    found = {
        source.compte: (famille.key.value, source.is_told)
        for famille in told.ressources.familles
        for source in famille.sources
    }
    for compte, place in rangements.items():
        if compte.startswith("7") and place in {famille.key.value for famille in told.ressources.familles}:
            assert found[compte] == (place, True)
        elif compte.startswith("6"):
            is_staff = any(source.compte == compte for source in told.personnel.sources)
            is_paid = any(source.compte == compte for source in told.charges_decaissables.sources)
            has_amount = any(source.compte == compte for source in told.charges.sources)
            assert (is_staff, is_paid) == (
                has_amount and place == "personnel",
                has_amount and place != "dotations",
            )
    assert {compte for compte, (_, is_told) in found.items() if is_told} <= rangements.keys()


def test_the_word_taken_back_gives_the_first_result():
    usual = placed({})
    assert placed({}) == usual
    regime = regime_for(balance().opened_on)
    again = regime.ranged([("756000", classement_at("756000", "dons"))]).ranged(())
    assert again == regime
    assert postes_of_balance(balance(), again) == usual


def test_a_place_is_of_the_class_of_its_account():
    for compte, place in (
        ("756000", "personnel"),
        ("641000", "dons"),
        ("512000", "dons"),
        ("756000", "nulle"),
    ):
        with pytest.raises(ValueError, match="place"):
            classement_at(compte, place)
    assert places_of("512000") == {}
    for compte in ("606000", "706000"):
        assert all(place_of(classement_at(compte, place), compte) == place for place in places_of(compte))


def test_natures_by_number_agree_with_staff_everywhere():
    numbers = [f"6{rest:03d}" for rest in range(1000)]
    staff = {compte for compte in numbers if nature_by_number(compte) == "personnel"}
    assert staff == {compte for compte in numbers if compte.startswith(STAFF)}
    assert {nature_by_number(compte) for compte in numbers} - {None} == set(NATURES)
    assert nature_by_number("706") is None


def test_answers_keep_rangements_and_former_ones_are_read():
    told = ExerciceAnswers(rangements={"756000": "dons"})
    answers = Answers(exercices={exercice_key(date(2025, 1, 1), date(2025, 12, 31)): told})
    written = json.loads(json.dumps(answers.to_json()))
    assert Answers.from_json(written) == answers
    for each in written["exercices"].values():
        del each["rangements"]
    assert Answers.from_json(written).of(date(2025, 1, 1), date(2025, 12, 31)) == ExerciceAnswers()


def test_the_report_says_who_placed_the_account():
    key = exercice_key(balance().opened_on, balance().closed_on)
    compte = next(line.compte for line in balance().lines if line.compte.startswith("70"))
    answers = Answers(exercices={key: ExerciceAnswers(rangements={compte: "dons"})})
    analysis = analyse([of_fec(reading())], answers=answers)
    assert "(rangé par vous)" in write_html(report_of(analysis, today=date(2026, 1, 1)))
    assert analysis.exercices[0].rapprochement.ecart_centimes == 0
    before = {each.definition.cle: each.value for each in compute_indicateurs(placed({}), niveau=None)}
    after = {each.definition.cle: each.value for each in analysis.exercices[0].indicateurs}
    assert before["part_generosite"] != after["part_generosite"]
    assert before["resultat"] == after["resultat"]


def test_a_year_told_again_under_newer_rules_keeps_its_total():
    """The passage from a chart to the next follows numbers: a rangement changes no number."""
    association = generate_association("club_benevole", seed=2, first_year=2023, years=2)
    readings = [of_fec(read_fec([year.fec_bytes()], year.fec_name)) for year in association.exercices]
    plain = analyse(readings)
    first = plain.exercices[0]
    key = exercice_key(first.postes.opened_on, first.postes.closed_on)
    compte = next(line.compte for line in first.balance.lines if line.compte.startswith("75"))
    told = analyse(readings, answers=Answers(exercices={key: ExerciceAnswers(rangements={compte: "ventes"})}))
    for one, other in zip(plain.retraitements, told.retraitements, strict=True):
        assert one.restated.balance == other.restated.balance
        assert one.postes.produits.value == other.postes.produits.value


@pytest.mark.parametrize("place", ["personnel", "nulle part"])
def test_the_command_refuses_a_place_that_does_not_exist(place, tmp_path, capsys):
    (tmp_path / "a.txt").write_bytes(
        generate_association("club_benevole", seed=3, first_year=2025, years=1).exercices[0].fec_bytes()
    )
    wrong = Answers(exercices={"2025-01-01/2025-12-31": ExerciceAnswers(rangements={"756000": place})})
    (tmp_path / "r.json").write_text(json.dumps(wrong.to_json()), encoding="utf-8")
    assert main(["analyser", str(tmp_path / "a.txt"), "--reponses", str(tmp_path / "r.json")]) != 0
    assert "ne contient pas de réponses" in capsys.readouterr().err


def test_the_command_says_the_accounts_that_an_exercice_has_not(tmp_path, capsys):
    year = generate_association("club_benevole", seed=3, first_year=2025, years=1).exercices[0]
    (tmp_path / year.fec_name).write_bytes(year.fec_bytes())
    answers = Answers(
        exercices={
            exercice_key(year.opened_on, year.closed_on): ExerciceAnswers(rangements={"799999": "dons"})
        }
    )
    (tmp_path / "r.json").write_text(json.dumps(answers.to_json()), encoding="utf-8")
    main(["analyser", str(tmp_path / year.fec_name), "--reponses", str(tmp_path / "r.json")])
    assert "799999" in capsys.readouterr().err


def test_a_chart_without_word_is_the_one_of_the_file():
    for code in ("99-01", "2018-06", "2025"):
        regime = regime_named(code)
        assert regime.ranged(()) is regime
        assert regime.told("756000") is None
        told = regime.ranged([("7419", classement_at("7419", "dons"))])
        assert told.classify("7419", "Subvention").ressource == "dons"
        assert told.classify("7418", "Subvention") == regime.classify("7418", "Subvention")
