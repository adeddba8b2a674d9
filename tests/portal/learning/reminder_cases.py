"""Learners who follow a course, and the links of what they receive."""

import datetime as dt
import re

from django.test import Client
from django.urls import reverse

from trajectoires.learning import access
from trajectoires.learning.enums import KEPT, Rhythm
from trajectoires.learning.models import Attempt, Learner, Reminder
from trajectoires.learning.services.reminders import Choice

ADDRESS = "lectrice@exemple.org"
ASKED = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)  # a Wednesday
DUE = dt.datetime(2026, 12, 2, 6, tzinfo=dt.UTC)  # the next one, seven o'clock in Paris
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
FORM = reverse("learning:remind")
PROGRESS = reverse("learning:progress")


def begin():
    """Somebody without an account."""
    return Learner.objects.create(created_at=ASKED, expires_at=ASKED + KEPT)


def find(learner, lesson, *, at=ASKED, key="un"):
    """She answers, and it is right."""
    values = {"given": ["1"], "is_right": True, "found_at": at, "answered_at": at}
    Attempt.objects.update_or_create(learner=learner, lesson=lesson, key=key, defaults=values)


def with_learner(learner):
    client = Client()
    session = client.session
    session["apprentissage"] = str(learner.pk)
    session.save()
    return client


def choice(site, **changes):
    return Choice(**({"course": site.short, "rhythm": Rhythm.WEEKLY, "weekday": 2} | changes))


def ask(client, email=ADDRESS, **changes):
    return client.post(FORM, {"email": email, "rhythm": "semaine", "weekday": "2", **changes})


def link_in(text, part="confirmer/"):
    (link,) = re.findall(rf"^https?://\S+/se-former/rappel/{part}\S+$", text, re.MULTILINE)
    return re.sub(r"^https?://[^/]+", "", link)


def manage_address(reminder, name="reminder_manage"):
    return reverse(f"learning:{name}", args=[access.reminder_token(reminder.seed)])


def ended():
    found = Reminder.objects.get()
    return found.ending, found.email, found.next_on
