"""What the pages keep of a person: her favourites, and her address on what she proposed."""

import datetime as dt
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from trajectoires.content.models import Favourite, ResourceProposal
from trajectoires.content.services.favourites import SESSION_KEY, keep_favourites


def keep_at_sign_in(*, session: SessionBase, user: Any, now: dt.datetime) -> None:
    """The favourites of this browser join those of the account."""
    if keys := session.pop(SESSION_KEY, None):
        keep_favourites(user=user, keys=keys, now=now)


def export_person(*, user: Any) -> dict[str, Any]:
    """Her favourites, and the proposals that still carry her address."""
    kept = Favourite.objects.filter(user=user).select_related("page")
    proposed = ResourceProposal.objects.filter(email__iexact=user.email)
    exported = {
        "favoris": [
            {"page": each.page.title, "adresse": each.page.address, "gardee_le": each.added_at}
            for each in kept
        ],
        "ressources_proposees": [
            {
                "reference": each.reference,
                "titre": each.title,
                "pourquoi": each.reason,
                "adresse_pour_repondre": each.email,
                "recue_le": each.received_at,
            }
            for each in proposed
        ],
    }
    return {name: found for name, found in exported.items() if found}


@transaction.atomic
def erase_person(*, user: Any, now: dt.datetime) -> None:  # noqa: ARG001 the same parameters in every room
    """A proposal stays, without its address."""
    Favourite.objects.filter(user=user).delete()
    ResourceProposal.objects.filter(email__iexact=user.email).update(email="")
