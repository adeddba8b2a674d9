"""A course as pages that open by double click, without network: everything they need is beside them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone

from trajectoires.documents.services import read_media
from trajectoires.learning.models import LessonPage
from trajectoires.learning.selectors.offline import LICENCE, OfflineCourse

HOME = "index.html"
STYLE = "style.css"
_BESIDE = ("ui/favicon.svg", "ui/fonts/bricolage-grotesque-fr.woff2", "ui/fonts/OFL.txt")
_TAG = re.compile(r"<[a-z][^<>]*>")
_ADDRESS = re.compile(r'(?<=\s)(href|src)="([^"]*)"')
_OTHER_SIZES = re.compile(r'\s(?:srcset|sizes)="[^"]*"')


def pack_course(*, course: OfflineCourse) -> bytes:
    """The zip: one folder, dated from the last publication; the same course gives the same bytes."""
    folder = f"{course.outline.course.slug}-hors-ligne"
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in _files(course).items():
            archive.writestr(_entry(f"{folder}/{name}", course.changed_at), content, ZIP_DEFLATED)
    return packed.getvalue()


def _entry(name: str, at: datetime) -> ZipInfo:
    entry = ZipInfo(name, timezone.localtime(at).timetuple()[:6])
    entry.external_attr = 0o644 << 16
    return entry


def _files(course: OfflineCourse) -> dict[str, bytes]:
    pages = _Pages(_names(course))
    words = {"course": course, "page": course.outline.course, "licence": LICENCE, "site": settings.SITE_URL}
    readme = render_to_string("learning/offline/lisezmoi.txt", words)
    files = {
        "LISEZMOI.txt": readme.replace("\n", "\r\n").encode(),
        HOME: pages.write("learning/offline/page_course.html", words),
        STYLE: _style(),
    }
    for place, lesson in enumerate(course.outline.lessons):
        around = {"lesson": lesson, **_around(course.outline.lessons, place)}
        name = pages.names[lesson.address]
        files[name] = pages.write("learning/offline/page_lesson.html", {**words, **around})
    return {**files, **pages.images, **{Path(name).name: _static(name) for name in _BESIDE}}


def _names(course: OfflineCourse) -> dict[str, str]:
    """The file of each page, by its address on the site."""
    lessons = enumerate(course.outline.lessons, start=1)
    numbered = {lesson.address: f"{number:02}-{lesson.slug}.html" for number, lesson in lessons}
    return {course.outline.course.address: HOME, **numbered}


def _around(lessons: list[LessonPage], place: int) -> dict[str, LessonPage | None]:
    return {
        "previous": lessons[place - 1] if place else None,
        "next": lessons[place + 1] if place + 1 < len(lessons) else None,
    }


def _style() -> bytes:
    """The style of the site in one file, the font beside it."""
    style = _static("ui/tokens.css") + _static("ui/site.css")
    return style.replace(b'url("fonts/', b'url("')


def _static(name: str) -> bytes:
    return Path(finders.find(name)).read_bytes()


@dataclass
class _Pages:
    """Pages whose links lead to each other as files, or to the whole address of what is not here."""

    names: Mapping[str, str]
    images: dict[str, bytes] = field(default_factory=dict)

    def write(self, template: str, context: dict[str, Any]) -> bytes:
        return _TAG.sub(self._rewrite, render_to_string(template, context)).encode()

    def _rewrite(self, tag: re.Match[str]) -> str:
        return _ADDRESS.sub(self._lead, _OTHER_SIZES.sub("", tag[0]))

    def _lead(self, found: re.Match[str]) -> str:
        attribute, address = found.groups()
        if not address.startswith("/"):
            return found[0]  # an anchor, a file beside, or another site
        if attribute == "src":
            name = f"images/{address.rpartition('/')[2]}"
            self.images[name] = read_media(address)
            return f'src="{name}"'
        page, fragment = urldefrag(address)
        there = self.names.get(page) or urljoin(settings.SITE_URL, page)
        return f'href="{there}#{fragment}"' if fragment else f'href="{there}"'
