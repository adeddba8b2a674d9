"""The pages of the method: open to anyone, whole, linked to each other and from where their figures are."""

import gzip
import re
from html import unescape

import pytest
from django.urls import reverse

from socioeco.anomalies.catalogue import kinds
from socioeco.indicators import KEYS, SourceLine
from socioeco.report.document import (
    Facts,
    Figure,
    Grid,
    Items,
    Lines,
    Links,
    Opening,
    Section,
    See,
    Text,
)
from socioeco.report.methode import Page, pages, pages_by_group
from trajectoires.glossary.services import publish_term
from trajectoires.trajectories.presenters import indicators, method

pytestmark = pytest.mark.django_db
CONTENTS = "/agir/trajectoire/methode/"
SLUGS = [each.slug for each in pages()]
HOSTILE = "<script>alert('x')</script> & \"moi\""


def address(slug):
    return f"{CONTENTS}{slug}/"


def ids(html):
    return re.findall(r'\sid="([^"]+)"', html)


def links(html):
    return [unescape(each) for each in re.findall(r'<a[^>]*\shref="([^"]+)"', html)]


@pytest.fixture
def page_of_blocks(client, monkeypatch):
    """A page that the engine does not write, with these blocks."""

    def show(*blocks):
        section = Section(anchor="partie", title="Partie", blocks=blocks)
        made = Page(slug="essai", group="Essais", title="Un essai", lede="Pour voir.", sections=(section,))
        monkeypatch.setattr(method, "page", lambda _: made)
        monkeypatch.setattr(method, "pages", lambda: (made,))
        return client.get(address("essai")).content.decode()

    return show


# --- every page -------------------------------------------------------------------------------------------


def test_the_contents_lead_to_every_page_by_group(client, words):
    response = client.get(CONTENTS)
    assert response.status_code == 200
    html = response.content.decode()
    assert [slug for slug in SLUGS if address(slug) not in links(html)] == []
    titles = [unescape(each) for each in re.findall(r"<h2>(.*?)</h2>", html)]
    assert titles == list(pages_by_group())


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_is_whole(client, words, slug):
    (written,) = [each for each in pages() if each.slug == slug]
    response = client.get(address(slug))
    html, read = response.content.decode(), words(response)
    assert (response.status_code, response.cookies.keys()) == (200, {}.keys())
    assert sorted(set(ids(html))) == sorted(ids(html))
    assert len(re.findall(r"<h1>", html)) == 1
    assert [each.title for each in written.sections if words(each.title) not in read] == []
    assert {each.anchor for each in written.sections} <= set(ids(html))
    assert [link for link in links(html) if link.startswith("#") and link[1:] not in ids(html)] == []
    regions = re.findall(r'role="region" aria-label="([^"]+)"', html)
    assert sorted(set(regions)) == sorted(regions)
    assert len(gzip.compress(response.content)) < 25_000


def test_links_between_pages_lead_to_pages(client):
    found = {
        link.partition("#")[0] for slug in SLUGS for link in links(client.get(address(slug)).content.decode())
    }
    inside = {each for each in found if each.startswith(CONTENTS)}
    assert inside == {CONTENTS, *map(address, SLUGS)}


def test_pages_follow_each_other(client):
    chain = [SLUGS[0]]
    while following := re.findall(
        r'href="([^"]+)" rel="next"', client.get(address(chain[-1])).content.decode()
    ):
        chain.append(following[0].removeprefix(CONTENTS).strip("/"))
    assert chain == SLUGS
    assert 'rel="prev"' not in client.get(address(SLUGS[0])).content.decode()


@pytest.mark.parametrize("slug", ["rien", "index", "Anomalies", "anomalies.html"])
def test_there_is_no_other_page(client, slug):
    assert client.get(address(slug)).status_code == 404


def test_nothing_depends_on_who_asks(owner, passer_by, signed_in_editor):
    for path in (CONTENTS, address("anomalies")):
        answers = [visitor.get(path) for visitor in (owner, passer_by, signed_in_editor)]
        assert len({answer.content for answer in answers}) == 1
        for answer in answers:
            assert set(answer.headers["Cache-Control"].split(", ")) == {"public", "max-age=600"}
            assert not answer.cookies
        assert not passer_by.cookies


def test_a_page_asks_one_thing_of_the_database(client, django_assert_num_queries):
    """The version of the glossary, however long the page is; the table of contents asks nothing."""
    client.get(address("anomalies"))
    for slug in ("anomalies", "plan-2025", SLUGS[0]):
        with django_assert_num_queries(1):
            client.get(address(slug))
    with django_assert_num_queries(0):
        client.get(CONTENTS)


def test_a_word_of_the_glossary_opens_once(client):
    publish_term(
        slug="fonds-propres",
        values={"term": "Fonds propres", "definition": "Ce qui reste à l’association."},
    )
    html = client.get(address("indicateur-fonds-propres")).content.decode()
    assert html.count('id="def-fonds-propres"') == 1
    assert "Ce qui reste à l’association." in html
    assert sorted(set(ids(html))) == sorted(ids(html))


