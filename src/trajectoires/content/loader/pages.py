"""Between a document and the fields of a page or of a record. No query here but those of the page itself."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from trajectoires.content.enums import Holds, KeyKind, RelationKind
from trajectoires.content.fields import FileKey
from trajectoires.content.loader.body import Block, from_stream, to_stream
from trajectoires.content.loader.documents import Document
from trajectoires.content.loader.genres import genres
from trajectoires.content.loader.names import DOCUMENT, PAGE, Names
from trajectoires.content.loader.records import RecordKind
from trajectoires.content.loader.rich_text import from_html, to_html
from trajectoires.content.models import BasePage

_EMPTY = {KeyKind.TEXT: "", KeyKind.FLAG: False, KeyKind.WORDS: [], KeyKind.ROWS: []}
_LATER = {KeyKind.RELATIONS, KeyKind.RECORDS}  # tables of their own, written once the page has a key


# --- from a document ----------------------------------------------------------------------------------------


def field_values(document: Document, names: Names) -> dict[str, Any]:
    """Return the value of each field but the body and what lives in other tables."""
    return _values(document.header, genres()[document.genre].keys, names)


def _values(header: Mapping[str, Any], keys: Iterable[FileKey], names: Names) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key in keys:
        written = header.get(key.name)
        if key.kind is KeyKind.GROUP:
            values |= _values(written or {}, key.keys, names)
        elif key.kind is KeyKind.ROWS:
            values[key.attribute] = [_row(key, row, names) for row in written or []]
        elif key.kind in {KeyKind.RECORD, KeyKind.FILE}:
            values[f"{key.attribute}_id"] = names.keys_of(key.record or DOCUMENT).get(written or "")
        elif key.kind not in _LATER:
            values[key.attribute] = _EMPTY.get(key.kind) if written is None else written
    return values


def _row(key: FileKey, row: Mapping[str, Any], names: Names) -> dict[str, Any]:
    value = _values(row, key.keys, names)
    dates = {name: inner.isoformat() for name, inner in value.items() if isinstance(inner, dt.date)}
    return {"type": key.block_type, "value": {**value, **dates}, "id": str(uuid4())}


def body_values(document: Document, names: Names) -> dict[str, Any]:
    """Return the value of the field that holds the body, if the genre has one."""
    return _BODIES[genres()[document.genre].holds][0](document.body, names)


def relations_of(document: Document) -> list[tuple[str, str]]:
    """Return (kind, address), in the order of the file."""
    written: Mapping[str, Sequence[str]] = document.header.get("relations", {})
    return [(kind, address) for kind, addresses in written.items() for address in addresses]


def records_of(document: Document) -> list[tuple[FileKey, list[str]]]:
    """Return each key that names several records, with their slugs."""
    keys = [key for key in genres()[document.genre].keys if key.kind is KeyKind.RECORDS]
    return [(key, document.header.get(key.name) or []) for key in keys]


# --- to a document ------------------------------------------------------------------------------------------


def document_of_page(page: BasePage, names: Names) -> Document:
    header = _header(page, genres()[page.genre].keys, names)
    relations = _relations(page, names.names_of(PAGE))
    return Document(page.genre, {**header, "relations": relations}, _stream_of(page, names))


def document_of_record(record: Any, kind: RecordKind, names: Names) -> Document:
    body = _BODIES[kind.genre.holds][1](record, names)
    return Document(kind.genre.name, _header(record, kind.genre.keys, names), body)


def _header(source: Any, keys: Iterable[FileKey], names: Names) -> dict[str, Any]:
    return {key.name: _written(source, key, names) for key in keys if key.kind is not KeyKind.RELATIONS}


def _written(source: Any, key: FileKey, names: Names) -> Any:
    if key.kind is KeyKind.GROUP:
        return _header(source, key.keys, names)
    if key.kind in {KeyKind.RECORD, KeyKind.FILE}:
        return names.name_of(key.record or DOCUMENT, getattr(source, f"{key.attribute}_id"))
    value = getattr(source, key.attribute)
    if key.kind is KeyKind.RECORDS:
        return sorted(filter(None, (names.name_of(key.record, record.pk) for record in value.all())))
    if key.kind is KeyKind.ROWS:
        return [
            {inner.name: _cell(row["value"], inner) for inner in key.keys} for row in value.get_prep_value()
        ]
    return value.strip().replace("\r\n", "\n") if isinstance(value, str) else value


def _cell(row: Mapping[str, Any], key: FileKey) -> Any:
    value = row.get(key.attribute)
    if key.kind is KeyKind.ROWS:
        return [{inner.name: _cell(each["value"], inner) for inner in key.keys} for each in value or []]
    if key.kind is KeyKind.DATE and isinstance(value, str):
        return dt.date.fromisoformat(value) if value else None
    return value


def _relations(page: BasePage, addresses: Mapping[int, str]) -> dict[str, list[str]]:
    written: dict[str, list[str]] = {kind: [] for kind in RelationKind.values}
    for relation in page.relations.all():
        address = addresses.get(relation.target_id)
        if address:
            written[relation.kind].append(address)
    return {kind: linked for kind, linked in written.items() if linked}


# --- the body, both ways, by what the kind of file holds ----------------------------------------------------


def _stream_of(target: Any, names: Names) -> list[Block]:
    return from_stream(target.body.get_prep_value(), names)


def _html_of(target: Any, names: Names) -> list[Block]:
    return [Block("text", from_html(target.body, names.names_of(PAGE)))] if target.body else []


def _as_stream(body: Sequence[Block], names: Names) -> dict[str, Any]:
    return {"body": to_stream(body, names)}


def _as_html(body: Sequence[Block], names: Names) -> dict[str, Any]:
    return {"body": "".join(to_html(block.value, names.keys_of(PAGE)) for block in body)}


def _no_field(_body: Sequence[Block], _names: Names) -> dict[str, Any]:
    return {}


def _no_block(_target: Any, _names: Names) -> list[Block]:
    return []


_BODIES: dict[
    Holds,
    tuple[Callable[[Sequence[Block], Names], dict[str, Any]], Callable[[Any, Names], list[Block]]],
] = {
    Holds.BLOCKS: (_as_stream, _stream_of),
    Holds.FIGURE: (_as_stream, _stream_of),
    Holds.TEXT: (_as_html, _html_of),
    Holds.NOTHING: (_no_field, _no_block),
    Holds.SOURCE: (_no_field, _no_block),
}
