"""Who may see a trajectory: the visitor whose session holds it, or who has its link; anyone for a demonstration."""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404

from trajectoires.trajectories.enums import SESSION_KEY
from trajectoires.trajectories.models import Trajectory


def find_own(session: SessionBase, *, now: datetime) -> Trajectory | None:
    """The trajectory of this session, unless its time is over."""
    key = session.get(SESSION_KEY)
    return Trajectory.objects.filter(id=key, expires_at__gt=now).first() if key else None


def find_by_link(key: str, *, now: datetime) -> Trajectory | None:
    """The work that this *lien de reprise* opens. A guessed, a former and an expired link answer alike: none."""
    return Trajectory.objects.filter(resume_key=key, expires_at__gt=now).first()


def demonstration_or_404(slug: str) -> Trajectory:
    trajectory = Trajectory.objects.filter(demonstration_slug=slug).first()
    if trajectory is None:
        raise Http404("Cette démonstration n’existe pas.")
    return trajectory
