"""The messages about a reminder, and the addresses that they carry."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from trajectoires.learning import access
from trajectoires.learning.models import LessonPage, Reminder
from trajectoires.learning.selectors import CourseProgress
from trajectoires.mail.models import Message
from trajectoires.mail.services import send, write

FAILURE_TASK = "learning.record_reminder_failure"


def reference_of(reminder: Reminder) -> str:
    return str(reminder.pk)


def ask_to_confirm(*, reminder: Reminder, token: str, now: datetime) -> None:
    send(
        to=reminder.email,
        subject="Confirmez votre rappel",
        template="learning/mail/reminder_confirm.txt",
        html_template="learning/mail/reminder_confirm.html",
        context={
            "confirm_url": _whole_address("reminder_confirm", token),
            "course": reminder.course.title,
            "rhythm": reminder.rhythm_words,
        },
        failure_task=FAILURE_TASK,
        reference=reference_of(reminder),
        now=now,
    )


def write_reminder(
    *, reminder: Reminder, progress: CourseProgress, lesson: LessonPage, is_last: bool, now: datetime
) -> Message:
    """The message that says which lesson is next; kept with the others of its batch."""
    token = access.reminder_token(reminder.seed)
    return write(
        to=reminder.email,
        subject=f"Votre prochaine leçon : {lesson.title}",
        template="learning/mail/reminder.txt",
        html_template="learning/mail/reminder.html",
        context={
            **_said(reminder, progress, lesson),
            "is_last": is_last,
            "lesson_url": settings.SITE_URL + lesson.address,
            "ask_url": settings.SITE_URL + reverse("learning:remind"),
            "manage_url": _whole_address("reminder_manage", token),
        },
        list_unsubscribe=_whole_address("reminder_leave", token),
        failure_task=FAILURE_TASK,
        reference=reference_of(reminder),
        now=now,
    )


def _said(reminder: Reminder, progress: CourseProgress, lesson: LessonPage) -> dict[str, Any]:
    return {
        "course": progress.outline.course.title,
        "lesson": lesson.title,
        "minutes": lesson.minutes,
        "step": next(each for each in progress.lessons if each.lesson is lesson),
        "done": progress.done,
        "total": len(progress.lessons),
        "rhythm": reminder.rhythm_words,
        "confirmed_at": reminder.confirmed_at,
        "expires_at": reminder.learner.expires_at,
    }


def _whole_address(name: str, token: str) -> str:
    return settings.SITE_URL + reverse(f"learning:{name}", args=[token])
