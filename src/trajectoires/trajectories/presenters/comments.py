"""What was said beside each section of the results, and by whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from trajectoires.organisations.selectors import name_of
from trajectoires.trajectories.enums import Section
from trajectoires.trajectories.models import Comment, Share, Thread, Trajectory
from trajectoires.trajectories.selectors import threads_of

GONE = "Une personne partie"


@dataclass(frozen=True)
class CommentView:
    who: str
    is_of_guest: bool
    text: str
    written_at: datetime


@dataclass(frozen=True)
class ThreadView:
    id: int
    place: str
    is_settled: bool
    comments: list[CommentView]


def present_threads(trajectory: Trajectory, share: Share | None) -> Mapping[str, list[ThreadView]]:
    """The threads of each section, those that wait first."""
    found: dict[str, list[ThreadView]] = {section.value: [] for section in Section}
    for thread in _waiting_first(threads_of(trajectory, share)):
        found[thread.section].append(
            ThreadView(
                id=thread.pk,
                place=f"fil-{thread.pk}",
                is_settled=thread.resolved_at is not None,
                comments=[_comment(each) for each in thread.comments.all()],
            )
        )
    return found


def _waiting_first(threads: Iterable[Thread]) -> list[Thread]:
    return sorted(threads, key=lambda thread: thread.resolved_at is not None)


def _comment(comment: Comment) -> CommentView:
    who = name_of(comment.author) if comment.author else GONE
    return CommentView(who, comment.is_of_guest, comment.text, comment.written_at)
