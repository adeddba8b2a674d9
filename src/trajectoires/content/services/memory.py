"""What the site keeps of the files that it read, to tell later an editor's change from a file's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from trajectoires.content.loader.files import SourceFile
from trajectoires.content.models import BasePage, LoadedFile
from trajectoires.content.services.exporting import fingerprint_of
from trajectoires.content.services.origins import Origin

Target = Any  # a page, or a record
_OVERWRITTEN = ["page", "file_fingerprint", "page_fingerprint", "revision", "loaded_at", "is_from_archive"]


def pages_by_key(keys: Iterable[int]) -> Mapping[int, BasePage]:
    """Return pages by their keys, each of its own type, as they are now."""
    return {page.pk: page for page in BasePage.objects.filter(pk__in=set(keys)).specific()}


def remember(read: Iterable[tuple[SourceFile, Target]], *, origin: Origin) -> None:
    """Keep what each file became: what it became is read again, as an editor's act will be compared with it."""
    several = list(read)
    now = _as_they_are(target for _, target in several)
    LoadedFile.objects.bulk_create(
        [_memory(file, now[type(target), target.pk], origin) for file, target in several],
        update_conflicts=True,
        unique_fields=["path"],
        update_fields=_OVERWRITTEN,
    )


def _memory(file: SourceFile, target: Target, origin: Origin) -> LoadedFile:
    return LoadedFile(
        path=file.path,
        page=target if isinstance(target, BasePage) else None,
        file_fingerprint=file.fingerprint,
        page_fingerprint=fingerprint_of(target),
        revision_id=getattr(target, "latest_revision_id", None),
        **origin.memory,
    )


def _as_they_are(targets: Iterable[Target]) -> Mapping[tuple[type, int], Target]:
    keys: defaultdict[type, list[int]] = defaultdict(list)
    for target in targets:
        keys[type(target)].append(target.pk)
    return {
        (model, each.pk): each
        for model, several in keys.items()
        for each in _with_links(model).filter(pk__in=several)
    }


def _with_links(model: Any) -> Any:
    """A query that brings with a page what its file says of other pages and of people."""
    links = ("relations", "people") if issubclass(model, BasePage) else ()
    return model.objects.prefetch_related(*links)
