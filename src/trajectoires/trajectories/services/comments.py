"""A guest asks beside a section; she and the organisation answer; the thread is settled, or opened again."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from trajectoires.organisations.enums import Link, Refusal
from trajectoires.organisations.services import record_refusal
from trajectoires.trajectories.enums import Section
from trajectoires.trajectories.models import Comment, Share, Thread


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A comment as it was sent; `form_key` tells a form that is sent twice."""

    text: str
    author: AbstractBaseUser
    form_key: uuid.UUID


@transaction.atomic
def open_thread(*, share: Share, section: Section, draft: Draft, now: datetime) -> Comment | None:
    """A guest begins. None when this very form was sent before: it is refused, and counted."""
    if _is_replayed(share, draft, now=now):
        return None
    thread = Thread.objects.create(share=share, section=section, opened_at=now)
    return _write(thread, draft, is_of_guest=True, now=now)


@transaction.atomic
def answer(*, thread: Thread, draft: Draft, is_of_guest: bool, now: datetime) -> Comment | None:
    """One more comment; a thread that was settled is open again. None when this form was sent before."""
    if _is_replayed(thread.share, draft, now=now):
        return None
    Thread.objects.filter(pk=thread.pk).update(resolved_at=None)
    return _write(thread, draft, is_of_guest=is_of_guest, now=now)


@transaction.atomic
def settle(*, thread: Thread, is_settled: bool, now: datetime) -> None:
    """A thread is settled, or not any more."""
    thread.resolved_at = now if is_settled else None
    thread.save(update_fields=["resolved_at"])


def _is_replayed(share: Share, draft: Draft, *, now: datetime) -> bool:
    Share.objects.select_for_update().get(pk=share.pk)  # two clicks at once take their turn
    if not Comment.objects.filter(form_key=draft.form_key).exists():
        return False
    organisation = share.trajectory.organisation
    record_refusal(link=Link.SHARE, reason=Refusal.REPLAYED, organisation=organisation, now=now)
    return True


def _write(thread: Thread, draft: Draft, *, is_of_guest: bool, now: datetime) -> Comment:
    return Comment.objects.create(
        thread=thread,
        author_id=draft.author.pk,
        is_of_guest=is_of_guest,
        text=draft.text,
        form_key=draft.form_key,
        written_at=now,
    )
