"""What the courses keep of a person: taken into her account, given back, erased."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import Q

from trajectoires.learning.enums import SESSION_KEY
from trajectoires.learning.models import Learner, Reminder
from trajectoires.learning.services import reminders
from trajectoires.learning.services.learners import bring, forget


def keep_at_sign_in(*, session: SessionBase, user: Any, now: datetime) -> None:
    """What this browser held goes into the account."""
    if key := session.pop(SESSION_KEY, None):
        bring(key=key, user=user, now=now)


def export_person(*, user: Any) -> dict[str, Any]:
    """Her answers, her attestations, and the reminders at her address. What is drawn at random opens pages: it stays."""
    learner = Learner.objects.filter(user=user).first()
    kept: dict[str, Any] = {}
    if learner:
        kept = {
            "commence_le": learner.created_at,
            "reponses": _answers(learner),
            "attestations": _attested(learner),
        }
    if found := [_reminded(each) for each in _reminders(user)]:
        kept["rappels"] = found
    return kept


def _answers(learner: Learner) -> list[dict[str, Any]]:
    return [
        {
            "lecon": attempt.lesson.title,
            "exercice": attempt.key,
            "reponse": attempt.given,
            "juste": attempt.is_right,
            "repondu_le": attempt.answered_at,
            "trouve_le": attempt.found_at,
            "essais": attempt.tries,
        }
        for attempt in learner.attempts.select_related("lesson").order_by("answered_at", "pk")
    ]


def _attested(learner: Learner) -> list[dict[str, Any]]:
    return [
        {
            "cours": each.title,
            "nom": each.name,
            "etablie_le": each.issued_at,
            "cle_de_verification": each.grouped_key,
            "ce_qui_est_montre": each.shown,
            "lecons": each.lessons,
        }
        for each in learner.attestations.order_by("issued_at", "pk")
    ]


def _reminders(user: Any) -> list[Reminder]:
    hers = Q(learner__user=user) | Q(email=user.email.lower())
    return list(Reminder.objects.filter(hers).select_related("course").order_by("pk"))


def _reminded(reminder: Reminder) -> dict[str, Any]:
    return {
        "adresse": reminder.email,
        "cours": reminder.course.title,
        "rythme": reminder.rhythm_words,
        "demande_le": reminder.created_at,
        "confirme_le": reminder.confirmed_at,
        "dernier_rappel_le": reminder.last_sent_at,
        "prochain_rappel_le": reminder.next_on,
    }


@transaction.atomic
def erase_person(*, user: Any, now: datetime) -> None:  # noqa: ARG001 the same parameters in every room
    """Her progress with its attestations, and every reminder at her address."""
    for reminder in _reminders(user):
        reminders.erase(reminder)
    for learner in Learner.objects.filter(user=user):
        forget(learner=learner)
