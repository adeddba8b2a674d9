"""The pages of the organisations of a person, as each of them meets them."""

import pytest
from django.urls import reverse

from trajectoires.mail.models import Message
from trajectoires.organisations.models import Invitation, Membership, Organisation, RefusedAttempt

pytestmark = pytest.mark.django_db
MINE = "/mon-espace/organisations/"


@pytest.fixture
def at(organisation):
    return lambda name, *more: reverse(f"organisations:{name}", args=[organisation.pk, *more])


def test_an_organisation_needs_a_name_alone(alice, words):
    page = alice.client.post(f"{MINE}nouvelle/", {"name": "Le Fournil"}, follow=True)
    assert "« Le Fournil » est créée" in words(page)
    found = Organisation.every.get(name="Le Fournil")
    assert (found.is_public, found.slug, found.siren) == (False, None, "")
    assert Membership.objects.get(organisation=found).is_manager


def test_its_numbers_are_checked_and_all_told_at_once(alice, words):
    wrong = {"name": "", "rna": "W12", "number": "123456789", "staff_count": "trois"}
    page = alice.client.post(f"{MINE}nouvelle/", wrong)
    assert page.status_code == 422
    assert "4 réponses sont à corriger" in words(page)
    for typed in ("W12", "123456789", "trois"):
        assert f'value="{typed}"' in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("732 829 320", ("732829320", "")),
        ("732 829 320 00074", ("732829320", "73282932000074")),
        ("", ("", "")),
    ],
)
def test_a_siret_says_its_siren(alice, at, organisation, typed, numbers):
    alice.client.post(at("edit"), {"name": "Le Fournil", "number": typed, "rna": "w 123 456 789"})
    organisation.refresh_from_db()
    assert (organisation.siren, organisation.siret) == numbers
    assert organisation.rna == "W123456789"


def test_invite_then_join(alice, dominique, at, words):
    page = alice.client.get(at("invite"))
    key = page.context["form"]["form_key"].value()
    sent = {"email": "dominique@exemple.org", "role": "membre", "form_key": key}
    assert "Un lien part pour dominique@exemple.org" in words(
        alice.client.post(at("invite"), sent, follow=True)
    )
    assert "déjà été envoyé" in words(alice.client.post(at("invite"), sent, follow=True))
    message = Message.objects.get()
    token = message.text.partition("/invitation/")[2].split("/")[0]
    assert "Le Fournil" in message.text
    link = reverse("organisations:invitation", args=[token])
    assert "Rejoindre « Le Fournil »" in words(dominique.client.get(link))
    assert not Membership.objects.filter(user=dominique.user), "looking lets nobody in"
    assert "Vous êtes membre" in words(dominique.client.post(link, follow=True))
    assert dominique.client.get(link).status_code == 404


def test_who_has_not_signed_in_comes_back_to_the_link(alice, client, at, settings):
    sent = {"email": "dominique@exemple.org", "role": "membre", "form_key": "0" * 32}
    alice.client.post(at("invite"), sent)
    token = Message.objects.get().text.partition("/invitation/")[2].split("/")[0]
    link = reverse("organisations:invitation", args=[token])
    assert client.get(link).status_code == 200
    answer = client.post(link)
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"?next={link}")


def test_the_wrong_address_is_told_so(alice, charlie, at, words):
    sent = {"email": "dominique@exemple.org", "role": "membre", "form_key": "0" * 32}
    alice.client.post(at("invite"), sent)
    token = Message.objects.get().text.partition("/invitation/")[2].split("/")[0]
    link = reverse("organisations:invitation", args=[token])
    page = charlie.client.get(link)
    assert "avec une autre adresse" in words(page)
    assert "dominique" not in words(page)
    assert charlie.client.post(link).status_code == 404
    assert RefusedAttempt.objects.get().count == 1
    assert "pour une autre adresse" not in words(alice.client.get(at("organisation")))
    assert "ouvert avec une autre adresse" in words(alice.client.get(at("organisation")))


def test_an_invitation_is_taken_back(alice, at, words):
    alice.client.post(at("invite"), {"email": "d@exemple.org", "role": "membre", "form_key": "0" * 32})
    pk = Invitation.objects.get().pk
    assert "n’ouvre plus rien" in words(alice.client.post(at("revoke_invitation", pk), follow=True))
    assert "n’attendait plus" in words(alice.client.post(at("revoke_invitation", pk), follow=True))


def test_roles_change_and_a_member_is_taken_out_at_once(alice, bob, at, organisation, words):
    pk = Membership.objects.get(user=bob.user).pk
    alice.client.post(at("change_role", pk), {"role": "gestion"})
    assert bob.client.get(at("invite")).status_code == 200
    alice.client.post(at("change_role", pk), {"role": "membre"})
    assert bob.client.get(at("invite")).status_code == 403
    assert "Retirer bob@exemple.org ?" in words(alice.client.get(at("remove_member", pk)))
    alice.client.post(at("remove_member", pk))
    assert bob.client.get(at("organisation")).status_code == 404


def test_the_last_manager_is_kept(alice, at, words):
    assert "Il faut une personne en gestion" in words(alice.client.post(at("leave"), follow=True))


def test_a_member_leaves(bob, at, words):
    assert "Vous avez quitté « Le Fournil »" in words(bob.client.post(at("leave"), follow=True))


def test_an_organisation_ends(alice, bob, at, words):
    assert bob.client.post(at("delete")).status_code == 403
    assert "Supprimer « Le Fournil » ?" in words(alice.client.get(at("delete")))
    assert "est supprimée" in words(alice.client.post(at("delete"), follow=True))
    assert not Organisation.every.exists()


def test_editors_neither_list_nor_open_a_private_one(organisation, admin_client, lenient_templates):
    listed = admin_client.get(reverse("wagtailsnippets_organisations_organisation:list"))
    assert "Le Fournil" not in listed.content.decode()
    address = reverse("wagtailsnippets_organisations_organisation:edit", args=[organisation.pk])
    assert admin_client.get(address).status_code in {302, 404}


def test_the_list_of_a_person_takes_few_queries(alice, organisation, django_assert_num_queries):
    alice.client.get(MINE)
    with django_assert_num_queries(3):
        alice.client.get(MINE)
