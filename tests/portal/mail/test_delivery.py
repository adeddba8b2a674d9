"""Each message leaves once; what may pass is tried again, what cannot is told and forgotten."""

import datetime as dt
import logging

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from trajectoires.jobs.services import enqueue
from trajectoires.mail.enums import Failure
from trajectoires.mail.models import Message
from trajectoires.mail.services import deliver, deliver_due, send, send_together, withdraw
from trajectoires.mail.services import delivery as delivery_module
from trajectoires.mail.services import write as compose

pytestmark = pytest.mark.django_db
ADDRESS = "lectrice@exemple.org"
MINUTE = dt.timedelta(minutes=1)
TASK = "digests.record_failure"
LINK = "https://exemple.org/lettre/abc/desinscription/"


@pytest.fixture
def write(now, settings):
    settings.SITE_URL = "https://exemple.org"
    context = {"text": "Bonjour", "manage_url": "", "unsubscribe_url": ""}

    def write(to=ADDRESS, **options):
        given = {"subject": "Lettre", "template": "digests/mail/letter.txt", "context": context, "now": now}
        return send(**{"to": to, "failure_task": TASK, "reference": "7:3", **given, **options})

    return write


def told():
    """What the caller is told, task by task."""
    return [job.args for job in ProcrastinateJob.objects.filter(task_name=TASK)]


def test_a_message_of_service_is_asked_for_at_once_a_letter_is_not(write):
    message = write()
    write(list_unsubscribe="https://exemple.org/lettre/x/")
    jobs = ProcrastinateJob.objects.filter(task_name="mail.deliver")
    assert [job.args for job in jobs] == [{"message_id": message.pk}]


def test_what_has_left_is_forgotten(write, postbox, now):
    message = write()
    assert deliver(message_id=message.pk, now=now) == 1
    assert [each.rcpt_tos for each in postbox.received] == [[ADDRESS]]
    assert not Message.objects.exists()
    assert told() == []


def test_the_same_task_twice_sends_once(write, postbox, now):
    message = write()
    counts = [
        deliver(message_id=message.pk, now=now),
        deliver(message_id=message.pk, now=now),
        deliver_due(now=now),
    ]
    assert counts == [1, 0, 0]
    assert len(postbox.received) == 1


def test_several_leave_in_one_run_a_refused_one_among_them(write, postbox, now):
    for name in ("a", "b", "c"):
        write(f"{name}@exemple.org")
    postbox.answers["b@exemple.org"] = "550 5.1.1 No such user"
    assert deliver_due(now=now) == 2
    assert [each.rcpt_tos for each in postbox.received] == [["a@exemple.org"], ["c@exemple.org"]]
    assert told() == [{"reference": "7:3", "failure": Failure.ADDRESS}]
    assert not Message.objects.exists()


def test_a_refused_content_is_not_a_refused_address(write, postbox, now):
    write()
    postbox.data_answers[ADDRESS] = "554 5.7.1 Refused"
    assert deliver_due(now=now) == 0
    assert told() == [{"reference": "7:3", "failure": Failure.MESSAGE}]


