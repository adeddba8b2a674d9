"""Write the letter to each reader: once an issue, whatever stops in the middle."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Min, Q, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from trajectoires.digests import access
from trajectoires.digests.enums import BATCH, LATE_AT_MOST, REFUSALS, RUN, Frequency
from trajectoires.digests.models import Sending, Subscription
from trajectoires.digests.selectors import Choice, Item, Letter, compose_letter, issue_at, read_news
from trajectoires.digests.services.messages import FAILURE_TASK, links_of, reference_of
from trajectoires.mail.enums import Failure
from trajectoires.mail.services import send


@dataclass(frozen=True)
class Drawn:
    """A letter as all those who chose the same receive it, but for their links."""

    subject: str
    text: str
    html: SafeString


class Issue:
    """One issue: its news read once, each letter drawn once for all those who chose the same."""

    def __init__(self, frequency: Frequency, at: datetime) -> None:
        self.frequency, self.at = frequency, at
        self._drawn: dict[tuple[Choice, datetime], Drawn | None] = {}

    @property
    def due(self) -> QuerySet[Subscription]:
        """Those who confirmed before it, and whom it has not met yet."""
        return Subscription.objects.filter(
            Q(covered_until=None) | Q(covered_until__lt=self.at),
            frequency=self.frequency,
            confirmed_at__lt=self.at,
        )

    @cached_property
    def news(self) -> list[Item]:
        """Since the reader who has waited longest."""
        first = self.due.aggregate(first=Min("covered_until"))["first"] or self.at
        since = min(first, self.at - self.frequency.span)
        return read_news(since=since, until=self.at, ahead=self.frequency.span)

    def letter_for(self, subscription: Subscription) -> Drawn | None:
        """Nothing when there is nothing new for this reader."""
        choice = Choice(frozenset(subscription.themes), frozenset(subscription.territories))
        since = subscription.covered_until or self.at - self.frequency.span
        if (choice, since) not in self._drawn:
            letter = compose_letter(self.news, choice, since=since, at=self.at, frequency=self.frequency)
            self._drawn[choice, since] = _draw(letter) if letter.parts else None
        return self._drawn[choice, since]


def _draw(letter: Letter) -> Drawn:
    context = {"letter": letter, "site_url": settings.SITE_URL}
    return Drawn(
        subject=render_to_string("digests/mail/letter_subject.txt", context),
        text=render_to_string("digests/mail/items.txt", context),
        html=render_to_string("digests/mail/items.html", context),
    )


def send_letters(*, now: datetime) -> int:
    """Write the letters that are due, a bounded number a run; return how many.

    Each reader is marked in the transaction that keeps her letter: a run killed in the middle, or a second one, never
    writes twice to the same. Nothing new, no letter.
    """
    written = 0
    for frequency in Frequency:
        at = issue_at(now, frequency)
        if now - at <= LATE_AT_MOST:
            written += _send_issue(Issue(frequency, at), now)
    return written


def _send_issue(issue: Issue, now: datetime) -> int:
    written = 0
    for _ in range(RUN // BATCH):
        met, letters = _send_batch(issue, now)
        written += letters
        if met < BATCH:
            break
    return written


@transaction.atomic
def _send_batch(issue: Issue, now: datetime) -> tuple[int, int]:
    """Return how many readers were met, and how many letters written."""
    readers = list(issue.due.order_by("pk").select_for_update(skip_locked=True)[:BATCH])
    if not readers:
        return 0, 0
    letters = [(reader, letter) for reader in readers if (letter := issue.letter_for(reader))]
    if letters:
        sending, _ = Sending.objects.get_or_create(issue_at=issue.at, frequency=issue.frequency)
        for reader, letter in letters:
            _write(reader, letter, sending.pk, now)
        Sending.objects.filter(pk=sending.pk).update(letters=F("letters") + len(letters))
    _mark(readers, [reader.pk for reader, _ in letters], issue, now)
    return len(readers), len(letters)


def _mark(readers: Iterable[Subscription], written: list[int], issue: Issue, now: datetime) -> None:
    met = Subscription.objects.filter(pk__in=[reader.pk for reader in readers])
    met.filter(refusals__gt=0, refused_at__lt=F("last_sent_at")).update(refusals=0)
    met.filter(pk__in=written).update(last_sent_at=now)
    met.update(covered_until=issue.at)


def _write(reader: Subscription, letter: Drawn, sending_id: int, now: datetime) -> None:
    links = links_of(_current_token(reader))
    context: dict[str, Any] = {"text": letter.text, "html": letter.html, **links}
    send(
        to=reader.email,
        subject=letter.subject,
        template="digests/mail/letter.txt",
        html_template="digests/mail/letter.html",
        context=context,
        list_unsubscribe=links["unsubscribe_url"],
        failure_task=FAILURE_TASK,
        reference=reference_of(reader, sending_id),
        now=now,
    )


def _current_token(reader: Subscription) -> str:
    """The link of this reader; when the secret of the site has changed, the new link takes the place of the old."""
    token = access.link_token(reader.seed)
    if reader.link_hash != access.hash_of(token):
        reader.link_hash = access.hash_of(token)
        reader.save(update_fields=["link_hash"])
    return token


@transaction.atomic
def record_failure(*, reference: str, failure: Failure, now: datetime) -> None:
    """Count a letter that did not arrive; erase an address that its server refuses again and again."""
    subscription_id, sending_id = map(int, reference.split(":"))
    counted = Sending.objects.filter(pk=sending_id, failures__lt=F("letters"))
    counted.update(failures=F("failures") + 1)
    found = Subscription.objects.filter(pk=subscription_id).select_for_update().first()
    if found is None or failure is not Failure.ADDRESS:
        return
    found.refused_at, found.refusals = now, found.refusals + 1
    if found.confirmed_at is None or found.refusals >= REFUSALS:
        found.delete()
    else:
        found.save(update_fields=["refused_at", "refusals"])
