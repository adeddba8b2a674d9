"""From pages to nodes: nothing is lost, nothing is guessed, and the order is that of the page."""

import datetime as dt
import re
from io import BytesIO

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template import engines
from django.template.loader import render_to_string
from lxml.html import document_fromstring

from trajectoires.content.models import BasePage, SheetPage
from trajectoires.documents.services import Piece, UnknownElement, compose, typeset

from .tag_tree import read_tags

SITE = "https://exemple.org"
TEMPLATE = """
#import "document.typ": document, values
#import "nodes.typ": draw, glossary
#show: document.with(title: "Essai")
#for part in values.parts { draw(part) }
#glossary(values.terms)
"""
PATTERNS = '<svg class="vh"><defs><pattern id="motif-lignes" width="7" height="7"><path d="M0 3h7"/></pattern></defs></svg>'
CHART = (
    '<svg class="chart large" viewBox="0 0 90 20" role="img" aria-label="Dons : 40 &amp; plus.">'
    '<rect class="seg f-dons" width="40" height="20"/><rect fill="url(#motif-lignes)" width="40" height="20"/></svg>'
    '<svg class="chart small" viewBox="0 0 40 90" role="img" aria-label="Dons : 40 &amp; plus."></svg>'
)
TERM = (
    '<span class="term"><label for="def-don-mot" aria-hidden="true">le </label><button type="button" id="def-don-mot"'
    ' popovertarget="def-don" aria-label="le don">don</button></span><span class="term-text" id="def-don" popover>'
    '<b class="term-name">Don</b>Une somme remise. <a href="/glossaire/don/">Lire l’article du glossaire</a></span>'
)


def nodes(html, **more):
    return compose(pieces=[Piece(html, "/essai/")], site=SITE, **more).parts[0]


def said(found):
    """All the words of nodes, in order."""
    if isinstance(found, dict):
        found = [
            found.get("text", ""),
            *(value for value in found.values() if isinstance(value, list | tuple)),
        ]
    return found if isinstance(found, str) else "".join(map(said, found))


@pytest.mark.parametrize(
    "html", ["<form></form>", "<p><input></p>", "<iframe></iframe>", "<hr>", "<p><video></video></p>"]
)
def test_an_unknown_element_is_never_left_out_in_silence(html):
    with pytest.raises(UnknownElement, match="/essai/"):
        nodes(html)


@pytest.mark.parametrize(
    "table",
    ["<tr><td>1</td></tr>", "<thead><tr><th colspan='2'>A</th></tr></thead><tr><td>1</td><td>2</td></tr>"],
    ids=["no-headings", "merged"],
)
def test_a_table_that_would_come_out_wrong_is_refused(table):
    with pytest.raises(UnknownElement):
        nodes(f"<table>{table}</table>")


def test_spaces_are_those_of_a_browser_and_french_ones_stay():
    assert (
        said(nodes("<p>\n  Un\n <b> deux</b>  trois\u202f?<br>\n  quatre \n</p>"))
        == "Un deux trois\u202f?quatre"
    )


def test_what_is_for_screens_stays_on_them():
    html = "<p>Un</p><p class='no-print'>Deux</p><p hidden>Trois</p><nav>Quatre</nav><!-- Cinq --><p>Six</p>"
    assert said(nodes(html)) == "UnSix"


def test_no_level_of_heading_is_skipped():
    found = nodes("<h2>A</h2><h4>B</h4><h2>C</h2><h3>D</h3>")
    assert [node["level"] for node in found] == [1, 2, 2, 3]


def test_links_lead_inside_when_they_can_and_to_whole_addresses_otherwise():
    pieces = [
        Piece('<p><a href="/deux/#x">a</a> <a href="/deux/">b</a> <a href="#y">c</a></p>', "/un/"),
        Piece('<section id="x"><h2>X</h2></section><p><a href="https://exemple.net/">d</a></p>', "/deux/"),
    ]
    (first,), (heading, second) = compose(pieces=pieces, site=SITE).parts
    links = [node for node in (*first["content"], *second["content"]) if node["kind"] == "link"]
    assert [link.get("to") or link.get("href") for link in links] == [
        heading["id"],
        heading["id"],
        f"{SITE}/un/#y",
        "https://exemple.net/",
    ]
    assert [link["is_shown"] for link in links] == [False, False, False, True]


def test_a_defined_word_stays_in_its_sentence_and_its_definition_goes_to_the_end():
    composed = compose(pieces=[Piece(f"<p>Voici {TERM} de l’an.</p>", "/essai/")], site=SITE)
    assert said(composed.parts) == "Voici le don de l’an."
    (term,) = composed.terms
    assert (term.name, term.text, term.href) == ("Don", "Une somme remise.", f"{SITE}/glossaire/don/")


def test_a_drawing_stands_alone_with_its_words_its_colours_and_its_patterns():
    composed = compose(pieces=[Piece(f"{PATTERNS}<figure>{CHART}</figure>", "/essai/")], site=SITE)
    (image,) = composed.parts[0]
    assert image["alt"] == "Dons : 40 & plus."
    drawing = composed.files[image["file"]].decode()
    assert "var(" not in drawing
    assert ".f-dons {fill: #7a3b14;" in re.sub(r"\{\s+", "{", drawing)
    assert '<pattern id="motif-lignes"' in drawing
    assert len(composed.files) == 1


