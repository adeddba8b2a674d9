"""What a document names elsewhere: addresses in its text, records, files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trajectoires.content.enums import KeyKind
from trajectoires.content.fields import FileKey
from trajectoires.content.loader.documents import Document
from trajectoires.content.loader.genres import genres
from trajectoires.content.loader.names import DOCUMENT, Reference
from trajectoires.content.loader.prose import Prose


@dataclass(frozen=True)
class Cited:
    """A record or a file, and the line that names it."""

    reference: Reference
    line: int


def references_of(document: Document) -> list[Cited]:
    """Return every record, document and image that must exist for this one."""
    keys = genres()[document.genre].keys
    found = [
        Cited(reference, document.lines.get(name, 2)) for name, reference in _named(document.header, keys)
    ]
    found += [
        Cited(reference, block.line)
        for block in document.body
        for reference in _leaves(block.value, Reference)
        if reference.name
    ]
    return found


def _named(header: Mapping[str, Any], keys: Iterable[FileKey]) -> Iterator[tuple[str, Reference]]:
    for key in keys:
        value = header.get(key.name)
        if not value:
            continue
        if key.kind in {KeyKind.RECORD, KeyKind.FILE}:
            yield key.name, Reference(key.record or DOCUMENT, value)
        elif key.kind is KeyKind.RECORDS:
            yield from ((key.name, Reference(key.record, name)) for name in value)
        elif key.kind is KeyKind.GROUP:
            yield from _named(value, key.keys)


def links_of(document: Document) -> set[str]:
    """Return every address that the document's text points to."""
    proses = [prose for block in document.body for prose in _leaves(block.value, Prose)]
    written = {link for prose in proses for node in prose.nodes for link in _links(node)}
    return written | set(_addresses(document.header, genres()[document.genre].keys))


def _addresses(header: Mapping[str, Any], keys: Iterable[FileKey]) -> Iterator[str]:
    """Those of the header, at whatever depth; the sources of a page lead out of the site."""
    for key in keys:
        value = header.get(key.name)
        if value and key.is_address:
            yield value
        elif value and key.kind is KeyKind.ROWS:
            for row in value:
                yield from _addresses(row, key.keys)


def _leaves(value: Any, kind: type) -> list[Any]:
    if isinstance(value, kind):
        return [value]
    return (
        [leaf for inner in value.values() for leaf in _leaves(inner, kind)] if isinstance(value, dict) else []
    )


def _links(node: Any) -> set[str]:
    """Return the links of a paragraph, of a list, or of a point of a list."""
    inner = [*getattr(node, "items", ()), *getattr(node, "lists", ())]
    own = {run.link for run in getattr(node, "runs", ()) if run.link}
    return own.union(*(_links(item) for item in inner))
