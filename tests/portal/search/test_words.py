"""What is typed wrong, said otherwise, or wanted without being named; and what nobody could answer."""

import pytest
from wagtail.models import Site

from trajectoires.content.models import Intention, SheetPage, Synonyms, UnansweredSearch, VocabularyWord
from trajectoires.content.selectors import sound_of, unanswered_searches
from trajectoires.content.services import (
    forget_unanswered,
    load_search_words,
    record_unanswered,
    refresh_vocabulary,
)
from trajectoires.glossary.models import Term
from trajectoires.search.selectors import find
from trajectoires.search.selectors.corrections import slips_between
from trajectoires.search.selectors.words import telling_words, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def corpus(db):
    root = Site.objects.get(is_default_site=True).root_page
    root.add_child(
        instance=SheetPage(slug="benevoles", title="Mobiliser des bénévoles", lede="Le temps donné.")
    )
    root.add_child(instance=SheetPage(slug="argent", title="Le financement public", lede="Une subvention."))
    Term.objects.create(
        slug="cpo", term="Convention pluriannuelle", variants=["CPO"], definition="Trois ans promis."
    )
    Synonyms.objects.create(words=["bénévoles", "coup de main"])
    Synonyms.objects.create(words=["magot", "subvention"], is_one_way=True)
    refresh_vocabulary()


def hrefs(typed: str, **options: object) -> list[str]:
    return [result.href for result in find(typed, **options).results]


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("bénévlos", "benevoles"),
        ("finansement", "financement"),
        ("subvantion", "subvention"),
        ("sbuvention", "subvention"),
        ("subbvention publik", "subvention public"),
        ("financement", ""),
        ("bénév", ""),
        ("xylophone", ""),
        ("1234567", ""),
    ],
)
def test_a_word_typed_wrong_is_put_right(typed, corrected):
    assert find(typed).corrected == corrected


def test_the_words_as_typed_stay_one_link_away(client, words):
    page = client.get("/recherche/", {"q": "finansement"})
    assert "Vous cherchiez peut-être : financement" in words(page)
    assert "/recherche/?q=finansement&amp;tel_quel=1" in page.content.decode()
    as_typed = client.get("/recherche/?q=finansement&tel_quel=1")
    assert "Vous cherchiez peut-être" not in words(as_typed)
    assert "Aucun résultat pour « finansement »" in words(as_typed)


def test_the_vocabulary_follows_what_is_published():
    assert VocabularyWord.objects.filter(word="benevoles").exists()
    SheetPage.objects.get(slug="benevoles").unpublish()
    refresh_vocabulary()
    assert not VocabularyWord.objects.filter(word="mobiliser").exists()
    assert VocabularyWord.objects.filter(word="benevoles").exists()  # still said by a line of synonyms
    assert refresh_vocabulary() == 0


def test_synonyms_work_both_ways_or_one():
    assert "/benevoles/" in hrefs("un coup de main")
    assert "/argent/" in hrefs("magot")
    Synonyms.objects.filter(is_one_way=True).update(words=["magot", "bénévoles"])
    assert "/argent/" not in hrefs("magot")
    assert hrefs("bénévoles") == ["/benevoles/"] or "/benevoles/" in hrefs("bénévoles")


def test_a_spelling_of_the_glossary_is_a_synonym():
    root = Site.objects.get(is_default_site=True).root_page
    root.add_child(
        instance=SheetPage(slug="duree", title="Durer", lede="Signer une convention pluriannuelle.")
    )
    assert {"/glossaire/cpo/", "/duree/"} <= set(hrefs("CPO"))


def test_an_intention_puts_its_page_first(client, words):
    Intention.objects.create(
        phrases=["nous avons perdu une subvention"],
        title="Que faire ?",
        href="/argent/",
        sentence="Des pistes.",
    )
    for typed in ("nous avons perdu une subvention", "perdre une subvention : on a perdu celle de la ville"):
        assert find(typed).meant.href == "/argent/"
    assert "Que faire ? Des pistes." in words(client.get("/recherche/?q=subvention perdue"))
    assert find("subvention").meant is None
    SheetPage.objects.get(slug="argent").unpublish()
    assert find("nous avons perdu une subvention").meant is None


