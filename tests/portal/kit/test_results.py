"""What answers say: every combination adds up, the most urgent comes first, nothing is scored."""

from itertools import product

import pytest

from trajectoires.kit.enums import Answer
from trajectoires.kit.selectors import changes_since, result_of
from trajectoires.kit.services import save_answers

from .questionnaire_cases import QUESTIONS, build_site, question, questionnaire

pytestmark = pytest.mark.django_db
FEW = [each for each in QUESTIONS if each[0] in {"contrat", "reserve", "dons"}]


def keys(questions):
    return [each.key for each in questions]


def read(answers, **changes):
    return result_of(questionnaire(**changes), answers)


def test_every_combination_of_answers_puts_each_question_in_one_place():
    small = questionnaire(questions=[(*each[:5], []) for each in FEW])
    possible = [*Answer.values, None]
    for first, aide, *three in product(("oui", "non", None), ("oui", "non", None), *[possible] * 3):
        given = dict(
            zip(("emploie", "aide", "contrat", "reserve", "dons"), (first, aide, *three), strict=True)
        )
        answers = {key: value for key, value in given.items() if value}
        result = result_of(small, answers)
        asked = (
            {"reserve"}
            | ({"contrat"} - {first == "non" and "contrat"})
            | ({"dons"} - {aide == "oui" and "dons"})
        )
        assert result.asked == len(asked)
        for key in asked:
            assert places(result, key) == [PLACE[answers.get(key)]], (answers, key)
        assert sorted(keys(result.unanswered)) == sorted(asked - answers.keys())
        urgent = [key for key in asked if answers.get(key) in {"non", "en-partie"}]
        assert {each.question.key for each in result.priorities} == set(urgent)
        counted = sum(sum(each.counts.values()) + each.unanswered for each in result.levers)
        assert counted == len(asked)


PLACE = {
    "oui": "strengths",
    "en-partie": "partial",
    "non": "weaknesses",
    "ne-sais-pas": "unknown",
    None: "unanswered",
}


def places(result, key):
    """Where a question stands; a landmark without any answer is not shown, its questions are counted."""
    found = [name for part in result.parts for name in PLACE.values() if key in keys(getattr(part, name))]
    return found or ["unanswered"] * (key in keys(result.unanswered))


def test_the_most_urgent_comes_first_a_no_before_a_partly_five_at_most():
    many = [
        question(key, "argent", "", "", urgency, [])
        for key, urgency in zip("abcdefgh", (2, 3, 1, 3, 2, 2, 3, 2), strict=True)
    ]
    answers = dict.fromkeys("abcdefgh", "non") | {"b": "en-partie", "e": "oui", "h": "ne-sais-pas"}
    result = read(answers, questions=many)
    assert [each.question.key for each in result.priorities] == ["d", "g", "b", "a", "f"]
    assert result.priorities[0].why == "Vous avez répondu « non ». Sans attendre."
    assert result.priorities[2].why == "Vous avez répondu « en partie ». Sans attendre."
    assert result.priorities[3].why == "Vous avez répondu « non ». Dans les trois mois."


def test_a_sixth_priority_is_left_out():
    six = [question(key, "argent", "", "", 2, []) for key in "abcdef"]
    assert len(read(dict.fromkeys("abcdef", "non"), questions=six).priorities) == 5


def test_a_question_that_is_ruled_out_counts_for_nothing():
    result = read({"emploie": "non", "contrat": "non", "reserve": "oui"})
    assert result.priorities == []
    assert "contrat" not in keys(result.unanswered)
    assert [each.landmark.key for each in result.parts] == ["argent"]


def test_a_lever_is_told_in_counts():
    result = read({"aide": "non", "reserve": "oui", "dons": "en-partie", "relais": "ne-sais-pas"})
    assert {each.lever.value: each.sentence for each in result.levers} == {
        "financiers": "Sur 2 questions : 1 « oui », 1 « en partie ».",
        "humaines": "Sur 2 questions : 1 « je ne sais pas », 1 sans réponse.",
    }


def test_a_page_is_advised_once_with_all_its_reasons_and_only_if_it_is_online():
    site = build_site()
    result = read({"reserve": "non", "convention": "en-partie", "dons": "non", "relais": "ne-sais-pas"})
    assert [(each.title, each.kind, each.whys) for each in result.readings] == [
        ("La réserve", "Fiche", ("Pour la compter.", "Pour tenir sans l’aide.")),
        ("Ma trajectoire", "Outil", ("Pour voir.",)),
    ]
    assert [each.title for each in result.first_readings] == ["La réserve"]
    assert [each.title for each in result.other_readings] == ["Ma trajectoire"]  # of what can wait
    assert read({"reserve": "oui"}).readings == []
    site.advised.unpublish()
    assert [each.title for each in read({"reserve": "non", "relais": "non"}).readings] == ["Ma trajectoire"]


def test_whom_to_call_is_said_when_something_cannot_wait():
    from trajectoires.content.models import SheetPage

    site = build_site()
    notions = site.other.add_child(instance=SheetPage(title="Notions", slug="notions", lede="Une."))
    notions.add_child(instance=SheetPage(title="En difficulté", slug="en-difficulte", lede="Une."))
    assert read({"reserve": "non"}).help.title == "En difficulté"
    assert read({"reserve": "en-partie", "liste": "non"}).help is None
    assert read({"emploie": "non", "contrat": "non"}).help is None


def test_what_changed_is_told_and_answers_are_kept(now):
    given = {"reserve": "non", "liste": "oui"}
    before = questionnaire()
    work = save_answers(diagnosis=None, questionnaire=before, given=given, has_read_all=True, now=now)
    assert changes_since(work, before) is None
    assert changes_since(None, before) is None
    rows = [question(*each) for each in QUESTIONS if each[0] != "liste"]
    rows[1]["text"] = "Autrement dit."
    after = questionnaire(questions=[*rows, question("neuve", "argent", "", "", 1, [])], version=2)
    changes = changes_since(work, after)
    assert (changes.version, changes.added, changes.dropped, changes.reworded) == (
        2,
        ["Fait neuve."],
        ["Fait liste."],
        ["Autrement dit."],
    )
    assert work.answers == given
    assert "liste" not in keys(result_of(after, work.answers).unanswered)
