"""Everything of a person is given back and erased: a model that reaches a person and is forgotten here fails."""

import datetime as dt
import json
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from trajectoires.account import services
from trajectoires.content.models import Favourite, ResourceProposal, SheetPage
from trajectoires.content.services import WRITERS, establish_roles
from trajectoires.digests.models import Subscription
from trajectoires.learning.models import Attempt, Attestation, CoursePage, Learner, LessonPage, Reminder
from trajectoires.mail.models import Message
from trajectoires.organisations.enums import Role
from trajectoires.organisations.models import Invitation, Membership, Organisation
from trajectoires.trajectories.models import Comment, Share, Story, StoryVersion, Thread, Trajectory
from trajectoires.users.models import BrowserSession, User
from trajectoires.users.services import EditorsAccount

pytestmark = pytest.mark.django_db
ADDRESS = "Tresoriere@exemple.org"
MARK = "à reconnaître"
NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)

# Whoever does these things enters the editors' space: her account is closed there, by an administrator.
EDITORS = {
    "content.ResourceProposal.decided_by",
    "news.FeedEntry.decided_by",
    "trajectories.StoryVersion.answered_by",
    "users.User_groups.user",
    "users.User_user_permissions.user",
}
EDITORS_ROOMS = {
    "wagtailcore",
    "wagtailadmin",
    "wagtailusers",
    "wagtailimages",
    "wagtaildocs",
    "wagtailsearch",
}
# django-allauth's own table of addresses: an account has one address here (test_sign_in sees that it stays empty).
EMPTY = {"account.EmailAddress.user", "account.EmailAddress.email"}


