"""« Me rappeler de continuer » : asked, confirmed, changed, stopped; by its learner, and by who would abuse it."""

import datetime as dt
import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from trajectoires.learning import access
from trajectoires.learning.enums import (
    REMINDER_MESSAGES_A_DAY,
    REMINDER_MESSAGES_AN_HOUR,
    Ending,
    Rhythm,
)
from trajectoires.learning.models import Learner, Reminder, ReminderAllowance
from trajectoires.learning.services import bring, forget, reminders
from trajectoires.learning.services import reminders_sending as sending
from trajectoires.learning.services.reminders_limits import UnableToRemind
from trajectoires.mail.models import Message
from trajectoires.mail.services import deliver_due

from .course_cases import ADDRESS as EXERCISES_PAGE
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
    choice,
    ended,
    find,
    link_in,
    manage_address,
    with_learner,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def text_of(message):
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


# --- the whole life, through a real mail server -----------------------------------------------------------------------


def test_the_whole_life_of_a_reminder(postbox, site, words, clock):
    """Asked in a browser, confirmed by the link of the mail, received, stopped by its header, nothing kept."""
    visitor, mailer = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    page = visitor.get(EXERCISES_PAGE).content.decode()
    assert FORM in page
    answer = {"exercice": "un", "action": "valider", "reponse": "1"}
    visitor.post(EXERCISES_PAGE, answer | {"csrfmiddlewaretoken": token_in(page)})
    page = visitor.get(FORM).content.decode()
    assert re.search(r'value="2" selected', page), "the day is the one of today"
    answer = ask(visitor, "Lectrice@Exemple.org", csrfmiddlewaretoken=token_in(page))
    assert (answer.status_code, answer.url) == (302, reverse("learning:reminder_asked"))
    assert "attend votre accord" in words(visitor.get(PROGRESS))
    assert ReminderAllowance.objects.exclude(key__contains="@").count() == 2

    deliver_due(now=ASKED)
    (asked,) = postbox.messages
    assert (asked["To"], asked["Subject"], asked["List-Unsubscribe"]) == (
        ADDRESS,
        "Confirmez votre rappel",
        None,
    )
    link = link_in(text_of(asked))
    assert "Confirmer mon rappel" in words(mailer.get(link))
    assert Reminder.objects.get().is_pending, "a scanner that looks confirms nothing"
    confirmed = words(mailer.post(link, follow=True))
    assert "Rappel confirmé" in confirmed
    assert "Prochain rappel 2 décembre 2026" in confirmed
    assert "Chaque semaine, le mercredi" in words(visitor.get(PROGRESS))

    clock.at = DUE
    assert sending.send_reminders(now=DUE) == 1
    assert deliver_due(now=DUE) == 1
    reminder = postbox.messages[1]
    assert reminder["Subject"] == "Votre prochaine leçon\N{NO-BREAK SPACE}: Une"
    assert (reminder["List-Unsubscribe-Post"], reminder["List-Id"]) == (
        "List-Unsubscribe=One-Click",
        "<se-former.exemple.org>",
    )
    way_out = re.fullmatch(r"<https://exemple\.org(/se-former/rappel/\S+)>", reminder["List-Unsubscribe"])[1]
    assert Client().get(way_out).status_code == 200
    assert Reminder.objects.exists(), "a scanner that looks erases nothing"
    left = Client(enforce_csrf_checks=True).post(way_out, {"List-Unsubscribe": "One-Click"})
    assert (left.status_code, left.cookies) == (200, {})
    assert not Reminder.objects.exists()
    assert Learner.objects.exists(), "her answers stay"
    assert not Message.objects.exists()
    assert Client().post(way_out, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Client().get(way_out).status_code == 404
    assert sending.send_reminders(now=DUE + WEEK) == 0


def token_in(page):
    return re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)[1]


# --- asking -----------------------------------------------------------------------------------------------------------


def test_before_a_first_answer_there_is_nothing_to_be_reminded_of(client, site, words):
    assert "Répondez d’abord à un exercice" in words(client.get(FORM))
    assert "Rappel par courriel" not in words(client.get(PROGRESS))
    assert ask(client).status_code == 302
    assert not Message.objects.exists()


def test_when_every_course_is_done_neither(learner, site, words):
    client = with_learner(learner)
    for page in (site.first, site.second, site.course):
        page.unpublish()
    find(learner, site.one)
    find(learner, site.two)
    assert "Il ne vous reste aucune leçon" in words(client.get(FORM))
    assert "Rappel par courriel" not in words(client.get(PROGRESS))


