"""Two clicks at once on one link: it opens once. On connections of their own, so outside the transaction of a test."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.utils import timezone

from trajectoires.mail.access import hash_of
from trajectoires.organisations import services as organisations
from trajectoires.organisations.enums import Refusal, Role
from trajectoires.organisations.models import Invitation, Membership, RefusedAttempt
from trajectoires.trajectories import services
from trajectoires.trajectories.models import Share, Trajectory
from trajectoires.users.models import User

TOKEN = "t" * 32


@pytest.fixture
def guest(django_db_setup, django_db_blocker, now):
    """Somebody to whom both links were sent, as another worker sees her; all is cleared afterwards."""
    with django_db_blocker.unblock():
        alice, dominique = (User.objects.create_user(f"{name}@course.exemple.org") for name in ("a", "d"))
        made = organisations.create_organisation(user=alice, values={"name": "La Course"}, now=now)
        work = Trajectory.objects.create(created_at=now, organisation=made.organisation)
        until = timezone.now() + dt.timedelta(days=1)
        sent = {"email": dominique.email, "token_hash": hash_of(TOKEN), "created_at": now}
        Invitation.objects.create(organisation=made.organisation, role=Role.MEMBER, expires_at=until, **sent)
        Share.objects.create(
            trajectory=work, scopes=["resultats"], ends_on=until.date(), link_expires_at=until, **sent
        )
        yield dominique
        made.organisation.delete()
        User.objects.filter(email__endswith="@course.exemple.org").delete()
        connection.close()


def at_once(verb, guest):
    """What each of two clicks is answered."""
    start = Barrier(2)

    def click(_):
        try:
            start.wait()
            return verb(token=TOKEN, user=guest, now=timezone.now())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        return list(both.map(click, range(2)))


def test_an_invitation_lets_in_once(guest):
    answers = at_once(organisations.accept, guest)
    assert len([each for each in answers if isinstance(each, Membership)]) == 1
    assert [each for each in answers if isinstance(each, Refusal)] == [Refusal.USED]
    assert Membership.objects.filter(user=guest).count() == 1
    assert RefusedAttempt.objects.get().count == 1


def test_a_share_is_accepted_once(guest):
    answers = at_once(services.accept_share, guest)
    assert [each.guest_id for each in answers if isinstance(each, Share)] == [guest.pk]
    assert [each for each in answers if isinstance(each, Refusal)] == [Refusal.USED]
