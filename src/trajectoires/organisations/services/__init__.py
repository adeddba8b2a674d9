"""Write organisations, their members and the links that let them in."""

from trajectoires.organisations.services.founding import (
    change_record,
    create_organisation,
    delete_organisation,
)
from trajectoires.organisations.services.invitations import accept, invite, revoke_invitation
from trajectoires.organisations.services.members import change_role, remove_member
from trajectoires.organisations.services.people import erase_person, export_person
from trajectoires.organisations.services.records import save_organisation
from trajectoires.organisations.services.refusals import forget_traces, record_refusal

__all__ = [
    "accept",
    "change_record",
    "change_role",
    "create_organisation",
    "delete_organisation",
    "erase_person",
    "export_person",
    "forget_traces",
    "invite",
    "record_refusal",
    "remove_member",
    "revoke_invitation",
    "save_organisation",
]
