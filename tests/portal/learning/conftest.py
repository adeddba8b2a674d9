"""A course of two short lessons, somebody who follows it, her reminder, and the hour that a test chooses."""

import datetime as dt
from itertools import count
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from trajectoires.learning import access
from trajectoires.learning.enums import Rhythm
from trajectoires.learning.models import Reminder
from trajectoires.mail.access import hash_of, new_seed, new_token

from .course_cases import ADDRESS as EXERCISES_PAGE
from .course_cases import EXERCISES, add_course, add_lesson, build_course
from .reminder_cases import ASKED, DUE, begin


class Clock:
    def __init__(self) -> None:
        self.at = ASKED

    def __call__(self) -> dt.datetime:
        return self.at


@pytest.fixture
def clock(monkeypatch):
    """Pages are asked for on that Wednesday, unless a test moves the hour."""
    made = Clock()
    monkeypatch.setattr(timezone, "now", made)
    return made


@pytest.fixture
def site():
    """The course of the other tests, and a short one: two lessons, an exercise each."""
    built = build_course()
    short = add_course(built.door, "court", number=2)
    one, two = (
        add_lesson(short, slug, rank=rank, exercises=EXERCISES[:1]) for rank, slug in enumerate("ab", 1)
    )
    return SimpleNamespace(**vars(built), short=short, one=one, two=two)


@pytest.fixture
def learner(db):
    return begin()


@pytest.fixture
def remind(site):
    """A reminder that she confirmed on that Wednesday."""
    numbers = count(1)

    def make(learner, **changes):
        seed = new_seed()
        values = {
            "learner": learner,
            "course": site.short,
            "email": f"lectrice{next(numbers)}@exemple.org",
            "rhythm": Rhythm.WEEKLY,
            "weekday": 2,
            "seed": seed,
            "link_hash": hash_of(access.reminder_token(seed)),
            "confirmation_hash": hash_of(new_token()),
            "created_at": ASKED,
            "confirmed_at": ASKED,
            "next_on": DUE.date(),
        }
        return Reminder.objects.create(**(values | changes))

    return make


@pytest.fixture
def browser(site):
    """Somebody who answered one exercise of the first course, without an account."""
    client = Client()
    client.post(EXERCISES_PAGE, {"exercice": "un", "action": "valider", "reponse": "1"})
    return client