def test_a_course_is_chosen_when_several_are_begun(browser, site, words):
    assert "Pour quel cours" not in words(browser.get(FORM))
    assert "Pour le cours « Essai »" in words(browser.get(FORM))
    find(Learner.objects.get(), site.one)
    page = words(browser.get(FORM))
    assert "Pour quel cours" in page
    assert ask(browser, course="autre").status_code == 422
    ask(browser, course=str(site.short.pk), rhythm="mois", weekday="4")
    kept = Reminder.objects.get()
    assert (kept.course, kept.rhythm_words) == (site.short, "le premier vendredi de chaque mois")


def test_the_address_of_an_account_is_written_in_advance_and_confirmed_too(site):
    """The site verifies the address of no account: it is one that an administrator typed."""
    user = get_user_model().objects.create_user(ADDRESS, "une phrase de passe")
    client = Client()
    client.force_login(user)
    find(Learner.objects.create(user=user, created_at=ASKED), site.one)
    assert f'value="{ADDRESS}"' in client.get(FORM).content.decode()
    ask(client)
    assert Reminder.objects.get().is_pending
    assert Message.objects.count() == 1


def test_everything_wrong_at_once(browser, words):
    answer = ask(browser, "pas une adresse", rhythm="jamais", weekday="9")
    assert answer.status_code == 422
    page = words(answer)
    assert "3 réponses sont à corriger" in page
    for said in ("adresse électronique complète", "l’un des trois rythmes", "un jour de la semaine"):
        assert said in page
    assert 'value="pas une adresse"' in answer.content.decode()
    assert not Reminder.objects.exists()


def test_the_same_answer_for_every_address(site, remind, words):
    remind(begin(), email="connue@exemple.org")
    answers = []
    for email in ("connue@exemple.org", "neuve@exemple.org"):
        learner = begin()
        find(learner, site.one)
        client = with_learner(learner)
        answer = ask(client, email)
        answers.append(
            (answer.status_code, answer.url, words(client.get(answer.url)), words(client.get(PROGRESS)))
        )
    assert answers[0] == answers[1]
    first, second = Message.objects.all()
    assert re.sub(r"confirmer/\S+", "", first.text) == re.sub(r"confirmer/\S+", "", second.text)


def test_the_tables_hold_no_link(browser):
    ask(browser)
    kept = Reminder.objects.get()
    token = link_in(Message.objects.get().text).rstrip("/").rpartition("/")[2]
    stored = [str(getattr(kept, field.attname)) for field in kept._meta.fields]
    assert token not in stored
    assert access.reminder_token(kept.seed) not in stored


def test_a_few_messages_a_day_to_one_address_even_if_she_forgets_all(site):
    """To forget one's progress does not set the count to zero."""
    for _ in range(REMINDER_MESSAGES_A_DAY + 2):
        learner = begin()
        reminders.ask(learner=learner, email=ADDRESS, choice=choice(site), now=ASKED)
        assert Reminder.objects.get().is_pending, "what is shown does not tell that no message left"
        Message.objects.filter(claimed_at=None).update(claimed_at=ASKED)  # they left
        forget(learner=learner)
    assert Message.objects.count() == REMINDER_MESSAGES_A_DAY
    learner = begin()
    reminders.ask(learner=learner, email=ADDRESS, choice=choice(site), now=ASKED + DAY)
    assert Message.objects.count() == REMINDER_MESSAGES_A_DAY + 1


def test_the_last_link_that_left_is_good(learner, site):
    for _ in range(REMINDER_MESSAGES_A_DAY + 2):
        reminders.ask(learner=learner, email=ADDRESS, choice=choice(site), now=ASKED)
        last = Message.objects.get().text  # one that waited is withdrawn by the next
    assert Client().get(link_in(last)).status_code == 200


def test_a_cap_on_everything_within_an_hour(browser, words):
    hour = ASKED.replace(minute=0)
    ReminderAllowance.objects.create(since=hour, asked=REMINDER_MESSAGES_AN_HOUR)
    answer = ask(browser)
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert "Trop de demandes" in words(answer)
    assert f'value="{ADDRESS}"' in answer.content.decode(), "nothing typed is lost"
    assert not Message.objects.exists()


def test_the_cap_counts_in_each_hour_apart(learner, site):
    ReminderAllowance.objects.create(since=ASKED, asked=REMINDER_MESSAGES_AN_HOUR - 1)
    reminders.ask(learner=learner, email=ADDRESS, choice=choice(site), now=ASKED)
    with pytest.raises(UnableToRemind):
        reminders.ask(learner=learner, email="autre@exemple.org", choice=choice(site), now=ASKED)
    assert Reminder.objects.get().email == ADDRESS
    later = ASKED + dt.timedelta(hours=1)
    reminders.ask(learner=learner, email="autre@exemple.org", choice=choice(site), now=later)
    assert Reminder.objects.get().email == "autre@exemple.org"


