"""Reminders are sent once, say what is true, and stop by themselves."""

import datetime as dt
import re

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from trajectoires.learning.enums import (
    KEPT,
    REMINDER_BATCH,
    REMINDER_REFUSALS,
    Ending,
    Rhythm,
)
from trajectoires.learning.models import Attempt, Learner, Reminder
from trajectoires.learning.selectors.reminders import next_day
from trajectoires.learning.services import forget_expired
from trajectoires.learning.services import reminders_sending as sending
from trajectoires.learning.tasks import record_reminder_failure
from trajectoires.mail.enums import Failure
from trajectoires.mail.models import Message
from trajectoires.mail.services import deliver_due

from .reminder_cases import (
    ADDRESS,
    ASKED,
    DAY,
    DUE,
    FORM,
    PROGRESS,
    WEEK,
    ask,
    begin,
    ended,
    find,
    manage_address,
    with_learner,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


# --- what is said -----------------------------------------------------------------------------------------------------


def test_the_next_lesson_follows_progress(learner, remind, site, words, settings):
    settings.SITE_URL = "https://exemple.org"
    remind(learner)
    sending.send_reminders(now=DUE)
    said = words(Message.objects.get().text)
    assert "Vous suivez le cours « Court »" in said
    assert "Prochaine leçon : A" in said
    assert "le cours a 2 leçons, aucune n’est encore faite." in said
    assert f"{site.one.minutes} minutes, exercices compris" in said
    assert (
        "parce que vous l’avez demandé, et confirmé le 25 novembre 2026 : chaque semaine, le mercredi."
        in said
    )
    assert "où vous avez commencé, dans le même navigateur" in said
    Message.objects.all().delete()
    find(learner, site.one, at=DUE + DAY)
    sending.send_reminders(now=DUE + WEEK)
    message = Message.objects.get()
    assert message.subject.endswith("B")
    assert "1 leçon faite sur 2." in words(message.text)
    assert re.findall(r"^https\S+$", message.text, re.MULTILINE) == [
        "https://exemple.org/se-former/court/b/",
        "https://exemple.org/",
        f"https://exemple.org{manage_address(Reminder.objects.get())}",
    ], "one link to the lesson, one to change or to stop"


def test_a_lesson_that_is_begun_says_so(learner, remind, site, words):
    find(learner, site.first)
    find(learner, site.first, key="cas")
    remind(learner, course=site.course)
    sending.send_reminders(now=DUE)
    message = Message.objects.get()
    for version in (message.text, message.html):
        assert "aucune n’est encore faite, et 2 exercices trouvés sur 7 dans la prochaine." in words(version)


def test_with_an_account_no_browser_is_spoken_of(remind, words):
    user = get_user_model().objects.create_user(ADDRESS, "une phrase de passe")
    remind(Learner.objects.create(user=user, created_at=ASKED), unanswered=2)
    sending.send_reminders(now=DUE)
    message = Message.objects.get()
    for version in (message.text, message.html):
        assert "navigateur" not in version
        assert "restent avec votre compte" in words(version)


def test_html_fetches_nothing_and_sets_no_style(learner, remind):
    remind(learner)
    sending.send_reminders(now=DUE)
    html = Message.objects.get().html
    assert not re.search(r"<(img|link|style|script|iframe|object)\b|\bsrc=|url\(|\bstyle=", html)


# --- when -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rhythm", "weekday", "after", "expected"),
    [
        (Rhythm.WEEKLY, 2, "2026-11-25", "2026-12-02"),
        (Rhythm.WEEKLY, 3, "2026-11-25", "2026-11-26"),
        (Rhythm.WEEKLY, 1, "2026-11-25", "2026-12-01"),
        (Rhythm.FORTNIGHTLY, 2, "2026-11-25", "2026-12-09"),
        (Rhythm.FORTNIGHTLY, 3, "2026-11-25", "2026-12-03"),
        (Rhythm.MONTHLY, 2, "2026-11-25", "2026-12-02"),
        (Rhythm.MONTHLY, 2, "2026-12-02", "2027-01-06"),
        (Rhythm.MONTHLY, 4, "2026-12-31", "2027-01-01"),
        (Rhythm.MONTHLY, 0, "2028-02-07", "2028-03-06"),
    ],
)
def test_the_next_day(rhythm, weekday, after, expected):
    found = next_day(dt.date.fromisoformat(after), rhythm, weekday)
    assert (found.isoformat(), found.weekday()) == (expected, weekday)


