"""What feed readers and calendars receive, read again with their own libraries."""

import datetime as dt

import feedparser
import pytest
from icalendar import Calendar

from .conftest import TODAY, publish

pytestmark = pytest.mark.django_db
KINDS = ("rss", "atom")


def read(reader, address):
    response = reader.get(address)
    assert response.status_code == 200
    feed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


@pytest.fixture
def three(article, event, rule, signal):
    """One of each, with signs that XML and HTML would take for their own."""
    article("« Dons » & <dîners> : qu'en dire ?", lede="Moins de <b>150</b> & plus.", themes=["financements"])
    event("Rencontre", start="2026-12-03 14:30", end="2026-12-03 16:00", territories=["53"])
    rule("Une règle", effective_on="2026-04-01", reference_url="https://exemple.org/decret?a=1&b=2")
    signal("Une étude", link="https://exemple.org/etude?a=1&b=2")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("section", ["actualites", "agenda", "veille"])
def test_each_section_has_a_valid_feed(three, reader, settings, section, kind):
    settings.SITE_URL = "https://site.exemple"
    feed = read(reader, f"/{section}/{kind}.xml")
    assert feed.version == {"rss": "rss20", "atom": "atom10"}[kind]
    assert feed.feed.title.startswith("Trajectoires socio-économiques – ")
    assert feed.feed.link == f"https://site.exemple/{section}/"
    assert {"rel": "self", "href": f"https://site.exemple/{section}/{kind}.xml"}.items() <= next(
        link for link in feed.feed.links if link.rel == "self"
    ).items()
    assert len(feed.entries) == (2 if section == "veille" else 1)
    for entry in feed.entries:
        assert entry.link.startswith(f"https://site.exemple/{section}/")
        assert entry.id.startswith("urn:uuid:")
        assert entry.author == "La rédaction"
        assert entry.summary.startswith("<p>")


@pytest.mark.parametrize("kind", KINDS)
def test_signs_of_markup_are_text(three, reader, kind):
    body = reader.get(f"/actualites/{kind}.xml").content.decode()
    assert "«\u00a0Dons\u00a0» &amp; &lt;dîners&gt;\u00a0: qu’en dire\u202f?" in body
    entry = read(reader, f"/actualites/{kind}.xml").entries[0]
    assert "Moins de &lt;b&gt;150&lt;/b&gt; &amp; plus." in entry.summary
    assert [tag.term for tag in entry.tags] == ["Financements"]


def test_an_event_says_when_and_a_signal_whose_it_is(three, reader):
    event = read(reader, "/agenda/rss.xml").entries[0]
    assert "jeudi 3 décembre 2026" in event.summary
    signal = next(entry for entry in read(reader, "/veille/rss.xml").entries if "étude" in entry.title)
    assert signal.title == "La Maison d’essai\u00a0: Une étude"
    assert 'href="https://exemple.org/etude?a=1&amp;b=2"' in signal.summary


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_keeps_its_name_when_its_words_and_address_change(article, reader, kind):
    page = article("Premier titre")
    before = read(reader, f"/actualites/{kind}.xml").entries[0]
    page.title, page.slug = "Second titre", "ailleurs"
    publish(page)
    after = read(reader, f"/actualites/{kind}.xml").entries[0]
    assert after.id == before.id
    assert after.title == "Second titre"
    assert after.link != before.link


def test_a_feed_has_the_filters_of_its_list(article, reader):
    article("Droit en Bretagne", themes=["droit"], territories=["53"])
    article("Droit en Corse", themes=["droit"], territories=["94"])
    article("Chiffres", themes=["chiffres"])
    feed = read(reader, "/actualites/atom.xml?theme=droit&territoire=53&page=4")
    assert [entry.title for entry in feed.entries] == ["Droit en Bretagne"]
    assert feed.feed.title.endswith("Actualités – Droit et fiscalité – Bretagne")
    assert feed.feed.id.endswith("/actualites/atom.xml?theme=droit&territoire=53")


def test_a_filter_that_does_not_exist_is_no_feed(sections, reader):
    assert reader.get("/actualites/rss.xml?theme=magie").status_code == 404
    assert reader.get("/agenda/agenda.ics?theme=magie").status_code == 404


def test_a_feed_holds_the_thirty_last_pages(article, reader, django_assert_max_num_queries):
    for number in range(32):
        article(f"Article {number}", published_on=TODAY)
    with django_assert_max_num_queries(4):
        feed = read(reader, "/actualites/rss.xml")
    assert [entry.title for entry in feed.entries] == [f"Article {number}" for number in range(31, 1, -1)]


def test_a_draft_is_not_in_a_feed(article, reader):
    article("Publié").unpublish()
    assert read(reader, "/actualites/rss.xml").entries == []


@pytest.mark.parametrize("address", ["/actualites/rss.xml", "/actualites/atom.xml", "/agenda/agenda.ics"])
def test_who_has_it_already_receives_nothing(three, reader, address):
    first = reader.get(address)
    again = reader.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize("kind", KINDS)
