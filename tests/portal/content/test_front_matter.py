"""libyaml, where it is used, reads and writes front matters as PyYAML does."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from trajectoires.content.enums import KeyKind
from trajectoires.content.fields import FileKey
from trajectoires.content.loader.front_matter import compose, print_front_matter
from trajectoires.content.loader.problems import Problems

KEYS = (FileKey(name="titre", attribute="t"), FileKey(name="mots", attribute="m", kind=KeyKind.WORDS))
ODD = [
    *"é:-#?,[]{}&*!|>'\"%@`~=<0e.\\\n\t\r \x85\u2028\ufeff\u202f\u00a0’«😀\x07",
    "- ",
    ": ",
    " #",
    "---",
    "oui",
    "null",
]
TEXTS = st.lists(st.sampled_from(ODD), max_size=8).map("".join)
HEADERS = st.lists(st.sampled_from([*ODD, "\n", "k: ", "  ", "m: x\n"]), max_size=12).map("".join)


def _tree(node):
    if isinstance(node, yaml.ScalarNode):
        return node.value, node.start_mark.line
    if isinstance(node, yaml.SequenceNode):
        return [_tree(each) for each in node.value], node.start_mark.line
    return [(_tree(name), _tree(value)) for name, value in node.value], node.start_mark.line


def _plainly(text):
    """What PyYAML says: a mapping, or the message of its refusal."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        return str(error.problem)
    return _tree(node) if isinstance(node, yaml.MappingNode) else "est vide"


def _same(text):
    problems = Problems("a.md")
    node = compose(text, 2, problems)
    plainly = _plainly(text)
    if isinstance(plainly, str):
        return node is None and plainly in next(iter(problems)).reason
    return _tree(node) == plainly


def _print(value):
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=10**9)


def test_every_file_is_read_the_same():
    texts = [path.read_text("utf-8") for path in Path(settings.CONTENT_DIR).rglob("*.md")]
    headers = [text.split("\n---\n")[0].removeprefix("---\n") for text in texts]
    assert len(headers) > 400
    assert [header for header in headers if not _same(header)] == []


@pytest.mark.parametrize(
    "text", ["titre: é\t", "titre: |#", "titre: a: b", "a: [", "- a", "", "? a", "a: !x b"]
)
def test_what_is_read_otherwise_is_read_by_pyyaml(text):
    assert _same(text)


@given(HEADERS.filter(lambda text: "\x07" not in text))
def test_any_header_is_read_the_same(text):
    assert _same(text)


@given(TEXTS.filter(bool), st.lists(TEXTS, min_size=1, max_size=2))
def test_any_text_is_written_the_same(title, words):
    value = {"titre": title, "mots": words}
    assert print_front_matter(value, KEYS) == _print(value)
