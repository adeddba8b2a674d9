"""The three levers: what is told, what is not, and nothing added from one to another."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from socioeco.comptes import regime_named
from socioeco.indicators import postes_of_balance, postes_of_typed
from socioeco.indicators.leviers import Leviers, compute_leviers, leviers_definition, methodes_definition
from socioeco.indicators.leviers.definitions import LeviersDefinition
from socioeco.readers import (
    Answers,
    Balance,
    BalanceLine,
    ExerciceAnswers,
    Question,
    TypedExercice,
    TypedLine,
)

YEAR = {"opened_on": date(2024, 1, 1), "closed_on": date(2024, 12, 31)}


def told(*, unknown=(), lines=None, dates=None, **answers) -> Leviers:
    """Typed lines in euros; answers by key."""
    values = {Question(key): number for key, number in answers.items()}
    amounts = {TypedLine(key): euros * 100 for key, euros in (lines or {}).items()}
    given_answers = ExerciceAnswers(values=values, unknown=frozenset(map(Question, unknown)))
    return compute_leviers(
        postes_of_typed(TypedExercice(**(dates or YEAR), lines=amounts), answers=given_answers)
    )


def booked(*lines, regime="2018-06", **answers) -> Leviers:
    """Lines `compte, libelle, credit in euros`."""
    accounts = tuple(
        BalanceLine(compte=compte, libelle=libelle, debit_centimes=0, credit_centimes=euros * 100)
        for compte, libelle, euros in lines
    )
    values = {Question(key): number for key, number in answers.items()}
    balance = Balance(**YEAR, lines=accounts)
    return compute_leviers(
        postes_of_balance(balance, regime_named(regime), answers=ExerciceAnswers(values=values))
    )


# --- Definitions --------------------------------------------------------------------------------------------------


def test_each_lever_has_its_measures_in_order():
    found = told()
    assert [levier.definition.cle for levier in found.leviers] == ["humaines", "financiers", "alliances"]
    for levier in found.leviers:
        assert [mesure.definition for mesure in levier.mesures] == list(levier.definition.mesures)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data["leviers"].pop(),
        lambda data: data["leviers"].append(data["leviers"][0]),
        lambda data: data["leviers"][0]["mesures"].append(data["leviers"][0]["mesures"][0]),
        lambda data: data["leviers"][0]["mesures"][0].update(question="age_du_capitaine"),
        lambda data: data["leviers"][0]["mesures"][0].update(prudence=""),
    ],
)
def test_a_definition_that_is_not_whole_is_refused(damage):
    data = leviers_definition().model_dump(mode="json")
    assert LeviersDefinition.model_validate(data) == leviers_definition()
    damage(data)
    with pytest.raises(ValidationError):
        LeviersDefinition.model_validate(data)


def test_a_measure_that_does_not_exist_has_no_key():
    with pytest.raises(KeyError):
        told()["bonheur"]
    with pytest.raises(KeyError):
        leviers_definition().mesure("bonheur")


def test_every_question_serves_a_measure_a_level_a_rate_or_an_indicator():
    asked = {mesure.question for levier in leviers_definition().leviers for mesure in levier.mesures}
    levels = {niveau.cle for niveau in methodes_definition().niveaux}
    rates = {Question.TAUX_SMIC, Question.TAUX_CHARGES, Question.TAUX_CONVENTION, Question.TAUX_REMPLACEMENT}
    indicators = {Question.ACHATS_PUBLICS, Question.PREMIER_FINANCEUR, Question.PLURIANNUEL}
    assert asked - {""} | levels | rates | indicators == set(Question)


def test_an_answer_keeps_its_place_in_what_is_stored():
    answers = Answers(
        exercices={
            "2024-01-01/2024-12-31": ExerciceAnswers(
                values={Question.TAUX_CONVENTION: 1450}, unknown=frozenset({Question.SERVICE_CIVIQUE})
            )
        }
    )
    assert Answers.from_json(answers.to_json()) == answers
    kept = answers.of(YEAR["opened_on"], YEAR["closed_on"])
    asked = (Question.TAUX_CONVENTION, Question.SERVICE_CIVIQUE, Question.ETP)
    assert [kept.is_answered(question) for question in asked] == [True, True, False]


def test_nothing_stored_is_no_answer_and_another_format_is_refused():
    assert Answers.from_json({}) == Answers()
    assert Answers().of(YEAR["opened_on"], YEAR["closed_on"]) == ExerciceAnswers()
    with pytest.raises(ValueError, match="unknown format"):
        Answers.from_json({"format": 0})


# --- People -------------------------------------------------------------------------------------------------------


def test_not_told_not_known_and_zero_are_three_things():
    assert "vous n’avez pas répondu" in told()["etp_salaries"].value.raison
    assert "vous ne savez pas" in told(unknown=["etp"])["etp_salaries"].value.raison
    assert told(etp=0)["etp_salaries"].value.number == 0
    assert "négative" in told(etp=-1)["etp_salaries"].value.raison


def test_a_reason_names_what_is_missing_and_where_to_find_it():
    raison = told()["service_civique"].value.raison
    assert raison.startswith("Service civique, mois de mission\u00a0: ")
    assert "contrats d’engagement" in raison


def test_posts_are_told_in_hundredths():
    assert told(etp=150)["etp_salaries"].value.number == Fraction(3, 2)


def test_hours_given_make_posts_over_the_length_of_the_exercice():
    found = told(heures=800, heures_temps_plein=1600)["etp_benevoles"]
    assert found.value.number == Fraction(1, 2)
    assert [(terme.label, terme.value.number) for terme in found.termes] == [
        ("Heures données", 800),
        ("Heures d’un temps plein", 1600),
    ]
    half = {"opened_on": date(2024, 1, 1), "closed_on": date(2024, 6, 30)}
    assert told(dates=half, heures=800, heures_temps_plein=1600)["etp_benevoles"].value.number == 1


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"heures": 10}, "Heures d’un temps plein\u00a0: vous n’avez pas répondu"),
        ({"heures_temps_plein": 1600}, "Heures données par les bénévoles\u00a0: vous n’avez pas répondu"),
        ({"heures": 10, "heures_temps_plein": 0}, "ne peut pas compter zéro heure"),
    ],
)
def test_no_post_without_both_of_its_terms(answers, words):
    assert words in told(**answers)["etp_benevoles"].value.raison


def test_without_any_mission_there_is_no_hour_of_it():
    assert told(service_civique=0)["service_civique_heures"].value.number == 0
    assert not told(service_civique=6)["service_civique_heures"].value.is_computed
    assert told(service_civique=6, service_civique_heures=620)["service_civique_heures"].value.number == 620


# --- Money, and what is beside ------------------------------------------------------------------------------------


def test_money_opens_to_its_families_and_in_kind_is_beside():
    found = booked(
        ("756", "Cotisations", 300), ("870", "Dons", 40), ("871", "Prêt", 20), ("875", "Temps", 100)
    )
    assert found["ressources"].value.number == 30_000
    assert sum(terme.value.number or 0 for terme in found["ressources"].termes) == 30_000
    assert found["en_nature"].value.number == 16_000
    assert [(terme.label, terme.value.number) for terme in found["en_nature"].termes] == [
        ("Bénévolat", 10_000),
        ("Prestations en nature", 2_000),
        ("Dons en nature", 4_000),
    ]


def test_accounts_870_and_875_took_each_other_s_place():
    found = booked(("870", "Bénévolat", 100), regime="99-01")
    assert [terme.label for terme in found["en_nature"].termes] == ["Bénévolat"]


def test_a_bare_account_87_says_no_kind():
    found = booked(("87", "Contributions", 100))
    assert [terme.label for terme in found["en_nature"].termes] == ["Contributions sans précision"]


def test_what_is_received_free_may_be_told_where_accounts_count_nothing():
    assert told(en_nature=50_000)["en_nature"].value.number == 50_000
    assert told(en_nature=50_000)["en_nature"].value.reserve == "Selon votre réponse."
    assert booked(("870", "Dons", 40), en_nature=99)["en_nature"].value.number == 4_000
    untold = booked(("756", "Cotisations", 300))["en_nature"].value.raison
    assert "Rien n’est compté en classe 87" in untold
    assert "vous n’avez pas répondu" in untold


@given(st.dictionaries(st.sampled_from(Question), st.integers(0, 10_000)))
def test_no_answer_moves_the_money(values):
    answers = {question.value: number for question, number in values.items()}
    assert told(lines={"cotisations": 100}, **answers)["ressources"].value.number == 10_000


# --- Alliances ----------------------------------------------------------------------------------------------------


def test_kinds_of_alliances_are_told_apart_and_never_added():
    found = told(partenaires=3, alliances_mecenat=2, alliances_innovation=2)
    assert [
        found[key].value.number for key in ("partenaires", "alliances_mecenat", "alliances_innovation")
    ] == [3, 2, 2]
    assert found["alliances_mecenat"].value.reserve == ""
    assert not found["alliances_economique"].value.is_computed


def test_a_kind_larger_than_the_whole_is_said():
    assert "plus que le total" in told(partenaires=3, alliances_mecenat=4)["alliances_mecenat"].value.reserve
    assert told(alliances_mecenat=4)["alliances_mecenat"].value.reserve == ""
