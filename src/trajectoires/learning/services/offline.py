"""A course to take away, kept ready like its pages: under the version of the site, and the day."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from django.core.cache import caches
from django.utils import timezone

from trajectoires.content.selectors import site_version
from trajectoires.learning.models import CoursePage
from trajectoires.learning.selectors.offline import offline_course
from trajectoires.learning.services.offline_pdf import typeset_course
from trajectoires.learning.services.offline_zip import pack_course

KEPT_SECONDS = 24 * 3600
_WRITERS = {"pdf": typeset_course, "zip": pack_course}


@dataclass(frozen=True)
class OfflineFile:
    """The same course gives the same bytes in every worker: `etag` is theirs."""

    content: bytes
    etag: str
    changed_at: datetime


def take_away(*, course: CoursePage, kind: Literal["pdf", "zip"]) -> OfflineFile:
    """The course in one file: made at the first asking, then kept until something is published or the day ends."""
    key = f"{site_version()}-{timezone.localdate()}-{course.pk}-hors-ligne-{kind}"
    cache = caches["fragments"]
    kept: OfflineFile | None = cache.get(key)
    if kept is None:
        found = offline_course(course)
        content = _WRITERS[kind](course=found)
        kept = OfflineFile(content, f'"{sha256(content).hexdigest()[:32]}"', found.changed_at)
        cache.set(key, kept, KEPT_SECONDS)
    return kept
