"""A diagnosis begins with a first answer, is visited, is taken up elsewhere, ends."""

from datetime import datetime

from django.db import transaction

from trajectoires.kit.models import Diagnosis
from trajectoires.kit.models.questionnaire import Answers, Questionnaire
from trajectoires.trajectories.enums import KEPT
from trajectoires.trajectories.models import new_resume_key


@transaction.atomic
def save_answers(
    *,
    diagnosis: Diagnosis | None,
    questionnaire: Questionnaire,
    given: Answers,
    has_read_all: bool,
    now: datetime,
) -> Diagnosis:
    """Add what was answered, and begin when there was nothing: two sends at once, of two windows, both stay.

    What was not answered this time keeps its former answer, as does a question that is not asked any more. Who has
    read the whole has read what a later version changed.
    """
    work = _locked(diagnosis, questionnaire, now=now)
    work.answers = {**work.answers, **given}
    if has_read_all:
        work.version, work.asked = questionnaire.version, questionnaire.words
    work.save(update_fields=["answers", "version", "asked"])
    return work


@transaction.atomic
def forget_answer(*, diagnosis: Diagnosis, key: str) -> None:
    """As if it had not been given; nothing is said when it is gone already."""
    kept = Diagnosis.objects.select_for_update().filter(pk=diagnosis.pk).first()
    if kept and key in kept.answers:
        kept.answers.pop(key)
        kept.save(update_fields=["answers"])


def accept_version(*, diagnosis: Diagnosis, questionnaire: Questionnaire) -> None:
    """The visitor has read what changed: it is not said again."""
    diagnosis.version, diagnosis.asked = questionnaire.version, questionnaire.words
    diagnosis.save(update_fields=["version", "asked"])


def _locked(diagnosis: Diagnosis | None, questionnaire: Questionnaire, *, now: datetime) -> Diagnosis:
    """The same, held until the transaction ends; a new one when there is none, or when it was erased meanwhile."""
    found = Diagnosis.objects.select_for_update().filter(pk=diagnosis.pk).first() if diagnosis else None
    return found or Diagnosis.objects.create(
        resume_key=new_resume_key(),
        version=questionnaire.version,
        asked=questionnaire.words,
        created_at=now,
        expires_at=now + KEPT,
    )


def erase(*, diagnosis: Diagnosis) -> None:
    diagnosis.delete()


def erase_expired(*, now: datetime) -> int:
    """Those whose thirty days are over; return how many."""
    return Diagnosis.objects.filter(expires_at__lte=now).delete()[0]
