"""Write the reminders of the day: once each, whatever stops in the middle. A reminder stops by itself."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from trajectoires.learning import access
from trajectoires.learning.enums import (
    REMINDER_BATCH,
    REMINDER_HOUR,
    REMINDER_LATE,
    REMINDER_REFUSALS,
    REMINDER_RUN,
    REMINDERS_UNANSWERED,
    Ending,
)
from trajectoires.learning.models import LessonPage, Reminder
from trajectoires.learning.selectors import CourseOutline, courses
from trajectoires.learning.selectors.progress import CourseProgress, course_progress
from trajectoires.learning.selectors.reminders import Learnt, learnt_by, next_day
from trajectoires.learning.services.reminders_messages import write_reminder
from trajectoires.mail.access import hash_of
from trajectoires.mail.enums import Failure
from trajectoires.mail.models import Message
from trajectoires.mail.services import send_together

_CHANGED = ("email", "link_hash", "next_on", "last_sent_at", "unanswered", "refusals", "ending")
Outlines = Mapping[int, CourseOutline]


def send_reminders(*, now: datetime) -> int:
    """Write the reminders that are due, a bounded number a run; return how many.

    Each is marked in the transaction that keeps its message: a run killed in the middle, or a second one, never writes
    twice to the same.
    """
    if timezone.localtime(now).time() < REMINDER_HOUR or not _due(now).exists():
        return 0
    outlines = {outline.course.pk: outline for outline in courses()}
    written = 0
    for _ in range(REMINDER_RUN // REMINDER_BATCH):
        met, messages = _send_batch(outlines, now)
        written += messages
        if met < REMINDER_BATCH:
            break
    return written


def _due(now: datetime) -> QuerySet[Reminder]:
    is_kept = Q(learner__expires_at=None) | Q(learner__expires_at__gt=now)
    return Reminder.objects.filter(is_kept, next_on__lte=timezone.localdate(now))


@transaction.atomic
def _send_batch(outlines: Outlines, now: datetime) -> tuple[int, int]:
    """Return how many reminders were met, and how many messages written; in four queries whatever their number."""
    due = _due(now).select_related("learner").select_for_update(skip_locked=True, of=("self",))
    reminders = list(due.order_by("pk")[:REMINDER_BATCH])
    learnt = learnt_by([reminder.learner_id for reminder in reminders])
    messages = []
    for reminder in reminders:
        known = learnt.get(reminder.learner_id, Learnt())
        message = _remind(reminder, outlines.get(reminder.course_id), known, now)
        messages += [message] if message else []
    send_together(messages)
    Reminder.objects.bulk_update(reminders, _CHANGED)
    return len(reminders), len(messages)


def _remind(
    reminder: Reminder, outline: CourseOutline | None, learnt: Learnt, now: datetime
) -> Message | None:
    """Its message, unless it is too late or over; the row is left as it will be kept."""
    today = timezone.localdate(now)
    is_late = reminder.next_on is not None and today - reminder.next_on > REMINDER_LATE
    progress = course_progress(outline, learnt.answers) if outline else None
    lesson = progress.next if progress else None
    if progress is None or lesson is None:
        _end(reminder, Ending.DONE if progress and progress.is_done else Ending.COURSE_GONE)
        return None
    _plan(reminder, today)
    return None if is_late else _write(reminder, progress, lesson, learnt, now)


def _write(
    reminder: Reminder, progress: CourseProgress, lesson: LessonPage, learnt: Learnt, now: datetime
) -> Message:
    _count(reminder, learnt)
    is_last = reminder.unanswered >= REMINDERS_UNANSWERED
    message = write_reminder(reminder=reminder, progress=progress, lesson=lesson, is_last=is_last, now=now)
    reminder.last_sent_at = now
    if is_last:
        _end(reminder, Ending.SILENCE)
    return message


def _count(reminder: Reminder, learnt: Learnt) -> None:
    """One more without an answer, from zero after each answer; a message that arrived ends a row of refusals."""
    before = reminder.last_sent_at
    if before and learnt.last_at and learnt.last_at > before:
        reminder.unanswered = 0
    if before and reminder.refused_at and reminder.refused_at < before:
        reminder.refusals = 0
    reminder.unanswered += 1


def _plan(reminder: Reminder, today: date) -> None:
    """When the secret of the site has changed, the new link takes the place of the old."""
    reminder.next_on = next_day(today, reminder.rhythm, reminder.weekday)
    reminder.link_hash = hash_of(access.reminder_token(reminder.seed))


def _end(reminder: Reminder, ending: Ending) -> None:
    """Its address is erased; « Mon parcours » says why."""
    reminder.email, reminder.next_on, reminder.ending = "", None, ending


@transaction.atomic
def record_failure(*, reference: str, failure: Failure, now: datetime) -> None:
    """Erase an address that its server refuses again and again, or before it confirmed."""
    found = Reminder.objects.filter(pk=int(reference), ending="").select_for_update().first()
    if found is None or failure is not Failure.ADDRESS:
        return
    found.refused_at, found.refusals = now, found.refusals + 1
    if found.is_pending:
        found.delete()
        return
    if found.refusals >= REMINDER_REFUSALS:
        _end(found, Ending.REFUSED)
    found.save(update_fields=["refused_at", "refusals", "email", "next_on", "ending"])
