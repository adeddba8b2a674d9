"""A course as one tagged PDF: what its pages show, in their order, then its words and its answers."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from socioeco.formats import format_date, typographie
from trajectoires.content.enums import Audience
from trajectoires.documents.services import Composition, Piece, compose, typeset
from trajectoires.learning.selectors.offline import LICENCE, OfflineCourse

_TEMPLATE = Path(__file__).parent.parent / "typst" / "course.typ"
SAYS_NOTHING = "Aucun."  # what editors write when nothing is to be known before


def typeset_course(*, course: OfflineCourse) -> bytes:
    """The PDF, dated from the last publication: nothing in it depends on when it is asked for."""
    composed = compose(pieces=_pieces(course), site=settings.SITE_URL)
    values = {**_cover(course), **_contents(composed)}
    return typeset(_TEMPLATE, values=values, now=course.changed_at, files=composed.files)


def _pieces(course: OfflineCourse) -> list[Piece]:
    """The introduction, the lessons, the answers; each lesson knows where its answers are."""
    page, lessons = course.outline.course, course.outline.lessons
    corrections = reverse("learning:course_pdf", args=[page.slug])
    introduction = render_to_string("learning/offline/printed_introduction.html", {"course": page})
    answers = render_to_string("learning/offline/corrections.html", {"lessons": lessons})
    texts = [
        render_to_string("learning/offline/lesson.html", {"lesson": each, "corrections": corrections})
        for each in lessons
    ]
    addresses = [each.address for each in lessons]
    return [
        Piece(introduction, page.address),
        *map(Piece, texts, addresses),
        Piece(answers, corrections),
    ]


def _contents(composed: Composition) -> dict[str, Any]:
    *parts, answers = composed.parts
    terms = [
        {**asdict(each), "name": typographie(each.name), "text": typographie(each.text)}
        for each in composed.terms
    ]
    return {"parts": parts, "answers": answers, "terms": terms}


def _cover(course: OfflineCourse) -> dict[str, Any]:
    page = course.outline.course
    said = {
        "kicker": "Cours",
        "title": page.title,
        "lede": page.lede,
        "aims_title": "Ce que vous saurez faire",
        "authors": ", ".join(course.authors),
        "foot": f"{page.title}, mis à jour le {format_date(course.updated_on)}",
        "licence": f"Texte sous licence {LICENCE}",
        "said": f"Écrit par {', '.join(course.authors)}. Texte sous licence {LICENCE}. "
        f"Mis à jour le {format_date(course.updated_on)}.",
        "online": "La version à jour se lit en ligne :",
        "contents_title": "Sommaire",
        "terms_title": "Les mots de ce cours",
    }
    return {
        **{name: typographie(text) for name, text in said.items()},
        "aims": list(map(typographie, page.aims)),
        "facts": [[name, typographie(words)] for name, words in _facts(course) if words],
        "address": f"{settings.SITE_URL}{page.address}",
    }


def _facts(course: OfflineCourse) -> list[tuple[str, str]]:
    page, outline = course.outline.course, course.outline
    count = len(outline.lessons)
    before = [each for each in page.prerequisites if each != SAYS_NOTHING]
    return [
        ("Niveau", str(page.get_level_display())),
        ("Durée", f"{count} leçon{'s' * (count > 1)}, {outline.minutes} minutes en tout, à votre rythme"),
        ("À savoir avant", " ".join(before) or "Rien : on peut commencer ici."),
        ("Pour qui", ", ".join(str(Audience(key).label) for key in page.audience)),
    ]
