"""A diagnosis begins, is kept, ends."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from trajectoires.kit import access, services, tasks
from trajectoires.kit.enums import SESSION_KEY
from trajectoires.kit.models import Diagnosis
from trajectoires.trajectories.enums import KEPT
from trajectoires.trajectories.services import keep, renew_link

from .questionnaire_cases import questionnaire

pytestmark = pytest.mark.django_db


@pytest.fixture
def save(now):
    def make(diagnosis=None, **given):
        return services.save_answers(
            diagnosis=diagnosis, questionnaire=questionnaire(), given=given, has_read_all=False, now=now
        )

    return make


def test_it_says_nothing_of_whoever_answered(save, now):
    work = save(reserve="non")
    assert {field.name for field in Diagnosis._meta.get_fields()} == {
        "id", "resume_key", "answers", "version", "asked", "created_at", "expires_at",
    }  # fmt: skip
    assert (work.created_at, work.expires_at, work.version) == (now, now + KEPT, 1)
    assert str(work) == "Autodiagnostic d’un visiteur"


def test_two_windows_add_up(save):
    work = save(reserve="non")
    stale = Diagnosis.objects.get(pk=work.pk)
    save(work, liste="oui")
    assert save(stale, relais="non").answers == {"reserve": "non", "liste": "oui", "relais": "non"}


def test_what_is_sent_after_it_was_erased_elsewhere_is_not_lost(save):
    work = save(reserve="non")
    services.erase(diagnosis=Diagnosis.objects.get(pk=work.pk))
    again = save(work, liste="oui")
    assert again.answers == {"liste": "oui"}
    services.forget_answer(diagnosis=work, key="reserve")  # nothing is there: nothing is said


def test_a_visit_is_written_once_a_day(save, now):
    work = save(reserve="non")
    assert not keep(work=work, now=now + dt.timedelta(hours=1))
    assert keep(work=work, now=now + dt.timedelta(days=1))
    assert Diagnosis.objects.get().expires_at == now + dt.timedelta(days=1) + KEPT


def test_the_task_erases_what_is_over(save, now, monkeypatch):
    gone, kept = save(reserve="non"), save(liste="oui")
    Diagnosis.objects.filter(pk=kept.pk).update(expires_at=now + KEPT + dt.timedelta(seconds=1))
    monkeypatch.setattr("django.utils.timezone.now", lambda: gone.expires_at)
    tasks.erase_expired()
    assert Diagnosis.objects.get() == kept


def test_a_session_or_a_link_opens_it_and_nothing_else(save, now):
    work, other = save(reserve="non"), save(liste="oui")
    session = {SESSION_KEY: str(work.pk)}
    assert access.find_own(session, now=now) == work
    assert access.find_own({}, now=now) is None
    assert access.find_own(session, now=work.expires_at) is None
    assert access.find_by_link(other.resume_key, now=now) == other
    assert access.find_by_link("0" * 32, now=now) is None
    former = other.resume_key
    assert renew_link(work=other) != former
    assert access.find_by_link(former, now=now) is None


def test_it_cannot_be_kept_for_no_time(save, now):
    work = save(reserve="non")
    with pytest.raises(IntegrityError), transaction.atomic():
        Diagnosis.objects.filter(pk=work.pk).update(expires_at=now)
