"""What a person finds in her space: of each room, what it says of her."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from trajectoires.content.selectors.favourites import favourite_keys
from trajectoires.kit import access as diagnoses
from trajectoires.kit.models import Diagnosis
from trajectoires.learning.access import find_learner
from trajectoires.learning.models import Attestation
from trajectoires.learning.selectors import CourseProgress, attestations_of, courses, progress_of
from trajectoires.organisations.models import Membership
from trajectoires.organisations.selectors import memberships_of
from trajectoires.trajectories import access as works
from trajectoires.trajectories.models import Share, Trajectory
from trajectoires.trajectories.selectors import kept_works, open_shares
from trajectoires.trajectories.selectors.sharing import KeptWork
from trajectoires.users.selectors import keys_of


@dataclass(frozen=True)
class Space:
    """`work` and `diagnosis` are those of this browser alone; `kept`, those of her organisations."""

    work: Trajectory | None
    kept: list[KeptWork]
    organisations: list[Membership]
    shares: list[Share]
    diagnosis: Diagnosis | None
    courses: list[CourseProgress]
    attestations: list[Attestation]
    favourites: int
    keys: int


def space_of(user: Any, session: SessionBase, *, now: datetime) -> Space:
    """Hers; the courses are those that she has begun or done."""
    learner = find_learner(session, user, now=now)
    own = works.find_own(session, user, now=now)
    followed = progress_of(learner, courses()) if learner else []
    return Space(
        work=None if own and own.is_kept else own,
        kept=kept_works(user),
        organisations=list(memberships_of(user)),
        shares=list(open_shares(user, now=now)),
        diagnosis=diagnoses.find_own(session, now=now),
        courses=[each for each in followed if each.is_begun or each.is_done],
        attestations=attestations_of(learner),
        favourites=len(favourite_keys(user)),
        keys=keys_of(user).count(),
    )
