"""The words of a page that its body alone does not say, or says louder than the rest."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import models

from trajectoires.content.enums import KeyKind
from trajectoires.content.fields import FileKey

_TITLES = ("title", "question", "caption")
_WORDLESS = {KeyKind.NUMBER, KeyKind.FLAG, KeyKind.DATE, KeyKind.TIME, KeyKind.FILE, KeyKind.RELATIONS}


def words_of(page: models.Model, keys: Iterable[FileKey]) -> str:
    """What a reader sees of these keys, one after the other; a coded value by its label."""
    return ". ".join(text for text in _texts(page, keys) if text)


def headings_of(body: Iterable[Any]) -> Iterator[str]:
    """The title of each part, of each figure or table, and each question."""
    for block in body:
        if block.block_type == "heading":
            yield str(block.value)
        elif isinstance(block.value, Mapping):
            yield from (str(block.value[name]) for name in _TITLES if block.value.get(name))


def _texts(page: models.Model, keys: Iterable[FileKey]) -> Iterator[str]:
    for key in keys:
        if key.kind is KeyKind.GROUP:
            yield from _texts(page, key.keys)
        elif key.kind not in _WORDLESS and not key.is_address:
            yield from _values(page, key)


def _is_said(key: FileKey) -> bool:
    """Not an address; nor the rows inside a row, which say what a reader is asked to find."""
    return not key.is_address and key.kind is not KeyKind.ROWS


def _values(page: models.Model, key: FileKey) -> Iterator[str]:
    value = getattr(page, key.attribute)
    if key.kind is KeyKind.ROWS:
        for block in value:
            yield from (str(block.value[sub.attribute] or "") for sub in key.keys if _is_said(sub))
    elif key.kind is KeyKind.WORDS:
        yield from map(str, value)
    elif key.kind is KeyKind.RECORDS:
        yield from map(str, value.all())
    elif key.choices:
        yield str(dict(page._meta.get_field(key.attribute).flatchoices).get(value, value))
    else:
        yield str(value or "")
