"""The comments of a result page, with the forms of whoever reads it."""

from dataclasses import dataclass

from trajectoires.trajectories import presenters
from trajectoires.trajectories.access import OpenWork
from trajectoires.trajectories.enums import Section
from trajectoires.trajectories.forms import CommentForm
from trajectoires.trajectories.presenters import ThreadView

Wrong = CommentForm | None


@dataclass(frozen=True)
class Place:
    """One section: its threads, each with the form that answers it, and the form that opens another for a guest."""

    section: str
    title: str
    threads: list[tuple[ThreadView, CommentForm]]
    form: CommentForm | None

    @property
    def waiting(self) -> int:
        return sum(not thread.is_settled for thread, _ in self.threads)

    @property
    def is_there(self) -> bool:
        return bool(self.threads or self.form)


def discussion_of(work: OpenWork, *, wrong: Wrong = None) -> dict[str, Place] | None:
    """By section; None where nobody comments: a visitor's own work, a demonstration. `wrong` is to be corrected."""
    if not work.trajectory.is_kept:
        return None
    threads = presenters.present_threads(work.trajectory, work.share)
    return {section.value: _place(section, threads[section], work, wrong) for section in Section}


def _place(section: Section, threads: list[ThreadView], work: OpenWork, wrong: Wrong) -> Place:
    own = _form(section.value, "Votre commentaire", wrong) if work.share else None
    return Place(
        section.value,
        section.label,
        [(each, _form(each.place, "Votre réponse", wrong)) for each in threads],
        own,
    )


def _form(place: str, label: str, wrong: Wrong) -> CommentForm:
    return wrong if wrong and wrong.place == place else CommentForm(place=place, label=label)