def test_a_pattern_that_nobody_defines_is_said():
    with pytest.raises(ValueError, match="motif-lignes"):
        nodes(f"<figure>{CHART}</figure>")


def test_an_image_is_read_from_our_own_files_only():
    name = default_storage.save("essai-hors-ligne.png", ContentFile(b"octets"))
    try:
        composed = compose(
            pieces=[Piece(f'<img src="/fichiers/{name}" alt="Un arbre">', "/essai/")], site=SITE
        )
        (image,) = composed.parts[0]
        assert (composed.files[image["file"]], image["alt"]) == (b"octets", "Un arbre")
    finally:
        default_storage.delete(name)
    with pytest.raises(ValueError, match="not one of our images"):
        nodes('<img src="https://exemple.net/i.png" alt="Un arbre">')


# --- the order of reading ---------------------------------------------------------------------------------------------


@pytest.fixture
def printed(tmp_path):
    template = tmp_path / "page.typ"
    template.write_text(TEMPLATE)

    def make(html: str, address: str = "/essai/"):
        composed = compose(pieces=[Piece(html, address)], site=SITE)
        terms = [term.__dict__ for term in composed.terms]
        content = typeset(
            template,
            values={"parts": composed.parts, "terms": terms},
            now=dt.datetime(2026, 11, 25, tzinfo=dt.UTC),
            files=composed.files,
        )
        return read_tags(pikepdf.open(BytesIO(content)))

    return make


def read_aloud(html: str) -> str:
    """What a page says, without what it keeps for screens, the definitions that open, and drawings."""
    page = document_fromstring(f"<div>{re.sub(r'<svg.*?</svg>', '', html, flags=re.DOTALL)}</div>")
    left_out = "//*[contains(@class, 'no-print') or contains(@class, 'term-text') or self::summary[../@class='data']]"
    for element in page.xpath(left_out):
        element.drop_tree()
    return "".join(page.text_content().split())


def printed_words(tags) -> str:
    """The same of a document: numbers and bullets of lists, pages and addresses are what paper adds."""
    for tag in tags.walk():
        tag.kids = [kid for kid in tag.kids if kid.name != "Figure" and not _is_bullet(kid)]
    words = "".join(tags.words.split())
    return re.sub(r"\(page\d+\)|\(https?://[^()]*\)", "", words)


def _is_bullet(tag) -> bool:
    return tag.name == "Lbl" and re.fullmatch(r"[•‣–]|\w{1,2}\.", tag.words) is not None


ALL_BLOCKS = f"""{PATTERNS}<header class="sheet-head"><p class="kicker">Leçon</p><h1>Titre</h1><p class="lede">Chapeau.</p>
<dl class="facts"><div><dt>Lecture</dt><dd>3 minutes</dd></div></dl></header>
<section class="brief" id="bref"><h2>En bref</h2><ol><li>Un.</li><li>Deux.</li></ol></section>
<div class="prose flow"><p>Du <b>gras</b>, de l’<em>italique</em>, <a href="#bref">un lien</a>.</p>
<ul><li>A<ul><li>B</li></ul></li></ul></div>
<div class="callout retenir" role="note"><p class="callout-title">À retenir</p><div class="flow"><p>Ceci.</p></div></div>
<details class="define"><summary>Que veut dire ?</summary><div class="flow"><p>Cela.</p></div></details>
<aside class="note" aria-label="Note 1"><p>En marge.</p></aside>
<blockquote><p>Une citation.</p></blockquote>
<figure class="figure"><figcaption><h3>Figure</h3><p>Résumé.</p></figcaption>{CHART}
<ul class="legend"><li><svg viewBox="0 0 28 18" aria-hidden="true">
<rect class="seg f-dons" width="28" height="18"/></svg>Dons</li></ul>
<details class="data"><summary>Voir les chiffres</summary>
<table><caption>Parts</caption><thead><tr><th>R</th><th>2020</th></tr></thead>
<tbody><tr><th>Dons</th><td>40</td></tr><tr class="total"><th>Total</th><td>100</td></tr></tbody></table></details></figure>
<dl class="keys"><dt>Niveau</dt><dd>Début<br>Suite</dd></dl>"""


def test_every_block_is_read_in_the_order_of_the_page(printed):
    tags = printed(ALL_BLOCKS)
    assert [(tag.name, tag.alternative) for tag in tags.named("Figure")] == [("Figure", "Dons : 40 & plus.")]
    assert printed_words(tags).removeprefix("Trajectoiressocio-économiques").replace(
        ":3minutes", "3minutes"
    ) == read_aloud(ALL_BLOCKS)


@pytest.mark.django_db
@pytest.mark.usefixtures("whole_site")
def test_the_pages_of_courses_and_sheets_come_out_whole_and_in_order(printed):
    """Every kind of page that a course holds or leads to; the order is compared word for word."""
    found = [page for page in BasePage.objects.live().specific() if page.genre in {"cours", "lecon"}]
    found += list(SheetPage.objects.live()[:12])
    assert len(found) > 40
    for page in found:
        body = render_to_string("content/body.html", {"page": page})
        patterns = engines["django"].from_string("{% chart_patterns %}").render()
        html = f"{patterns}<h1>Titre</h1>{body}"
        words = printed_words(printed(html, page.address)).removeprefix("Trajectoiressocio-économiques")
        assert words.startswith(read_aloud(html)), page.address
