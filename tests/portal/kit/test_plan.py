"""The plan of a work: written, kept within bounds, measured against the accounts that come later."""

import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from icalendar import Calendar

from socioeco.readers import TypedExercice, TypedLine
from socioeco.scenarios import ChosenCard, cartes
from trajectoires.kit import selectors, services
from trajectoires.kit.enums import MEASURES, MOST_ACTIONS, State
from trajectoires.kit.models import Action
from trajectoires.kit.presenters import present_plan
from trajectoires.kit.selectors.plans import years_after
from trajectoires.kit.selectors.suggestions import OF_CARDS
from trajectoires.kit.services import Written
from trajectoires.trajectories.selectors import work_of
from trajectoires.trajectories.services import create_scenario, erase, receive_files, save_budget, save_typed

pytestmark = pytest.mark.django_db
YEARS = {2024: ["741000 Subventions 600", "606000 Achats -400"]}
GROWN = "741000 Subventions 700"


@pytest.fixture
def own(work):
    return work(YEARS)


@pytest.fixture
def add(own, now):
    return lambda **said: services.add_action(
        trajectory=own, written=Written(**{"what": "Agir.", **said}), now=now
    )


@pytest.fixture
def later(own, fec, upload, now):
    """A year is added to the work, as a visitor would."""

    def receive(year, *lines):
        receive_files(trajectory=own, files=[upload(fec(*lines, year=year), year=year)], now=now)

    return receive


def tracked(action):
    return selectors.track(action, work_of(action.trajectory).exercices)


def shown(own):
    plan = present_plan(
        selectors.actions_of(own), work_of(own).exercices, names={}, today=dt.date(2026, 11, 25)
    )
    return [each for _, group in plan for each in group]


# --- written ----------------------------------------------------------------------------------------------------------


def test_the_last_actual_exercice_is_noted(own, add, now):
    year = {"opened_on": dt.date(2025, 1, 1), "closed_on": dt.date(2025, 12, 31)}
    save_budget(trajectory=own, amounts={"achats": 100, "ventes": 100}, now=now, **year)
    assert add().base_closed_on == dt.date(2024, 12, 31)


def test_a_plan_is_bounded_and_takes_a_suggestion_once(add):
    add(suggestion="deficit")
    with pytest.raises(ValidationError, match="déjà dans votre plan"):
        add(suggestion="deficit")
    for _ in range(MOST_ACTIONS - 1):
        add()
    with pytest.raises(ValidationError, match="le plus que nous gardons"):
        add()
    assert Action.objects.count() == MOST_ACTIONS


