"""Other typologies, read in the same exercice: presence only, no invented share, and « not enough » as a result."""

import re

import pytest
from hypothesis import given
from pydantic import ValidationError

from socioeco.indicators import postes_of_typed
from socioeco.indicators.leviers import compute_leviers
from socioeco.readers import ExerciceAnswers, Opinion, Question, TypedExercice, TypedLine
from socioeco.typologies import ConclusionKind, Side
from socioeco.typologies.lectures import LECTURES, LectureDefinition, lecture_definition, lectures
from socioeco.typologies.parts import parts_of

from .typologies_cases import YEAR, exercices, fec, opinions

KEYS = tuple(LECTURES)


def told(answers=None, **lines):
    """Ten lines in euros, with answers by key."""
    values = {Question(key): number for key, number in (answers or {}).items()}
    amounts = {TypedLine(key): euros * 100 for key, euros in lines.items()}
    return postes_of_typed(TypedExercice(**YEAR, lines=amounts), answers=ExerciceAnswers(values=values))


def read(key, postes, **given_opinions):
    answered = {question: Opinion(opinion) for question, opinion in given_opinions.items()}
    return next(each for each in lectures(postes, answered) if each.definition.cle == key)


def sides(lecture):
    return {each.definition.cle: each.side and each.side.value for each in lecture.categories}


def concluded(lecture):
    return lecture.conclusion.kind, lecture.conclusion.texte


# --- Definitions --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS)
def test_a_reading_says_its_source_what_it_looks_at_and_its_limits(key):
    definition = lecture_definition(key)
    assert definition.cle == key
    assert "lu" in definition.source
    assert definition.regarde
    assert definition.limites
    assert "{" not in " ".join((definition.source, *definition.limites))


def test_a_reading_that_does_not_exist_has_no_key():
    with pytest.raises(KeyError):
        lecture_definition("horoscope")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data["categories"][0]["criteres"].clear(),
        lambda data: data["categories"][0]["criteres"][0].update(levier="benevolat"),
        lambda data: data["categories"][0]["criteres"][0].update(groupe=None, question="age"),
        lambda data: data.update(hors_champ="Ailleurs."),
        lambda data: data.update(champ={"texte": "L’association emploie.", "levier": "salaries"}),
        lambda data: data.update(calculee=False),
        lambda data: data.update(limites=[]),
        lambda data: data.update(score=3),
    ],
)
def test_a_definition_that_is_not_whole_is_refused(damage):
    data = lecture_definition("avise").model_dump(mode="json")
    assert LectureDefinition.model_validate(data) == lecture_definition("avise")
    damage(data)
    with pytest.raises(ValidationError):
        LectureDefinition.model_validate(data)


# --- Marchand, non marchand, hybride ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ({"ventes": 50, "cotisations": 10}, "marchand"),
        ({"subventions": 50, "cotisations": 10}, "non marchand"),
        ({"ventes": 1, "dons": 99}, "hybride"),
        ({"commande": 10, "mecenat": 1}, "hybride"),
    ],
)
def test_the_nature_of_resources_makes_one_of_three(lines, name):
    kind, text = concluded(read("avise", told(**lines)))
    assert kind is ConclusionKind.DOMINANT
    assert f"\u00a0: {name}." in text
    assert "pas une étiquette" in text


def test_a_source_that_is_silent_concludes_nothing():
    kind, text = concluded(read("avise", told(cotisations=100)))
    assert (kind, "aucune de ses catégories" in text) == (ConclusionKind.PAS_ASSEZ, True)
    kind, text = concluded(read("avise", told(ventes=50, autres=10)))
    assert (kind, text) == (
        ConclusionKind.PAS_ASSEZ,
        "Pas assez d’éléments. Restent possibles\u00a0: marchand\u202f; hybride.",
    )
    assert set(sides(read("avise", told())).values()) == {"inconnu"}


def test_money_that_is_public_or_private_is_not_sold_either_way():
    """Nobody said who pays, yet nothing was sold."""
    assert concluded(read("avise", fec(("7400", "Aide Untel", 10))))[0] is ConclusionKind.DOMINANT


def test_a_signal_of_a_share_opens():
    lecture = read("avise", fec(("706", "Entrées", 30), ("7541", "Dons", 70)))
    sales, others = lecture.categories[2].pour
    assert [line.compte for line in sales.sources] == ["706"]
    assert others.part == parts_of(fec(("706", "Entrées", 30), ("7541", "Dons", 70)))["non_marchand"].value
    assert sales.texte == "Il y a des ventes ou des participations. C’est ce que nous lisons."
    assert lecture.categories[0].contre[0].texte.endswith("Nous lisons le contraire.")


# --- Économie plurielle -------------------------------------------------------------------------------------------


def test_three_principles_may_stand_together():
    kind, text = concluded(read("economie-plurielle", told(ventes=10, subventions=10, dons=10)))
    assert kind is ConclusionKind.PLUSIEURS
    assert all(word in text for word in ("échange", "redistribution", "réciprocité"))


