"""Hostile uploads in, tables out."""

from trajectoires.documents.services.delimited import write_csv
from trajectoires.documents.services.ods import write_ods
from trajectoires.documents.services.tables import Cell, Column, Sheet
from trajectoires.documents.services.uploads import erase_leftovers, erase_upload, keep_upload, open_upload

__all__ = [
    "Cell",
    "Column",
    "Sheet",
    "erase_leftovers",
    "erase_upload",
    "keep_upload",
    "open_upload",
    "write_csv",
    "write_ods",
]