def reaching_a_person():
    """« app.Model.field » for every key to an account, and every field that holds an address."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields(include_hidden=False):
            is_key = isinstance(field, models.ForeignKey) and field.related_model is User
            if (is_key or isinstance(field, models.EmailField)) and field.model is model:
                found.add(f"{model._meta.app_label}.{model.__name__}.{field.name}")
    return found


@pytest.fixture
def place(now):
    home = Page.objects.get(depth=1).add_child(
        instance=SheetPage(title=f"Une page {MARK}", slug="une", lede="Une.")
    )
    course = home.add_child(
        instance=CoursePage(title=f"Un cours {MARK}", slug="un", lede="Un.", number=1, level="debut")
    )
    lesson = course.add_child(
        instance=LessonPage(title=f"Une leçon {MARK}", slug="l", lede="Une.", rank=1, module="Lire")
    )
    return {"page": home, "course": course, "lesson": lesson}


@pytest.fixture
def person(db):
    return User.objects.create_user(ADDRESS, last_login=timezone.now())


def learner_of(person, place, now, email):
    learner = Learner.objects.create(user=person, created_at=now)
    Attempt.objects.create(
        learner=learner,
        lesson=place["lesson"],
        key="un",
        given=["1"],
        is_right=True,
        found_at=now,
        answered_at=now,
    )
    Attestation.objects.create(
        key="k" * 28, learner=learner, course=place["course"], slug="un", title=f"Attestée {MARK}", lessons=["Une"],
        exercises=1, minutes=5, version_on=now.date(), name=f"Camille {MARK}", issued_at=now,
    )  # fmt: skip
    return learner


def reminder_of(learner, place, now, email):
    return Reminder.objects.create(
        learner=learner, course=place["course"], email=email, rhythm="semaine", weekday=2, seed="s", link_hash="l",
        confirmation_hash="c", created_at=now, confirmed_at=now, next_on=now.date(),
    )  # fmt: skip


def without_account(now):
    return Learner.objects.create(created_at=now, expires_at=now + dt.timedelta(days=3650))


def subscription_of(person, place, now, email):
    return Subscription.objects.create(
        email=email, seed="s", link_hash="l", confirmation_hash="c", created_at=now, confirmed_at=now,
        asked_on=now.date(), consent_version=MARK,
    )  # fmt: skip


def message_to(person, place, now, email):
    return Message.objects.create(
        to=email, subject=MARK, text=MARK, message_id=email, created_at=now, due_at=now, failure_task="none"
    )


def proposal_of(person, place, now, email):
    return ResourceProposal.objects.create(
        reference="abcd",
        title=MARK,
        publisher_name="Un réseau",
        reason="Il aide.",
        email=email,
        received_at=now,
    )


def organisation_of(*members):
    organisation = Organisation.objects.create(
        name=f"Association {MARK} {uuid4()}", slug=None, is_public=False
    )
    for user in members:
        Membership.objects.create(organisation=organisation, user=user, role=Role.MANAGER, joined_at=NOW)
    return organisation


def invitation(now, **values):
    """To another organisation, of other people."""
    other = User.objects.create_user(f"gestion-{uuid4()}@exemple.org", last_login=now)
    values = {
        "email": "invitee@exemple.org",
        "role": Role.MEMBER,
        "created_at": now,
        "expires_at": now,
        **values,
    }
    return Invitation.objects.create(organisation=organisation_of(other), token_hash=uuid4().hex, **values)


def share(now, **values):
    """Of the work of another organisation."""
    other = User.objects.create_user(f"gestion-{uuid4()}@exemple.org", last_login=now)
    work = Trajectory.objects.create(created_at=now, organisation=organisation_of(other))
    values = {"email": "invitee@exemple.org", "scopes": [], "ends_on": now.date(), **values}
    return Share.objects.create(
        trajectory=work, token_hash=uuid4().hex, created_at=now, link_expires_at=now, **values
    )


def comment_of(person, place, now, email):
    thread = Thread.objects.create(share=share(now), section="ressources", opened_at=now)
    return Comment.objects.create(thread=thread, author=person, is_of_guest=True, text=MARK, written_at=now)


def story_of(person, place, now, email):
    """Of an organisation that another manages with her."""
    other = User.objects.create_user(f"gestion-{uuid4()}@exemple.org", last_login=now)
    work = Trajectory.objects.create(created_at=now, organisation=organisation_of(person, other))
    story = Story.objects.create(trajectory=work, draft={"titre": MARK}, edited_at=now)
    return StoryVersion.objects.create(story=story, told={}, consented_at=now, consented_by=person)


# How a row reaches a person; what the export says of it; what is left of it afterwards.
MADE = {
    "organisations.Membership.user": lambda person, place, now, email: organisation_of(person).memberships.get(),
    "organisations.Invitation.email": lambda person, place, now, email: invitation(now, email=email),
    "organisations.Invitation.invited_by": lambda person, place, now, email: invitation(now, invited_by=person),
    "trajectories.Share.email": lambda person, place, now, email: share(now, email=email, guest=person, accepted_at=now),
    "trajectories.Share.guest": lambda person, place, now, email: share(now, guest=person, accepted_at=now),
    "trajectories.Share.invited_by": lambda person, place, now, email: share(now, invited_by=person),
    "trajectories.Comment.author": comment_of,
    "trajectories.StoryVersion.consented_by": story_of,
    "users.BrowserSession.user": lambda person, place, now, email: BrowserSession.objects.create(
        session_key="s" * 32, session_data="", expire_date=now, user=person
    ),
    "users.User.email": lambda person, place, now, email: person,
    "content.Favourite.user": lambda person, place, now, email: Favourite.objects.create(
        user=person, page=place["page"], added_at=now
    ),
    "content.ResourceProposal.email": proposal_of,
    "digests.Subscription.email": subscription_of,
    "learning.Learner.user": learner_of,
    "learning.Reminder.email": lambda person, place, now, email: reminder_of(without_account(now), place, now, email),
    "mail.Message.to": message_to,
    "mail.Message.reply_to": lambda person, place, now, email: Message.objects.create(
        to="contact@exemple.org", subject="Une question", text="?", message_id="m", reply_to=email,
        created_at=now, due_at=now,
    ),
    "mfa.Authenticator.user": lambda person, place, now, email: Authenticator.objects.create(
        user=person, type="webauthn", data={"name": f"Clé {MARK}", "credential": {}}
    ),
}  # fmt: skip
STAYS_WITHOUT_HER = {
    "content.ResourceProposal.email",
    "mail.Message.reply_to",
    "organisations.Invitation.invited_by",
    "trajectories.Comment.author",
    "trajectories.Share.email",
    "trajectories.Share.guest",
    "trajectories.Share.invited_by",
    "trajectories.StoryVersion.consented_by",
}
SAID_BY_ITS_ADDRESS = {"users.User.email", "mail.Message.reply_to", "users.BrowserSession.user"}


def test_every_way_to_a_person_is_known():
    known = set(MADE) | EDITORS | EMPTY
    found = {each for each in reaching_a_person() if each.split(".")[0] not in EDITORS_ROOMS}
    assert found == known, (
        "give its room an export and an erasure (users.services.rooms), then a line in MADE"
    )


def exported(person, now):
    with ZipFile(BytesIO(services.export_account(user=person, now=now))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize("way", MADE)
def test_what_reaches_her_is_given_back(way, person, place, now):
    MADE[way](person, place, now, ADDRESS.lower())
    files = exported(person, now)
    readme = files.pop("LISEZ-MOI.txt")
    assert all(name in readme for name in files)
    data = {name: json.loads(text) for name, text in files.items()}
    assert data["personnes.json"]["adresse"] == ADDRESS
    assert way in SAID_BY_ITS_ADDRESS or MARK in json.dumps(data, ensure_ascii=False)


@pytest.mark.parametrize("way", MADE)
def test_what_reaches_her_is_erased_and_hers_alone(way, person, place, now):
    other = User.objects.create_user("autre@exemple.org", last_login=now)
    row = MADE[way](person, place, now, ADDRESS.lower())
    kept = Favourite.objects.create(user=other, page=place["page"], added_at=now)
    model, key = type(row), row.pk
    services.erase_account(user=person, now=now)
    left = model.objects.filter(pk=key)
    if way in STAYS_WITHOUT_HER:
        assert getattr(left.get(), way.rpartition(".")[2]) in ("", None)
    else:
        assert not left.exists()
    assert not User.objects.filter(email=ADDRESS).exists()
    assert other.favourites.get() == kept


def test_all_at_once_nothing_of_her_is_left_in_any_table(person, place, now):
    learner = None
    for way, make in MADE.items():
        row = (
            make(person, place, now, ADDRESS.lower())
            if way != "mail.Message.to"
            else message_to(person, place, now, ADDRESS)
        )
        learner = row if way == "learning.Learner.user" else learner
    key = person.pk
    services.erase_account(user=person, now=now)
    for name in reaching_a_person():
        app, model, field = name.split(".")
        column = apps.get_model(app, model)._meta.get_field(field)
        rows = apps.get_model(app, model)._default_manager.all()
        if isinstance(column, models.EmailField):
            assert not rows.filter(**{f"{field}__iexact": ADDRESS}).exists(), name
        else:
            assert not rows.filter(**{f"{field}_id": key}).exists(), name
    assert [model for model in (Attempt, Attestation, Reminder) if model.objects.exists()] == []


def test_no_link_that_opens_something_is_exported(person, place, now):
    learner = learner_of(person, place, now, ADDRESS)
    reminder_of(learner, place, now, ADDRESS.lower())
    subscription_of(person, place, now, ADDRESS.lower())
    whole = "".join(exported(person, now).values())
    for secret in ("link_hash", "confirmation_hash", "graine", '"s"', "credential"):
        assert secret not in whole


def test_nothing_is_said_of_nothing(person, now):
    assert set(exported(person, now)) == {"LISEZ-MOI.txt", "personnes.json"}


def test_the_account_of_an_editor_is_not_erased_from_here(now, person):
    establish_roles()
    person.groups.add(Group.objects.get(name=WRITERS))
    subscription_of(person, None, now, ADDRESS.lower())
    with pytest.raises(EditorsAccount):
        services.erase_account(user=User.objects.get(pk=person.pk), now=now)
    assert Subscription.objects.exists()
