"""Write the records that files are, each by the service of the room that owns it."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.apps import apps

from trajectoires.content.loader.documents import Document
from trajectoires.content.loader.names import Names
from trajectoires.content.loader.pages import document_of_record
from trajectoires.content.loader.records import RecordKind, record_kinds
from trajectoires.glossary.models import Term
from trajectoires.glossary.services import publish_term
from trajectoires.organisations.services import save_organisation

Record = Any  # Term, Organisation, Licence, Person, SharedFigure
_SAVERS: Mapping[str, Callable[..., Record]] = {
    "glossary.Term": publish_term,
    "organisations.Organisation": save_organisation,
}


def find_record(kind: RecordKind, slug: str) -> Record | None:
    return apps.get_model(kind.model).objects.filter(slug=slug).first()


def find_records(kind: RecordKind, slugs: Collection[str]) -> Mapping[str, Record]:
    """Return by their slugs those that exist."""
    return {record.slug: record for record in apps.get_model(kind.model).objects.filter(slug__in=slugs)}


def save_record(kind: RecordKind, *, slug: str, values: Mapping[str, Any]) -> Record:
    """Create or change the record of this slug. Raise ValidationError if it is wrong."""
    saver = _SAVERS.get(kind.model)
    if saver:
        return saver(slug=slug, values=values)
    record = find_record(kind, slug) or apps.get_model(kind.model)(slug=slug)
    for name, value in values.items():
        setattr(record, name, value)
    record.full_clean()
    record.save()
    return record


def kind_of(record: Record) -> RecordKind:
    return next(kind for kind in record_kinds() if kind.model == record._meta.label)


def document_of(record: Record, names: Names) -> Document:
    """What the file of this record says."""
    return document_of_record(record, kind_of(record), names)


def withdraw_record(record: Record) -> bool:
    """Take it off the site if it has a page there; a record that pages use stays, and False is returned."""
    if not isinstance(record, Term):
        return False
    record.unpublish()
    return True