def test_nothing_leaves_before_the_day_and_its_hour(learner, remind):
    remind(learner)
    assert sending.send_reminders(now=DUE - DAY) == 0
    assert sending.send_reminders(now=DUE - dt.timedelta(seconds=1)) == 0
    assert sending.send_reminders(now=DUE) == 1
    assert Reminder.objects.get().next_on == (DUE + WEEK).date()


def test_a_worker_that_was_stopped_is_a_day_late_at_most(learner, remind):
    remind(learner)
    assert sending.send_reminders(now=DUE + 2 * DAY) == 0
    kept = Reminder.objects.get()
    assert (kept.next_on, kept.unanswered, kept.last_sent_at) == ((DUE + WEEK).date(), 0, None)
    assert sending.send_reminders(now=DUE + WEEK + DAY) == 1


def test_who_has_not_confirmed_receives_nothing(learner, remind):
    remind(learner, confirmed_at=None, next_on=None)
    assert sending.send_reminders(now=DUE) == 0


# --- it stops by itself -----------------------------------------------------------------------------------------------


def test_it_stops_when_the_course_is_done(learner, remind, site, words):
    remind(learner)
    find(learner, site.one)
    find(learner, site.two)
    client = with_learner(learner)
    assert "est terminé : plus aucun rappel ne part. Votre adresse sera effacée le 2 décembre" in words(
        client.get(PROGRESS)
    )
    assert sending.send_reminders(now=DUE) == 0
    assert ended() == (Ending.DONE, "", None)
    page = words(client.get(PROGRESS))
    assert "s’est arrêté : le cours est terminé. Votre adresse est effacée." in page
    assert "Me rappeler de continuer" in page, "another course may be followed"


def test_it_stops_after_three_reminders_without_an_answer(learner, remind, words):
    remind(learner)
    for week in range(3):
        assert sending.send_reminders(now=DUE + week * WEEK) == 1
    first, second, third = Message.objects.order_by("created_at")
    for message in (first, second):
        assert "dernier rappel" not in message.text
    for version in (third.text, third.html):
        said = words(version)
        assert "C’est le dernier rappel : trois sont partis sans que vous ayez fait d’exercice." in said
        assert "restent jusqu’au 25 novembre 2027" in said
        assert FORM in version
        assert "ou arrêter" not in said, "there is nothing to stop any more"
    assert ended() == (Ending.SILENCE, "", None)
    assert "trois rappels sont partis sans que vous ayez fait d’exercice" in words(
        with_learner(learner).get(PROGRESS)
    )
    assert sending.send_reminders(now=DUE + 3 * WEEK) == 0
    assert Client().post(manage_address(Reminder.objects.get(), "reminder_leave")).status_code == 200


def test_an_answer_begins_the_count_again(learner, remind, site):
    remind(learner)
    for week in range(2):
        sending.send_reminders(now=DUE + week * WEEK)
    find(learner, site.first, at=DUE + WEEK + DAY)  # in any course
    for week in range(2, 4):
        assert sending.send_reminders(now=DUE + week * WEEK) == 1
    assert Reminder.objects.get().unanswered == 2


def test_what_was_answered_before_the_last_reminder_is_not_new(learner, remind, site):
    find(learner, site.one, at=DUE - DAY)
    remind(learner)
    for week in range(3):
        sending.send_reminders(now=DUE + week * WEEK)
    assert ended()[0] == Ending.SILENCE


