"""The pages of the plan: a visitor writes it, its organisation reads and changes it, a guest reads it when she may."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from trajectoires.kit.models import Action
from trajectoires.trajectories.enums import SESSION_KEY, Scope
from trajectoires.trajectories.models import Share, ShareAccess
from trajectoires.trajectories.services import keep_in

from .questionnaire_cases import ROOT, build_site

pytestmark = pytest.mark.django_db
PLAN, ADD = "/agir/plan/", "/agir/plan/ajouter/"
READ = [PLAN, f"{PLAN}imprimer/", f"{PLAN}plan-d-action.ods", f"{PLAN}plan-d-action.ics"]
SAID = {
    "quoi": "Rencontrer la mairie",
    "pourquoi": "Elle paie la moitié.",
    "qui": "la trésorière",
    "quand": "30/06/2027",
    "effet": "1 500,50",
    "mesure": "subventions",
    "vise_1": "1 200",
    "vise_2": "1300,25",
}


def sent(client, address=ADD, **more):
    return client.post(address, {**SAID, **more}, follow=True)


def test_an_action_is_written_read_and_changed(owner, words):
    assert "Votre plan est vide" in words(owner.get(PLAN))
    page = sent(owner)
    assert "L’action est dans votre plan." in words(page)
    action = Action.objects.get()
    assert page.redirect_chain[-1][0] == f"{PLAN}#action-{action.pk}"
    kept = (action.effect_centimes, action.target_1, action.target_2, action.due_on, action.base_closed_on)
    assert kept == (1_500_50, 1_200_00, 1_300_25, dt.date(2027, 6, 30), dt.date(2025, 12, 31))
    for told in ("la trésorière", "30 juin 2027", "1 500,50 € par an", "N+1 : prévu 1 200,00 €", "à venir"):
        assert told in words(page), told
    address = reverse("kit:plan_action", args=[action.pk])
    assert "1 300,25" in owner.get(address).content.decode().replace("\u202f", " ")
    page = sent(owner, address, etat="abandonnee", raison="La mairie a dit non.")
    assert "Abandonnée : La mairie a dit non." in words(page)


def test_hours_are_read_and_written_back_whole(owner):
    sent(owner, mesure="heures", vise_1="1 200", vise_2="")
    action = Action.objects.get()
    assert (action.target_1, action.target_2) == (1_200, None)
    form = owner.get(reverse("kit:plan_action", args=[action.pk])).context["form"]
    assert form["vise_1"].value().replace("\u202f", " ") == "1 200"


def test_everything_wrong_is_said_at_once_and_nothing_is_lost(owner, words):
    wrong = {"quoi": " ", "quand": "bientôt", "effet": "beaucoup", "mesure": "", "vise_1": "12"}
    page = sent(owner, **wrong)
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"quoi", "quand", "effet", "mesure"}
    assert "Elle paie la moitié." in words(page)
    assert 'value="beaucoup"' in page.content.decode()
    page = sent(owner, mesure="heures", vise_1="12,5", vise_2="-3", effet="99999999999999")
    assert set(page.context["form"].errors) == {"vise_1", "vise_2", "effet"}
    assert not Action.objects.exists()


def test_a_dropped_action_says_why(owner):
    sent(owner)
    address = reverse("kit:plan_action", args=[Action.objects.get().pk])
    assert set(sent(owner, address, etat="abandonnee").context["form"].errors) == {"raison"}
    sent(owner, address, etat="faite", raison="Reste de la fois d’avant.")
    assert Action.objects.get().dropped_because == ""


def test_a_finding_leads_nowhere_else(owner):
    sent(owner, constat="https://exemple.org/")
    sent(owner, constat="/agir/trajectoire/resultats/#ressources")
    assert list(Action.objects.values_list("why_href", flat=True)) == [
        "",
        "/agir/trajectoire/resultats/#ressources",
    ]


def test_a_suggestion_is_taken_or_left(owner, words):
    page = owner.get(PLAN)
    assert "Compter les heures données par les bénévoles" in words(page)
    assert not Action.objects.exists(), "nothing is added by itself"
    form = owner.get(f"{ADD}?suggestion=heures").context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    assert values["pourquoi"].startswith("Personne n’a dit combien d’heures")
    for _ in range(2):
        page = owner.post(f"{ADD}?suggestion=heures", values, follow=True)
    assert "déjà dans votre plan" in words(page)
    assert Action.objects.count() == 1
    assert "heures" not in [each.key for each, _ in owner.get(PLAN).context["suggestions"]]
    assert owner.get(f"{ADD}?suggestion=inconnue").context["form"].initial == {}


def test_the_priorities_of_the_same_browser_are_suggested(owner, words):
    build_site()
    owner.post(f"{ROOT}questions/", {"r-reserve": "non", "suite": "resultat"})
    made = {each.key: (each, page) for each, page in owner.get(PLAN).context["suggestions"]}
    each, page = made["repere-reserve"]
    assert (each.what, each.why, page[1]) == ("Geste reserve.", "Fragilité reserve.", "/comprendre/reserve/")
    assert "En faire un plan d’action" in words(owner.get(f"{ROOT}resultat/"))


def test_an_action_is_taken_away_after_a_question(owner, words):
    sent(owner)
    address = reverse("kit:plan_remove", args=[Action.objects.get().pk])
    assert "Rencontrer la mairie" in words(owner.get(address))
    assert Action.objects.exists()
    assert "est retirée du plan" in words(owner.post(address, follow=True))
    assert not Action.objects.exists()


def test_what_is_typed_is_escaped(owner):
    sent(owner, quoi="<script>alert(1)</script>", qui="<b>moi</b>")
    for address in READ[:2]:
        page = owner.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<b>moi" not in page


def test_queries_do_not_grow_with_the_actions(owner, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        owner.get(PLAN)
    for number in range(10):
        sent(owner, quoi=f"Action {number}")
    with django_assert_max_num_queries(14):
        owner.get(PLAN)


def test_ways_lead_to_the_plan(owner):
    for address in ("/agir/trajectoire/", "/agir/trajectoire/resultats/"):
        assert f'href="{PLAN}"' in owner.get(address).content.decode(), address


# --- a guest ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def kept(owner, organisation, alice):
    """The owner's work, with one action, in the hands of the organisation."""
    sent(owner)
    trajectory = Action.objects.get().trajectory
    keep_in(trajectory=trajectory, organisation_id=organisation.pk, user=alice.user)
    return trajectory


