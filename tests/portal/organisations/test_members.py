"""Members come in by a link that opens once, change roles and leave; somebody always manages."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from trajectoires.mail.models import Message
from trajectoires.organisations import access, services
from trajectoires.organisations.enums import INVITATION_KEPT, Refusal, Role
from trajectoires.organisations.models import Invitation, Membership, Organisation, RefusedAttempt

pytestmark = pytest.mark.django_db


@pytest.fixture
def invite(organisation, alice, now):
    """Invite this address; give back the token of the link that left."""

    def send(email="dominique@exemple.org", *, role=Role.MEMBER, key=None, at=now):
        sent = services.invite(
            organisation=organisation,
            email=email,
            role=role,
            user=alice.user,
            form_key=key or uuid.uuid4(),
            now=at,
        )
        if sent is None:
            return None
        message = Message.objects.order_by("-pk").first()
        return message.text.partition("/invitation/")[2].split("/")[0]

    return send


def member(organisation, actor):
    return Membership.objects.get(organisation=organisation, user=actor.user)


def refusals():
    return dict(RefusedAttempt.objects.values_list("reason", "count"))


def test_roles_are_those_of_today(organisation, alice, bob, charlie, passer_by):
    assert access.role_of(alice.user, organisation.pk) is Role.MANAGER
    assert access.role_of(bob.user, organisation.pk) is Role.MEMBER
    assert access.role_of(charlie.user, organisation.pk) is None
    member(organisation, bob).delete()
    assert access.role_of(bob.user, organisation.pk) is None


def test_a_link_lets_in_once(invite, organisation, dominique, now):
    token = invite()
    joined = services.accept(token=token, user=dominique.user, now=now)
    assert (joined.organisation, joined.role) == (organisation, Role.MEMBER)
    assert services.accept(token=token, user=dominique.user, now=now) is Refusal.USED
    assert refusals() == {Refusal.USED: 1}


def test_the_token_is_nowhere_in_the_database(invite):
    token = invite()
    assert token not in str(list(Invitation.objects.values_list()))


def test_a_link_passed_on_lets_nobody_in(invite, charlie, dominique, now):
    token = invite()
    assert services.accept(token=token, user=charlie.user, now=now) is Refusal.OTHER_ADDRESS
    assert services.accept(token=token, user=dominique.user, now=now).user == dominique.user


def test_the_case_of_an_address_does_not_matter(invite, dominique, now):
    assert services.accept(token=invite("Dominique@Exemple.org"), user=dominique.user, now=now)


def test_a_late_link_a_guessed_one_and_one_taken_back(invite, organisation, dominique, now):
    late, revoked = invite(), invite("bea@exemple.org")
    for each in Invitation.objects.filter(email="bea@exemple.org"):
        assert services.revoke_invitation(organisation=organisation, invitation_id=each.pk, now=now)
        assert not services.revoke_invitation(organisation=organisation, invitation_id=each.pk, now=now)
    after = now + INVITATION_KEPT
    assert services.accept(token=late, user=dominique.user, now=after) is Refusal.LATE
    assert services.accept(token="x" * 32, user=dominique.user, now=now) is Refusal.UNKNOWN
    assert services.accept(token=revoked, user=dominique.user, now=now) is Refusal.REVOKED
    assert refusals() == {Refusal.LATE: 1, Refusal.UNKNOWN: 1, Refusal.REVOKED: 1}
    assert RefusedAttempt.objects.get(reason=Refusal.UNKNOWN).organisation is None


def test_a_new_link_closes_the_former(invite, dominique, now):
    first, second = invite(), invite()
    assert services.accept(token=first, user=dominique.user, now=now) is Refusal.REVOKED
    assert isinstance(services.accept(token=second, user=dominique.user, now=now), Membership)


def test_a_form_sent_twice_sends_one_link(invite):
    key = uuid.uuid4()
    assert invite(key=key)
    assert invite(key=key) is None
    assert Message.objects.count() == 1
    assert refusals() == {Refusal.REPLAYED: 1}


def test_a_member_invited_to_manage_keeps_the_higher_role(invite, organisation, alice, bob, now):
    services.accept(token=invite("bob@exemple.org", role=Role.MANAGER), user=bob.user, now=now)
    services.accept(token=invite("alice@exemple.org"), user=alice.user, now=now)
    assert {member(organisation, each).role for each in (alice, bob)} == {Role.MANAGER}


def test_somebody_always_manages(organisation, alice, bob):
    first, second = member(organisation, alice), member(organisation, bob)
    with pytest.raises(ValidationError):
        services.change_role(membership=first, role=Role.MEMBER)
    with pytest.raises(ValidationError):
        services.remove_member(membership=first)
    services.change_role(membership=second, role=Role.MANAGER)
    services.remove_member(membership=first)
    with pytest.raises(ValidationError):
        services.remove_member(membership=second)


def test_a_private_organisation_is_seen_by_nobody_else(organisation, caplog):
    services.change_record(organisation=organisation, values={"short_name": "LF"})
    assert Organisation.every.get(pk=organisation.pk).short_name == "LF"
    assert "FAILED" not in caplog.text, "the search of the site is told nothing"
    assert organisation not in Organisation.objects.all()
    assert organisation not in Organisation.get_indexed_objects()
    assert organisation not in Organisation._default_manager.all()
    Organisation.objects.create(slug="le-fournil", name="Le Fournil")
    Organisation.every.create(is_public=False, name="Le Fournil")
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(slug="autre", name="Le Fournil")
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.every.create(is_public=False, slug="un", name="Un")


def test_what_a_person_has_is_told_to_her(organisation, bob, charlie, invite):
    invite("bob@exemple.org")
    told = services.export_person(user=bob.user)
    assert [each["nom"] for each in told["organisations"]] == ["Le Fournil"]
    assert [each["organisation_nom"] for each in told["invitations_recues"]] == ["Le Fournil"]
    assert services.export_person(user=charlie.user)["organisations"][0]["nom"] == "Les Voisins"


def test_who_leaves_the_site_hands_over_then_the_last_one_ends_it(organisation, alice, bob, now, invite):
    invite("bob@exemple.org")
    services.erase_person(user=alice.user, now=now)
    assert member(organisation, bob).role == Role.MANAGER
    services.erase_person(user=bob.user, now=now)
    assert not Organisation.every.filter(pk=organisation.pk)
    alice.user.delete()
    bob.user.delete()
    assert not Invitation.objects.exists()


def test_traces_are_forgotten_after_a_year(invite, dominique, now):
    services.accept(token="x" * 32, user=dominique.user, now=now)
    invite()
    assert services.forget_traces(now=now + dt.timedelta(days=365)) == 0
    assert services.forget_traces(now=now + dt.timedelta(days=373)) == 2
