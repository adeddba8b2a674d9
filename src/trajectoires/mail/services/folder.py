"""Where messages go on a machine that has no mail server: files that a person can open."""

import logging
import os
from collections.abc import Sequence
from email.header import decode_header, make_header
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django.utils.text import slugify

logger = logging.getLogger(__name__)


class FolderBackend(BaseEmailBackend):
    """Each message is a text, and its HTML beside it; the log says where."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FOLDER)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            path = folder / f"{timezone.localtime():%Y-%m-%d-%H%M%S-%f}-{slugify(message.subject)[:60]}.txt"
            _write(path, _as_text(message))
            for alternative in getattr(message, "alternatives", []):
                _write(path.with_suffix(".html"), str(alternative.content))
            logger.warning("Aucun serveur d’envoi n’est réglé : un courriel est dans %s", path)
        return len(email_messages)


def _as_text(message: EmailMessage) -> str:
    headers = {
        "À": ", ".join(message.to),
        "De": make_header(decode_header(message.from_email)),
        "Objet": message.subject,
    }
    lines = [f"{name} : {value}" for name, value in {**headers, **message.extra_headers}.items()]
    return "\n".join([*lines, "", str(message.body)])


def _write(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
