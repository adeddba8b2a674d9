"""A document out: its tags, its language, its title; and nothing that was written in it is ever obeyed."""

import datetime as dt
from io import BytesIO

import pikepdf
import pytest
from PIL import Image as Picture

from trajectoires.documents.services import Piece, compose, typeset, typesetting

from .tag_tree import read_tags

NOW = dt.datetime(2026, 11, 25, 9, 0, 0, 250, tzinfo=dt.UTC)
TEMPLATE = """
#import "document.typ": document, values
#import "nodes.typ": draw
#show: document.with(title: values.title, author: "La rédaction", foot: values.title, licence: "CC BY-SA 4.0")
#for part in values.parts { draw(part) }
"""
HOSTILE = '#panic() *gras* _i_ $x^2$ @note <label> \\ `code` = titre // fin ~ [a](b) #{1+1} """ </p> ]'


@pytest.fixture
def made(tmp_path):
    """The PDF of a piece of a page."""
    template = tmp_path / "essai.typ"
    template.write_text(TEMPLATE)

    def make(html: str, *, title: str = "Un essai", files=None) -> bytes:
        composed = compose(pieces=[Piece(html, "/essai/")], site="https://exemple.org")
        values = {"title": title, "parts": composed.parts}
        return typeset(template, values=values, now=NOW, files={**composed.files, **(files or {})})

    return make


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def test_a_document_says_its_language_its_title_and_that_it_is_tagged(made):
    pdf = opened(made("<h1>Un titre</h1><p>Du texte.</p>", title="L’essai"))
    assert str(pdf.Root.Lang) == "fr"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "L’essai"
        assert metadata["pdfuaid:part"] == "1"


def test_the_same_values_give_the_same_bytes(made):
    html = "<h1>Un titre</h1><p>Du texte.</p>"
    assert made(html) == made(html)


def test_headings_keep_their_order_and_lists_tables_and_links_their_tags(made):
    tags = read_tags(
        opened(
            made(
                "<h1>Un</h1><h2>Deux</h2><p>Texte <a href='https://exemple.net/'>ailleurs</a>.</p>"
                "<ul><li>A</li><li>B</li></ul><h3>Trois</h3><table><caption>Qui paie</caption><thead><tr>"
                "<th>Poste</th><th>Euros</th></tr></thead><tbody><tr><th>Loyer</th><td>12</td></tr></tbody></table>"
            )
        )
    )
    assert [(tag.name, tag.words) for tag in tags.named("H1", "H2", "H3")] == [
        ("H1", "Un"),
        ("H2", "Deux"),
        ("H3", "Trois"),
    ]
    assert [tag.words for tag in tags.named("TH")] == ["Poste", "Euros"]
    assert [tag.words for tag in tags.named("TD")] == ["Loyer", "12"]
    assert [tag.words for tag in tags.named("Caption")] == ["Qui paie"]
    assert [tag.words for tag in tags.named("LBody")] == ["A", "B"]
    assert tags.named("Link")[0].words == "ailleurs"


@pytest.mark.parametrize("where", ["<p>{}</p>", "<h2>{}</h2>", "<ul><li>{}</li></ul>", "<p><b>{}</b></p>"])
def test_what_looks_like_markup_comes_out_as_text(made, where):
    written = HOSTILE.replace("<", "&lt;").replace(">", "&gt;")
    tags = read_tags(opened(made(f"<h1>Un</h1>{where.format(written)}")))
    assert "".join(HOSTILE.split()) in "".join(tags.words.split())


def test_a_hostile_title_is_a_title(made):
    with opened(made("<h1>Un</h1>", title=HOSTILE)).open_metadata() as metadata:
        assert metadata["dc:title"] == HOSTILE


def test_a_picture_without_its_words_is_refused_rather_than_left_silent(tmp_path):
    template = tmp_path / "muette.typ"
    template.write_text(
        '#import "document.typ": document\n#show: document.with(title: "T")\n= T\n#image("i.svg")'
    )
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    with pytest.raises(match="alt text"):
        typeset(template, values={}, now=NOW, files={"i.svg": drawing})


def test_an_image_of_dots_is_drawn_with_its_words(tmp_path):
    drawn = BytesIO()
    Picture.new("RGB", (80, 60), "teal").save(drawn, "PNG")
    template = tmp_path / "illustree.typ"
    template.write_text(
        '#import "document.typ": document\n#show: document.with(title: "T")\n= T\n#image("i.png", alt: "Un arbre")'
    )
    tags = read_tags(opened(typeset(template, values={}, now=NOW, files={"i.png": drawn.getvalue()})))
    assert [tag.alternative for tag in tags.named("Figure")] == ["Un arbre"]


def test_nothing_of_the_machine_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    template = tmp_path / "curieuse.typ"
    template.write_text(
        f'#import "document.typ": document\n#show: document.with(title: "T")\n#read("{secret}")'
    )
    with pytest.raises(match=r"escapes|access denied|not found|outside"):
        typeset(template, values={}, now=NOW)


def test_what_never_ends_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(typesetting, "_LONGEST_SECONDS", 0.01)
    template = tmp_path / "longue.typ"
    template.write_text('#import "document.typ": document\n#show: document.with(title: "T")\n= T')
    with pytest.raises(match="not enough"):
        typeset(template, values={}, now=NOW)
