"""One box over what is published: accents, plurals, beginnings of words, and whatever people type."""

import pytest
from wagtail.models import PageViewRestriction, Site

from trajectoires.content.models import SheetPage
from trajectoires.glossary.models import Term
from trajectoires.search.selectors import IN_A_GROUP, find

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


def titles(typed: str) -> list[str]:
    return [result.title for result in find(typed).results]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hybridation", "Hybridation"),
        ("l’hybridation", "Hybridation"),
        ("« hybridation » ?", "Hybridation"),
        ("D.L.A.", "Dispositif local d’accompagnement"),
        ("co-hybridation bénévole", "Hybridation"),
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
    assert found in titles(typed)


def test_the_exact_title_comes_first_then_what_says_it():
    found = [result for result in find("trésorerie").results if not result.href.startswith("/agir/")]
    assert [(result.kind.name, result.title) for result in found] == [
        ("Glossaire", "Trésorerie"),
        ("Fiche", "Quand la caisse est vide"),
    ]
    scores = [result.score for result in find("trésorerie").results]
    assert scores == sorted(scores, reverse=True)


def test_a_result_says_where_it_leads():
    places = {result.title: result.href for result in find("trésorerie").results}
    assert places["Trésorerie"] == "/glossaire/tresorerie/"
    assert places["Quand la caisse est vide"] == "/tresorerie-courte/"


def test_all_the_words_come_before_some_of_them():
    assert titles("mobiliser des bénévoles")[0] == "Mobiliser des bénévoles"
    assert {"Hybridation", "Trésorerie"} <= set(titles("hybridation trésorerie"))


def test_a_title_is_worth_more_than_a_lede_and_a_lede_than_a_text(publish):
    body = [("text", "<p>Le zygomatique.</p>")]
    publish("dedans", "Trois", "Une phrase.", body=body)
    publish("chapeau", "Deux", "Le zygomatique, en une phrase.")
    publish("titre", "Le zygomatique et le reste", "Une phrase.")
    assert titles("zygomatique") == ["Le zygomatique et le reste", "Deux", "Trois"]


@pytest.mark.parametrize("typed", ["", "   ", "\u00a0\t"])
def test_nothing_typed_finds_nothing(typed):
    assert find(typed).results == ()


def test_what_is_offline_is_not_found(publish):
    page = publish("secret", "Zygomatique", "Une phrase.")
    term = Term.objects.create(slug="zygomatique", term="Zygomatique", definition="Un mot.")
    assert len(titles("zygomatique")) == 2
    page.unpublish()
    term.unpublish()
    assert titles("zygomatique") == []
    assert titles("zygo") == []
    page.save_revision().publish()
    assert titles("zygomatique") == ["Zygomatique"]


def test_a_draft_is_not_found(publish):
    publish("brouillon", "Zygomatique", "Une phrase.", live=False)
    assert titles("zygomatique") == []


def test_a_page_behind_a_password_is_not_found(publish):
    page = publish("reserve", "Zygomatique", "Une phrase.")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="secret")
    assert titles("zygomatique") == []


def test_a_group_shows_its_first_results_and_opens_on_the_rest(publish, client, words):
    for number in range(IN_A_GROUP + 21):
        publish(f"page-{number}", f"Zygomatique {number}", "Une phrase.")
    found = find("zygomatique")
    (group,) = found.groups
    assert (group.count, len(group.shown), group.rest) == (IN_A_GROUP + 21, IN_A_GROUP, 21)
    assert "Voir les 21 autres : Fiches" in words(client.get("/recherche/?q=zygomatique"))
    first, second = (client.get(f"/recherche/?q=zygomatique&genre=fiche&page={page}") for page in (1, 2))
    assert first.content.count(b'class="result"') == 20
    assert second.content.count(b'class="result"') == IN_A_GROUP + 1
    assert "25 résultats pour « zygomatique »" in words(first)
    assert len(first.content) < 100_000


def test_one_kind_may_be_kept_alone(client, words):
    page = client.get("/recherche/?q=trésorerie&genre=glossaire")
    assert "Un résultat pour « trésorerie »" in words(page)
    assert b"/tresorerie-courte/" not in page.content
    assert client.get("/recherche/?q=trésorerie&genre=rien&page=zero").status_code == 200


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
    count = len(find("trésorerie").results)
    assert f"{count} résultats pour « trésorerie »" in words(client.get("/recherche/?q=trésorerie"))
    assert "Un résultat pour « hybridation »" in words(client.get("/recherche/?q=hybridation"))