# --- blocks -----------------------------------------------------------------------------------------------


def test_what_the_engine_says_is_text(page_of_blocks):
    line = SourceLine(compte="741", libelle=HOSTILE, montant_centimes=100)
    html = page_of_blocks(
        Text(HOSTILE),
        Text(HOSTILE, is_caution=True),
        Items((HOSTILE, f"{HOSTILE} https://exemple.org/?a=<b>")),
        Facts(((HOSTILE, HOSTILE),)),
        Grid(caption=HOSTILE, header=("", HOSTILE), rows=((HOSTILE, Figure(HOSTILE, "partie")),)),
        Lines(caption=HOSTILE, sources=(line,)),
        See(HOSTILE, "partie"),
        Links(((HOSTILE, "#partie"),)),
        Opening(anchor="ouverture", title=HOSTILE, value=HOSTILE, blocks=(Text(HOSTILE),)),
    )
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") >= 15


def test_a_caution_is_told_apart(page_of_blocks, words):
    html = page_of_blocks(Text("Un chiffre."), Text("À lire avec soin.", is_caution=True))
    (caution,) = re.findall(
        r'<div class="callout attention" role="note">(.*?)</div>\s*</div>', html, re.DOTALL
    )
    assert "Prudence À lire avec soin." in words(caution)


def test_an_address_in_a_list_is_a_link(page_of_blocks):
    html = page_of_blocks(Items(("Insee, lu le 3 mars 2026, https://www.insee.fr/fr/1?a=b&c=d",)))
    assert "https://www.insee.fr/fr/1?a=b&c=d" in links(html)


def test_a_table_scrolls_by_keyboard_and_names_its_rows_and_columns(page_of_blocks):
    grid = Grid(
        caption="Deux ans",
        header=("", "2024"),
        rows=(("Dons", Figure("3", "dons")), ("Legs", Figure("4")), ("Total", "7")),
        has_total=True,
    )
    html = page_of_blocks(grid, Opening(anchor="dons", title="Dons"))
    assert '<div class="scroll" role="region" aria-label="Partie\xa0: Deux ans" tabindex="0">' in html
    assert re.findall(r'<th scope="col">(.*?)</th>', html) == ['<span class="vh">Intitulé</span>', "2024"]
    assert re.findall(r'<th scope="row">(.*?)</th>', html) == ["Dons", "Legs", "Total"]
    assert re.findall(r"<td>(.*?)</td>", html) == ['<a href="#dons">3</a>', "4", "7"]
    assert html.count('<tr class="total">') == 1


def test_a_link_between_pages_is_an_address_of_the_site(page_of_blocks):
    html = page_of_blocks(
        Links((("Ici", "#partie"), ("Là", "plan-2025.html"), ("Plus bas", "anomalies.html#f1")))
    )
    assert {"#partie", address("plan-2025"), f"{address('anomalies')}#f1"} <= set(links(html))


def test_an_opening_holds_its_blocks_and_is_opened_by_a_link(page_of_blocks, words):
    html = page_of_blocks(
        Opening(anchor="f1", title="F1", value="bloquante", blocks=(Facts((("Constat", "Vide."),)),))
    )
    (opening,) = re.findall(r'<details class="define" id="f1">(.*?)</details>', html, re.DOTALL)
    assert words(opening) == "F1 bloquante Constat Vide."
    assert "trajectories/openings" in html
    assert "trajectories/openings" not in page_of_blocks(Text("Rien à ouvrir."))


# --- links to the method ----------------------------------------------------------------------------------


def test_every_indicator_of_the_results_has_its_page():
    assert {f"indicateur-{cle.replace('_', '-')}" for cle in KEYS} <= set(SLUGS)


def test_an_indicator_leads_to_its_method(results, owner):
    shown = results({2024: ["741000 Subventions 600", "756000 Cotisations 400"]}).indicators
    slugs = {each.method_slug for one in shown for each in (one, *one.parts)}
    assert len(slugs) >= len(shown) > 5
    assert slugs <= set(SLUGS)
    on_page = set(links(owner.get(reverse("trajectories:results")).content.decode()))
    assert {address(slug) for slug in slugs} <= on_page
    assert indicators.PARTS, "an indicator inside another one has its own link"


def test_an_anomaly_leads_to_its_code(fec, upload, client):
    client.post(
        "/agir/trajectoire/", {"fichiers": upload(fec("791000 Transferts 600", year=2025), year=2025)}
    )
    codes = set(links(client.get(reverse("trajectories:results")).content.decode()))
    asked = {each.partition("#")[2] for each in codes if each.startswith(f"{address('anomalies')}#")}
    assert "c2-compte-supprime" in asked
    assert asked <= set(ids(client.get(address("anomalies")).content.decode()))


def test_every_code_of_the_catalogue_has_its_anchor(client):
    assert {code.lower() for code in kinds()} <= set(ids(client.get(address("anomalies")).content.decode()))


def test_the_way_in_and_the_site_map_lead_to_the_method(client, whole_site):
    for path in ("/agir/trajectoire/", "/plan-du-site/"):
        assert CONTENTS in links(client.get(path).content.decode())
