"""The tree of the levers, and the sheets under each."""

import re

import pytest
from django.test import Client

from .conftest import SOURCES

pytestmark = pytest.mark.django_db
OWN = "decide: Chacun.\ndelai: Court.\neffort: Faible.\nrisque: Faible.\ncomptes: Au compte 756.\n"
TREE = "/comprendre/arbre-des-leviers/"


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def tree(corpus):
    """Two levers with their pages, two sheets of one lever, one of another, and the tree."""
    corpus.write("pages/comprendre/leviers/index.md", genre="liste", title="Les trois leviers")
    for slug, lever in (("argent", "financiers"), ("personnes", "humaines")):
        corpus.write(
            f"pages/comprendre/leviers/{slug}.md",
            genre="levier",
            title=slug,
            more=f"{SOURCES}levier: {lever}\n",
        )
    for slug, lever in (("dons", "financiers"), ("ventes", "financiers"), ("benevolat", "humaines")):
        corpus.write(
            f"pages/comprendre/leviers/{slug}.md", genre="fiche-levier", title=slug.capitalize(),
            more=f"{SOURCES}levier: {lever}\n{OWN}",
        )  # fmt: skip
    corpus.write(
        "pages/comprendre/arbre-des-leviers.md", genre="arbre", title="L'arbre des leviers", more=SOURCES
    )
    assert corpus.load().problems == []
    return corpus


def html_of(reader, address) -> str:
    response = reader.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_tree_is_a_list_of_three_lists_in_their_order(tree, reader):
    html = html_of(reader, TREE)
    drawn = html[html.index('class="tree-branches"') : html.index('id="sources"')]
    levers = re.findall(r'class="tree-branch (\w+)"', drawn)
    assert levers == ["humaines", "financiers", "alliances"]
    people, money, allies = drawn.split('<li class="tree-branch ')[1:]
    assert re.findall(r'<a href="([^"]+)"', people) == [
        "/comprendre/leviers/personnes/",
        "/comprendre/leviers/benevolat/",
    ]
    assert re.findall(r'<a href="([^"]+)"', money) == [
        "/comprendre/leviers/argent/", "/comprendre/leviers/dons/", "/comprendre/leviers/ventes/",
    ]  # fmt: skip
    assert "Alliances" in allies
    assert "<a " not in allies, "no page and no sheet: the branch is named, and leads nowhere"


def test_a_lever_is_never_told_by_its_colour_alone(tree, reader):
    html = html_of(reader, TREE)
    shapes = [
        re.search(rf'<svg class="{lever}"[^>]*><(\w+)', html)[1]
        for lever in ("humaines", "financiers", "alliances")
    ]
    assert shapes == ["circle", "rect", "path"]


def test_an_unpublished_sheet_leaves_the_tree_and_its_lever(tree, reader, page_at):
    page_at("/comprendre/leviers/dons/").unpublish()
    assert "/comprendre/leviers/dons/" not in html_of(reader, TREE)
    assert "/comprendre/leviers/dons/" not in html_of(reader, "/comprendre/leviers/argent/")


def test_a_lever_shows_its_own_sheets_and_the_tree(tree, reader):
    html = html_of(reader, "/comprendre/leviers/argent/")
    sheets = html[html.index('id="fiches-du-levier"') : html.index('id="sources"')]
    assert re.findall(r'href="(/[^"]+)"', sheets) == [
        "/comprendre/leviers/dons/", "/comprendre/leviers/ventes/", TREE,
    ]  # fmt: skip


def test_a_sheet_says_its_five_points_its_lever_and_its_place(tree, reader, words):
    html = html_of(reader, "/comprendre/leviers/dons/")
    text = words(html)
    assert "En cinq points Qui décide Chacun. Délai avant que l’argent ou l’aide arrive Court." in text
    assert "Ce que cela change dans les comptes Au compte 756." in text
    assert '<span class="tag"><svg class="financiers"' in html
    assert '<strong aria-current="page">Dons</strong>' in html
    assert f'href="{TREE}"' in html


def test_sheets_follow_one_another_within_their_lever(tree, reader):
    assert 'rel="next" href="/comprendre/leviers/ventes/"' in html_of(reader, "/comprendre/leviers/dons/")
    alone = html_of(reader, "/comprendre/leviers/benevolat/")
    assert 'rel="next"' not in alone
    assert 'rel="prev"' not in alone


def test_without_a_tree_the_sheets_do_not_name_it(tree, reader, page_at):
    page_at(TREE).unpublish()
    assert TREE not in html_of(reader, "/comprendre/leviers/dons/")
    assert TREE not in html_of(reader, "/comprendre/leviers/argent/")


def test_a_list_puts_each_lever_before_its_sheets(tree, reader):
    html = html_of(reader, "/comprendre/leviers/")
    listed = html[html.index('id="pages"') :]
    assert re.findall(r'<h3>\s*<a href="/comprendre/leviers/(\w+)/"', listed) == [
        "personnes", "benevolat", "argent", "dons", "ventes",
    ]  # fmt: skip
    assert listed.count('class="tag"') == 2  # the lever says it for its sheets