@pytest.mark.parametrize(
    "wrong", [{"what": ""}, {"target_1": 100}, {"state": State.DROPPED}, {"dropped_because": "Trop cher."}]
)
def test_the_base_refuses_what_makes_no_sense(add, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        add(**wrong)


def test_the_order_is_that_of_the_dates_those_without_last(own, add):
    add(what="Sans date.")
    add(what="En mars.", due_on=dt.date(2027, 3, 1))
    add(what="En janvier.", due_on=dt.date(2027, 1, 1))
    assert [each.what for each in selectors.actions_of(own)] == ["En janvier.", "En mars.", "Sans date."]


def test_groups_say_what_is_left_first(own, add):
    add(what="Laissée.", state=State.DROPPED, dropped_because="Trop cher.")
    add(what="Faite.", state=State.DONE)
    add(what="Reste.", state=State.STARTED)
    groups = selectors.grouped(selectors.actions_of(own))
    assert [(title, [each.what for each in group]) for title, group in groups] == [
        ("À faire et en cours", ["Reste."]),
        ("Faites", ["Faite."]),
        ("Abandonnées", ["Laissée."]),
    ]


def test_a_plan_goes_with_its_work(own, add, now):
    add()
    erase(trajectory=own, now=now)
    assert not Action.objects.exists()


# --- followed ---------------------------------------------------------------------------------------------------------


def test_an_exercice_that_comes_gives_the_gap_to_the_centime(own, add, later):
    action = add(measure="subventions", target_1=650_25, target_2=900_00)
    assert [goal.reached for goal in tracked(action).goals] == [None, None]
    later(2025, GROWN, "606000 Achats -100")
    first, second = tracked(action).goals
    assert (first.reached.exercice.label, first.gap) == ("2025", 700_00 - 650_25)
    assert (second.reached, second.gap) == (None, None)
    assert tracked(action).start.value.number == 600_00
    goal = shown(own)[0].goals[0]
    assert (goal.label.replace("\u202f", " ").replace("\xa0", " "), goal.gap.replace("\xa0", " ")) == (
        "Exercice 2025 (N+1) : prévu 650,25 €, réalisé 700,00 €",
        "écart +49,75 €",
    )


def test_each_measure_opens_on_the_lines_that_make_it(own, add, later):
    later(2025, GROWN, "606000 Achats -100")
    for measure in MEASURES:
        services.change_action(
            action=add(), written=Written(what="A.", measure=measure, target_1=1), now=own.created_at
        )
    Action.objects.update(base_closed_on=dt.date(2024, 12, 31))
    found = {view.measure: view.goals[0] for view in shown(own)}
    result = found["Résultat"]
    assert [each.label for each in result.openings[1:4]] == [
        "Réalisé, exercice 2025",
        "Produits, exercice 2025",
        "Charges, exercice 2025",
    ]
    assert [line.montant_centimes for line in result.openings[3].lines.sources] == [100_00]
    assert [line.compte for line in found["Subventions"].openings[1].lines.sources] == ["741000"]
    hours = found["Heures de bénévolat"]
    assert (hours.openings[1].amount, hours.gap) == ("non calculable", "écart non calculable")
    assert "combien d’heures" in hours.openings[1].note


def test_hours_are_followed_when_they_are_answered(own, add, now):
    lines = dict.fromkeys(TypedLine, 100)
    year = TypedExercice(opened_on=dt.date(2025, 1, 1), closed_on=dt.date(2025, 12, 31), lines=lines)
    action = add(measure="heures", target_1=1_200)
    save_typed(trajectory=own, exercice=year, hours=1_150, now=now)
    own.refresh_from_db()
    assert selectors.track(action, work_of(own).exercices).goals[0].gap == -50


def test_a_year_that_is_not_there_is_named_and_none_is_taken_for_it(own, add, later):
    add(measure="charges", target_1=1)
    later(2026, GROWN)  # the one after
    goal = shown(own)[0].goals[0]
    assert goal.gap == "à venir"
    assert "31 décembre 2025" in goal.notes[0].replace("\xa0", " ").replace("\u202f", " ")


def test_a_budget_is_not_what_was_reached(own, add, now):
    action = add(measure="charges", target_1=1)
    year = {"opened_on": dt.date(2025, 1, 1), "closed_on": dt.date(2025, 12, 31)}
    save_budget(trajectory=own, amounts={"achats": 100, "ventes": 100}, now=now, **year)
    assert tracked(action).goals[0].reached is None


@pytest.mark.parametrize(
    ("day", "rank", "found"),
    [
        ((2024, 2, 29), 1, (2025, 2, 28)),
        ((2023, 2, 28), 1, (2024, 2, 29)),
        ((2025, 8, 31), 2, (2027, 8, 31)),
        ((2025, 6, 15), 1, (2026, 6, 15)),
    ],
)
def test_years_after(day, rank, found):
    assert years_after(dt.date(*day), rank) == dt.date(*found)


# --- suggestions ------------------------------------------------------------------------------------------------------


def keys(own, **more):
    made = selectors.suggestions_of(exercices=work_of(own).exercices, **more)
    return {each.key: each for each in made}


def test_accounts_that_ask_for_something(work):
    own = work({2025: ["741000 Subventions 600", "606000 Achats -900"]})
    found = keys(own)
    assert list(found) == ["danger", "deficit", "appui", "heures"]
    assert found["appui"].why == "Toutes vos ressources viennent des subventions, en 2025."
    assert list(keys(own, taken=["danger", "heures"])) == ["deficit", "appui"]


def test_no_suggestion_is_an_answer(own, now):
    assert list(keys(own, taken=["danger", "appui", "heures"])) == []
    assert selectors.suggestions_of(exercices=[]) == []


def test_a_sort_of_card_is_suggested_once_with_its_scenario(own, now):
    hired = ChosenCard(carte="embauche", debut=1, reponses={"salaire": 100_000, "cotisations": 40_000})
    for name in ("Un poste", "Un autre poste"):
        create_scenario(trajectory=own, name=name, years=3, cards=[hired], now=now)
    found = keys(own, scenarios=list(own.scenarios.all()))
    assert [each for each in found if each.startswith("carte-")] == ["carte-embauche"]
    assert "« Un poste »" in found["carte-embauche"].why


def test_every_card_of_the_engine_has_its_action():
    assert OF_CARDS.keys() == {carte.cle for carte in cartes()}


# --- taken away -------------------------------------------------------------------------------------------------------


def test_the_workbook_has_true_numbers_and_dates(own, add, later):
    import io

    from odfdo import Document

    add(
        measure="subventions", target_1=650_25, due_on=dt.date(2027, 3, 1), effect_centimes=-5_050, who="=1+1"
    )
    later(2025, GROWN)
    content = services.write_plan(
        actions=selectors.actions_of(own), exercices=work_of(own).exercices, today=dt.date(2026, 11, 25)
    )
    sheets = {sheet.name: sheet.get_values() for sheet in Document(io.BytesIO(content)).body.tables}
    action, followed = sheets["Actions"][-1], sheets["Suivi"][-1]
    assert (action[2], str(action[3])[:10], float(action[4])) == ("=1+1", "2027-03-01", -50.5)
    assert [float(each) for each in followed[4:]] == [600, 650.25, 700, 49.75]


def test_the_calendar_holds_what_is_still_to_be_done(own, add):
    add(what="Rencontrer la mairie.", due_on=dt.date(2027, 3, 1), who="la trésorière")
    add(what="Faite.", due_on=dt.date(2027, 3, 1), state=State.DONE)
    add(what="Sans date.")
    first, again = (services.write_calendar(actions=selectors.actions_of(own)) for _ in range(2))
    events = Calendar.from_ical(first).walk("VEVENT")
    assert [(str(each["summary"]), each["dtstart"].dt) for each in events] == [
        ("Rencontrer la mairie.", dt.date(2027, 3, 1))
    ]
    assert first == again
    assert str(own.pk) not in json.dumps(first.decode())