@pytest.fixture
def share_with(kept, dominique, now):
    def make(*scopes):
        share = Share.objects.create(
            trajectory=kept,
            email="dominique@exemple.org",
            guest=dominique.user,
            scopes=[Scope.RESULTS, *scopes],
            ends_on=dt.date(2099, 1, 1),
            token_hash="h",
            created_at=now,
            accepted_at=now,
            link_expires_at=now,
        )
        hold(dominique.client, kept)
        return share

    return make


def hold(client, trajectory):
    session = client.session
    session[SESSION_KEY] = str(trajectory.pk)
    session.save()


def test_a_guest_reads_the_plan_when_it_is_granted_and_is_seen(share_with, dominique, words):
    share_with(Scope.PLAN)
    page = dominique.client.get(PLAN)
    assert "Rencontrer la mairie" in words(page)
    for absent in ("Modifier", "Retirer", "Suggestions", "Écrire une action", "741000"):
        assert absent not in words(page)
    assert [dominique.client.get(each).status_code for each in READ] == [200] * 4
    assert ShareAccess.objects.filter(page__contains="lan d’action").count() == 5
    action = Action.objects.get()
    for address in (ADD, *(reverse(f"kit:plan_{name}", args=[action.pk]) for name in ("action", "remove"))):
        assert [dominique.client.get(address).status_code, dominique.client.post(address).status_code] == [
            403,
            403,
        ]
    assert 'href="/agir/plan/"' in dominique.client.get("/agir/trajectoire/resultats/").content.decode()


def test_results_alone_do_not_open_the_plan(share_with, dominique):
    share_with()
    assert [dominique.client.get(each).status_code for each in READ] == [403] * 4
    assert not ShareAccess.objects.exists()
    assert 'href="/agir/plan/"' not in dominique.client.get("/agir/trajectoire/resultats/").content.decode()


def test_revoked_it_closes_at_the_next_request(share_with, dominique, now):
    share = share_with(Scope.PLAN)
    Share.objects.filter(pk=share.pk).update(revoked_at=now)
    assert [dominique.client.get(each).status_code for each in READ] == [404] * 4


def test_the_form_of_a_share_offers_the_plan(kept, alice, words):
    hold(alice.client, kept)
    address = reverse("trajectories:shares")
    form = alice.client.get(address).context["form"]
    data = {"email": "eve@exemple.org", "ends_on": "2026", "plan": "on", "form_key": form["form_key"].value()}
    data["ends_on"] = form["ends_on"].initial.strftime("%d/%m/%Y")
    assert "Le plan d’action" in words(alice.client.post(address, data, follow=True))
    assert Share.objects.get().scopes == [Scope.RESULTS, Scope.PLAN]


def test_who_has_nothing_open_is_told_how_to_begin(words):
    page = Client().get(PLAN)
    assert page.status_code == 404
    assert "Donner mes comptes" in words(page)