def test_counts_are_erased_when_their_day_is_over(learner, site):
    reminders.ask(learner=learner, email=ADDRESS, choice=choice(site), now=ASKED)
    reminders.forget_unconfirmed(now=ASKED + dt.timedelta(hours=13))
    assert ReminderAllowance.objects.count() == 2
    reminders.forget_unconfirmed(now=ASKED + dt.timedelta(hours=14))  # midnight in Paris
    assert not ReminderAllowance.objects.exists()


def test_who_forgot_all_in_another_tab_asks_for_nothing(learner, site):
    held = Learner.objects.get()
    forget(learner=learner)
    reminders.ask(learner=held, email=ADDRESS, choice=choice(site), now=ASKED)
    assert not Message.objects.exists()


# --- confirming -------------------------------------------------------------------------------------------------------


def test_confirming_twice_changes_nothing(browser):
    ask(browser)
    link, client = link_in(Message.objects.get().text), Client(enforce_csrf_checks=True)
    assert client.post(link).status_code == 302
    first = Reminder.objects.get().confirmed_at
    assert client.post(link).status_code == 302
    assert Reminder.objects.get().confirmed_at == first
    assert not client.cookies


def test_an_address_has_one_reminder_the_last_one_confirmed(learner, remind, site):
    former = remind(begin(), email=ADDRESS)
    reminders.ask(learner=learner, email=ADDRESS, choice=choice(site), now=ASKED)
    assert Reminder.objects.filter(pk=former.pk).exists(), "whoever only knows an address changes nothing"
    Client().post(link_in(Message.objects.get().text))
    assert Reminder.objects.get().learner == learner


def test_the_latest_request_is_the_one_that_counts(browser):
    ask(browser, "faute@exemple.org")
    first = link_in(Message.objects.get().text)
    ask(browser)
    assert Message.objects.get().to == ADDRESS, "what waited for the wrong address does not leave"
    assert Client().get(first).status_code == 404


def test_who_does_not_confirm_is_erased_after_seven_days(remind):
    def pending(at):
        person = begin()
        return remind(person, confirmed_at=None, next_on=None, created_at=at)

    pending(ASKED - WEEK)
    waiting = pending(ASKED - WEEK + dt.timedelta(minutes=1))
    confirmed = remind(begin(), created_at=ASKED - 50 * DAY)
    assert reminders.forget_unconfirmed(now=ASKED) == 1
    assert set(Reminder.objects.all()) == {waiting, confirmed}


# --- changing and stopping --------------------------------------------------------------------------------------------


def test_changing_in_her_browser_shows_no_address(browser, remind, words):
    remind(Learner.objects.get(), email=ADDRESS)
    for address in (FORM, PROGRESS):
        assert ADDRESS not in browser.get(address).content.decode(), "others may use this browser"
    answer = browser.post(
        FORM, {"rhythm": "mois", "weekday": "4", "course": str(Reminder.objects.get().course_id)}
    )
    assert (answer.status_code, answer.url) == (302, f"{PROGRESS}#rappel")
    kept = Reminder.objects.get()
    assert (kept.rhythm, kept.weekday, kept.next_on, kept.email) == ("mois", 4, dt.date(2026, 12, 4), ADDRESS)
    assert browser.post(FORM, {"rhythm": "mois"}).status_code == 422
    assert "Le premier vendredi de chaque mois, pour le cours « Court »" in words(browser.get(PROGRESS))


def test_stopping_in_her_browser(browser, remind, words):
    remind(Learner.objects.get())
    sending.send_reminders(now=DUE)
    assert browser.get(reverse("learning:reminder_stop")).status_code == 405
    page = words(browser.post(reverse("learning:reminder_stop"), follow=True))
    assert "C’est arrêté" in page
    assert not Reminder.objects.exists()
    assert not Message.objects.exists(), "what waits to leave is taken back"


def test_the_board_shows_a_reminder_in_eight_queries_at_most(browser, remind, django_assert_max_num_queries):
    remind(Learner.objects.get())
    browser.get(PROGRESS)  # what every page asks for once
    with django_assert_max_num_queries(8):
        page = browser.get(PROGRESS)
    assert "Prochain rappel" in page.content.decode()


