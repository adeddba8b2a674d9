"""Roles in an organisation. Whoever has none learns nothing of it, not even that it exists."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from trajectoires.mail.access import hash_of
from trajectoires.organisations.enums import Refusal, Role
from trajectoires.organisations.models import Invitation, Membership

Person = AbstractBaseUser | AnonymousUser


def role_of(user: Person, organisation_id: int) -> Role | None:
    """The role of this person today; None for a stranger, and for a person who has not signed in."""
    if not user.is_authenticated:
        return None
    role = Membership.objects.filter(user_id=user.pk, organisation_id=organisation_id).values_list("role")
    return Role(role[0][0]) if role else None


def membership_or_404(user: Person, organisation_id: int) -> Membership:
    """Her place in this organisation, with the organisation. Raise Http404 for anyone else."""
    found = Membership.objects.select_related("organisation").filter(
        user_id=user.pk, organisation_id=organisation_id
    )
    if not found:
        raise Http404("Cette organisation n’est pas la vôtre.")
    return found[0]


def managed_or_404(user: Person, organisation_id: int) -> Membership:
    """The same for a manager. A member who is not one knows the organisation: raise PermissionDenied."""
    membership = membership_or_404(user, organisation_id)
    if not membership.is_manager:
        raise PermissionDenied("Seules les personnes en gestion le peuvent.")
    return membership


def find_invitation(token: str) -> Invitation | None:
    """Whatever became of it: `refusal_of` says whether it still opens."""
    found = Invitation.objects.select_related("organisation", "invited_by")
    return found.filter(token_hash=hash_of(token)).first()


def refusal_of(invitation: Invitation | None, *, now: datetime) -> Refusal | None:
    """Why this link opens nothing; None when it is good."""
    if invitation is None:
        return Refusal.UNKNOWN
    if invitation.revoked_at:
        return Refusal.REVOKED
    if invitation.accepted_at:
        return Refusal.USED
    return Refusal.LATE if invitation.expires_at <= now else None


def is_addressed_to(email: str, user: Person) -> bool:
    """Whether this person signed in with the address that the link was sent to."""
    return user.is_authenticated and getattr(user, "email", "").lower() == email.lower()