def test_she_may_ask_again_after_it_has_stopped(learner, remind, site):
    find(learner, site.one)
    remind(learner, ending=Ending.SILENCE, email="", next_on=None, unanswered=3, last_sent_at=ASKED)
    ask(with_learner(learner))
    found = Reminder.objects.get()
    assert (found.is_pending, found.unanswered, found.ending) == (True, 0, "")


def test_it_stops_when_the_course_is_no_longer_online(learner, remind, site, words):
    remind(learner)
    site.short.unpublish()
    assert sending.send_reminders(now=DUE) == 0
    assert ended() == (Ending.COURSE_GONE, "", None)
    assert "n’est plus en ligne" in words(with_learner(learner).get(PROGRESS))


def test_it_stops_when_its_lessons_are_no_longer_online(learner, remind, site):
    remind(learner)
    site.one.unpublish()
    site.two.unpublish()
    assert sending.send_reminders(now=DUE) == 0
    assert ended()[0] == Ending.COURSE_GONE


def test_forgetting_everything_takes_it_away_with_what_waits(browser, remind, words):
    learner = Learner.objects.get()
    remind(learner)
    sending.send_reminders(now=DUE)
    assert Message.objects.exists()
    browser.post(reverse("learning:forget"))
    assert not Reminder.objects.exists()
    assert not Message.objects.exists()


def test_a_learner_whose_time_is_over_receives_nothing_and_is_erased(learner, remind, clock):
    reminder = remind(learner)
    Learner.objects.update(expires_at=DUE)
    clock.at = DUE
    assert sending.send_reminders(now=DUE) == 0
    assert Client().get(manage_address(reminder)).status_code == 404
    forget_expired(now=DUE)
    assert not Reminder.objects.exists()


def refuse(reminder, at, failure=Failure.ADDRESS):
    sending.record_failure(reference=str(reminder.pk), failure=failure, now=at)


def test_an_address_refused_three_times_in_a_row_is_erased(learner, remind, site, words):
    reminder = remind(learner)
    for week in range(REMINDER_REFUSALS):
        find(learner, site.first, at=DUE + week * WEEK - DAY)  # she still follows the course
        assert sending.send_reminders(now=DUE + week * WEEK) == 1
        refuse(reminder, DUE + week * WEEK + DAY)
    assert ended() == (Ending.REFUSED, "", None)
    assert "a refusé trois messages" in words(with_learner(learner).get(PROGRESS))


def test_a_message_that_arrives_ends_a_row_of_refusals(learner, remind, site):
    reminder = remind(learner)
    for week in range(5):
        find(learner, site.first, at=DUE + week * WEEK - DAY)
        sending.send_reminders(now=DUE + week * WEEK)
        if week != 2:
            refuse(reminder, DUE + week * WEEK + DAY)
    assert Reminder.objects.get().refusals == 2


def test_another_failure_counts_for_nothing(learner, remind):
    reminder = remind(learner)
    for failure in (Failure.GIVEN_UP, Failure.MESSAGE, Failure.UNCERTAIN):
        refuse(reminder, DUE, failure)
    assert Reminder.objects.get().refusals == 0


def test_an_address_refused_before_it_confirmed_is_erased(postbox, browser):
    ask(browser)
    reminder = Reminder.objects.get()
    postbox.answers[ADDRESS] = "550 unknown"
    deliver_due(now=ASKED)
    record_reminder_failure(str(reminder.pk), Failure.ADDRESS.value)
    assert not Reminder.objects.exists()
    record_reminder_failure(str(reminder.pk), Failure.ADDRESS.value)


# --- once, and many ---------------------------------------------------------------------------------------------------


def crowd(number, site, remind):
    """Learners who all found the first lesson of the short course."""
    people = Learner.objects.bulk_create(
        Learner(created_at=ASKED, expires_at=ASKED + KEPT) for _ in range(number)
    )
    values = {"given": ["1"], "is_right": True, "found_at": ASKED, "answered_at": ASKED}
    Attempt.objects.bulk_create(Attempt(learner=each, lesson=site.one, key="un", **values) for each in people)
    return [remind(each) for each in people]


def queries_of_a_run(now=DUE):
    with CaptureQueriesContext(connection) as captured:
        written = sending.send_reminders(now=now)
    return written, len(captured)


