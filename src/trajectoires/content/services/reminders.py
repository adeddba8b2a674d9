"""Tell those who publish, once a week, what is to be reviewed."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from trajectoires.content.selectors.reviews import SOON, pages_to_review, terms_to_review
from trajectoires.content.services.roles import PUBLISHERS
from trajectoires.mail.services import send
from trajectoires.users.models import User

NAMED_AT_MOST = 20


@transaction.atomic
def remind_of_reviews(*, now: dt.datetime, today: dt.date) -> int:
    """Write to each person of the group that publishes; return how many messages. Nothing due, nothing sent."""
    pages = list(pages_to_review(until=today + SOON))
    terms = list(terms_to_review(until=today + SOON))
    if not pages and not terms:
        return 0
    context = {
        "today": today,
        "pages": pages[:NAMED_AT_MOST],
        "more": max(len(pages) - NAMED_AT_MOST, 0),
        "terms": terms[:NAMED_AT_MOST],
        "report": f"{settings.SITE_URL}{reverse('content_reviews')}",
    }
    readers = User.objects.filter(groups__name=PUBLISHERS, is_active=True)
    for reader in readers:
        send(
            to=reader.email,
            subject=f"À revoir : {_count(len(pages), 'page')}, {_count(len(terms), 'terme')}",
            template="content/mail/reviews.txt",
            context=context,
            now=now,
        )
    return len(readers)


def _count(number: int, word: str) -> str:
    return f"{number or 'aucun' + ('e' if word == 'page' else '')} {word}{'s' if number > 1 else ''}"
