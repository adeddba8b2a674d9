"""A code that nobody wrote leaves the session that keeps it, with the address that it was sent to."""

from datetime import datetime

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase

from trajectoires.users.enums import CODE_FORGOTTEN
from trajectoires.users.models import BrowserSession, PendingCode
from trajectoires.users.services.addresses import SESSION_KEY

HELD = (LOGIN_SESSION_KEY, SESSION_KEY)


def remember_code(*, session: SessionBase, now: datetime) -> None:
    """Say that this session keeps a code: it will be looked at when the code is old."""
    if not session.session_key:
        session.create()  # type: ignore[attr-defined]
    PendingCode.objects.update_or_create(session_key=session.session_key, defaults={"sent_at": now})


def forget_codes(*, now: datetime) -> int:
    """Take old codes out of the sessions that keep them; return how many. The end of a session does not move.

    A session that its visitor writes at the same moment is left for the next time.
    """
    count = 0
    for late in PendingCode.objects.filter(sent_at__lte=now - CODE_FORGOTTEN):
        session = BrowserSession.objects.filter(pk=late.session_key).first()
        if session and (held := session.get_decoded()).keys() & set(HELD):
            kept = {name: value for name, value in held.items() if name not in HELD}
            same = BrowserSession.objects.filter(pk=session.pk, session_data=session.session_data)
            if not same.update(session_data=BrowserSession.objects.encode(kept)):
                continue
            count += 1
        late.delete()
    return count