@pytest.mark.parametrize("where", ["answers", "data_answers"])
def test_a_busy_server_is_asked_again_later_and_later(write, postbox, now, where):
    write()
    getattr(postbox, where)[ADDRESS] = "451 4.7.1 Try later"
    waits = []
    for _ in range(10):
        message = Message.objects.get()
        at = message.due_at
        assert deliver_due(now=at - dt.timedelta(seconds=1)) == 0
        assert Message.objects.get().attempts == message.attempts, "not before it is due"
        assert deliver_due(now=at) == 0
        waits.append((Message.objects.get().due_at - at) // MINUTE)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 256]
    getattr(postbox, where).clear()
    assert deliver_due(now=Message.objects.get().due_at) == 1
    assert told() == []


def test_every_attempt_carries_the_same_identifier(write, postbox, now):
    message = write()
    postbox.data_answers[ADDRESS] = "451 4.7.1 Try later"
    deliver_due(now=now)
    postbox.data_answers.clear()
    deliver_due(now=now + MINUTE)
    assert postbox.messages[0]["Message-ID"] == message.message_id


def test_a_closed_server_loses_nothing(write, settings, now, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    write()
    write("autre@exemple.org")
    with caplog.at_level(logging.WARNING):
        assert deliver_due(now=now) == 0
    assert list(Message.objects.values_list("attempts", "claimed_at")) == [(1, None)] * 2
    assert "ConnectionRefusedError" in caplog.text
    assert "exemple.org" not in caplog.text


def test_a_server_that_refuses_ourselves_accuses_no_reader(write, postbox, now, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "nous", "faux"
    write()
    assert deliver_due(now=now) == 0
    assert Message.objects.get().attempts == 1
    assert told() == []


def test_after_three_days_it_is_given_up(write, now, postbox):
    write()
    assert deliver_due(now=now + dt.timedelta(days=3)) == 0
    assert told() == [{"reference": "7:3", "failure": Failure.GIVEN_UP}]
    assert (postbox.received, Message.objects.count()) == ([], 0)


def test_a_run_killed_while_sending_never_sends_twice(write, postbox, now, monkeypatch):
    """The server has the message, the site does not know it: it says so, and does not send it again."""

    class Killed(BaseException):
        pass

    def killed(*arguments: object, **options: object) -> None:
        raise Killed

    write()
    with monkeypatch.context() as patch:
        patch.setattr(Message, "delete", killed)
        with pytest.raises(Killed):
            deliver_due(now=now)
    assert len(postbox.received) == 1
    assert deliver_due(now=now + MINUTE) == 0
    assert told() == [], "the run may still be alive"
    assert deliver_due(now=now + 10 * MINUTE) == 0
    assert told() == [{"reference": "7:3", "failure": Failure.UNCERTAIN}]
    assert len(postbox.received) == 1


def test_a_run_leaves_the_worker_to_others(write, postbox, now, monkeypatch):
    monkeypatch.setattr(delivery_module, "RUN_SECONDS", 0)
    write()
    assert deliver_due(now=now) == 0
    assert Message.objects.get().claimed_at is None


def test_no_address_is_logged(write, postbox, now, caplog):
    write()
    write("autre@exemple.org")
    postbox.answers |= {ADDRESS: f"550 {ADDRESS} unknown", "autre@exemple.org": "451 autre@exemple.org later"}
    with caplog.at_level(logging.DEBUG):
        deliver_due(now=now)
    ours = [each.getMessage() for each in caplog.records if each.name != "mail.log"]  # the tests' own server
    assert any(each.startswith("message ") for each in ours)
    assert [each for each in ours if "exemple.org" in each] == []


def test_what_a_person_takes_back_does_not_leave(write, postbox, now):
    write()
    write("autre@exemple.org")
    assert withdraw(to=ADDRESS, failure_task=TASK) == 1
    deliver_due(now=now)
    assert [each.rcpt_tos for each in postbox.received] == [["autre@exemple.org"]]


def test_what_waits_about_one_thing_alone_is_withdrawn(write, now):
    write(list_unsubscribe=LINK)
    kept = write(list_unsubscribe=LINK, reference="8:3")
    assert withdraw(to=ADDRESS, failure_task=TASK, reference="7:3") == 1
    assert list(Message.objects.all()) == [kept]


def test_messages_kept_together_take_one_query_and_leave(write, now, postbox, django_assert_num_queries):
    given = {"subject": "Lettre", "template": "digests/mail/letter.txt", "now": now, "list_unsubscribe": LINK}
    context = {"text": "Bonjour", "manage_url": "", "unsubscribe_url": ""}
    many = [compose(to=f"{name}@exemple.org", context=context, **given) for name in "abc"]
    assert not Message.objects.exists(), "what is written is kept by who writes it"
    with django_assert_num_queries(1):
        send_together(many)
    assert deliver_due(now=now) == 3
    assert sorted(message["To"] for message in postbox.messages) == [f"{name}@exemple.org" for name in "abc"]


def test_a_message_that_nobody_follows_fails_in_silence(now, postbox, settings):
    context = {"text": "Bonjour", "manage_url": "", "unsubscribe_url": ""}
    send(to=ADDRESS, subject="Lettre", template="digests/mail/letter.txt", context=context, now=now)
    postbox.answers[ADDRESS] = "550 5.1.1 No such user"
    deliver_due(now=now)
    assert not Message.objects.exists()
    assert told() == []


def test_the_tasks_exist(db):
    from procrastinate.contrib.django import app

    periodic = {entry.task.name: entry.cron for entry in app.periodic_registry.periodic_tasks.values()}
    assert periodic["mail.deliver_due"] == "* * * * *"
    assert enqueue("mail.deliver", message_id=1)
