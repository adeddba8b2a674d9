"""A visitor's work becomes an organisation's: it expires no more, and no link opens it."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction

from trajectoires.organisations.access import role_of
from trajectoires.organisations.services import create_organisation
from trajectoires.trajectories.models import Trajectory

NOT_HERS = "Vous n’êtes plus membre de cette organisation. Choisissez-en une autre."
HAS_ONE = (
    "Cette organisation a déjà sa trajectoire. Ouvrez-la pour y ajouter des années, ou gardez ce travail sous un "
    "autre nom."
)
GONE = "Ce travail n’est plus là, ou il est déjà gardé."


@transaction.atomic
def keep_in(*, trajectory: Trajectory, organisation_id: int, user: AbstractBaseUser) -> Trajectory:
    """Attach a visitor's work to an organisation of this person. Raise ValidationError when it may not be.

    Its answers, files and words come along unchanged; files that wait to be read go on.
    """
    work = Trajectory.objects.select_for_update().filter(pk=trajectory.pk, expires_at__isnull=False).first()
    if work is None:
        raise ValidationError(GONE)
    if role_of(user, organisation_id) is None:
        raise ValidationError(NOT_HERS)
    if Trajectory.objects.filter(organisation_id=organisation_id).exists():
        raise ValidationError(HAS_ONE)
    work.organisation_id, work.expires_at, work.resume_key = organisation_id, None, None
    work.save(update_fields=["organisation", "expires_at", "resume_key"])
    return work


@transaction.atomic
def keep_in_new(*, trajectory: Trajectory, name: str, user: AbstractBaseUser, now: datetime) -> Trajectory:
    """The same, in an organisation that begins with it and that this person manages."""
    founded = create_organisation(user=user, values={"name": name}, now=now)
    return keep_in(trajectory=trajectory, organisation_id=founded.organisation_id, user=user)
