"""An event: what the clock makes of it, in words, on its page and in the agenda."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from trajectoires.news.enums import EventState
from trajectoires.news.models import EventPage
from trajectoires.news.presenters import present_agenda, present_event
from trajectoires.news.selectors import EVERYTHING

from .conftest import at

pytestmark = pytest.mark.django_db
WHEN = [
    ("2026-12-03 14:30", "2026-12-03 16:00", False, "jeudi 3 décembre 2026, 14 h 30 – 16 h"),
    ("2026-10-01 09:05", "2026-10-01 09:05", False, "jeudi 1er octobre 2026, 9 h 05"),
    (
        "2026-12-31 22:00", "2027-01-01 01:00", False,
        "du jeudi 31 décembre 2026, 22 h, au vendredi 1er janvier 2027, 1 h",
    ),
    ("2026-12-03 00:00", "2026-12-03 00:00", True, "jeudi 3 décembre 2026"),
    ("2026-12-03 00:00", "2026-12-05 00:00", True, "du jeudi 3 au samedi 5 décembre 2026"),
    ("2026-11-30 00:00", "2026-12-01 00:00", True, "du lundi 30 novembre au mardi 1er décembre 2026"),
    ("2026-12-31 00:00", "2027-01-01 00:00", True, "du jeudi 31 décembre 2026 au vendredi 1er janvier 2027"),
]  # fmt: skip


@pytest.mark.parametrize(("start", "end", "is_all_day", "words"), WHEN)
def test_when_it_is_held_in_french(event, start, end, is_all_day, words):
    page = event(start=start, end=end, is_all_day=is_all_day)
    assert present_event(page, now=at("2026-11-25 10:00")).when.replace("\u00a0", " ") == words


STATES = [
    (False, "2026-12-03 14:29", EventState.A_VENIR),
    (False, "2026-12-03 14:30", EventState.EN_COURS),
    (False, "2026-12-03 15:59", EventState.EN_COURS),
    (False, "2026-12-03 16:00", EventState.PASSE),
    (True, "2026-12-02 23:59", EventState.A_VENIR),
    (True, "2026-12-03 00:00", EventState.EN_COURS),
    (True, "2026-12-03 23:59", EventState.EN_COURS),
    (True, "2026-12-04 00:00", EventState.PASSE),
]


@pytest.mark.parametrize(("is_all_day", "now", "state"), STATES)
def test_its_state_follows_the_clock(event, is_all_day, now, state):
    page = event(start="2026-12-03 14:30", end="2026-12-03 16:00", is_all_day=is_all_day)
    assert page.state(at(now)) is state


def test_a_cancelled_event_is_cancelled_whatever_the_hour(event):
    page = event(start="2026-12-03 14:30", end="2026-12-03 16:00", is_cancelled=True)
    assert {page.state(at(f"2026-12-0{day} 15:00")) for day in (2, 3, 4)} == {EventState.ANNULE}


def test_it_changes_when_registration_closes_then_when_it_starts_then_when_it_ends(event):
    page = event(
        start="2026-12-03 14:30", end="2026-12-03 16:00",
        registration_url="https://exemple.org/", registration_closes_on=dt.date(2026, 12, 1),
    )  # fmt: skip
    moments, now = [], at("2026-11-25 10:00")
    while now := page.changes_at(now):
        moments.append(now)
    assert moments == [at("2026-12-02 00:00"), at("2026-12-03 14:30"), at("2026-12-03 16:00")]


def test_what_is_shown_only_changes_when_said(event):
    """Nothing of the page differs between two moments with no change between them."""
    page = event(
        start="2026-12-03 14:30", end="2026-12-03 16:00",
        registration_url="https://exemple.org/", registration_closes_on=dt.date(2026, 12, 1),
    )  # fmt: skip
    now = at("2026-11-30 00:00")
    while now < at("2026-12-05 00:00"):
        later = now + dt.timedelta(minutes=30)
        change = page.changes_at(now)
        if change is None or change > later:
            assert present_event(page, now=now) == present_event(page, now=later)
        now = later


def test_registration_is_open_until_the_end_of_the_last_day(event):
    page = event(
        start="2026-12-03 14:30", end="2026-12-03 16:00",
        registration_url="https://exemple.org/", registration_closes_on=dt.date(2026, 12, 1),
    )  # fmt: skip
    assert page.may_register(at("2026-12-01 23:59"))
    assert not page.may_register(at("2026-12-02 00:00"))
    assert present_event(page, now=at("2026-12-02 08:00")).tag == "Inscriptions closes"


def test_registration_closes_when_it_starts_when_no_day_is_said(event):
    page = event(start="2026-12-03 14:30", end="2026-12-03 16:00", registration_url="https://exemple.org/")
    assert page.may_register(at("2026-12-03 14:29"))
    assert not page.may_register(at("2026-12-03 14:30"))


def test_a_meeting_has_a_place_and_a_recording_has_words(organiser):
    page = EventPage(
        title="Sans lieu", slug="sans-lieu", lede="Une phrase.", organiser=organiser, format="sur-place",
        starts_at=at("2026-12-03 14:30"), ends_at=at("2026-12-03 16:00"), replay_url="https://exemple.org/film",
    )  # fmt: skip
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert set(refused.value.message_dict) == {"place", "summary"}


def test_an_event_does_not_end_before_it_starts(event):
    page = event(start="2026-12-03 14:30", end="2026-12-03 16:00")
    with pytest.raises(IntegrityError):
        EventPage.objects.filter(pk=page.pk).update(ends_at=at("2026-12-03 14:00"))


# --- its page -----------------------------------------------------------------------------------------------


def test_the_page_to_come(event, reader, clock, words):
    clock("2026-11-25 10:00")
    page = event(
        start="2026-12-03 14:30", end="2026-12-03 16:00", format="les-deux", territories=["53"],
        address_lines=["2 rue d’essai", "35000 Rennes"], price="Gratuit",
        registration_url="https://exemple.org/inscription", registration_closes_on=dt.date(2026, 12, 1),
    )  # fmt: skip
    response = reader.get(page.address)
    text = words(response)
    for said in (
        "Événement, à venir", "Jeudi 3 décembre 2026, 14 h 30 – 16 h", "à l’heure de Paris",
        "Rennes (Bretagne), et en ligne", "2 rue d’essai 35000 Rennes", "La Maison d’essai", "Gratuit",
        "Inscriptions Jusqu’au mardi 1er décembre 2026 compris.", "S’inscrire",
    ):  # fmt: skip
        assert said in text
    html = response.content.decode()
    assert 'href="https://exemple.org/inscription"' in html
    assert f'href="/agenda/{page.slug}/evenement.ics"' in html
    assert "csrf" not in html
    assert not response.cookies


def test_the_page_when_registration_is_closed(event, reader, clock, words):
    clock("2026-12-02 10:00")
    page = event(
        start="2026-12-03 14:30", end="2026-12-03 16:00",
        registration_url="https://exemple.org/inscription", registration_closes_on=dt.date(2026, 12, 1),
    )  # fmt: skip
    text = words(reader.get(page.address))
    assert "Closes depuis la fin du mardi 1er décembre 2026." in text
    assert "S’inscrire" not in text


def test_the_page_once_past(event, reader, clock, words):
    clock("2026-12-10 10:00")
    page = event(
        start="2026-12-03 14:30", end="2026-12-03 16:00", registration_url="https://exemple.org/inscription",
        replay_url="https://exemple.org/film", summary=["Trois associations ont raconté leur année."],
    )  # fmt: skip
    text = words(reader.get(page.address))
    assert "Événement, passé" in text
    assert "Trois associations ont raconté leur année." in text
    assert "Voir l’enregistrement" in text
    assert "S’inscrire" not in text
    assert "calendrier" not in text


def test_the_page_of_a_cancelled_event(event, reader, clock, words):
    clock("2026-11-25 10:00")
    text = words(
        reader.get(event(start="2026-12-03 14:30", end="2026-12-03 16:00", is_cancelled=True).address)
    )
    assert "Événement annulé" in text


# --- the agenda ---------------------------------------------------------------------------------------------


def test_an_empty_agenda_says_so_and_whom_to_tell(sections, reader, words):
    response = reader.get("/agenda/")
    assert "Aucun événement n’est publié pour l’instant" in words(response)
    assert 'href="/contact/"' in response.content.decode()


def test_the_agenda_shows_what_comes_then_what_is_past_by_year(event, reader, clock, words):
    clock("2026-12-03 15:00")
    event("Bientôt", start="2027-02-01 10:00", end="2027-02-01 11:00")
    event("Maintenant", start="2026-12-03 14:30", end="2026-12-03 16:00")
    event("Hier", start="2026-12-02 10:00", end="2026-12-02 11:00", summary=["Des mots."])
    event("Avant", start="2025-06-02 10:00", end="2025-06-02 11:00")
    text = words(reader.get("/agenda/"))
    shown = [text.index(said) for said in (
        "À venir", "Maintenant", "Bientôt", "Passés en 2026", "Hier", "Passés en 2025", "Avant",
    )]  # fmt: skip
    assert shown == sorted(shown)
    assert "À retrouver sur sa page : compte rendu." in text


def test_the_agenda_is_filtered_and_keeps_what_concerns_everybody(event, reader, clock, words):
    clock("2026-11-25 10:00")
    day = {"start": "2026-12-03 14:30", "end": "2026-12-03 16:00"}
    event("En Bretagne", **day, territories=["53"], themes=["droit"])
    event("En Corse", **day, territories=["94"], themes=["droit"])
    event("Partout", **day, themes=["droit"], format="en-ligne")
    event("Autre thème", **day, territories=["53"])
    text = words(reader.get("/agenda/?theme=droit&territoire=53"))
    assert "En Bretagne" in text
    assert "Partout" in text
    assert "En Corse" not in text
    assert "Autre thème" not in text
    assert "En Bretagne" not in words(reader.get("/agenda/?format=en-ligne"))
    assert "Aucun événement ne répond à ces filtres" in words(reader.get("/agenda/?theme=chiffres"))


def test_a_filter_that_does_not_exist_is_said_and_filters_nothing(event, reader, clock, words):
    clock("2026-11-25 10:00")
    event("Une rencontre", start="2026-12-03 14:30", end="2026-12-03 16:00")
    response = reader.get("/agenda/?theme=magie")
    text, html = words(response), response.content.decode()
    assert "« magie » n’est pas dans la liste." in text
    assert "Une rencontre" in text
    for described in re.findall(r'aria-describedby="([^"]+)"', html):
        assert f'id="{described}"' in html


def test_the_agenda_changes_with_the_first_of_its_events(event, sections):
    event(start="2026-12-03 14:30", end="2026-12-03 16:00")
    event(start="2026-12-05 00:00", end="2026-12-05 00:00", is_all_day=True)
    moments, now = [], at("2026-11-25 10:00")
    while now := sections["agenda"].changes_at(now):
        moments.append(now)
    assert moments == [
        at(text) for text in ("2026-12-03 14:30", "2026-12-03 16:00", "2026-12-05 00:00", "2026-12-06 00:00")
    ]
    assert sections["accueil"].changes_at(at("2026-11-25 10:00")) == at("2026-12-03 14:30")


def test_the_agenda_asks_as_little_of_the_database_for_fifty_events_as_for_two(
    event, reader, clock, django_assert_num_queries
):
    now = clock("2026-11-25 10:00")

    def fill(count: int) -> None:
        for number in range(count):
            event(f"À venir {number}", start="2027-02-01 10:00", end="2027-02-01 11:00")
            event(f"Passé {number}", start="2025-02-01 10:00", end="2025-02-01 11:00")

    fill(1)
    reader.get("/agenda/")  # what the process remembers from then on
    with CaptureQueriesContext(connection) as few:
        reader.get("/agenda/")
    fill(24)
    with django_assert_num_queries(len(few)):
        html = reader.get("/agenda/").content.decode()
    assert html.count('<li class="event">') == 25 + 20
    with django_assert_num_queries(3):
        present_agenda(EVERYTHING, page=None, now=now)
