"""What the letter keeps of a person, known by her address."""

from datetime import datetime
from typing import Any

from django.db import transaction

from trajectoires.digests.models import Subscription
from trajectoires.digests.services.messages import FAILURE_TASK
from trajectoires.digests.services.subscriptions import export
from trajectoires.mail.services import withdraw


def export_person(*, user: Any) -> dict[str, Any]:
    """Her subscription, confirmed or not."""
    found = Subscription.objects.filter(email=user.email.lower()).first()
    return export(subscription=found) if found else {}


@transaction.atomic
def erase_person(*, user: Any, now: datetime) -> None:  # noqa: ARG001 the same parameters in every room
    """Her subscription, and what waits to leave for it."""
    for found in Subscription.objects.filter(email=user.email.lower()):
        withdraw(to=found.email, failure_task=FAILURE_TASK)
        found.delete()
