"""Keep what readers say of a page, without a way to reach them."""

import datetime as dt
import re

from django.db import transaction

from trajectoires.content.models import BasePage, UsefulVote

MOST_AN_HOUR = 60  # of one page: beyond, it is a machine or a quarrel
_EMAIL = re.compile(r"[\w.+'-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\d,.])(?:\+\s?\d{2,3}|00\s?\d{2}|0)[\s.\-]?(?:\(0\)\s?)?[1-9](?:[\s.\-]?\d{2}){4}(?!\d)"
)
_MASKED_EMAIL, _MASKED_PHONE = "[adresse retirée]", "[numéro retiré]"


class UnableToKeepVote(Exception):
    """The page has had its share of answers for this hour."""


@transaction.atomic
def record_vote(*, page: BasePage, is_useful: bool, comment: str, now: dt.datetime) -> UsefulVote:
    """Keep an answer, its comment without address nor number. Raise UnableToKeepVote past the share of the hour."""
    recent = UsefulVote.objects.filter(page=page, created_at__gt=now - dt.timedelta(hours=1))
    if recent.count() >= MOST_AN_HOUR:
        raise UnableToKeepVote
    return UsefulVote.objects.create(
        page=page, is_useful=is_useful, comment=mask_contacts(comment.strip()), created_at=now
    )


def mask_contacts(text: str) -> str:
    """The text without the addresses and the phone numbers that somebody may have written in it."""
    return _PHONE.sub(_MASKED_PHONE, _EMAIL.sub(_MASKED_EMAIL, text))


@transaction.atomic
def treat_vote(*, vote: UsefulVote, is_treated: bool, now: dt.datetime) -> None:
    """Say that the comment was dealt with, or that it is to be looked at again."""
    vote.treated_at = now if is_treated else None
    vote.save(update_fields=["treated_at"])
