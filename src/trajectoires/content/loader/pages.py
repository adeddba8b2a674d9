"""Between a document and the fields of a page or of a term. No query here: addresses are given."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from trajectoires.content.enums import KeyKind, RelationKind
from trajectoires.content.fields import FileKey
from trajectoires.content.loader.body import Block, from_stream, to_stream
from trajectoires.content.loader.documents import TERM, TERM_GENRE, Document
from trajectoires.content.loader.genres import genres
from trajectoires.content.loader.prose import Prose
from trajectoires.content.loader.rich_text import from_html, to_html
from trajectoires.content.models import BasePage
from trajectoires.glossary.models import Term

_EMPTY = {KeyKind.TEXT: "", KeyKind.FLAG: False, KeyKind.WORDS: [], KeyKind.ROWS: []}


# --- from a document ----------------------------------------------------------------------------------------


def field_values(document: Document) -> dict[str, Any]:
    """Return the value of each field but the body and the relations, which need to know other pages."""
    return _values(document.header, genres()[document.genre].keys)


def _values(header: Mapping[str, Any], keys: Iterable[FileKey]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key in keys:
        written = header.get(key.name)
        if key.kind is KeyKind.GROUP:
            values |= _values(written or {}, key.keys)
        elif key.kind is KeyKind.ROWS:
            values[key.attribute] = [_row(key, row) for row in written or []]
        elif key.kind is not KeyKind.RELATIONS:
            values[key.attribute] = _EMPTY.get(key.kind) if written is None else written
    return values


def _row(key: FileKey, row: Mapping[str, Any]) -> dict[str, Any]:
    value = _values(row, key.keys)
    dates = {name: inner.isoformat() for name, inner in value.items() if isinstance(inner, dt.date)}
    return {"type": key.block_type, "value": {**value, **dates}}


def page_body(document: Document, page_ids: Mapping[str, int]) -> list[dict[str, Any]]:
    return to_stream(document.body, page_ids)


def term_body(document: Document, page_ids: Mapping[str, int]) -> str:
    return "".join(to_html(block.value, page_ids) for block in document.body)


def relations_of(document: Document) -> list[tuple[str, str]]:
    """Return (kind, address), in the order of the file."""
    written: Mapping[str, Sequence[str]] = document.header.get("relations", {})
    return [(kind, address) for kind, addresses in written.items() for address in addresses]


def links_of(document: Document) -> set[str]:
    """Return every address that the document's text points to."""
    nodes = [node for block in document.body for prose in _proses(block.value) for node in prose.nodes]
    entries = {entry.get("vers", "") for entry in document.header.get("entrees", [])}
    return {link for node in nodes for link in _links(node)} | entries


def _proses(value: Any) -> list[Prose]:
    if isinstance(value, Prose):
        return [value]
    return [prose for inner in value.values() for prose in _proses(inner)] if isinstance(value, dict) else []


def _links(node: Any) -> set[str]:
    """Return the links of a paragraph, of a list, or of a point of a list."""
    inner = [*getattr(node, "items", ()), *getattr(node, "lists", ())]
    own = {run.link for run in getattr(node, "runs", ()) if run.link}
    return own.union(*(_links(item) for item in inner))


# --- to a document ------------------------------------------------------------------------------------------


def document_of_page(page: BasePage, addresses: Mapping[int, str]) -> Document:
    header = _header(page, genres()[page.genre].keys)
    relations = _relations(page, addresses)
    body = from_stream(page.body.get_prep_value(), addresses)
    return Document(page.genre, {**header, "relations": relations}, body)


def document_of_term(term: Term, addresses: Mapping[int, str]) -> Document:
    body = [Block("text", from_html(term.body, addresses))] if term.body else []
    return Document(TERM, _header(term, TERM_GENRE.keys), body)


def _header(source: Any, keys: Iterable[FileKey]) -> dict[str, Any]:
    return {key.name: _written(source, key) for key in keys if key.kind is not KeyKind.RELATIONS}


def _written(source: Any, key: FileKey) -> Any:
    if key.kind is KeyKind.GROUP:
        return _header(source, key.keys)
    value = getattr(source, key.attribute)
    if key.kind is KeyKind.ROWS:
        return [
            {inner.name: _cell(row["value"], inner) for inner in key.keys} for row in value.get_prep_value()
        ]
    return value.strip().replace("\r\n", "\n") if isinstance(value, str) else value


def _cell(row: Mapping[str, Any], key: FileKey) -> Any:
    value = row.get(key.attribute)
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
