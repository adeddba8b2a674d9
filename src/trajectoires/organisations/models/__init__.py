"""Organisations, the people who work in them, and what was tried against their links."""

from trajectoires.organisations.models.members import Invitation, Membership
from trajectoires.organisations.models.organisations import Organisation
from trajectoires.organisations.models.refusals import RefusedAttempt

__all__ = ["Invitation", "Membership", "Organisation", "RefusedAttempt"]
