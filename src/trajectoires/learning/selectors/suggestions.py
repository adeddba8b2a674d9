"""Which lessons to offer next, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from socioeco.typologies import compute_position
from trajectoires.content.models import ModelPage
from trajectoires.learning.models import LessonPage
from trajectoires.learning.models.placement import Need
from trajectoires.learning.selectors.accounts import Accounts

MOST = 3


@dataclass(frozen=True)
class Suggestion:
    lesson: LessonPage
    why: str


def suggestions_for(needs: Sequence[Need]) -> list[Suggestion]:
    """The lessons that answers call for, in their order; one that is not published is left out."""
    lessons = {lesson.address: lesson for lesson in _lessons()}
    return [Suggestion(lessons[need.href], need.why) for need in needs if need.href in lessons]


def suggestions_from(accounts: Accounts) -> tuple[str, list[Suggestion]]:
    """What the engine concludes of the last exercice, and the module of each model that its signals speak for alone.

    No model is ranked: the engine does not. A model with a signal against it is left out.
    """
    position = compute_position(accounts.postes, {})
    numbers = {each.numero: len(each.pour) for each in position.modeles if each.pour and not each.contre}
    titles = dict(ModelPage.objects.live().filter(number__in=numbers).values_list("title", "number"))
    first = _first_of_modules(_lessons(), titles)
    found = [
        Suggestion(lesson, _reason(numbers[titles[title]], accounts.label)) for title, lesson in first.items()
    ]
    return position.conclusion.texte, found[:MOST]


def _reason(signals: int, label: str) -> str:
    said = "Un signal va" if signals == 1 else f"{signals} signaux vont"
    return f"{said} dans le sens de ce modèle dans vos comptes de {label}, et aucun contre."


def _lessons() -> Iterable[LessonPage]:
    return LessonPage.objects.live().public().order_by("path").defer("body", "sources")


def _first_of_modules(lessons: Iterable[LessonPage], titles: Iterable[str]) -> dict[str, LessonPage]:
    wanted, first = set(titles), {}
    for lesson in sorted(lessons, key=lambda each: each.rank):
        if lesson.module in wanted:
            first.setdefault(lesson.module, lesson)
    return first
