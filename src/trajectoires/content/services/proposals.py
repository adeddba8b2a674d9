"""A visitor proposes a resource; a moderator keeps it or refuses it. Her e-mail goes with the decision."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.text import slugify

from trajectoires.content.enums import Language, ProposalStatus
from trajectoires.content.models import ResourcePage, ResourceProposal
from trajectoires.content.selectors.library import library_page
from trajectoires.organisations.models import Organisation

MOST_A_DAY = 100  # of everybody: no trace is kept of who sends; the view counts what one browser sent
EMAIL_KEPT = dt.timedelta(days=90)
_SIGNS = "23456789abcdefghjkmnpqrstvwxyz"  # read aloud without a doubt


class TooManyProposals(Exception):
    """More were received in a day than people can read: a machine is writing."""


class AlreadyDecided(Exception):
    """Somebody else decided first."""


class NoLibrary(Exception):
    """The catalogue has no published page yet: a resource has nowhere to be."""


@transaction.atomic
def receive_proposal(*, values: Mapping[str, Any], now: dt.datetime) -> ResourceProposal:
    """Keep what a visitor proposes, under a reference that nobody guesses."""
    since = now - dt.timedelta(days=1)
    if ResourceProposal.objects.filter(received_at__gt=since).count() >= MOST_A_DAY:
        raise TooManyProposals
    reference = "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(3))
    return ResourceProposal.objects.create(reference=reference, received_at=now, **values)


@transaction.atomic
def retain_proposal(
    *,
    proposal: ResourceProposal,
    answers: Mapping[str, Any],
    user: AbstractBaseUser,
    now: dt.datetime,
) -> ResourcePage:
    """Make a draft of it, for an editor to finish.

    `answers` says its `medoc` and its `format`; without `publisher`, the organisation is known by the visitor's words.
    """
    waiting = _still_waiting(proposal)
    library = library_page()
    if library is None:
        raise NoLibrary
    page = ResourcePage(
        title=waiting.title,
        lede=waiting.reason,
        audience=waiting.audience,
        medoc=answers["medoc"],
        format=answers["format"],
        language=Language.FR,
        publisher=answers["publisher"] or _organisation_named(waiting.publisher_name),
        link=waiting.link,
        updated_on=now.date(),
        live=False,
    )
    library.add_child(instance=page)
    page.save_revision(user=user, clean=False)  # it may lack its address or its file: the editor adds it
    _decide(waiting, ProposalStatus.RETENUE, user, now, page=page)
    return page


@transaction.atomic
def refuse_proposal(
    *, proposal: ResourceProposal, reason: str, user: AbstractBaseUser, now: dt.datetime
) -> None:
    """Say no, with a reason that whoever has the reference reads."""
    _decide(_still_waiting(proposal), ProposalStatus.REFUSEE, user, now, refusal_reason=reason)


def forget_proposal_emails(*, now: dt.datetime) -> int:
    """Erase the addresses of those that waited ninety days; return how many."""
    old = ResourceProposal.objects.filter(received_at__lte=now - EMAIL_KEPT).exclude(email="")
    return old.update(email="")


def _still_waiting(proposal: ResourceProposal) -> ResourceProposal:
    locked = ResourceProposal.objects.select_for_update().get(pk=proposal.pk)
    if not locked.is_waiting:
        raise AlreadyDecided
    return locked


def _decide(
    proposal: ResourceProposal,
    status: ProposalStatus,
    user: AbstractBaseUser,
    now: dt.datetime,
    **fields: Any,
) -> None:
    values = {"status": status, "decided_at": now, "decided_by_id": user.pk, "email": "", **fields}
    for name, value in values.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=list(values))


def _organisation_named(name: str) -> Organisation:
    found = Organisation.objects.filter(name__iexact=name).first()
    if found:
        return found
    stem = slugify(name)[:90] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    free = (slug for slug in (stem, *(f"{stem}-{number}" for number in range(2, 999))) if slug not in taken)
    return Organisation.objects.create(slug=next(free), name=name)
