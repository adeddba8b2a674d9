"""One box over what is published: accents, plurals, beginnings of words, and whatever people type."""

import pytest
from wagtail.models import Site

from trajectoires.content.models import SheetPage
from trajectoires.glossary.models import Term
from trajectoires.search.selectors import MOST, find

pytestmark = pytest.mark.django_db
PAGES = {
    "hybridation": ("Hybridation", "Plusieurs ressources se mêlent dans une même association."),
    "benevoles": ("Mobiliser des bénévoles", "Le temps donné ne se voit pas dans les comptes."),
    "tresorerie-courte": ("Quand la caisse est vide", "Prévoir sa trésorerie mois par mois."),
}


@pytest.fixture
def publish(db):
    root = Site.objects.get(is_default_site=True).root_page

    def make(slug: str, title: str, lede: str, **values: object) -> SheetPage:
        return root.add_child(instance=SheetPage(slug=slug, title=title, lede=lede, **values))

    return make


@pytest.fixture(autouse=True)
def corpus(publish):
    for slug, (title, lede) in PAGES.items():
        publish(slug, title, lede)
    Term.objects.create(slug="tresorerie", term="Trésorerie", definition="L’argent disponible tout de suite.")
    Term.objects.create(
        slug="dla", term="Dispositif local d’accompagnement", variants=["DLA"], definition="Un appui gratuit."
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hybridation", "Hybridation"),
        ("HYBRIDATION", "Hybridation"),
        ("benevole", "Mobiliser des bénévoles"),
        ("bénévoles", "Mobiliser des bénévoles"),
        ("  mobiliser \t bénévole ", "Mobiliser des bénévoles"),
        ("ressource associations", "Hybridation"),
        ("tresoreries", "Trésorerie"),
        ("hybr", "Hybridation"),
        ("mobiliser béné", "Mobiliser des bénévoles"),
        ("béné", "Mobiliser des bénévoles"),
        ("trésor", "Trésorerie"),
        ("DLA", "Dispositif local d’accompagnement"),
    ],
)
def test_what_is_typed_finds_what_is_meant(typed, found):
    assert found in [result.title for result in find(typed)]


def test_terms_come_first_then_pages():
    assert [(result.kind, result.title) for result in find("trésorerie")] == [
        ("Glossaire", "Trésorerie"),
        ("Fiche", "Quand la caisse est vide"),
    ]


def test_a_result_says_where_it_leads(publish):
    term, page = find("trésorerie")
    assert (term.href, page.href) == ("/glossaire/tresorerie/", "/tresorerie-courte/")
    assert (term.summary, page.summary) == (
        "L’argent disponible tout de suite.", "Prévoir sa trésorerie mois par mois.",
    )  # fmt: skip


def test_every_word_counts():
    assert find("hybridation trésorerie") == []


@pytest.mark.parametrize("typed", ["", "   ", "\u00a0\t"])
def test_nothing_typed_finds_nothing(typed):
    assert find(typed) == []


def test_what_is_offline_is_not_found(publish):
    page = publish("secret", "Zygomatique", "Une phrase.")
    term = Term.objects.create(slug="zygomatique", term="Zygomatique", definition="Un mot.")
    assert len(find("zygomatique")) == 2
    page.unpublish()
    term.unpublish()
    assert find("zygomatique") == []
    assert find("zygo") == []


def test_a_draft_is_not_found(publish):
    publish("brouillon", "Zygomatique", "Une phrase.", live=False)
    assert find("zygomatique") == []


def test_the_list_has_an_end(publish):
    for number in range(MOST + 2):
        publish(f"page-{number}", f"Zygomatique {number}", "Une phrase.")
    assert len(find("zygomatique")) == MOST


@pytest.mark.parametrize(
    "typed",
    ["\x00", "trésor\x00erie", "' OR 1=1 --", "a & | ! ( ) : * <->", "%_\\", "é" * 5000, "mot " * 2000, "😀", "&amp;"],
    ids=["nul", "nul dans un mot", "apostrophe", "opérateurs", "jokers", "mot très long", "mille mots", "signe", "entité"],
)  # fmt: skip
def test_whatever_is_typed_gets_an_answer(client, words, typed):
    response = client.get("/recherche/", {"q": typed})
    assert response.status_code == 200
    assert "Rechercher" in words(response)


def test_what_was_typed_is_escaped_and_kept_in_the_box(client):
    html = client.get("/recherche/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in html
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html


def test_the_page_counts_its_results(client, words):
    assert "2 résultats pour « trésorerie »" in words(client.get("/recherche/?q=trésorerie"))
    assert "Un résultat pour « hybridation »" in words(client.get("/recherche/?q=hybridation"))


def test_no_result_helps(client, words):
    response = client.get("/recherche/?q=xylophone")
    html = response.content.decode()
    assert "Aucun résultat pour « xylophone »" in words(response)
    assert "Les accents et les pluriels ne comptent pas." in words(response)
    assert all(f'href="{href}"' in html for href in ("/glossaire/", "/comprendre/modeles/", "/plan-du-site/"))


def test_an_empty_box_is_not_a_failed_search(client, words):
    assert "Aucun résultat" not in words(client.get("/recherche/"))
    assert "noindex" in client.get("/recherche/").content.decode()


@pytest.mark.parametrize(
    ("typed", "limit"), [("trésorerie", 6), ("xylophone", 6)], ids=["trouvé", "rien trouvé"]
)
def test_a_search_asks_few_queries(client, django_assert_max_num_queries, typed, limit):
    client.get("/recherche/", {"q": typed})
    with django_assert_max_num_queries(limit):
        client.get("/recherche/", {"q": typed})
