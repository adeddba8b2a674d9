"""French typography at render time, on plain strings and on HTML.

~ stands for U+00A0 and _ for U+202F below.
"""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from socioeco.formats import typographie, typographie_html

_SPACES = re.compile(r"[ \t\u00a0\u202f\u2007\u2009]+")
_TEXTS = st.text(st.sampled_from("abé É1 2003:;!?«»\"'’`()\n\u00a0\u202f%€/@.,-hM°\ufffc"))
_PIECES = (
    "<p> </p> <em> </em> <code> </code> <br> <a@href='x@:@y'> </a> < & &amp; &quot; &#x27; &nbsp; &eacute; "
    "mot @ ! ? @:@ « » \" ' l 12@000 <svg> </svg> <!--@a@!@--> <i@lang='en'> </i> <script> </script>"
)
_FRAGMENTS = st.lists(st.sampled_from([piece.replace("@", " ") for piece in _PIECES.split()])).map("".join)


def _shown(text: str) -> str:
    return text.replace("\u00a0", "~").replace("\u202f", "_")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Bonjour! Ça va ?", "Bonjour_! Ça va_?"),
        ("Quoi ?!", "Quoi_?!"),
        ("Trois leviers: gens ; argent", "Trois leviers~: gens_; argent"),
        ("(oui ?) (!)", "(oui_?) (!)"),
        ('L\'idée "neuve" d\'un "essai".', "L’idée «~neuve~» d’un «~essai~»."),
        ("«  déjà »", "«~déjà~»"),
        ("12 500 € et 1 234 567 €", "12_500~€ et 1_234_567~€"),
        ("12%, 3 k€, 4 Md€", "12~%, 3~k€, 4~Md€"),
        ("à 14 h 30", "à 14~h~30"),
        ("n° 3, M. Durand", "n°~3, M.~Durand"),
        ("en 2025 300 personnes", "en 2025 300 personnes"),
        ('disque 12" et 14"', 'disque 12" et 14"'),
        ("rock 'n' roll", "rock 'n' roll"),
        ("", ""),
    ],
)
def test_plain_text_gets_french_spaces_quotes_and_apostrophes(typed, shown):
    assert _shown(typographie(typed)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "https://exemple.org/?q=a!b;c",
        "www.exemple.org/page?x=1",
        "prenom.nom@exemple.org",
        "mailto:prenom.nom@exemple.org",
        "14:30",
        "`x ! y`",
        "a!=b et c?d:e",
        "![légende](image.png)",
    ],
)
def test_addresses_code_and_times_are_left_alone(text):
    assert typographie(text) == text


def test_punctuation_after_an_address_is_not_part_of_it():
    assert _shown(typographie("voir https://exemple.org : la page")) == "voir https://exemple.org~: la page"


@given(_TEXTS)
@example('"a "b" c"')
@example("« !»")
def test_typography_applied_twice_changes_nothing_more(text):
    once = typographie(text)
    assert typographie(once) == once


@given(_TEXTS)
def test_only_spaces_apostrophes_and_quotes_change(text):
    def rest(value: str) -> str:
        return re.sub("[\"'’«»]", "'", _SPACES.sub("", value))

    assert rest(typographie(text)) == rest(text)


def test_text_nodes_are_spaced_and_markup_is_not_touched():
    typed = (
        '<p title="a : b">L&#x27;eau <em>bout</em>! <code>a ! b</code> : '
        '<a href="https://exemple.org/?a=b">voir ?</a>'
        "<br>&quot;oui&quot; &amp; R&eacute;sum&eacute; : fin</p><pre>x !</pre><!-- y ! -->"
    )
    assert _shown(typographie_html(typed)) == (
        '<p title="a : b">L’eau <em>bout</em>_! <code>a ! b</code>~: <a href="https://exemple.org/?a=b">voir_?</a>'
        "<br>«~oui~» &amp; R&eacute;sum&eacute;~: fin</p><pre>x !</pre><!-- y ! -->"
    )


@pytest.mark.parametrize(
    "fragment",
    [
        '<script>if (a<b) { x = "y" ! }</script>',
        "<style>a:hover { color: red }</style>",
        '<span lang="en">Hello!</span>',
        '<span translate="no">Hello!</span>',
        "<textarea>a ! </p></textarea>",
        "<svg><text>a !</text><svg></svg> b !</svg>",
        "<pre>jamais fermé !",
    ],
)
def test_code_and_other_languages_are_left_alone(fragment):
    assert typographie_html(fragment) == fragment


def test_an_element_marked_french_is_spaced():
    assert (
        _shown(typographie_html('<i lang="fr" hreflang="en">Bien !</i>'))
        == '<i lang="fr" hreflang="en">Bien_!</i>'
    )


@given(_FRAGMENTS)
def test_html_typography_applied_twice_changes_nothing_more(fragment):
    once = typographie_html(fragment)
    assert typographie_html(once) == once


@given(_FRAGMENTS)
def test_html_typography_keeps_every_tag(fragment):
    tags = re.compile(r"</?[a-z]+[^<>]*>|<!--.*?-->")
    assert tags.findall(typographie_html(fragment)) == tags.findall(fragment)


@given(_TEXTS)
def test_escaped_text_reads_as_the_plain_text(text):
    # A line break is a space in HTML and an end of line in plain text.
    flat = text.replace("\n", " ")
    assert html.unescape(typographie_html(html.escape(flat))) == typographie(flat)
