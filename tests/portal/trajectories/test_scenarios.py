"""Scenarios kept in a work: written, copied, taken away, proposed from the accounts, played again the same."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404

from socioeco.readers import TypedExercice, TypedLine
from socioeco.scenarios import ChosenCard, Fourchette, carte_named, project, validate
from trajectoires.trajectories.enums import MOST_CARDS, MOST_SCENARIOS
from trajectoires.trajectories.forms import CardForm, ScenarioForm
from trajectoires.trajectories.models import Scenario, Trajectory
from trajectoires.trajectories.selectors import (
    cards_of,
    demonstration_plans,
    errors_of,
    ground_of,
    proposals_of,
    work_of,
)
from trajectoires.trajectories.services import (
    copy_scenario,
    create_scenario,
    describe_scenario,
    erase,
    put_card,
    receive_files,
    remove_card,
    remove_scenario,
    save_typed,
    scenario_or_404,
)

pytestmark = pytest.mark.django_db
CUT = ChosenCard(carte="baisse_des_subventions", debut=4, reponses={"pourcentage": 2_000})
HIRED = ChosenCard(
    carte="embauche",
    debut=2,
    fin=20,
    reponses={"salaire": Fourchette(bas=100_000, central=150_050, haut=200_000), "cotisations": 60_000},
)


def typed_work(now, **euros):
    lines = dict.fromkeys(TypedLine) | {TypedLine(key): each * 100 for key, each in euros.items()}
    exercice = TypedExercice(opened_on=dt.date(2025, 1, 1), closed_on=dt.date(2025, 12, 31), lines=lines)
    return save_typed(trajectory=None, exercice=exercice, hours=None, now=now)


@pytest.fixture
def own(now):
    return typed_work(now, subventions=12_000, dons=3_000, depenses=14_000, argent=2_000, fonds_propres=2_500)


@pytest.fixture
def named(fec, upload, now):
    """A work whose accounts name who pays."""
    file = upload(
        fec("741000 Ville de Rennes 9000", "706000 Ateliers 4000", "606100 Achats -8000", year=2025),
        year=2025,
    )
    return receive_files(trajectory=None, files=[file], now=now)


@pytest.fixture
def scenario(own, now):
    return create_scenario(trajectory=own, name="Moins d’aide", years=3, cards=[CUT, HIRED], now=now)


def depart_of(work):
    return ground_of(work_of(work)).number.depart


def test_a_scenario_kept_and_read_again_gives_the_same_figures_to_the_centime(own, scenario):
    again = Scenario.objects.get(pk=scenario.pk)
    assert cards_of(again) == (CUT, HIRED)
    depart = depart_of(own)
    kept, direct = (project(depart, cards, years=3) for cards in (cards_of(again), (CUT, HIRED)))
    assert kept.to_json() == direct.to_json()
    assert errors_of(again, depart) == ()


def test_a_name_already_taken_gets_a_number(own, scenario, now):
    assert copy_scenario(scenario=scenario, now=now).name == "Moins d’aide (2)"
    assert copy_scenario(scenario=scenario, now=now).name == "Moins d’aide (3)"
    long = create_scenario(trajectory=own, name="x" * 80, years=3, now=now)
    assert copy_scenario(scenario=long, now=now).name == "x" * 76 + " (2)"


def test_a_work_holds_a_few_scenarios(own, now):
    for rank in range(MOST_SCENARIOS):
        create_scenario(trajectory=own, name=f"Scénario {rank}", years=3, now=now)
    with pytest.raises(ValidationError, match="supprimez-en un"):
        create_scenario(trajectory=own, name="Un de trop", years=3, now=now)


def test_a_scenario_holds_a_few_cards(scenario, now):
    for _ in range(MOST_CARDS - 2):
        scenario = put_card(scenario=scenario, card=CUT, now=now)
    with pytest.raises(ValidationError, match="retirez-en une"):
        put_card(scenario=scenario, card=CUT, now=now)
    assert len(put_card(scenario=scenario, card=HIRED, rank=0, now=now).cards) == MOST_CARDS


def test_a_card_is_changed_where_it_is_and_removed(scenario, now):
    changed = put_card(scenario=scenario, card=HIRED, rank=0, now=now)
    assert cards_of(changed) == (HIRED, HIRED)
    assert cards_of(remove_card(scenario=changed, rank=0, now=now)) == (HIRED,)
    for rank in (1, -1):
        with pytest.raises(Http404):
            remove_card(scenario=changed, rank=rank, now=now)


def test_two_scenarios_of_a_work_never_have_one_name(own, scenario, now):
    other = create_scenario(trajectory=own, name="Autre", years=3, now=now)
    with pytest.raises(ValidationError) as refused:
        describe_scenario(scenario=other, name="Moins d’aide", years=4, notes="", now=now)
    assert "nom" in refused.value.message_dict
    described = describe_scenario(scenario=other, name="Autre", years=5, notes="À voir.", now=now)
    assert (described.years, described.notes) == (5, "À voir.")


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"years": 2}, "three_to_five_years"),
        ({"years": 6}, "three_to_five_years"),
        ({"name": ""}, "has_a_name"),
        ({"name": "Moins d’aide"}, "scenario_name_once"),
    ],
)
def test_the_database_keeps_the_rules(own, scenario, now, values, constraint):
    given = {"trajectory": own, "name": "Autre", "years": 3, "created_at": now, "updated_at": now, **values}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Scenario.objects.create(**given)


def test_another_s_scenario_is_not_found_and_all_goes_with_the_work(own, scenario, now):
    other = typed_work(now, dons=1, depenses=1)
    with pytest.raises(Http404):
        scenario_or_404(other, scenario.pk)
    with pytest.raises(Http404):
        remove_scenario(trajectory=other, scenario_id=scenario.pk)
    erase(trajectory=own, now=now)
    assert not Scenario.objects.exists()


# --- what the accounts suggest ----------------------------------------------------------------------------


def test_the_first_payer_that_accounts_name_is_proposed_first(named):
    first, *others = proposals_of(depart_of(named))
    assert first.name == "Sans « Ville de Rennes »"
    assert first.cards[0].reponses == {"payeur": "Ville de Rennes"}
    assert [each.key for each in others] == ["subventions-en-baisse", "subventions-en-retard", "embauche"]


def test_without_any_name_the_heaviest_family_is_asked_about(own):
    first = proposals_of(depart_of(own))[0]
    assert (first.key, first.asks, first.cards) == ("ressource-en-baisse", "famille_en_baisse", ())


def test_what_is_not_in_the_accounts_is_not_proposed(now):
    keys = [each.key for each in proposals_of(depart_of(typed_work(now, dons=100, depenses=90)))]
    assert keys == ["ressource-en-baisse", "embauche"]


def test_every_proposal_with_cards_can_be_played(own, named):
    for work in (own, named):
        depart = depart_of(work)
        for each in proposals_of(depart):
            assert validate(each.cards, depart, years=3) == ()
        assert demonstration_plans(depart)


def test_no_year_no_start(now):
    empty = Trajectory.objects.create(created_at=now, expires_at=now + dt.timedelta(days=30))
    ground = ground_of(work_of(empty))
    assert (ground.number, "dernière année connue" in ground.raison) == (None, True)


# --- forms ------------------------------------------------------------------------------------------------


def card_form(depart, cle, **data):
    return CardForm({"debut": "1", **data}, carte=carte_named(cle), depart=depart, years=3)


def test_a_card_is_read_as_people_write_it(own):
    form = card_form(depart_of(own), "baisse_des_subventions", pourcentage="12,5 %", debut="4", fin="6")
    assert form.is_valid(), form.errors
    assert form.card() == ChosenCard(carte=CUT.carte, debut=4, fin=6, reponses={"pourcentage": 1_250})


def test_a_range_is_read_and_written_back(own):
    depart = depart_of(own)
    data = {"salaire": "1 500,50", "salaire_bas": "1000", "salaire_haut": "2 000 €", "cotisations": "600"}
    form = card_form(depart, "embauche", **data, debut="2", fin="20")
    assert form.is_valid(), form.errors
    assert form.card() == HIRED
    again = CardForm(carte=carte_named("embauche"), depart=depart, years=3, card=HIRED)
    assert [again[name].value() for name in ("salaire_bas", "debut", "fin")] == ["1\u202f000", 2, 20]
    assert again.asked[0].is_range_open
    assert not again.asked[1].is_range_open


def test_everything_wrong_is_said_at_once_where_it_is(own):
    form = card_form(depart_of(own), "embauche", salaire="beaucoup", salaire_bas="1", debut="9", fin="3")
    assert not form.is_valid()
    assert set(form.errors) == {"salaire", "cotisations", "fin"}


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"salaire": "5", "salaire_bas": "1", "cotisations": "1"}, {"salaire_haut"}),
        ({"salaire_bas": "1", "salaire_haut": "3", "cotisations": "1"}, {"salaire"}),
        ({"salaire": "5", "salaire_bas": "6", "salaire_haut": "9", "cotisations": "1"}, {"salaire"}),
        ({"salaire": "5", "cotisations": "1", "debut": "37"}, {"debut"}),
        ({"salaire": "5", "cotisations": "1", "debut": ""}, {"debut"}),
    ],
)
def test_a_range_and_a_month_are_whole_or_refused(own, data, wrong):
    assert set(card_form(depart_of(own), "embauche", **data).errors) == wrong


def test_a_card_that_would_move_nothing_is_refused(now):
    depart = depart_of(typed_work(now, dons=100, depenses=90))
    form = card_form(depart, "baisse_des_subventions", pourcentage="20")
    assert "ne trouve rien à modifier" in str(form.errors["pourcentage"])


def test_a_card_of_which_one_answer_is_enough_wants_one(own):
    form = card_form(depart_of(own), "energie_et_loyers")
    assert "Répondez à une question au moins" in str(form.non_field_errors())


def test_a_payer_and_a_family_are_chosen_in_the_list(named):
    depart = depart_of(named)
    form = card_form(depart, "financeur_perdu", payeur="Un inconnu")
    assert set(form.errors) == {"payeur"}
    families = (
        CardForm(carte=carte_named("famille_en_baisse"), depart=depart, years=3).fields["famille"].choices
    )
    assert [key for key, _ in families] == ["", "subventions", "ventes"]


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"nom": "", "annees": "3"}, "nom"),
        ({"nom": "x" * 81, "annees": "3"}, "nom"),
        ({"nom": "Comme l’an dernier", "annees": "3"}, "nom"),
        ({"nom": "Un", "annees": "2"}, "annees"),
        ({"nom": "Un", "annees": "3", "notes": "x" * 1_001}, "notes"),
    ],
)
def test_a_scenario_has_a_name_and_a_length(data, wrong):
    assert set(ScenarioForm(data).errors) == {wrong}
