"""From asking to leaving. What is answered never says whether an address was known."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from trajectoires.digests import access
from trajectoires.digests.enums import (
    CONFIRMATIONS_A_DAY,
    CONFIRMATIONS_AN_HOUR,
    CONSENT_VERSION,
    UNCONFIRMED,
    Frequency,
)
from trajectoires.digests.models import Allowance, Subscription
from trajectoires.digests.services.messages import FAILURE_TASK, ask_to_confirm, say_already_subscribed
from trajectoires.mail.services import withdraw


class UnableToSubscribe(Exception):
    """Too many asked within the hour, whoever they are."""


@transaction.atomic
def subscribe(
    *, email: str, themes: Sequence[str], territories: Sequence[str], frequency: Frequency, now: datetime
) -> None:
    """Send what this address needs: a link to confirm, or word that it has the letter already.

    A confirmed subscription is not changed by who only knows its address. Beyond a few messages a day to one address,
    nothing more leaves; beyond many in an hour to all, UnableToSubscribe.
    """
    _take_from_allowance(now)
    token = access.new_token()
    chosen = {"themes": list(themes), "territories": list(territories), "frequency": frequency}
    subscription, is_new = Subscription.objects.get_or_create(
        email=email.lower(), defaults={**_beginning(token, now), **chosen}
    )
    subscription = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if subscription.confirmed_at:
        if _may_write(subscription, at_most=1, now=now):
            say_already_subscribed(subscription=subscription, now=now)
    elif _may_write(subscription, at_most=CONFIRMATIONS_A_DAY, now=now):
        if not is_new:
            _begin_again(subscription, token, chosen, now)
        ask_to_confirm(subscription=subscription, token=token, now=now)


def _take_from_allowance(now: datetime) -> None:
    hour = now.replace(minute=0, second=0, microsecond=0)
    Allowance.objects.get_or_create(hour=hour)
    left = Allowance.objects.filter(hour=hour, asked__lt=CONFIRMATIONS_AN_HOUR)
    if not left.update(asked=F("asked") + 1):
        raise UnableToSubscribe


def _beginning(token: str, now: datetime) -> dict[str, Any]:
    seed = access.new_seed()
    return {
        "seed": seed,
        "link_hash": access.hash_of(access.link_token(seed)),
        "confirmation_hash": access.hash_of(token),
        "created_at": now,
        "consent_version": CONSENT_VERSION,
        "asked_on": timezone.localdate(now),
    }


def _begin_again(subscription: Subscription, token: str, chosen: dict[str, Any], now: datetime) -> None:
    """The latest request is the one that counts; the link sent before it opens nothing any more."""
    changed = {"confirmation_hash": access.hash_of(token), "created_at": now, **chosen}
    changed["consent_version"] = CONSENT_VERSION
    for name, value in changed.items():
        setattr(subscription, name, value)
    subscription.save(update_fields=list(changed))


def _may_write(subscription: Subscription, *, at_most: int, now: datetime) -> bool:
    """Count one more service message to this address today, unless it has had its number."""
    today = timezone.localdate(now)
    if subscription.asked_on != today:
        subscription.asked_on, subscription.asked_count = today, 0
    if subscription.asked_count >= at_most:
        return False
    subscription.asked_count += 1
    subscription.save(update_fields=["asked_on", "asked_count"])
    return True


@transaction.atomic
def confirm(*, subscription: Subscription, now: datetime) -> None:
    """From now on the letter leaves. Confirming twice changes nothing."""
    Subscription.objects.filter(pk=subscription.pk, confirmed_at=None).update(confirmed_at=now, asked_count=0)


def change(
    *, subscription: Subscription, themes: Sequence[str], territories: Sequence[str], frequency: Frequency
) -> None:
    """The next letter follows the new choice."""
    subscription.themes, subscription.territories = list(themes), list(territories)
    subscription.frequency = frequency
    subscription.save(update_fields=["themes", "territories", "frequency"])


@transaction.atomic
def unsubscribe(*, token: str) -> None:
    """Erase the address and what waits to leave for it. An unknown link has nothing to erase, and is told the same."""
    subscription = access.find_by_link(token)
    if subscription:
        withdraw(to=subscription.email, failure_task=FAILURE_TASK)
        subscription.delete()


def export(*, subscription: Subscription) -> dict[str, Any]:
    """Everything that is kept about this person, in words that she can read."""
    return {
        "adresse": subscription.email,
        "themes": subscription.themes,
        "territoires": subscription.territories,
        "frequence": subscription.frequency,
        "demandee_le": subscription.created_at,
        "confirmee_le": subscription.confirmed_at,
        "version_du_texte_accepte": subscription.consent_version,
        "dernier_courriel_de_service_le": subscription.asked_on,
        "courriels_de_service_ce_jour_la": subscription.asked_count,
        "nouvelles_lues_jusqu_au": subscription.covered_until,
        "derniere_lettre_le": subscription.last_sent_at,
        "lettres_refusees_de_suite": subscription.refusals,
        "dernier_refus_le": subscription.refused_at,
    }


@transaction.atomic
def forget_unconfirmed(*, now: datetime) -> int:
    """Erase what nobody confirmed in seven days, and old counts; return how many addresses were erased."""
    Allowance.objects.filter(hour__lte=now - UNCONFIRMED).delete()
    late = Subscription.objects.filter(confirmed_at=None, created_at__lte=now - UNCONFIRMED)
    return late.delete()[0]
