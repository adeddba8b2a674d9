"""What is written to a person about her account."""

from datetime import datetime

from trajectoires.mail.services import send
from trajectoires.users.enums import CODE_LIFE

MINUTES = int(CODE_LIFE.total_seconds()) // 60


def send_code(*, to: str, code: str, now: datetime) -> None:
    """The code comes first, in the subject too: it is read without opening the message."""
    send(
        to=to,
        subject=f"{code} est votre code",
        template="users/mail/code.txt",
        html_template="users/mail/code.html",
        context={"code": code, "minutes": MINUTES},
        now=now,
    )


def tell_change(*, to: str, what: str, now: datetime) -> None:
    """Something that opens the account has changed. She knows, or somebody else did it."""
    send(
        to=to,
        subject="Un changement sur votre compte",
        template="users/mail/change.txt",
        html_template="users/mail/change.html",
        context={"what": what},
        now=now,
    )


def tell_taken(*, to: str, now: datetime) -> None:
    """Somebody wants this address for her account; it has one already."""
    send(
        to=to,
        subject="Cette adresse a déjà un compte",
        template="users/mail/taken.txt",
        html_template="users/mail/taken.html",
        context={},
        now=now,
    )
