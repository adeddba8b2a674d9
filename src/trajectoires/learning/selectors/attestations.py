"""What an attestation rests on, and what others see of it."""

from collections.abc import Sequence

from trajectoires.learning.enums import Shown
from trajectoires.learning.models import Attestation, CoursePage, Learner
from trajectoires.learning.selectors.courses import outline_of
from trajectoires.learning.selectors.progress import CourseProgress, progress_of
from trajectoires.ui.enums import Door

ALWAYS_SHOWN = "le titre du cours"
_WORDS = {
    Shown.NOM: "votre nom",
    Shown.JOUR: "le jour où elle a été établie",
    Shown.LECONS: "la liste des leçons et leur durée",
}


def progress_in(learner: Learner | None, slug: str) -> CourseProgress | None:
    """Hers in the published course at this address, in two queries more than the course; nothing without a course."""
    ending = f"{Door.FORMER.address}{slug}/"
    course = CoursePage.objects.live().public().filter(slug=slug, url_path__endswith=ending).first()
    return progress_of(learner, [outline_of(course)])[0] if course else None


def attestations_of(learner: Learner | None) -> list[Attestation]:
    """All of hers, from the first asked, in one query."""
    return list(learner.attestations.select_related("course").order_by("issued_at", "pk")) if learner else []


def sentences_on(attestation: Attestation) -> list[str]:
    """What somebody who verifies it sees, and what stays hidden, said to its learner."""
    shown = [words for part, words in _WORDS.items() if part in attestation.shown]
    hidden = [words for part, words in _WORDS.items() if part not in attestation.shown]
    genuine = "La page de vérification dit que l’attestation vient bien de ce site."
    said = [genuine, f"Elle montre {_and([ALWAYS_SHOWN, *shown])}."]
    if hidden:
        said.append(f"Elle ne montre {_neither(hidden)}.")
    if not attestation.is_name_shown:
        said.append(
            "Qui a votre attestation sous les yeux peut taper le nom qu’il y lit : la page répond oui ou non."
        )
    return said


def _and(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} et {last}" if first else last


def _neither(words: Sequence[str]) -> str:
    return f"pas {words[0]}" if len(words) == 1 else ", ".join(f"ni {each}" for each in words)
