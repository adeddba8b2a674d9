"""The messages about a subscription, and the addresses that they carry."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from trajectoires.content.enums import Theme
from trajectoires.digests import access
from trajectoires.digests.models import Subscription
from trajectoires.geography.enums import Region
from trajectoires.mail.services import send

FAILURE_TASK = "digests.record_failure"


def whole_address(name: str, token: str) -> str:
    return settings.SITE_URL + reverse(f"digests:{name}", args=[token])


def reference_of(subscription: Subscription, sending_id: int = 0) -> str:
    return f"{subscription.pk}:{sending_id}"


def ask_to_confirm(*, subscription: Subscription, token: str, now: datetime) -> None:
    send(
        to=subscription.email,
        subject="Confirmez votre inscription à la lettre",
        template="digests/mail/confirm.txt",
        html_template="digests/mail/confirm.html",
        context={"confirm_url": whole_address("confirm", token), **_choice(subscription)},
        failure_task=FAILURE_TASK,
        reference=reference_of(subscription),
        now=now,
    )


def say_already_subscribed(*, subscription: Subscription, now: datetime) -> None:
    token = access.link_token(subscription.seed)
    send(
        to=subscription.email,
        subject="Vous recevez déjà la lettre",
        template="digests/mail/already.txt",
        html_template="digests/mail/already.html",
        context={**links_of(token), **_choice(subscription)},
        failure_task=FAILURE_TASK,
        reference=reference_of(subscription),
        now=now,
    )


def links_of(token: str) -> dict[str, str]:
    return {
        "manage_url": whole_address("manage", token),
        "unsubscribe_url": whole_address("unsubscribe", token),
    }


def _choice(subscription: Subscription) -> dict[str, Any]:
    return {
        "themes": ", ".join(str(Theme(each).label) for each in subscription.themes),
        "territories": ", ".join(str(Region(each).label) for each in subscription.territories),
        "frequency": subscription.get_frequency_display(),
    }
