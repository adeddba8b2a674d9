"""An organisation tells its trajectory: drafted, consented to and sent, answered by a moderator, taken back at once.

Each verb holds the row of the story first: a withdrawal and an acceptance at the same time take their turn, and the
withdrawal wins, for there is nothing left to accept.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from trajectoires.content.services import ToldStory, publish_story, withdraw_story
from trajectoires.mail.services import send
from trajectoires.trajectories.enums import StoryState
from trajectoires.trajectories.models import Story, StoryVersion, Trajectory


class AlreadyAnswered(Exception):
    """Somebody else answered first, or the organisation sent another version or took its story back."""


@transaction.atomic
def save_draft(*, trajectory: Trajectory, draft: Mapping[str, Any], now: datetime) -> Story:
    """Keep the words as they are, finished or not; nothing else changes."""
    Trajectory.objects.select_for_update().get(pk=trajectory.pk)
    values = {"draft": dict(draft), "edited_at": now}
    return Story.objects.update_or_create(trajectory=trajectory, defaults=values)[0]


@transaction.atomic
def send_story(
    *, story: Story, told: ToldStory, user: AbstractBaseUser, wants_mail: bool, now: datetime
) -> StoryVersion:
    """Give this to be read by a moderator, with the consent of this person, at this moment.

    It takes the place of one that waits, or that was answered without being published; what is published stays.
    """
    held = _held(story)
    held.versions.exclude(state=StoryState.PUBLISHED).delete()
    return StoryVersion.objects.create(
        story=held, told=told.as_json(), consented_at=now, consented_by_id=user.pk, wants_mail=wants_mail
    )


@transaction.atomic
def accept_story(*, version: StoryVersion, user: AbstractBaseUser, now: datetime) -> StoryVersion:
    """Publish what was sent, word for word, in place of what was published. Raise AlreadyAnswered or NoExamples."""
    waiting = _still_waiting(version)
    story = waiting.story
    story.page = publish_story(
        told=ToldStory.from_json(waiting.told),
        page=story.page,
        sent_on=timezone.localdate(waiting.consented_at),
        now=now,
    )
    story.withdrawn_on = None
    story.save(update_fields=["page", "withdrawn_on"])
    story.versions.exclude(pk=waiting.pk).delete()
    return _answer(waiting, StoryState.PUBLISHED, "", user, now)


@transaction.atomic
def return_story(*, version: StoryVersion, words: str, user: AbstractBaseUser, now: datetime) -> StoryVersion:
    """Ask for a correction, in words that the organisation reads."""
    return _answer(_still_waiting(version), StoryState.RETURNED, words, user, now)


@transaction.atomic
def refuse_story(
    *, version: StoryVersion, reason: str, user: AbstractBaseUser, now: datetime
) -> StoryVersion:
    """Say no, with a reason that the organisation reads."""
    return _answer(_still_waiting(version), StoryState.REFUSED, reason, user, now)


@transaction.atomic
def take_back_story(*, trajectory: Trajectory, erases_draft: bool, now: datetime) -> bool:
    """Off the site and out of the moderators' list from now on; of what was sent, only the day is kept.

    The draft stays the organisation's, unless it goes too. False when there was nothing to take back.
    """
    found = Story.objects.filter(trajectory=trajectory).first()
    if found is None:
        return False
    story = _held(found)
    _unpublish(story, now=now)
    if erases_draft:
        story.draft = {}
        story.save(update_fields=["draft"])
    return True


@transaction.atomic
def forget_story(*, trajectory: Trajectory, now: datetime) -> None:
    """The work is about to go: its story goes first, page, versions and draft."""
    for found in Story.objects.filter(trajectory=trajectory):
        story = _held(found)
        _unpublish(story, now=now)
        story.delete()


def _unpublish(story: Story, *, now: datetime) -> None:
    was_sent = story.page is not None or story.versions.exists()
    page, story.page = story.page, None
    if was_sent:
        story.withdrawn_on = timezone.localdate(now)
    story.save(update_fields=["page", "withdrawn_on"])
    story.versions.all().delete()
    if page:
        withdraw_story(page=page, now=now)


def _held(story: Story) -> Story:
    return Story.objects.select_for_update(of=("self",)).select_related("page", "trajectory").get(pk=story.pk)


def _still_waiting(version: StoryVersion) -> StoryVersion:
    story = Story.objects.select_for_update(of=("self",)).select_related("page").filter(pk=version.story_id)
    held = story.first()
    waiting = StoryVersion.objects.filter(pk=version.pk, state=StoryState.WAITING).first()
    if held is None or waiting is None:
        raise AlreadyAnswered
    waiting.story = held
    return waiting


def _answer(
    version: StoryVersion, state: StoryState, answer: str, user: AbstractBaseUser, now: datetime
) -> StoryVersion:
    version.state, version.answer = state, answer
    version.answered_at, version.answered_by_id = now, user.pk
    version.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    if version.wants_mail and version.consented_by:
        _tell(version, now=now)
    return version


def _tell(version: StoryVersion, *, now: datetime) -> None:
    send(
        to=version.consented_by.email,
        subject="Réponse à votre récit",
        template="trajectories/mail/story.txt",
        html_template="trajectories/mail/story.html",
        context={"version": version, "url": settings.SITE_URL + reverse("trajectories:tell")},
        now=now,
    )
