"""A document to fill in, empty or with what is known of an organisation: for a spreadsheet, a word processor, paper."""

from trajectoires.kit.services.writing.files import MEDIA_TYPES, write_document

__all__ = ["MEDIA_TYPES", "write_document"]
