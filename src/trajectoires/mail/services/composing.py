"""Give a message its headers and its two parts."""

from email.charset import QP, Charset
from email.message import Message as MimeMessage
from email.utils import format_datetime, formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from trajectoires.mail.models import Message

LONGEST_LINE = 998  # RFC 5322


class _Unfolded(EmailMultiAlternatives):
    """A link stays on the line of its header: not every program that reads it unfolds it first."""

    def message(self) -> MimeMessage:
        composed = super().message()
        composed.policy = composed.policy.clone(max_line_length=LONGEST_LINE)
        return composed


def compose(message: Message) -> EmailMultiAlternatives:
    """The same message at each attempt, identifier and date included; seven-bit, so that nothing rewrites it."""
    composed = _Unfolded(
        subject=message.subject,
        body=message.text,
        from_email=formataddr((settings.WAGTAIL_SITE_NAME, settings.DEFAULT_FROM_EMAIL)),
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers=_headers(message),
    )
    composed.encoding = _quoted_printable()
    if message.html:
        composed.attach_alternative(message.html, "text/html")
    return composed


def _quoted_printable() -> Charset:
    charset = Charset("utf-8")
    charset.body_encoding = QP
    return charset


def _headers(message: Message) -> dict[str, str]:
    headers = {
        "Message-ID": message.message_id,
        "Date": format_datetime(timezone.localtime(message.created_at)),
        "Auto-Submitted": "auto-generated",
        "Content-Language": "fr",
    }
    if message.list_unsubscribe:
        headers |= {
            "List-Id": f"<{_list_name(message)}.{urlsplit(settings.SITE_URL).hostname}>",
            "List-Unsubscribe": f"<{message.list_unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return headers


def _list_name(message: Message) -> str:
    """A list is named after the part of the site where one leaves it: « lettre », « se-former »."""
    return urlsplit(message.list_unsubscribe).path.split("/")[1]
