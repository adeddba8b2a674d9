"""What was tried and refused is counted, then forgotten."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from trajectoires.organisations.enums import TRACES_KEPT, Link, Refusal
from trajectoires.organisations.models import Invitation, Organisation, RefusedAttempt


@transaction.atomic
def record_refusal(
    *, link: Link, reason: Refusal, now: datetime, organisation: Organisation | None = None
) -> None:
    """One more of this kind today. Who tried, and with what, is written nowhere."""
    row, _ = RefusedAttempt.objects.get_or_create(
        refused_on=timezone.localdate(now), link=link, reason=reason, organisation=organisation
    )
    RefusedAttempt.objects.filter(pk=row.pk).update(count=F("count") + 1)


@transaction.atomic
def forget_traces(*, now: datetime) -> int:
    """Refusals and invitations whose time is over; return how many."""
    oldest = now - TRACES_KEPT
    refused = RefusedAttempt.objects.filter(refused_on__lt=timezone.localdate(oldest)).delete()[0]
    return refused + Invitation.objects.filter(expires_at__lt=oldest).delete()[0]