def test_nobody_stops_or_changes_the_reminder_of_another(browser, learner, remind):
    remind(learner)
    browser.post(reverse("learning:reminder_stop"))
    browser.post(FORM, {"rhythm": "mois", "weekday": "4"})
    assert Reminder.objects.get().rhythm == Rhythm.WEEKLY


def test_changing_with_the_link(learner, remind, site, words):
    reminder = remind(learner)
    find(learner, site.one)
    client = Client(enforce_csrf_checks=True)
    page = client.get(manage_address(reminder))
    assert reminder.email in page.content.decode()
    assert (page["Referrer-Policy"], "no-store" in page["Cache-Control"]) == ("no-referrer", True)
    answer = client.post(manage_address(reminder), {"rhythm": "quinzaine", "weekday": "0"}, follow=True)
    assert "C’est changé. Prochain rappel : 7 décembre 2026" in words(answer)
    assert client.post(manage_address(reminder), {}).status_code == 422
    assert Reminder.objects.get().rhythm == Rhythm.FORTNIGHTLY
    assert not client.cookies


def test_the_link_is_the_learner_s_way_to_another_course(learner, remind, site, words):
    reminder = remind(learner)
    find(learner, site.one)
    find(learner, site.first)
    assert "Pour quel cours" in words(Client().get(manage_address(reminder)))
    values = {"rhythm": "semaine", "weekday": "2", "course": str(site.course.pk)}
    assert Client().post(manage_address(reminder), values).status_code == 302
    assert Reminder.objects.get().course == site.course


def test_stopping_with_the_link(learner, remind, words):
    reminder = remind(learner)
    client = Client(enforce_csrf_checks=True)
    assert "Arrêter les rappels" in words(client.get(manage_address(reminder, "reminder_leave")))
    assert "C’est arrêté" in words(client.post(manage_address(reminder, "reminder_leave")))
    assert not Reminder.objects.exists()


def test_a_guessed_link_answers_like_a_former_one(learner, remind):
    reminder = remind(learner)
    former = [manage_address(reminder, name) for name in ("reminder_manage", "reminder_leave")]
    reminders.stop(learner=learner)
    for name, address in zip(("reminder_manage", "reminder_leave"), former, strict=True):
        guessed = reverse(f"learning:{name}", args=["A" * 32])
        answers = [Client().get(each) for each in (address, guessed)]
        assert [each.status_code for each in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    assert Client().post(former[0]).status_code == 404
    assert Client().get(reverse("learning:reminder_confirm", args=["A" * 32])).status_code == 404


def test_a_link_does_not_open_before_confirmation(learner, remind):
    assert Client().get(manage_address(remind(learner, confirmed_at=None, next_on=None))).status_code == 404


def test_a_choice_that_arrives_after_it_has_stopped_begins_nothing(learner, remind, site):
    held = remind(learner)
    Reminder.objects.update(ending=Ending.DONE, email="", next_on=None)
    reminders.change(reminder=held, choice=choice(site), now=ASKED)
    assert ended()[0] == Ending.DONE


def test_when_the_secret_changes_the_next_message_brings_the_new_link(learner, remind, settings):
    reminder = remind(learner)
    old = manage_address(reminder)
    settings.SECRET_KEY = "un autre secret"
    sending.send_reminders(now=DUE)
    assert Client().get(link_in(Message.objects.get().text, "")).status_code == 200
    assert Client().get(old).status_code == 404


# --- signing in -------------------------------------------------------------------------------------------------------


@pytest.fixture
def member(db):
    return get_user_model().objects.create_user("membre@exemple.org", "une phrase de passe")


def test_signing_in_brings_the_reminder(learner, remind, member):
    remind(learner)
    own = bring(key=learner.pk, user=member, now=ASKED)
    assert Reminder.objects.get().learner == own


def test_of_two_that_leave_the_account_s_stays(learner, remind, member):
    own = Learner.objects.create(user=member, created_at=ASKED)
    kept, brought = remind(own), remind(learner)
    sending.send_reminders(now=DUE)
    bring(key=learner.pk, user=member, now=ASKED)
    assert Reminder.objects.get() == kept
    assert [message.to for message in Message.objects.all()] == [kept.email]
    assert brought.email != kept.email


def test_one_that_leaves_takes_the_place_of_one_that_has_stopped(learner, remind, member):
    own = Learner.objects.create(user=member, created_at=ASKED)
    remind(own, ending=Ending.DONE, email="", next_on=None)
    brought = remind(learner)
    bring(key=learner.pk, user=member, now=ASKED)
    assert Reminder.objects.get() == brought