def test_a_feed_not_modified_since(article, kind, rf):
    from trajectoires.news import urls

    view = next(pattern.callback for pattern in urls.urlpatterns if pattern.name == kind)
    article("Un article")
    first = view(rf.get(f"/actualites/{kind}.xml"), section="actualites")
    again = rf.get(f"/actualites/{kind}.xml", headers={"if-modified-since": first["Last-Modified"]})
    assert view(again, section="actualites").status_code == 304


# --- calendars ----------------------------------------------------------------------------------------------


def calendar(reader, address):
    response = reader.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"\r\n" in response.content
    return Calendar.from_ical(response.content)


def test_an_event_for_a_calendar(event, reader, settings):
    settings.SITE_URL = "https://site.exemple"
    page = event(
        "Lire, écrire ; compter", start="2026-07-03 14:30", end="2026-07-03 16:00", themes=["gestion"],
        address_lines=["2, rue d’essai"], registration_url="https://exemple.org/inscription", price="Gratuit",
        lede="Une ligne,\nune autre.",
    )  # fmt: skip
    address = f"/agenda/{page.slug}/evenement.ics"
    read_again = calendar(reader, address).walk("VEVENT")
    assert len(read_again) == 1
    found = read_again[0]
    assert str(found["uid"]) == str(page.translation_key)
    assert found.decoded("dtstart") == dt.datetime(2026, 7, 3, 12, 30, tzinfo=dt.UTC)  # summer time in Paris
    assert found.decoded("dtend") == dt.datetime(2026, 7, 3, 14, 0, tzinfo=dt.UTC)
    assert str(found["summary"]) == "Lire, écrire\u202f; compter"
    assert str(found["location"]) == "Rennes, 2, rue d’essai"
    assert "Une ligne,\nune autre." in str(found["description"])
    assert "https://exemple.org/inscription" in str(found["description"])
    assert str(found["url"]) == f"https://site.exemple{page.address}"
    assert str(found["status"]) == "CONFIRMED"
    assert found.decoded("dtstamp") == page.last_published_at.replace(microsecond=0)
    assert f'filename="{page.slug}.ics"' in reader.get(address)["Content-Disposition"]


def test_a_winter_event_is_one_hour_ahead_of_universal_time(event, reader):
    page = event(start="2026-12-03 14:30", end="2026-12-03 16:00")
    found = calendar(reader, f"/agenda/{page.slug}/evenement.ics").walk("VEVENT")[0]
    assert found.decoded("dtstart") == dt.datetime(2026, 12, 3, 13, 30, tzinfo=dt.UTC)


def test_whole_days_are_dates_and_the_last_one_is_out(event, reader):
    page = event(start="2026-12-03 00:00", end="2026-12-05 00:00", is_all_day=True)
    found = calendar(reader, f"/agenda/{page.slug}/evenement.ics").walk("VEVENT")[0]
    assert found.decoded("dtstart") == dt.date(2026, 12, 3)
    assert found.decoded("dtend") == dt.date(2026, 12, 6)


def test_a_cancelled_event_keeps_its_name_and_raises_its_number(event, reader, clock):
    page = event(start="2026-12-03 14:30", end="2026-12-03 16:00")
    address = f"/agenda/{page.slug}/evenement.ics"
    before = calendar(reader, address).walk("VEVENT")[0]
    clock("2030-01-01 10:00")
    page.is_cancelled = True
    publish(page)
    after = calendar(reader, address).walk("VEVENT")[0]
    assert str(after["status"]) == "CANCELLED"
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"] >= 0


def test_the_whole_agenda_holds_what_comes_and_the_last_three_months(event, reader, clock):
    clock("2026-11-25 10:00")
    event("À venir", start="2027-12-03 14:30", end="2027-12-03 16:00")
    event("Récent", start="2026-09-03 14:30", end="2026-09-03 16:00", territories=["53"])
    event("Ancien", start="2026-05-03 14:30", end="2026-05-03 16:00")
    event("Annulé", start="2026-12-03 14:30", end="2026-12-03 16:00", is_cancelled=True)
    titles = [str(found["summary"]) for found in calendar(reader, "/agenda/agenda.ics").walk("VEVENT")]
    assert titles == ["Récent", "Annulé\u00a0: Annulé", "À venir"]
    filtered = calendar(reader, "/agenda/agenda.ics?territoire=94").walk("VEVENT")
    assert "Récent" not in [str(found["summary"]) for found in filtered]


def test_an_event_that_is_not_published_has_no_calendar(event, reader):
    page = event(start="2026-12-03 14:30", end="2026-12-03 16:00")
    page.unpublish()
    assert reader.get(f"/agenda/{page.slug}/evenement.ics").status_code == 404
    assert reader.get("/agenda/rien/evenement.ics").status_code == 404
