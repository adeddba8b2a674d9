"""Who is told what, once."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import SafeString

from trajectoires.content.enums import Theme
from trajectoires.digests import access, selectors
from trajectoires.digests.enums import BATCH, REFUSALS, Frequency, Section
from trajectoires.digests.models import Sending, Subscription
from trajectoires.digests.selectors import Choice
from trajectoires.digests.services import letters as letters_module
from trajectoires.digests.services import record_failure, send_letters
from trajectoires.geography.enums import Region
from trajectoires.mail.enums import Failure
from trajectoires.mail.models import Message
from trajectoires.news.models import ArticlePage, EventPage, RulePage, SignalPage

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)


def told(letter):
    return [item.title for part in letter.parts for item in part.items]


def letter_at(monday, choice=None, frequency=Frequency.WEEKLY):
    return selectors.letter_of(choice or Choice(), frequency=frequency, until=monday)


# --- when -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "weekly", "monthly"),
    [
        ("2026-11-25T09:00+00:00", "2026-11-23T06:00+00:00", "2026-11-02T06:00+00:00"),
        ("2026-11-30T05:59:59+00:00", "2026-11-23T06:00+00:00", "2026-11-02T06:00+00:00"),
        ("2026-11-30T06:00+00:00", "2026-11-30T06:00+00:00", "2026-11-02T06:00+00:00"),
        ("2026-12-07T06:00+00:00", "2026-12-07T06:00+00:00", "2026-12-07T06:00+00:00"),
        ("2027-03-30T05:00+00:00", "2027-03-29T05:00+00:00", "2027-03-01T06:00+00:00"),  # summer time began
    ],
)
def test_the_letter_leaves_on_mondays_at_seven_in_paris(now, weekly, monthly):
    moment = dt.datetime.fromisoformat(now)
    found = [selectors.issue_at(moment, frequency) for frequency in Frequency]
    assert found == [dt.datetime.fromisoformat(each) for each in (weekly, monthly)]


def test_the_next_issue(now):
    found = [selectors.next_issue_at(now, frequency).isoformat() for frequency in Frequency]
    assert found == ["2026-11-30T07:00:00+01:00", "2026-12-07T07:00:00+01:00"]


def test_nothing_leaves_before_the_hour_nor_days_after(publish, reader, monday):
    publish(ArticlePage, "Un article")
    reader()
    assert send_letters(now=monday - dt.timedelta(seconds=1)) == 0
    assert send_letters(now=monday + 2 * DAY + HOUR) == 0
    assert send_letters(now=monday + 2 * DAY) == 1, "a worker that was stopped is still in time on Tuesday"


def test_who_confirms_after_the_hour_waits_for_the_next_one(publish, reader, monday):
    publish(ArticlePage, "Un article")
    reader(confirmed_at=monday + HOUR)
    assert send_letters(now=monday + 2 * HOUR) == 0


def test_who_has_not_confirmed_receives_nothing(publish, reader, monday):
    publish(ArticlePage, "Un article")
    reader(confirmed_at=None)
    assert send_letters(now=monday) == 0


# --- what -------------------------------------------------------------------------------------------------------------


def test_each_kind_has_its_section(publish, monday):
    for kind in (SignalPage, EventPage, RulePage, ArticlePage):
        publish(kind, kind.__name__)
    letter = letter_at(monday)
    assert [part.section for part in letter.parts] == list(Section)
    assert told(letter) == ["ArticlePage", "RulePage", "EventPage", "SignalPage"]


def test_what_came_out_since_the_last_letter(publish, monday):
    publish(ArticlePage, "À l’heure de la lettre", out_at=monday)
    publish(ArticlePage, "Juste après la précédente", out_at=monday - 7 * DAY + HOUR)
    publish(ArticlePage, "À l’heure de la précédente", out_at=monday - 7 * DAY)
    publish(ArticlePage, "Après", out_at=monday + HOUR)
    assert set(told(letter_at(monday))) == {"À l’heure de la lettre", "Juste après la précédente"}


def test_an_old_text_put_online_this_week_is_no_news(publish, monday):
    publish(ArticlePage, "Ancien", published_on=monday.date() - 60 * DAY)
    publish(SignalPage, "Ancien aussi", published_on=monday.date() - 60 * DAY)
    publish(
        RulePage,
        "Relue il y a longtemps",
        updated_on=monday.date() - 60 * DAY,
        effective_on=dt.date(2024, 1, 1),
    )
    assert told(letter_at(monday)) == []


def test_a_draft_is_not_told(publish, monday):
    publish(ArticlePage, "Brouillon", live=False)
    assert told(letter_at(monday)) == []


def test_an_event_is_told_when_announced_then_the_week_it_comes(publish, monday):
    publish(EventPage, "Annoncé", starts_at=monday + 10 * DAY, ends_at=monday + 10 * DAY)
    publish(EventPage, "Passé", starts_at=monday - HOUR, ends_at=monday + HOUR)
    publish(EventPage, "Annulé", is_cancelled=True)
    found = [told(letter_at(monday + week * 7 * DAY)) for week in range(3)]
    assert found == [["Annoncé"], ["Annoncé"], []]


def test_a_rule_is_told_when_written_then_before_it_takes_effect(publish, monday):
    publish(RulePage, "Règle", effective_on=(monday + 16 * DAY).date())
    found = [told(letter_at(monday + week * 7 * DAY)) for week in range(4)]
    assert found == [["Règle"], [], ["Règle"], []]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), {"tout", "droit", "bretagne", "droit en Bretagne"}),
        (Choice(frozenset({"droit"})), {"tout", "droit", "bretagne", "droit en Bretagne"}),
        (Choice(frozenset({"gestion"})), {"tout", "bretagne"}),
        (Choice(frozenset({"gestion", "droit"})), {"tout", "droit", "bretagne", "droit en Bretagne"}),
        (Choice(frozenset(), frozenset({"94"})), {"tout", "droit"}),
        (Choice(frozenset({"gestion"}), frozenset({"94"})), {"tout"}),
        (Choice(frozenset({"gestion"}), frozenset({"53", "94"})), {"tout", "bretagne"}),
    ],
)
def test_theme_and_territory_both_meet(publish, monday, choice, expected):
    publish(ArticlePage, "tout")
    publish(ArticlePage, "droit", themes=[Theme.DROIT])
    publish(ArticlePage, "bretagne", territories=[Region.BRETAGNE])
    publish(ArticlePage, "droit en Bretagne", themes=[Theme.DROIT], territories=[Region.BRETAGNE])
    assert set(told(letter_at(monday, choice))) == expected


def test_a_dozen_at_most_shared_among_the_sections(publish, monday):
    for number in range(20):
        publish(ArticlePage, f"Article {number}")
    for number in range(3):
        publish(EventPage, f"Rendez-vous {number}")
    letter = letter_at(monday)
    assert [(part.section, len(part.items), part.others) for part in letter.parts] == [
        (Section.ARTICLES, 9, 11),
        (Section.EVENTS, 3, 0),
    ]
    assert letter.count == 23


def test_the_month_for_who_asks_for_the_month(publish, monday):
    publish(ArticlePage, "Il y a trois semaines", out_at=monday - 21 * DAY)
    assert told(letter_at(monday)) == []
    assert told(letter_at(monday, frequency=Frequency.MONTHLY)) == ["Il y a trois semaines"]


# --- once -------------------------------------------------------------------------------------------------------------


def test_nothing_new_no_letter(publish, reader, monday):
    publish(ArticlePage, "Un article", themes=[Theme.DROIT])
    followed, other = reader(themes=[Theme.DROIT]), reader(themes=[Theme.GESTION])
    assert send_letters(now=monday) == 1
    assert [message.to for message in Message.objects.all()] == [followed.email]
    other.refresh_from_db()
    assert (other.last_sent_at, other.covered_until) == (None, monday)


def test_a_second_run_writes_nothing(publish, reader, monday):
    publish(ArticlePage, "Un article")
    reader()
    assert [send_letters(now=monday + minutes * HOUR / 12) for minutes in range(3)] == [1, 0, 0]
    assert Sending.objects.get().letters == 1


def test_the_next_letter_tells_what_came_since(publish, reader, monday):
    publish(ArticlePage, "Première semaine")
    reader()
    send_letters(now=monday)
    Message.objects.all().delete()
    publish(ArticlePage, "Seconde semaine", out_at=monday + DAY, published_on=(monday + DAY).date())
    assert send_letters(now=monday + 7 * DAY) == 1
    text = Message.objects.get().text
    assert ("Seconde semaine" in text, "Première semaine" in text) == (True, False)


def test_weeks_without_a_run_are_told_later(publish, reader, monday):
    """The site was stopped for two weeks: the letter goes back to the last one."""
    publish(ArticlePage, "Pendant l’arrêt", out_at=monday + DAY, published_on=(monday + DAY).date())
    reader(covered_until=monday)
    assert send_letters(now=monday + 21 * DAY) == 1
    assert "Pendant l’arrêt" in Message.objects.get().text


def test_the_monthly_letter_leaves_on_the_first_monday(publish, reader, monday):
    publish(ArticlePage, "Un article")
    reader(frequency=Frequency.MONTHLY)
    assert send_letters(now=monday) == 0
    assert send_letters(now=monday + 7 * DAY) == 1
    sending = Sending.objects.get()
    assert (sending.frequency, sending.issue_at) == (Frequency.MONTHLY, monday + 7 * DAY)


def test_a_crash_in_the_middle_neither_loses_nor_doubles(publish, reader, monday, monkeypatch):
    """Five readers, batches of two; the run dies while it writes to the fourth."""
    publish(ArticlePage, "Un article")
    readers = [reader() for _ in range(5)]
    monkeypatch.setattr(letters_module, "BATCH", 2)
    write, calls = letters_module._write, []

    def dying(*arguments):
        calls.append(arguments)
        if len(calls) == 4:
            raise KeyboardInterrupt
        write(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(letters_module, "_write", dying)
        with pytest.raises(KeyboardInterrupt):
            send_letters(now=monday)
    assert Message.objects.count() == 2, "the batch that was not finished left nothing"
    assert Sending.objects.get().letters == 2
    assert send_letters(now=monday + HOUR) == 3
    assert sorted(message.to for message in Message.objects.all()) == sorted(each.email for each in readers)
    assert Sending.objects.get().letters == 5


def test_two_workers_share_the_readers(committed_readers, monday, monkeypatch):
    """What one run holds, another leaves to it."""
    held, free = committed_readers
    drawn = letters_module.Drawn("Lettre", "Un article", SafeString("<p>Un article</p>"))
    monkeypatch.setattr(letters_module.Issue, "letter_for", lambda self, reader: drawn)
    with transaction.atomic(), ThreadPoolExecutor(1) as second:
        Subscription.objects.select_for_update().get(pk=held)
        assert second.submit(run_elsewhere, monday).result() == 1
    assert [message.reference.split(":")[0] for message in Message.objects.all()] == [str(free)]


def run_elsewhere(monday):
    """A run on a connection of its own."""
    try:
        return send_letters(now=monday)
    finally:
        connections.close_all()


@pytest.fixture
def committed_readers(django_db_setup, django_db_blocker, reader_values):
    """Two readers as another worker sees them, outside the transaction of a test; they are cleared afterwards."""
    with django_db_blocker.unblock():
        yield [Subscription.objects.create(**reader_values(f"{name}@exemple.org")).pk for name in "ab"]
        for model in (Message, Sending, Subscription):
            model.objects.all().delete()
        connection.close()


def test_a_run_is_bounded(publish, reader, monday, monkeypatch):
    publish(ArticlePage, "Un article")
    for _ in range(5):
        reader()
    monkeypatch.setattr(letters_module, "BATCH", 2)
    monkeypatch.setattr(letters_module, "RUN", 4)
    assert [send_letters(now=monday) for _ in range(3)] == [4, 1, 0]


def queries_for(number, reader, monday):
    for rank in range(number):
        reader(themes=[Theme.DROIT] if rank % 2 else [], territories=[Region.BRETAGNE] if rank % 3 else [])
    with CaptureQueriesContext(connection) as captured:
        assert send_letters(now=monday) == number
    return len(captured)


def test_one_query_a_reader_and_the_news_read_once(publish, reader, monday):
    """More readers cost one row each, whatever they chose; the pages are asked for once."""
    for number in range(6):
        publish(ArticlePage, f"Article {number}")
    few = queries_for(12, reader, monday)
    Subscription.objects.all().delete()
    many = queries_for(72, reader, monday + HOUR)
    assert few <= 12 + 25
    assert many - few <= 72 - 12
    assert BATCH >= 72


def test_each_letter_is_drawn_once_for_those_who_chose_the_same(publish, reader, monday, monkeypatch):
    publish(ArticlePage, "Un article")
    drawn = []
    draw = letters_module._draw
    monkeypatch.setattr(letters_module, "_draw", lambda letter: drawn.append(letter) or draw(letter))
    for _ in range(4):
        reader()
        reader(themes=[Theme.DROIT, Theme.GESTION])
        reader(themes=[Theme.GESTION, Theme.DROIT])
    assert send_letters(now=monday) == 12
    assert len(drawn) == 2


# --- what the letter says ---------------------------------------------------------------------------------------------


def test_the_text_reads_by_itself(publish, reader, monday, settings, words):
    settings.SITE_URL = "https://exemple.org"
    publish(ArticlePage, "L'argent & les <associations> : où en est-on ?")
    publish(
        EventPage,
        "Une rencontre",
        starts_at=monday + dt.timedelta(days=3, hours=7.5),
        ends_at=monday + 4 * DAY,
    )
    publish(RulePage, "Un nouveau seuil", effective_on=dt.date(2027, 1, 1))
    publish(SignalPage, "Une étude")
    person = reader()
    send_letters(now=monday)
    message = Message.objects.get()
    token = access.link_token(person.seed)
    assert words(message.subject) == "Lettre du 30 novembre 2026 : 4 nouvelles"
    lines = [" ".join(line.split()) for line in message.text.splitlines()]
    assert "* L’argent & les <associations> : où en est-on ?" in lines
    assert "3 décembre 2026, 14 h 30. En ligne, Organisation d’essai" in lines
    assert "En vigueur le 1er janvier 2027. Pour qui : Les associations employeuses" in lines
    assert "Organisation d’essai, 27 novembre 2026" in lines
    assert f"https://exemple.org/lettre/{token}/" in lines
    assert f"https://exemple.org/lettre/{token}/desinscription/" in lines
    assert message.list_unsubscribe == f"https://exemple.org/lettre/{token}/desinscription/"
    assert "\u202f?" in message.text
    assert "\n\n\n" not in message.text
    assert "&lt;associations&gt;" in message.html


def test_no_address_in_a_letter_tells_who_reads(publish, reader, monday, settings):
    """But the token: nothing of the person is in what she may click or forward."""
    settings.SITE_URL = "https://exemple.org"
    publish(ArticlePage, "Un article")
    reader("camille.martin@exemple.net")
    send_letters(now=monday)
    message = Message.objects.get()
    assert "camille" not in message.text + message.html + message.subject
    assert "?" not in "".join(line for line in message.text.splitlines() if line.startswith("http"))


def test_a_new_secret_of_the_site_gives_new_links(publish, reader, monday, settings):
    publish(ArticlePage, "Un article")
    person = reader()
    old = access.link_token(person.seed)
    settings.SECRET_KEY = "un autre secret, assez long pour signer quelque chose"
    send_letters(now=monday)
    assert access.find_by_link(access.link_token(person.seed)) == person
    assert access.find_by_link(old) is None


# --- what does not arrive -----------------------------------------------------------------------------------------------


def test_a_letter_that_does_not_arrive_is_counted(publish, reader, monday, postbox):
    from trajectoires.digests.tasks import record_failure as task
    from trajectoires.mail.services import deliver_due

    publish(ArticlePage, "Un article")
    lost, kept = reader("perdue@exemple.org"), reader()
    postbox.answers[lost.email] = "550 5.1.1 No such user"
    send_letters(now=monday)
    assert deliver_due(now=monday) == 1
    from procrastinate.contrib.django.models import ProcrastinateJob

    (job,) = ProcrastinateJob.objects.filter(task_name="digests.record_failure")
    task(**job.args)
    sending = Sending.objects.get()
    assert (sending.letters, sending.failures) == (2, 1)
    assert Subscription.objects.filter(pk__in=[lost.pk, kept.pk]).count() == 2


def test_refused_three_times_in_a_row_an_address_is_erased(publish, reader, monday):
    person = reader()
    for week in range(REFUSALS):
        at = monday + week * 7 * DAY
        publish(ArticlePage, f"Semaine {week}", out_at=at - DAY, published_on=(at - DAY).date())
        assert send_letters(now=at) == 1
        record_failure(reference=f"{person.pk}:0", failure=Failure.ADDRESS, now=at + HOUR)
    assert not Subscription.objects.exists()


def test_a_letter_that_arrives_forgives_the_refusals(publish, reader, monday):
    person = reader()
    for week in range(REFUSALS + 2):
        at = monday + week * 7 * DAY
        publish(ArticlePage, f"Semaine {week}", out_at=at - DAY, published_on=(at - DAY).date())
        send_letters(now=at)
        if week % 2 == 0:
            record_failure(reference=f"{person.pk}:0", failure=Failure.ADDRESS, now=at + HOUR)
    person.refresh_from_db()
    assert person.refusals == 1


@pytest.mark.parametrize("failure", [Failure.MESSAGE, Failure.GIVEN_UP, Failure.UNCERTAIN])
def test_what_is_not_the_fault_of_the_address_erases_nobody(reader, monday, failure):
    person = reader(confirmed_at=None)
    for _ in range(5):
        record_failure(reference=f"{person.pk}:0", failure=failure, now=monday)
    assert Subscription.objects.filter(pk=person.pk, refusals=0).exists()


def test_an_address_that_refuses_its_confirmation_is_erased(reader, monday):
    person = reader(confirmed_at=None)
    record_failure(reference=f"{person.pk}:0", failure=Failure.ADDRESS, now=monday)
    assert not Subscription.objects.exists()


def test_a_failure_told_twice_counts_no_more_than_the_letters(db, monday):
    sending = Sending.objects.create(issue_at=monday, frequency=Frequency.WEEKLY, letters=1)
    for _ in range(2):
        record_failure(reference=f"0:{sending.pk}", failure=Failure.GIVEN_UP, now=monday)
    sending.refresh_from_db()
    assert sending.failures == 1
