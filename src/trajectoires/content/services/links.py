"""Keep the list of outside links, and look now and then whether they still answer: a few at a time, one a site."""

import datetime as dt
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F, Q

from trajectoires.content.models.outside_links import LinkState, LinkUse, OutsideLink
from trajectoires.content.selectors.links import published, targets_of
from trajectoires.documents.enums import FetchFailure
from trajectoires.documents.services import Fetched, UnableToFetch, fetch
from trajectoires.glossary.models import Term

AT_A_TIME = 12
TIMEOUT_SECONDS = 8
AGAIN = dt.timedelta(days=7)
AGAIN_IF_FAILING = dt.timedelta(days=1)
_NO_NETWORK = {FetchFailure.UNKNOWN_HOST, FetchFailure.UNREACHABLE, FetchFailure.SLOW}
_HEAD_IS_REFUSED = {400, 403, 404, 405, 406, 500, 501, 503}
_ATTEMPTS_BEFORE_DOUBT = 2
Answer = tuple[int | None, FetchFailure | None]
Fetch = Callable[..., Fetched]


@transaction.atomic
def collect_links(*, now: dt.datetime) -> int:
    """Bring the list to what published pages and terms hold; return how many addresses there are."""
    held = {
        (url, holder)
        for holder in published()
        for url in targets_of(holder)
        if url.startswith("http") and len(url) <= 2000
    }
    urls = {url for url, _ in held}
    OutsideLink.objects.bulk_create(
        [OutsideLink(url=url, host=urlsplit(url).netloc.lower()[:253], first_seen_at=now) for url in urls],
        ignore_conflicts=True,
    )
    keys = dict(OutsideLink.objects.filter(url__in=urls).values_list("url", "pk"))
    LinkUse.objects.all().delete()
    LinkUse.objects.bulk_create(_use(keys[url], holder) for url, holder in held)
    OutsideLink.objects.filter(uses=None, is_ignored=False).delete()
    return len(urls)


def _use(link: int, holder: object) -> LinkUse:
    if isinstance(holder, Term):
        return LinkUse(link_id=link, term=holder)
    return LinkUse(link_id=link, page_id=holder.pk)


def check_links(*, now: dt.datetime, fetch: Fetch = fetch) -> int:
    """Check some of the links that are due; return how many got an answer that counts.

    A machine without network proves nothing: when nothing at all answers, not even an address that did before,
    nothing is written, and a link stays « jamais vérifié ».
    """
    answers: list[tuple[OutsideLink, Answer]] = []
    for link in _due(now):
        answers.append((link, ask(link.url, fetch=fetch)))
        if len(answers) >= _ATTEMPTS_BEFORE_DOUBT and _is_doubtful(answers) and not _witness_answers(fetch):
            return 0
    if answers and _is_doubtful(answers) and not _witness_answers(fetch):
        return 0
    for link, answer in answers:
        _record(link, answer, now)
    return len(answers)


def _due(now: dt.datetime) -> list[OutsideLink]:
    """Those that somebody asked for, then never seen, then the oldest; one a site, so that none is pressed."""
    is_old = Q(checked_at__lt=now - AGAIN) | Q(
        failing_since__isnull=False, checked_at__lt=now - AGAIN_IF_FAILING
    )
    due = (
        OutsideLink.objects.filter(Q(is_asked=True) | Q(checked_at=None) | is_old, is_ignored=False)
        .filter(uses__isnull=False)
        .distinct()
        .order_by("-is_asked", F("checked_at").asc(nulls_first=True), "pk")
    )
    one_a_site: dict[str, OutsideLink] = {}
    for link in due:
        one_a_site.setdefault(link.host, link)
        if len(one_a_site) == AT_A_TIME:
            break
    return list(one_a_site.values())


def ask(url: str, *, fetch: Fetch = fetch) -> Answer:
    """What an address answers to HEAD, and to GET when HEAD is not answered as a page would be."""
    answer: Answer = (None, None)
    for method in ("HEAD", "GET"):
        try:
            status = fetch(url, max_bytes=0, timeout=TIMEOUT_SECONDS, method=method).status
            answer = (status, None)
        except UnableToFetch as error:
            answer = (None, error.failure)
            if error.failure != FetchFailure.GARBLED:
                return answer
        if answer[0] is not None and answer[0] not in _HEAD_IS_REFUSED:
            return answer
    return answer


def _is_doubtful(answers: Iterable[tuple[OutsideLink, Answer]]) -> bool:
    return all(failure in _NO_NETWORK for _, (_, failure) in answers)


def _witness_answers(fetch: Fetch) -> bool:
    """Whether an address that answered before still does: the network is there."""
    witness = OutsideLink.objects.filter(status__lt=400).order_by("-checked_at").first()
    return witness is not None and ask(witness.url, fetch=fetch)[1] not in _NO_NETWORK


def _record(link: OutsideLink, answer: Answer, now: dt.datetime) -> None:
    link.status, failure = answer
    link.failure = failure or ""
    link.checked_at, link.is_asked = now, False
    is_dead = link.state == LinkState.DEAD
    link.failing_since = (link.failing_since or now) if is_dead else None
    link.save(update_fields=["status", "failure", "checked_at", "is_asked", "failing_since"])


@transaction.atomic
def ask_again(*, link: OutsideLink) -> None:
    """Put it first in the next check."""
    link.is_asked, link.is_ignored = True, False
    link.save(update_fields=["is_asked", "is_ignored"])


@transaction.atomic
def ignore_link(*, link: OutsideLink, is_ignored: bool) -> None:
    """Set aside a link that a person has looked at: it is neither checked nor reported."""
    link.is_ignored = is_ignored
    link.save(update_fields=["is_ignored"])
