"""A work is kept in an organisation in one gesture; from then on only its members open it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from trajectoires.organisations.models import Membership, Organisation
from trajectoires.trajectories import services
from trajectoires.trajectories.models import ImportedFile, Trajectory

pytestmark = pytest.mark.django_db
START, RESULTS, KEEP = "/agir/trajectoire/", "/agir/trajectoire/resultats/", "/agir/trajectoire/garder/"
MINE = "/agir/trajectoire/mes-trajectoires/"


@pytest.fixture
def signed_owner(owner, alice):
    """Alice in the browser where she, not signed in yet, made a work."""
    owner.force_login(alice.user)
    return owner


def test_who_has_not_signed_in_is_sent_to_and_finds_her_work_when_she_comes_back(owner, alice, words):
    page = owner.get(START)
    assert "Se connecter pour le garder" in words(page)
    answer = owner.get(KEEP)
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"?next={KEEP}")
    owner.force_login(alice.user)
    page = owner.get(KEEP)
    assert "Nom de l’organisation" in words(page)
    assert owner.get(RESULTS).status_code == 200


def test_one_field_and_one_button(signed_owner, words):
    work = Trajectory.objects.get()
    key = work.resume_key
    page = signed_owner.post(KEEP, {"nom": "Le Fournil"}, follow=True)
    assert "Ce travail est gardé dans « Le Fournil »" in words(page)
    assert "Votre lien de reprise" not in words(page)
    work.refresh_from_db()
    assert (work.expires_at, work.resume_key, work.organisation.is_public) == (None, None, False)
    assert Client().get(reverse("trajectories:resume", args=[key])).status_code == 404
    assert "Gardé dans" in words(signed_owner.get(START))
    assert signed_owner.get(RESULTS).status_code == 200
    assert signed_owner.get(KEEP).status_code == 302


def test_a_name_is_asked_for(signed_owner, words):
    page = signed_owner.post(KEEP, {"nom": " "})
    assert page.status_code == 422
    assert "Écrivez le nom de votre organisation." in words(page)


def test_an_organisation_that_has_no_work_yet_is_chosen(signed_owner, organisation, words):
    assert "Une autre, que vous nommez ici" in words(signed_owner.get(START))
    wrong = signed_owner.post(KEEP, {"organisation": "nouvelle", "nom": ""})
    assert "Écrivez le nom de cette organisation." in words(wrong)
    signed_owner.post(KEEP, {"organisation": str(organisation.pk)})
    assert Trajectory.objects.get().organisation == organisation


def test_an_organisation_of_others_is_not_a_choice(signed_owner, organisation, charlie):
    stranger = Organisation.every.get(name="Les Voisins")
    assert signed_owner.post(KEEP, {"organisation": str(stranger.pk)}).status_code == 422
    assert Trajectory.objects.get().organisation is None


def test_an_organisation_has_one_trajectory(kept, work, organisation, alice, words):
    second = work({2020: ["741000 Subventions 5"]})
    with pytest.raises(ValidationError):
        services.keep_in(trajectory=second, organisation_id=organisation.pk, user=alice.user)
    with pytest.raises(ValidationError):
        services.keep_in(trajectory=kept, organisation_id=organisation.pk, user=alice.user)
    second.refresh_from_db()
    assert second.expires_at, "the other work is still there, by its link"
    with pytest.raises(IntegrityError), transaction.atomic():
        Trajectory.objects.filter(pk=second.pk).update(organisation=organisation)


def test_what_is_kept_does_not_expire_and_no_link_opens_it(kept, now):
    services.erase_expired(now=now + dt.timedelta(days=4000))
    assert Trajectory.objects.get() == kept
    for wrong in ({"resume_key": "x"}, {"expires_at": now}, {"organisation": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Trajectory.objects.update(**wrong)


def test_a_member_opens_it_changes_it_and_neither_shares_nor_erases(kept, bob, open_in_browser, words):
    assert "Le Fournil" in words(bob.client.get(MINE))
    open_in_browser(bob)
    hub = words(bob.client.get(START))
    assert "2024" in hub
    assert "Tout effacer" not in hub
    assert "Partager" not in hub
    file = ImportedFile.objects.first()
    assert bob.client.post(reverse("trajectories:remove_file", args=[file.pk])).status_code == 302
    for name in ("shares", "erase"):
        assert bob.client.get(reverse(f"trajectories:{name}")).status_code == 403
    assert bob.client.post(reverse("trajectories:erase")).status_code == 403
    assert Trajectory.objects.filter(pk=kept.pk)


def test_a_role_that_ended_opens_nothing_at_the_next_request(kept, bob, open_in_browser):
    open_in_browser(bob)
    assert bob.client.get(RESULTS).status_code == 200
    Membership.objects.filter(user=bob.user).delete()
    assert bob.client.get(RESULTS).status_code == 404
    assert bob.client.post(reverse("trajectories:dispute"), {"texte": "Non."}).status_code == 404
    kept.refresh_from_db()
    assert kept.dispute == ""


def test_a_session_alone_opens_nothing(kept, passer_by, charlie):
    for client in (passer_by, charlie.client):
        session = client.session
        session["trajectory"] = str(kept.pk)
        session.save()
        assert client.get(RESULTS).status_code == 404


def test_a_browser_that_had_the_link_open_before_is_closed(owner, alice, now):
    link = reverse("trajectories:resume", args=[Trajectory.objects.get().resume_key])
    other = Client()
    other.post(link)
    assert other.get(RESULTS).status_code == 200
    services.keep_in_new(trajectory=Trajectory.objects.get(), name="Le Fournil", user=alice.user, now=now)
    assert other.get(RESULTS).status_code == 404


def test_it_is_closed_and_found_again(kept, alice, open_in_browser, words):
    page = alice.client.post(reverse("trajectories:close"), follow=True)
    assert "Mes trajectoires" in words(page)
    assert "2024, 2025" in words(page)
    assert alice.client.get(RESULTS).status_code == 404
    open_in_browser(alice)
    assert alice.client.get(RESULTS).status_code == 200


def test_a_visitors_work_is_not_closed_by_mistake(owner):
    owner.post(reverse("trajectories:close"))
    assert owner.get(RESULTS).status_code == 200


def test_a_form_of_another_tab_does_not_write_into_the_work_opened_since(kept, alice, bob, work, now):
    other = services.keep_in_new(
        trajectory=work({2020: ["741000 Subventions 5"]}), name="L’Atelier", user=alice.user, now=now
    )
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice.user)
    token = client.get(MINE).context["csrf_token"]
    address = reverse("trajectories:open_kept", args=[kept.organisation_id])
    assert client.post(address, {"csrfmiddlewaretoken": str(token)}).status_code == 302
    old = str(client.get(RESULTS).context["csrf_token"])
    address = reverse("trajectories:open_kept", args=[other.organisation_id])
    assert client.post(address, {"csrfmiddlewaretoken": old}).status_code == 302
    answer = client.post(reverse("trajectories:dispute"), {"csrfmiddlewaretoken": old, "texte": "Non."})
    assert answer.status_code == 403
    assert not Trajectory.objects.exclude(dispute="")


def test_the_lists_take_few_queries(kept, alice, django_assert_max_num_queries):
    alice.client.get(MINE)
    with django_assert_max_num_queries(12):
        alice.client.get(MINE)


def test_what_a_person_has_and_how_she_leaves(kept, alice, bob, now, shared):
    share = shared()
    told = services.export_person(user=alice.user)
    assert [each["adresse"] for each in told["partages_donnes"]] == ["dominique@exemple.org"]
    services.erase_person(user=alice.user, now=now)
    assert Trajectory.objects.filter(pk=kept.pk), "Bob has it still"
    Membership.objects.filter(user=bob.user).delete()
    services.erase_person(user=alice.user, now=now)
    assert not Trajectory.objects.filter(pk=kept.pk)
    assert not type(share).objects.exists()


def test_an_adviser_leaves_her_comments_without_her_name(kept, shared, dominique, alice, words):
    shared()
    comment = {"texte": "Pourquoi ?", "form_key": "0" * 32}
    dominique.client.post(reverse("trajectories:comment", args=["ressources"]), comment)
    told = services.export_person(user=dominique.user)
    assert [each["texte"] for each in told["commentaires"]] == ["Pourquoi ?"]
    assert {each["page"] for each in told["pages_lues"]} == {"Commentaire écrit"}
    services.erase_person(user=dominique.user, now=timezone.now())
    page = words(alice.client.get(RESULTS))
    assert "Une personne partie" in page
    assert "dominique" not in page
    assert "dominique" not in words(alice.client.get(reverse("trajectories:shares")))
    assert dominique.client.get(RESULTS).status_code == 404
