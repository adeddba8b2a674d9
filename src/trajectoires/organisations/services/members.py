"""Members change roles and leave; one manager stays at least.

Each verb holds the row of the organisation first: two managers who leave at once take their turn.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from trajectoires.organisations.enums import Role
from trajectoires.organisations.models import Membership, Organisation
from trajectoires.organisations.selectors import is_last_manager

LAST_MANAGER = "Il faut une personne en gestion au moins. Donnez d’abord ce rôle à quelqu’un d’autre."


def locked(organisation_id: int) -> Organisation:
    """The row, held until the transaction ends."""
    return Organisation.every.select_for_update().get(pk=organisation_id)


@transaction.atomic
def change_role(*, membership: Membership, role: Role) -> Membership:
    """Raise ValidationError when nobody would manage any more."""
    locked(membership.organisation_id)
    membership.refresh_from_db()
    if role is not Role.MANAGER and is_last_manager(membership):
        raise ValidationError(LAST_MANAGER)
    membership.role = role
    membership.save(update_fields=["role"])
    return membership


@transaction.atomic
def remove_member(*, membership: Membership) -> None:
    """She is taken out, or leaves. Raise ValidationError when nobody would manage any more."""
    locked(membership.organisation_id)
    membership.refresh_from_db()
    if is_last_manager(membership):
        raise ValidationError(LAST_MANAGER)
    membership.delete()
