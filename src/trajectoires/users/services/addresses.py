"""Change the address of an account: a code goes to the new one, the former is told."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from django.contrib.sessions.backends.base import SessionBase
from django.db import IntegrityError, transaction
from django.utils import timezone

from trajectoires.users.enums import CODE_LIFE, CODE_TRIES
from trajectoires.users.models import User
from trajectoires.users.services.limits import count_code
from trajectoires.users.services.messages import send_code, tell_change, tell_taken

SESSION_KEY = "nouvelle_adresse"


class UnableToChange(Exception):
    """Another account took this address in the meantime."""


class NewAddressProcess(AbstractCodeVerificationProcess):
    """The code that was sent to a new address, kept in the session of who asked."""

    def __init__(self, session: SessionBase, state: dict) -> None:
        super().__init__(CODE_TRIES, int(CODE_LIFE.total_seconds()), state)
        self.session = session

    @classmethod
    def resume(cls, session: SessionBase) -> "NewAddressProcess | None":
        """What waits for its code; nothing when nothing was asked, or too long ago."""
        state = session.get(SESSION_KEY)
        return cls(session, state).abort_if_invalid() if state else None

    @property
    def email(self) -> str:
        return self.state["email"]

    def send(self) -> None:
        """A code, unless the address is another account's: its owner is told, and no code fits."""
        if User.objects.filter(email__iexact=self.email).exists():
            tell_taken(to=self.email, now=timezone.now())
            return
        self.state["code"] = get_adapter().generate_login_code()
        send_code(to=self.email, code=self.state["code"], now=timezone.now())

    def persist(self) -> None:
        self.session[SESSION_KEY] = self.state

    def abort(self) -> None:
        self.session.pop(SESSION_KEY, None)


def propose_address(*, session: SessionBase, user: User, email: str, now: datetime) -> None:
    """Send a code to the new address; TooManyCodes. The answer is the same whether the address has an account or not."""
    count_code(email, now=now)
    process = NewAddressProcess(session, NewAddressProcess.initial_state(user, email.lower()))
    process.send()
    process.persist()


@transaction.atomic
def change_address(*, user: User, email: str, now: datetime) -> None:
    """From now on codes go there. The former address is told; UnableToChange when it was taken meanwhile."""
    former = user.email
    try:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(email=email)
    except IntegrityError:
        raise UnableToChange from None
    user.email = email
    tell_change(
        to=former, what="Son adresse électronique a changé : les codes ne viennent plus ici.", now=now
    )