def test_time_given_is_reciprocity_beside_the_money():
    lecture = read("economie-plurielle", told({"heures": 10}, ventes=10))
    assert sides(lecture) == {"echange": "pour", "redistribution": "contre", "reciprocite": "pour"}
    assert (
        read("economie-plurielle", told({"heures": 0}, ventes=10)).conclusion.kind is ConclusionKind.DOMINANT
    )
    assert sides(read("economie-plurielle", told(ventes=10)))["reciprocite"] == "inconnu"


def test_time_counted_in_class_87_is_time_given():
    counted = read("economie-plurielle", fec(("706", "Entrées", 10), ("875", "Bénévolat", 5)))
    assert sides(counted)["reciprocite"] == "pour"


def test_levers_may_be_those_of_another_source():
    postes = told(ventes=10)
    leviers = compute_leviers(told({"heures": 3}, ventes=10))
    found = next(
        each for each in lectures(postes, {}, leviers) if each.definition.cle == "economie-plurielle"
    )
    assert sides(found)["reciprocite"] == "pour"


# --- Trois logiques, cinq types -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opinion", "side"),
    [("oui", "pour"), ("en_partie", "pour"), ("non", "contre"), ("ne_sait_pas", "inconnu")],
)
def test_an_answer_about_members_speaks_for_their_association(opinion, side):
    lecture = read("trois-logiques", told(cotisations=10), membres=opinion)
    assert sides(lecture)["membres"] == side
    (signal,) = lecture.categories[1].pour + lecture.categories[1].contre + lecture.categories[1].inconnus
    assert signal.question == "membres"


def test_how_strong_a_commitment_is_stays_unknown():
    assert sides(read("trois-logiques", told({"heures": 5000})))["militantes"] == "inconnu"
    assert sides(read("trois-logiques", told({"heures": 0})))["militantes"] == "contre"


@pytest.mark.parametrize(
    ("answers", "salaires", "side"),
    [({}, 10, "pour"), ({}, 0, "contre"), ({"etp": 0}, 10, "contre"), ({"etp": 50}, 0, "pour")],
)
def test_employing_is_told_else_read_in_the_charges(answers, salaires, side):
    found = read("trois-logiques", told(answers, cotisations=10, salaires=salaires), membres="non")
    assert sides(found)["gestionnaires"] == side


def test_five_types_speak_only_of_those_who_employ():
    kind, text = concluded(read("cinq-types", told(cotisations=10)))
    assert (kind, text) == (ConclusionKind.PAS_ASSEZ, lecture_definition("cinq-types").hors_champ)
    assert set(sides(read("cinq-types", told(cotisations=10))).values()) == {None}


@given(exercices, opinions)
def test_no_type_is_concluded_without_its_sector(postes, answered):
    found = next(each for each in lectures(postes, answered) if each.definition.cle == "cinq-types")
    assert found.conclusion.kind is ConclusionKind.PAS_ASSEZ


def test_what_is_read_leaves_some_types_aside():
    lecture = read("cinq-types", told({"heures": 100}, cotisations=10, salaires=10))
    assert sides(lecture) == {
        "federation": "inconnu",
        "humanitaire": "contre",
        "institutionnel": "contre",
        "composite": "inconnu",
        "benevole": "inconnu",
    }
    assert "Restent possibles\u00a0: A, fédération" in lecture.conclusion.texte


# --- Dix modèles --------------------------------------------------------------------------------------------------


@given(exercices, opinions)
def test_ten_american_models_are_described_and_never_computed(postes, answered):
    lecture = next(each for each in lectures(postes, answered) if each.definition.cle == "dix-modeles")
    assert len(lecture.categories) == 10
    assert set(sides(lecture).values()) == {None}
    assert lecture.conclusion.kind is ConclusionKind.PAS_ASSEZ
    assert "n’est pas calculée" in lecture.conclusion.texte
    assert any("diffère en France" in limit for limit in lecture.definition.limites)


# --- Laws ---------------------------------------------------------------------------------------------------------


@given(exercices, opinions)
def test_every_criterion_gives_one_signal_without_a_number(postes, answered):
    found = lectures(postes, answered)
    assert tuple(each.definition.cle for each in found) == KEYS
    for categorie in (categorie for lecture in found for categorie in lecture.categories if categorie.side):
        signals = categorie.pour + categorie.contre + categorie.inconnus
        assert len(signals) == len(categorie.definition.criteres)
        assert not re.search(r"\d", " ".join(signal.texte for signal in signals))


@given(exercices, opinions)
def test_a_category_for_has_nothing_against_it_unless_one_is_enough(postes, answered):
    for lecture in lectures(postes, answered):
        for each in lecture.categories:
            if each.side is Side.POUR and each.definition.exige == "tous":
                assert (each.contre, each.inconnus) == ((), ())
            if each.side is Side.CONTRE and each.definition.exige == "un":
                assert (each.pour, each.inconnus) == ((), ())
