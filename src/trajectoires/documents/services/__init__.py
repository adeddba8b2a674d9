"""Hostile things in: uploads, and what the outside world answers. Documents out: PDF."""

from trajectoires.documents.services.addresses import UnableToFetch, is_public
from trajectoires.documents.services.fetching import Fetched, fetch
from trajectoires.documents.services.from_html import Composition, Piece, Term, UnknownElement, compose
from trajectoires.documents.services.media import read_media
from trajectoires.documents.services.typesetting import typeset
from trajectoires.documents.services.uploads import erase_leftovers, erase_upload, keep_upload, open_upload

__all__ = [
    "Composition",
    "Fetched",
    "Piece",
    "Term",
    "UnableToFetch",
    "UnknownElement",
    "compose",
    "erase_leftovers",
    "erase_upload",
    "fetch",
    "is_public",
    "keep_upload",
    "open_upload",
    "read_media",
    "typeset",
]
