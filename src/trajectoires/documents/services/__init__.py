"""Hostile uploads in."""

from trajectoires.documents.services.uploads import erase_leftovers, erase_upload, keep_upload, open_upload

__all__ = ["erase_leftovers", "erase_upload", "keep_upload", "open_upload"]
