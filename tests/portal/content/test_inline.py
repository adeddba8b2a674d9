"""The text of a paragraph: the same runs after writing and reading, and one way to write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectoires.content.loader.inline import Run, UnreadableTextError, parse_inline, print_inline, tidy

TEXT = st.text(alphabet="ab é2*[]()\\<>br/|#-.:1’\u00a0\n", max_size=12)
LINKS = st.sampled_from(["", "", "/comprendre/", "https://exemple.org/a?b=c&d#e", "mailto:a@exemple.org"])
RUNS = st.builds(Run, text=TEXT, is_bold=st.booleans(), is_italic=st.booleans(), link=LINKS)
PARAGRAPHS = st.lists(RUNS, max_size=5).map(tidy)


@given(PARAGRAPHS)
def test_what_is_written_reads_back_the_same(runs):
    assert parse_inline(print_inline(runs)) == runs


@given(PARAGRAPHS)
def test_a_paragraph_is_always_one_line(runs):
    assert "\n" not in print_inline(runs)


@pytest.mark.parametrize(
    "text",
    [
        "Du **gras**, de l’*italique*, et ***les deux***.",
        "**Du gras *puis les deux***",
        "Un [lien](/comprendre/) et un **[lien gras](https://exemple.org/)**.",
        "Le cerfa 12156*06, ou 15059*02.",
        "Une coupe […] dans une citation [note de la rédaction].",
        "Cinq \\* trois.",
        "Une ligne<br>puis une autre.",
    ],
)
def test_what_an_editor_types_comes_back_as_typed(text):
    assert print_inline(parse_inline(text)) == text


def test_styles_and_links_are_read():
    assert parse_inline("a **b *c***[d](/e/)") == (
        Run("a "), Run("b ", is_bold=True), Run("c", is_bold=True, is_italic=True), Run("d", link="/e/"),
    )  # fmt: skip


def test_a_bracket_in_a_link_is_not_its_end():
    runs = (Run("le [vrai] lien", link="/a/"),)
    assert print_inline(runs) == "[le \\[vrai\\] lien](/a/)"
    assert parse_inline(print_inline(runs)) == runs


@pytest.mark.parametrize("text", ["un **gras sans fin", "une * seule", "****quatre****"])
def test_a_star_without_its_other_half_is_refused(text):
    with pytest.raises(UnreadableTextError):
        parse_inline(text)
