"""From asking to be reminded to stopping. What is answered never says whether an address was known."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from trajectoires.learning import access
from trajectoires.learning.enums import REMINDER_UNCONFIRMED
from trajectoires.learning.models import CoursePage, Learner, Reminder
from trajectoires.learning.selectors.reminders import next_day
from trajectoires.learning.services.reminders_limits import forget_counts, may_write_to
from trajectoires.learning.services.reminders_messages import FAILURE_TASK, ask_to_confirm, reference_of
from trajectoires.mail.access import hash_of, new_seed, new_token
from trajectoires.mail.services import withdraw


@dataclass(frozen=True)
class Choice:
    """What to be reminded of, and when: values of `Rhythm` and of `Weekday`."""

    course: CoursePage
    rhythm: str
    weekday: int


@transaction.atomic
def ask(*, learner: Learner, email: str, choice: Choice, now: datetime) -> None:
    """Send to this address a link to confirm. The latest request of a learner is the one that counts.

    Beyond a few messages a day to one address, nothing more leaves, and it is not said; beyond many in an hour to all,
    UnableToRemind. What is active is not changed by asking: who may change it has its link, or her own session.
    """
    email = email.lower()
    may_write = may_write_to(email, now=now)
    if Learner.objects.select_for_update().filter(pk=learner.pk).first() is None:
        return  # forgotten in another tab
    former = Reminder.objects.filter(learner=learner).first()
    if former and (former.is_active or (former.email == email and not may_write)):
        return
    if former:
        erase(former)
    token = new_token()
    values = {**vars(choice), **_beginning(token, now)}
    reminder = Reminder.objects.create(learner=learner, email=email, **values)
    if may_write:
        ask_to_confirm(reminder=reminder, token=token, now=now)


def _beginning(token: str, now: datetime) -> dict[str, Any]:
    seed = new_seed()
    return {
        "seed": seed,
        "link_hash": hash_of(access.reminder_token(seed)),
        "confirmation_hash": hash_of(token),
        "created_at": now,
    }


@transaction.atomic
def confirm(*, reminder: Reminder, now: datetime) -> None:
    """From now on it leaves. An address has one reminder: a former one gives way. Twice changes nothing."""
    found = Reminder.objects.select_for_update().filter(pk=reminder.pk, confirmed_at=None, ending="").first()
    if found is None:
        return
    for former in Reminder.objects.filter(email=found.email, next_on__isnull=False).select_for_update():
        erase(former)
    found.confirmed_at = now
    found.next_on = _next_day(found, timezone.localdate(now))
    found.save(update_fields=["confirmed_at", "next_on"])


@transaction.atomic
def change(*, reminder: Reminder, choice: Choice, now: datetime) -> None:
    """The next one follows the new choice; one that has stopped meanwhile does not begin again."""
    found = Reminder.objects.select_for_update().filter(pk=reminder.pk, next_on__isnull=False).first()
    if found is None:
        return
    found.course, found.rhythm, found.weekday = choice.course, choice.rhythm, choice.weekday
    found.next_on = _next_day(found, timezone.localdate(now))
    found.save(update_fields=["course", "rhythm", "weekday", "next_on"])


def _next_day(reminder: Reminder, today: date) -> date:
    return next_day(today, reminder.rhythm, reminder.weekday)


@transaction.atomic
def stop(*, learner: Learner) -> None:
    """Erase her reminder, whatever its state, and what waits to leave for it."""
    for reminder in Reminder.objects.filter(learner=learner).select_for_update():
        erase(reminder)


@transaction.atomic
def stop_by_link(*, token: str, now: datetime) -> None:
    """The same. An unknown link has nothing to erase, and is told the same."""
    reminder = access.find_reminder_by_link(token, now=now)
    if reminder:
        erase(reminder)


def erase(reminder: Reminder) -> None:
    """Nothing is kept of it, and nothing leaves any more."""
    if reminder.email:
        withdraw(to=reminder.email, failure_task=FAILURE_TASK, reference=reference_of(reminder))
    reminder.delete()


def bring(*, brought: Learner, own: Learner) -> None:
    """Bring the reminder of a session into an account that has none that leaves."""
    reminder = Reminder.objects.filter(learner=brought).first()
    if reminder is None:
        return
    here = Reminder.objects.filter(learner=own).first()
    if here and (here.is_active or not reminder.is_active):
        erase(reminder)
        return
    if here:
        erase(here)
    Reminder.objects.filter(pk=reminder.pk).update(learner=own)


@transaction.atomic
def forget_unconfirmed(*, now: datetime) -> int:
    """Erase what nobody confirmed in seven days, and counts that are over; return how many addresses were erased."""
    forget_counts(now=now)
    return Reminder.objects.filter(confirmed_at=None, created_at__lte=now - REMINDER_UNCONFIRMED).delete()[0]
