"""The first time a page says a term, the word opens its definition."""

import re

import pytest

from trajectoires.glossary.selectors import matcher

pytestmark = pytest.mark.django_db


def marked(html: str) -> list[str]:
    """The ids of the definitions opened in the text, in order."""
    return re.findall(r'popovertarget="def-([a-z-]+)"', matcher().mark(html, set()))


def words(html: str) -> str:
    """What a reader sees of the text, the definitions folded."""
    text = re.sub(r'<span class="term-text".*?</span>', "", matcher().mark(html, set()))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).strip()


def test_without_a_term_a_text_is_left_as_it_is(db):
    assert matcher().mark("<p>Un texte.</p>", set()) == "<p>Un texte.</p>"


def test_the_first_time_only_and_the_words_of_the_text_stay(publish):
    publish("legs", "Legs")
    html = "<p>Un legs, deux legs.</p>"
    assert marked(html) == ["legs"]
    assert words(html) == "Un legs, deux legs."
    assert "Définition de legs." in matcher().mark(html, set())


def test_a_page_marked_piece_by_piece_defines_a_term_once(publish):
    publish("legs", "Legs")
    seen: set[str] = set()
    matcher().mark("<p>Un legs.</p>", seen)
    assert matcher().mark("<p>Un legs.</p>", seen) == "<p>Un legs.</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Les fonds dédiés.</p>",
        "<p>Fonds dédiés : définition.</p>",
        "<p>Les fonds\u00a0dédiés.</p>",
        "<p>Un fonds dédié.</p>",
        "<ul><li><b>Fonds dédiés</b></li></ul>",
    ],
)
def test_a_term_is_known_by_its_other_spellings_its_capital_and_any_space(publish, html):
    publish("fonds-dedies", "Fonds dédiés", variants=["fonds dédié"])
    assert marked(html) == ["fonds-dedies"]


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="/x/">Les fonds dédiés</a></p>',
        "<h3>Les fonds dédiés</h3>",
        "<button>Les fonds dédiés</button>",
        "<p>Les profonds dédiés.</p>",
        "<p>Les fonds dédiéssss.</p>",
        "<p>Les FONDS DÉDIÉS.</p>",
        '<p><i title="fonds dédiés">x</i></p>',
    ],
)
def test_never_in_a_link_a_heading_a_button_nor_a_piece_of_a_word(publish, html):
    publish("fonds-dedies", "Fonds dédiés")
    assert matcher().mark(html, set()) == html


def test_the_longest_term_wins(publish):
    publish("fonds", "Fonds")
    publish("fonds-de-roulement", "Fonds de roulement")
    assert marked("<p>Le fonds de roulement, puis un fonds.</p>") == ["fonds-de-roulement", "fonds"]


@pytest.mark.parametrize("written", ["Guid'Asso", "Guid’Asso", "Guid&#x27;Asso"])
def test_an_apostrophe_is_an_apostrophe(publish, written):
    publish("guid-asso", "Guid'Asso")
    assert marked(f"<p>Un point {written}.</p>") == ["guid-asso"]


def test_signs_of_html_in_a_term_are_harmless(publish):
    publish("r-et-d", "R&D <libre>")
    assert marked("<p>La R&amp;D &lt;libre&gt;.</p>") == ["r-et-d"]


def test_a_publication_is_seen_at_once_and_a_withdrawal_too(publish):
    assert marked("<p>Un legs.</p>") == []
    term = publish("legs", "Legs")
    assert marked("<p>Un legs.</p>") == ["legs"]
    publish("legs", "Legs", definition="Une autre.")
    assert "Une autre." in matcher().mark("<p>Un legs.</p>", set())
    term.refresh_from_db()
    term.unpublish()
    assert marked("<p>Un legs.</p>") == []


def test_a_page_costs_one_small_query(publish, django_assert_num_queries):
    publish("legs", "Legs")
    matcher()
    with django_assert_num_queries(1):
        matcher().mark("<p>Un legs.</p>", set())


def test_an_article_elided_before_a_term_keeps_a_french_apostrophe(publish):
    publish("excedent", "Excédent")
    html = matcher().mark("<p>Parler d&#x27;excédent, puis d'autre chose.</p>", set())
    assert html.startswith('<p>Parler d’<span class="term">')
    assert html.endswith("puis d'autre chose.</p>")  # the rest is typeset with the page
