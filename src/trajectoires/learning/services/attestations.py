"""An attestation is asked for, changed, withdrawn, typeset; somebody who reads one may check the name on it."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from django.db import transaction
from django.utils import timezone

from socioeco.formats import format_date, typographie
from trajectoires.documents.services import typeset
from trajectoires.learning import access
from trajectoires.learning.enums import KEPT, NAME_TRIES, NAME_TRIES_WITHIN, Shown
from trajectoires.learning.models import Attestation, Learner
from trajectoires.learning.selectors import CourseProgress

_TYPST = Path(__file__).parent.parent / "typst"
_ALIKE = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"}  # what one writes for the other on a keyboard
_ALIKE |= dict.fromkeys("’‘ʼ`", "'") | dict.fromkeys("-‐‑–", " ")


class CourseNotDone(Exception):
    """An exercise of the course was never found."""


class TooManyNames(Exception):
    """As many names as may be tried on this attestation within the hour were."""


@dataclass(frozen=True)
class Wish:
    """The name on the attestation, and what its page shows others."""

    name: str
    shown: Sequence[Shown]


@transaction.atomic
def attest(*, learner: Learner, progress: CourseProgress, wish: Wish, now: datetime) -> Attestation:
    """Hers for a course that is done, copied as it is today. Asked twice, the first stays and the wish changes."""
    if not progress.is_done:
        raise CourseNotDone
    course = progress.outline.course
    attestation, is_new = Attestation.objects.get_or_create(
        learner=learner,
        course=course,
        defaults={**_copy(progress), **_wished(wish), "key": access.new_key(), "issued_at": now},
    )
    if is_new:
        _keep(learner, now)
        return attestation
    return change(attestation=attestation, wish=wish, now=now)


def _copy(progress: CourseProgress) -> dict[str, Any]:
    course = progress.outline.course
    return {
        "slug": course.slug,
        "title": course.title,
        "aims": course.aims,
        "lessons": [each.lesson.title for each in progress.lessons],
        "exercises": sum(each.total for each in progress.lessons),
        "minutes": progress.outline.minutes,
        "version_on": max([course.updated_on, *(each.lesson.updated_on for each in progress.lessons)]),
    }


def _wished(wish: Wish) -> dict[str, Any]:
    return {"name": wish.name, "shown": [part.value for part in wish.shown]}


def _keep(learner: Learner, now: datetime) -> None:
    """Like an answer, it puts off the end of what is kept without an account."""
    if learner.expires_at:
        Learner.objects.filter(pk=learner.pk).update(expires_at=now + KEPT)


@transaction.atomic
def change(*, attestation: Attestation, wish: Wish, now: datetime) -> Attestation:
    """Another name, other parts shown; the key, the day and what it says of the course stay."""
    Attestation.objects.filter(pk=attestation.pk).update(**_wished(wish))
    _keep(attestation.learner, now)
    attestation.refresh_from_db()
    return attestation


def withdraw(*, attestation: Attestation) -> None:
    """Its page answers like any unknown key from now on; asking again draws another key."""
    attestation.delete()


@transaction.atomic
def check_name(*, attestation: Attestation, name: str, now: datetime) -> bool:
    """Whether this is its name, but for accents, capitals, apostrophes and dashes.

    Beyond a few tries within an hour, whoever tries, TooManyNames: nothing is known of who asks.
    """
    kept = Attestation.objects.select_for_update().get(pk=attestation.pk)
    if kept.name_tried_at is None or now >= kept.name_tried_at + NAME_TRIES_WITHIN:
        kept.name_tried_at, kept.name_tries = now, 0
    if kept.name_tries >= NAME_TRIES:
        raise TooManyNames
    kept.name_tries += 1
    kept.save(update_fields=["name_tries", "name_tried_at"])
    return _plain(name) == _plain(kept.name)


def _plain(name: str) -> str:
    """Without what people write differently."""
    spread = unicodedata.normalize("NFKD", name.casefold().translate(str.maketrans(_ALIKE)))
    letters = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return " ".join(letters.split())


def signs_not_written(name: str, *, now: datetime) -> list[str]:
    """The signs of a name that no letter of our documents draws: such a document would be refused, not false."""
    if _is_written(name, now):
        return []
    return [sign for sign in dict.fromkeys(name) if not _is_written(sign, now)]


def _is_written(text: str, now: datetime) -> bool:
    try:
        typeset(_TYPST / "signs.typ", values={"text": text}, now=now)
    except typst.TypstError:
        return False
    return True


def write_attestation(*, attestation: Attestation, address: str, page: str, now: datetime) -> bytes:
    """The attestation as a tagged PDF of one page; `address` is the whole one of its verification page."""
    written = {
        "name": attestation.name,
        "title": typographie(attestation.title),
        "aims": [typographie(each) for each in attestation.aims],
        "lessons": [typographie(each) for each in attestation.lessons],
        "exercises": attestation.exercises,
        "duration": attestation.duration,
        "version": format_date(attestation.version_on),
        "day": format_date(timezone.localdate(attestation.issued_at)),
        "key": attestation.grouped_key,
        "address": address,
        "page": page,
    }
    return typeset(_TYPST / "attestation.typ", values=written, now=now)
