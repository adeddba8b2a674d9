"""The front page, « Par où commencer ? », the pages that the site completes, on the corpus of content/.

One module, so that the corpus is loaded once.
"""

import re

import pytest
from django.conf import settings as django_settings

from trajectoires.content.models import BasePage
from trajectoires.glossary.models import Term
from trajectoires.home.selectors import doors, holdings, site_tree
from trajectoires.trajectories.selectors import demonstrations
from trajectoires.ui.enums import FOOTER_LINKS, Door

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]
START = "/par-ou-commencer/"
INSTALLATION_PAGES = ["/mentions-legales/", "/contact/", "/donnees-personnelles/", "/code-source/"]


def test_the_six_doors_in_their_order():
    assert [page.address for page in doors()] == [door.address for door in Door]


def test_the_doors_lose_the_one_that_is_offline():
    first = doors()[0]
    first.unpublish()
    assert first.address not in [page.address for page in doors()]
    assert len(doors()) == 5


def counts() -> dict[str, int]:
    return {row.label: row.count for row in holdings()}


def test_holdings_are_true():
    counted = counts()
    assert counted["pages en tout"] == BasePage.objects.live().count() > 30
    assert counted["termes du glossaire"] == Term.objects.count() > 30
    assert (counted["portes"], counted["modèles de référence"], counted["leviers"]) == (6, 7, 3)
    assert counted["associations de démonstration"] == demonstrations().count() == 6


def test_holdings_forget_what_is_offline():
    before = counts()
    Term.objects.first().unpublish()
    page = BasePage.objects.live().get(slug="cofinancement")
    page.unpublish()
    lost = {label: before[label] - count for label, count in counts().items() if before[label] != count}
    assert lost.pop("sources citées par les pages") == len(page.sources) > 0
    assert lost == {"modèles de référence": 1, "pages en tout": 1, "termes du glossaire": 1}


def test_the_tree_lists_every_published_page_once():
    BasePage.objects.live().get(slug="cofinancement").unpublish()
    listed = [page.pk for page in site_tree()]
    assert sorted(listed) == sorted(BasePage.objects.live().values_list("pk", flat=True))
    assert len(set(listed)) == len(listed)
    assert site_tree()[0].address == "/"


def links(response) -> set[str]:
    return set(re.findall(r'href="(/[^"#?]*)', response.content.decode()))


def test_the_front_page_opens_on_everything(client, words):
    response = client.get("/")
    text = words(response)
    assert "Par où commencer ?" in text
    assert {"/agir/trajectoire/", "/comprendre/", "/se-former/", "/s-informer/"} <= links(response)
    assert text.count("Vous êtes…") == 1


def test_reading_leaves_no_cookie(client):
    for address in ("/", START, "/comprendre/modeles/", "/glossaire/", "/recherche/?q=don", "/plan-du-site/"):
        assert not client.get(address).cookies, address


def test_the_front_page_asks_few_queries(client, django_assert_max_num_queries):
    client.get("/")
    with django_assert_max_num_queries(25):
        client.get("/")


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/comprendre/modeles/subventions-publiques/", 12),
        ("/comprendre/modeles/", 13),  # and the pages that the list opens on
        ("/comprendre/comparer/", 13),  # and every model
    ],
)
def test_a_sheet_asks_few_queries_when_nothing_is_kept(client, django_assert_max_num_queries, address, most):
    client.get(address)
    with django_assert_max_num_queries(most):
        client.get(address)


def test_every_link_of_the_front_page_and_of_the_footer_leads_somewhere(client):
    wanted = links(client.get("/")) | {href for _, href in FOOTER_LINKS}
    wanted = {href for href in wanted if not href.startswith(django_settings.STATIC_URL)}
    answers = {href: client.get(href, follow=True).status_code for href in wanted}
    assert {href: status for href, status in answers.items() if status != 200} == {}


def test_the_site_map_lists_every_page_once(client):
    html = client.get("/plan-du-site/").content.decode()
    tree = html[html.index('id="toutes"') :].split("</section>")[0]
    hrefs = re.findall(r'href="([^"]+)"', tree)
    assert len(set(hrefs)) == len(hrefs)
    assert {page.address for page in BasePage.objects.live()} <= set(hrefs)
    assert {"/agir/trajectoire/", START, "/glossaire/", "/recherche/"} <= set(hrefs)
    assert {"/agir/trajectoire/methode/anomalies/", "/agir/trajectoire/demonstration/club-benevole/"} <= set(
        hrefs
    )


def test_statistics_are_counted_at_the_moment_of_reading(client, words):
    assert "Modèles de référence 7" in words(client.get("/statistiques/"))
    BasePage.objects.live().get(slug="cofinancement").unpublish()
    assert "Modèles de référence 6" in words(client.get("/statistiques/"))


@pytest.mark.parametrize("address", INSTALLATION_PAGES)
def test_an_installation_that_declared_nothing_says_so(client, words, settings, address):
    settings.PUBLISHER = dict.fromkeys(settings.PUBLISHER, "")
    text = words(client.get(address))
    assert "Cette installation n’a déclaré ni éditeur, ni hébergeur, ni adresse." in text


def test_what_an_installation_declared_is_shown_whole(client, words, settings):
    settings.PUBLISHER = {key: f"Valeur {key}" for key in settings.PUBLISHER}
    text = words(client.get("/mentions-legales/"))
    assert [key for key in settings.PUBLISHER if f"Valeur {key}" not in text] == []
    assert "Direction de la publication Valeur director" in text
    assert "n’a déclaré ni éditeur" not in text


def test_what_was_not_declared_has_no_empty_line(client, words, settings):
    settings.PUBLISHER = {**dict.fromkeys(settings.PUBLISHER, ""), "name": "Association <Exemple>"}
    response = client.get("/mentions-legales/")
    block = response.content.decode().split("Qui tient cette installation")[1].split("</section>")[0]
    assert words(block) == "Éditeur Association <Exemple>"
    assert "<Exemple>" not in block
