"""What machines ask of the site."""

import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from django.conf import settings as django_settings

from trajectoires.content.models import BasePage
from trajectoires.glossary.models import Term

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def entries(client) -> dict[str, str | None]:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {
        url.findtext("s:loc", namespaces=NAMES): url.findtext("s:lastmod", namespaces=NAMES)
        for url in tree.findall("s:url", NAMES)
    }


def test_the_site_map_of_machines_names_what_is_published_and_nothing_else(client):
    hidden = BasePage.objects.live().get(slug="cofinancement")
    hidden.unpublish()
    found = entries(client)
    site = django_settings.SITE_URL
    wanted = {f"{site}{page.address}" for page in BasePage.objects.live()}
    wanted |= {f"{site}{term.get_absolute_url()}" for term in Term.objects.filter(live=True)}
    assert wanted <= set(found)
    assert f"{site}{hidden.address}" not in found
    assert f"{site}/agir/trajectoire/methode/anomalies/" in found
    assert not [
        address for address in found if address.startswith((f"{site}/recherche/", f"{site}/favoris/"))
    ]
    page = BasePage.objects.live().get(slug="subventions-publiques")
    assert found[f"{site}{page.address}"] == page.updated_on.isoformat()


def test_robots_are_told_what_to_leave_alone_and_where_the_map_is(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /edition/" in lines
    assert f"Sitemap: {django_settings.SITE_URL}/sitemap.xml" in lines


def test_nobody_to_tell_of_a_fault_while_no_contact_is_declared(client, settings):
    settings.PUBLISHER = {**settings.PUBLISHER, "email": ""}
    assert client.get("/.well-known/security.txt").status_code == 404


def test_whom_to_tell_of_a_fault_for_less_than_a_year(client, settings):
    settings.PUBLISHER = {**settings.PUBLISHER, "email": "securite@exemple.org"}
    response = client.get("/.well-known/security.txt")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/plain")
    assert "Contact: mailto:securite@exemple.org\n" in text
    expires = dt.datetime.fromisoformat(re.search(r"Expires: (\S+)", text)[1])
    left = expires - dt.datetime.now(dt.UTC)
    assert dt.timedelta(days=90) < left < dt.timedelta(days=365)


def test_the_front_page_says_what_the_site_is_and_who_publishes_it(client, settings):
    silent = client.get("/").content.decode()
    assert 'itemtype="https://schema.org/WebSite"' in silent
    assert "https://schema.org/Organization" not in silent, "nobody declared it"
    settings.PUBLISHER = {**settings.PUBLISHER, "name": "Association <Exemple>"}
    said = client.get("/").content.decode()
    assert '<meta itemprop="name" content="Association &lt;Exemple&gt;">' in said


@pytest.mark.parametrize("address", ["/", "/comprendre/modeles/cofinancement/", "/glossaire/tresorerie/"])
def test_a_shared_link_has_its_card(client, settings, address):
    settings.SITE_URL = "https://exemple.org"
    html = client.get(address).content.decode()
    assert f'<link rel="canonical" href="https://exemple.org{address}">' in html
    assert f'<meta property="og:url" content="https://exemple.org{address}">' in html
    image = re.search(r'property="og:image" content="https://exemple.org([^"]+)"', html)[1]
    assert image.endswith("ui/partage.png")
    assert '<link rel="search" type="application/opensearchdescription+xml"' in html


def test_what_is_chosen_in_an_address_is_not_in_the_canonical_one(client):
    html = client.get("/comprendre/comparer/?modele=4&modele=5").content.decode()
    assert f'<link rel="canonical" href="{django_settings.SITE_URL}/comprendre/comparer/">' in html


def test_a_page_that_is_nobody_elses_business_has_no_canonical_address(client):
    assert 'rel="canonical"' not in client.get("/agir/trajectoire/").content.decode()


def test_an_event_says_when_where_and_who_holds_it():
    from trajectoires.news.models import EventPage
    from trajectoires.organisations.models import Organisation

    event = EventPage(
        title="Rencontre",
        lede="Une.",
        starts_at=dt.datetime(2026, 12, 3, 17, 30, tzinfo=dt.UTC),
        ends_at=dt.datetime(2026, 12, 3, 19, tzinfo=dt.UTC),
        format="les-deux",
        place="Maison des associations",
        address_lines=["1 rue Basse", "86000 Poitiers"],
        registration_url="https://exemple.org/inscription",
        is_cancelled=True,
        organiser=Organisation(name="Un réseau"),
    )
    told = event.schema_properties
    assert told["startDate"] == "2026-12-03T18:30:00+01:00"
    assert told["eventStatus"] == "https://schema.org/EventCancelled"
    assert told["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in told["location"]] == ["Place", "VirtualLocation"]
    assert told["location"][0]["address"] == "1 rue Basse, 86000 Poitiers"
    assert told["organizer"]["name"] == "Un réseau"
    event.is_all_day, event.format = True, "en-ligne"
    assert event.schema_properties["startDate"] == "2026-12-03"
    assert [place["@type"] for place in event.schema_properties["location"]] == ["VirtualLocation"]


def test_pages_of_the_library_describe_the_work_of_somebody_else(client):
    from trajectoires.content.models import ResourcePage

    page = ResourcePage.objects.live().first()
    html = client.get(page.address).content.decode()
    thing = html[html.index("https://schema.org/CreativeWork") :]
    assert '<div itemprop="publisher" itemscope itemtype="https://schema.org/Organization">' in thing
    assert 'itemprop="author"' not in thing
    assert "Citer cette page" not in html
