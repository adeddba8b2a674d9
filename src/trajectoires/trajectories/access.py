"""Who may open a trajectory, and to do what: decided again at each request, never by the session alone.

A visitor's work is her session's, or that of whoever has its link. An organisation's is its members', as they stand
today, and that of a guest for as long as her share. A demonstration is anyone's.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.http import Http404

from trajectoires.mail.access import hash_of
from trajectoires.organisations.access import Person, role_of
from trajectoires.organisations.enums import Refusal, Role
from trajectoires.trajectories.enums import SESSION_KEY, Right, Scope, Section
from trajectoires.trajectories.models import Share, Thread, Trajectory

OF_ROLE = {Role.MANAGER: Right.MANAGE, Role.MEMBER: Right.CHANGE}


@dataclass(frozen=True)
class OpenWork:
    """The work of this browser, and what whoever reads it may do. `share` is there for a guest, and for her alone."""

    trajectory: Trajectory
    right: Right
    share: Share | None = None

    @property
    def may_change(self) -> bool:
        return self.right >= Right.CHANGE

    @property
    def may_manage(self) -> bool:
        return self.right >= Right.MANAGE

    def may_read(self, scope: Scope) -> bool:
        return self.share is None or scope in self.share.scopes


def find_open(session: SessionBase, user: Person, *, now: datetime) -> OpenWork | None:
    """What this browser has open, if this person may still open it."""
    key = session.get(SESSION_KEY)
    found = Trajectory.objects.select_related("organisation").filter(id=key).first() if key else None
    if found is None or found.is_demonstration:
        return None
    if not found.is_kept:
        return OpenWork(found, Right.MANAGE) if found.expires_at > now else None
    return _of_organisation(found, user, now=now)


def _of_organisation(trajectory: Trajectory, user: Person, *, now: datetime) -> OpenWork | None:
    role = role_of(user, trajectory.organisation_id)
    if role:
        return OpenWork(trajectory, OF_ROLE[role])
    shares = Share.objects.filter(trajectory=trajectory, guest_id=user.pk) if user.is_authenticated else []
    share = next((each for each in shares if each.is_open(now)), None)
    if share is None:
        return None
    share.trajectory = trajectory  # with its organisation, read already
    return OpenWork(trajectory, Right.READ, share)


def find_own(session: SessionBase, user: Person, *, now: datetime) -> Trajectory | None:
    """The work of this browser, if this person may change it: her session's, or her organisation's."""
    found = find_open(session, user, now=now)
    return found.trajectory if found and found.may_change else None


def find_by_link(key: str, *, now: datetime) -> Trajectory | None:
    """The work that this *lien de reprise* opens. A guessed, a former and an expired link answer alike: none."""
    return Trajectory.objects.filter(resume_key=key, expires_at__gt=now).first()


def demonstration_or_404(slug: str) -> Trajectory:
    trajectory = Trajectory.objects.filter(demonstration_slug=slug).first()
    if trajectory is None:
        raise Http404("Cette démonstration n’existe pas.")
    return trajectory


def kept_or_404(user: Person, organisation_id: int) -> Trajectory:
    """The work of this organisation, for a member."""
    found = Trajectory.objects.filter(organisation_id=organisation_id).first()
    if found is None or role_of(user, organisation_id) is None:
        raise Http404("Cette trajectoire n’est pas la vôtre.")
    return found


def find_share(token: str) -> Share | None:
    """Whatever became of it: `refusal_of` says whether its link still opens."""
    found = Share.objects.select_related("trajectory__organisation", "invited_by")
    return found.filter(token_hash=hash_of(token)).first()


def refusal_of(share: Share | None, *, now: datetime) -> Refusal | None:
    """Why this link opens nothing; None when it is good."""
    if share is None:
        return Refusal.UNKNOWN
    if share.revoked_at:
        return Refusal.REVOKED
    if share.accepted_at:
        return Refusal.USED
    return Refusal.LATE if share.link_expires_at <= now or share.is_over(now) else None


def granted_or_404(user: Person, share_id: int, *, now: datetime) -> Share:
    """A share that is open to this person now. One of another, revoked or over does not exist."""
    shares = Share.objects.select_related("trajectory__organisation", "invited_by")
    found = shares.filter(pk=share_id, guest_id=user.pk).first()
    if found is None or not found.is_open(now):
        raise Http404("Ce partage n’est pas ouvert.")
    return found


def share_or_404(trajectory: Trajectory, share_id: int) -> Share:
    """A share of this work. Another's is not found."""
    found = Share.objects.select_related("guest").filter(trajectory=trajectory, pk=share_id).first()
    if found is None:
        raise Http404("Ce partage n’est pas dans votre travail.")
    return found


def thread_or_404(work: OpenWork, thread_id: int) -> Thread:
    """A thread of this work; for a guest, one of her own share."""
    found = Thread.objects.select_related("share").filter(pk=thread_id, share__trajectory=work.trajectory)
    found = found.filter(share=work.share) if work.share else found
    if not found:
        raise Http404("Ce fil n’est pas dans votre travail.")
    return found[0]


def share_of_guest(work: OpenWork) -> Share:
    """The share of a guest. Raise PermissionDenied for whoever reads her own organisation's work."""
    if work.share is None:
        raise PermissionDenied("Seule une personne invitée ouvre un fil.")
    return work.share


def section_or_404(section: str) -> str:
    if section not in Section.values:
        raise Http404("Cette partie n’existe pas.")
    return section


def check_right(work: OpenWork, right: Right) -> None:
    """Whoever has the work open knows that it exists: raise PermissionDenied when she may not do this."""
    if work.right < right:
        raise PermissionDenied("Votre rôle ne le permet pas.")


def check_scope(work: OpenWork, scope: Scope) -> None:
    """Raise PermissionDenied for a guest whose share does not hold this."""
    if not work.may_read(scope):
        raise PermissionDenied("Ce partage ne le montre pas.")