def test_a_batch_takes_the_same_queries_whatever_its_number(site, remind):
    """A thousand learners: five batches, and a last that finds nobody; nothing grows within a batch."""
    crowd(1, site, remind)
    written, one = queries_of_a_run()
    assert (written, one <= 11) == (1, True)
    Learner.objects.all().delete()
    Message.objects.all().delete()
    crowd(1000, site, remind)
    written, thousand = queries_of_a_run()
    assert written == 1000
    batches = 1000 // REMINDER_BATCH + 1  # the last finds nobody
    assert thousand <= one + 6 * (batches - 1), "four, and those that begin and end its transaction"
    assert Message.objects.values("to").distinct().count() == 1000
    assert set(Message.objects.values_list("subject", flat=True)) == {
        "Votre prochaine leçon\N{NO-BREAK SPACE}: B"
    }


def test_a_second_run_writes_nothing(learner, remind):
    remind(learner)
    assert [sending.send_reminders(now=DUE + minutes * dt.timedelta(minutes=10)) for minutes in range(3)] == [
        1,
        0,
        0,
    ]


def test_a_run_killed_in_the_middle_neither_loses_nor_doubles(site, remind, monkeypatch):
    """Five reminders, batches of two; the run dies while it writes to the fourth."""
    everybody = crowd(5, site, remind)
    monkeypatch.setattr(sending, "REMINDER_BATCH", 2)
    write, calls = sending.write_reminder, []

    def dying(**arguments):
        calls.append(arguments)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return write(**arguments)

    with monkeypatch.context() as patch:
        patch.setattr(sending, "write_reminder", dying)
        with pytest.raises(KeyboardInterrupt):
            sending.send_reminders(now=DUE)
    assert Message.objects.count() == 2, "the batch that was not finished left nothing"
    assert sending.send_reminders(now=DUE) == 3
    assert sorted(message.to for message in Message.objects.all()) == sorted(each.email for each in everybody)


def test_what_one_worker_holds_another_leaves_to_it(learner, remind):
    remind(learner)
    with CaptureQueriesContext(connection) as captured:
        sending.send_reminders(now=DUE)
    locked = [query["sql"] for query in captured if "FOR UPDATE" in query["sql"]]
    assert [sql.partition("FOR UPDATE")[2] for sql in locked] == [' OF "learning_reminder" SKIP LOCKED']


def test_a_run_is_bounded(site, remind, monkeypatch):
    crowd(5, site, remind)
    monkeypatch.setattr(sending, "REMINDER_BATCH", 2)
    monkeypatch.setattr(sending, "REMINDER_RUN", 4)
    assert [sending.send_reminders(now=DUE) for _ in range(3)] == [4, 1, 0]


def test_the_tasks_run_on_time():
    from procrastinate.contrib.django import app

    periodic = {entry.task.name: entry.cron for entry in app.periodic_registry.periodic_tasks.values()}
    assert periodic["learning.send_reminders"] == "*/10 * * * *"
    assert periodic["learning.forget_unconfirmed_reminders"] == "40 * * * *"


# --- what the database refuses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"email": ADDRESS.upper()},
        {"email": ""},
        {"rhythm": "jour"},
        {"weekday": 7},
        {"ending": Ending.DONE},
        {"ending": "autre", "email": "", "next_on": None},
        {"next_on": None},
        {"confirmed_at": None},
        {"confirmed_at": None, "next_on": None, "last_sent_at": ASKED},
        {"unanswered": 4},
    ],
)
def test_what_makes_no_sense_is_refused(learner, remind, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        remind(learner, **changes)


def test_one_reminder_a_learner_and_one_that_leaves_an_address(learner, remind):
    remind(learner, email=ADDRESS)
    other = begin()
    for again in ({"learner": learner}, {"learner": other, "email": ADDRESS}):
        with pytest.raises(IntegrityError), transaction.atomic():
            remind(**again)
    remind(other, email=ADDRESS, confirmed_at=None, next_on=None)