def test_an_address_of_an_intention_stays_on_this_site():
    intention = Intention(phrases=["un mot"], title="Titre", href="https://exemple.org/", sentence="Phrase.")
    with pytest.raises(Exception, match="commence par"):
        intention.full_clean()


def test_nothing_found_is_counted_without_who_asked(client, now):
    for _ in range(2):
        client.get("/recherche/", {"q": "Xylophone"})
    assert [(each.words, each.count) for each in unanswered_searches()] == [("xylophone", 2)]
    client.get("/recherche/", {"q": "subvention"})
    assert unanswered_searches().count() == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("xylophone jeanne@exemple.org", "xylophone"),
        ("xylophone 06 12 34 56 78", "xylophone"),
        ("xylophone 123 456 782", "xylophone"),
        ("xylophone https://exemple.org/jeanne", "xylophone"),
        ("12345678200012", None),
        ("x" * 300, "x" * 100),
    ],
)
def test_what_may_name_somebody_is_dropped(now, typed, kept):
    record_unanswered(typed=typed, now=now)
    assert [each.words for each in unanswered_searches()] == ([kept] if kept else [])


def test_a_search_that_nobody_makes_again_is_forgotten(now):
    record_unanswered(typed="xylophone", now=now.replace(year=now.year - 2))
    record_unanswered(typed="clavecin", now=now)
    assert forget_unanswered(now=now) == 1
    assert UnansweredSearch.objects.get().words == "clavecin"


def test_no_result_helps_with_near_terms(client):
    assert 'href="/glossaire/cpo/"' in client.get("/recherche/?q=conventuel").content.decode()
    html = client.get("/recherche/?q=xylophone").content.decode()
    assert 'href="/glossaire/cpo/"' not in html  # nothing is near: the first of the alphabet would mislead
    assert all(f'href="{href}"' in html for href in ("/contact/", "/par-ou-commencer/", "/faire-alliance/"))


def test_files_create_lines_once_then_editors_keep_theirs(settings):
    assert load_search_words(folder=settings.CONTENT_DIR) == []
    count = Synonyms.objects.count()
    assert count > 80
    line = Synonyms.objects.exclude(key=None).first()
    Synonyms.objects.filter(pk=line.pk).update(words=["à moi", "de même"])
    assert load_search_words(folder=settings.CONTENT_DIR) == []
    assert Synonyms.objects.count() == count
    assert Synonyms.objects.get(pk=line.pk).words == ["à moi", "de même"]


def test_a_wrong_line_of_a_file_is_told(tmp_path):
    (tmp_path / "recherche").mkdir()
    (tmp_path / "recherche" / "synonymes.yaml").write_text("- repere: seul\n  mots:\n  - un\n")
    (problem,) = load_search_words(folder=tmp_path)
    assert "synonymes.yaml" in problem
    assert "deux mots" in problem


@pytest.mark.parametrize(
    ("one", "other"),
    [("financement", "finansement"), ("mécénat", "messénat"), ("bénévolat", "bénévola"), ("phare", "fare")],
)
def test_a_french_ear_hears_the_same(one, other):
    assert sound_of(one) == sound_of(other)


def test_a_french_ear_hears_a_difference():
    assert sound_of("dons") != sound_of("fonds")


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("dons", "dons", 0), ("dons", "dnos", 1), ("dons", "don", 1), ("dons", "fonds", 2), ("", "abc", 3)],
)
def test_slips_are_counted(one, other, slips):
    assert slips_between(one, other) == slips_between(other, one) == slips


def test_only_words_that_tell_something_are_kept():
    assert telling_words(words_of("Qu’est-ce que l’Œuvre d’intérêt général ?")) == [
        "oeuvre",
        "interet",
        "general",
    ]
    assert telling_words(words_of("comment faire ?")) == ["comment", "faire"]