def test_no_result_helps(client, words):
    response = client.get("/recherche/?q=xylophone")
    html = response.content.decode()
    assert "Aucun résultat pour « xylophone »" in words(response)
    assert "Les accents, les pluriels et les petites fautes ne comptent pas." in words(response)
    assert all(f'href="{href}"' in html for href in ("/glossaire/", "/comprendre/modeles/", "/plan-du-site/"))


def test_an_empty_box_is_not_a_failed_search(client, words):
    assert "Aucun résultat" not in words(client.get("/recherche/"))
    assert "noindex" in client.get("/recherche/").content.decode()


@pytest.mark.parametrize("many", [0, 40])
@pytest.mark.parametrize("typed", ["trésorerie", "xylophone", "mobiliser des bénévoles sans trésorerie"])
def test_a_search_asks_four_queries_whatever_it_finds(
    client, publish, django_assert_max_num_queries, typed, many
):
    for number in range(many):
        publish(f"page-{number}", f"Trésorerie {number}", "Des bénévoles à mobiliser.")
    client.get("/recherche/", {"q": typed})
    with django_assert_max_num_queries(4):
        client.get("/recherche/", {"q": typed})


def test_the_passage_is_marked_and_nothing_in_it_is_html(publish, client):
    body = [
        ("text", "<p>Avant &lt;script&gt;alert(1)&lt;/script&gt; le zygomatique \ue000, puis la suite.</p>")
    ]
    publish("dangereux", "Une page", "Une phrase.", body=body)
    (result,) = find("zygomatique").results
    assert "<mark>zygomatique</mark>" in result.passage
    assert "<script" not in result.passage
    assert result.passage.count("<mark>") == result.passage.count("</mark>") == 1
    assert b"<script>alert" not in client.get("/recherche/?q=zygomatique").content


def test_the_site_is_searched_too():
    places = [result.href for result in find("importer mes comptes").results]
    assert places[0] == "/agir/trajectoire/"
    assert "/agir/trajectoire/methode/indicateur-mois-de-tresorerie/" in [
        result.href for result in find("mois de trésorerie").results
    ]


def test_a_page_of_any_kind_is_found_by_what_only_it_says(publish):
    publish("en-region", "Une page", "Une phrase.", territories=["53"])
    assert titles("bretagne") == ["Une page"]


def test_a_browser_may_search_from_its_own_bar(client):
    response = client.get("/recherche/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    assert 'template="http://testserver/recherche/?q={searchTerms}"' in response.content.decode()


def test_no_cookie_is_set(client):
    assert not client.get("/recherche/?q=trésorerie").cookies


def test_only_a_word_that_is_near_is_offered(client, words):
    assert "Les mots du glossaire les plus proches" not in words(client.get("/recherche/?q=xylophone"))
    text = words(client.get("/recherche/?q=tresaurarie"))
    assert "Trésorerie" in text.split("Les mots du glossaire les plus proches")[1]


def test_editors_say_what_people_type(publish):
    expressions = ["la caisse est à sec", "que faire si la banque refuse"]
    publish(
        "en-difficulte", "Association en difficulté", "Les gestes, dans l’ordre.", searched_as=expressions
    )
    for typed in ("caisse à sec", "banque refuse", "LA CAISSE EST A SEC"):
        best = find(typed).results[0]
        assert best.title == "Association en difficulté"
        assert "sec" not in str(best.passage)  # for the search alone
        assert "Les gestes, dans l’ordre." in str(best.passage)


def test_the_whole_expression_counts_more_than_its_words_apart(publish):
    publish("credit", "Le crédit", "Une phrase.", searched_as=["demander un prêt", "la banque hésite"])
    publish("compte", "Le compte", "Une phrase.", searched_as=["demander un compte à la banque"])
    assert titles("demander un compte à la banque")[:2] == ["Le compte", "Le crédit"]
    assert titles("la banque hésite")[:2] == ["Le crédit", "Le compte"]


def test_a_term_has_its_expressions_too():
    Term.objects.create(
        slug="legs",
        term="Legs",
        definition="Un bien donné à la mort.",
        searched_as=["coucher sur son testament"],
    )
    best = find("coucher testament").results[0]
    assert (best.title, "testament" in str(best.passage)) == ("Legs", False)
