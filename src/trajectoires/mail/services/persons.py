"""The messages that wait to leave for a person."""

from datetime import datetime
from typing import Any

from django.db import transaction

from trajectoires.mail.models import Message


def export_person(*, user: Any) -> dict[str, Any]:
    """Those that have not left: the others are forgotten already."""
    waiting = Message.objects.filter(to__iexact=user.email)
    found = [{"objet": each.subject, "texte": each.text, "ecrit_le": each.created_at} for each in waiting]
    return {"courriels_en_attente": found} if found else {}


@transaction.atomic
def erase_person(*, user: Any, now: datetime) -> None:  # noqa: ARG001 the same parameters in every room
    """What waits; a message that is being handed over is forgotten with its answer."""
    Message.objects.filter(to__iexact=user.email, claimed_at=None).delete()
    Message.objects.filter(reply_to__iexact=user.email).update(reply_to="")
