"""Who may see a diagnosis: the visitor whose session holds it, or whoever has its link. Nobody else.

A plan is seen with the work that it belongs to: `trajectories.access` says by whom.
"""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404

from trajectoires.kit.enums import SESSION_KEY
from trajectoires.kit.models import Action, Diagnosis
from trajectoires.trajectories.models import Trajectory


def find_own(session: SessionBase, *, now: datetime) -> Diagnosis | None:
    """The diagnosis of this session, unless its time is over."""
    key = session.get(SESSION_KEY)
    return Diagnosis.objects.filter(id=key, expires_at__gt=now).first() if key else None


def find_by_link(key: str, *, now: datetime) -> Diagnosis | None:
    """What this *lien de reprise* opens. A guessed, a former and an expired link answer alike: none."""
    return Diagnosis.objects.filter(resume_key=key, expires_at__gt=now).first()


def action_or_404(trajectory: Trajectory, action_id: int) -> Action:
    """An action of this work. Another's is not found."""
    found = Action.objects.filter(trajectory=trajectory, pk=action_id).first()
    if found is None:
        raise Http404("Cette action n’est pas dans votre plan.")
    return found
