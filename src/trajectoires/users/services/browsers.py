"""Where an account is open, and the way to close it everywhere else, at once."""

from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import QuerySet

from trajectoires.users.models import BrowserSession, User


@dataclass(frozen=True)
class Browser:
    """`entered_at`: when a code, a key or a password was last given there; None when the session does not say."""

    entered_at: datetime | None
    is_here: bool


def browsers_of(*, user: User, session: SessionBase, now: datetime) -> list[Browser]:
    """This one first, then the others, the latest entered first."""
    rows = BrowserSession.objects.filter(user=user, expire_date__gt=now)
    found = [Browser(_entered(row), row.session_key == session.session_key) for row in rows]
    oldest = datetime.min.replace(tzinfo=UTC)
    return sorted(found, key=lambda each: (each.is_here, each.entered_at or oldest), reverse=True)


def _entered(row: BrowserSession) -> datetime | None:
    records = row.get_decoded().get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    given = [record["at"] for record in records if "at" in record]
    return datetime.fromtimestamp(max(given), UTC) if given else None


def close_others(*, user: User, session: SessionBase) -> int:
    """Close her sessions in every other browser: their next page asks to sign in. Return how many were open."""
    others: QuerySet[BrowserSession] = BrowserSession.objects.filter(user=user)
    return others.exclude(session_key=session.session_key).delete()[0]
