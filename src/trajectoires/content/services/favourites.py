"""What a signed-in reader keeps. A reader without an account keeps it in the session: see the views."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from trajectoires.content.models import Favourite
from trajectoires.content.selectors.favourites import published_pages

SESSION_KEY = "favoris"  # where a reader without an account keeps the keys of her pages


@transaction.atomic
def keep_favourites(*, user: AbstractBaseUser, keys: Iterable[int], now: dt.datetime) -> None:
    """Keep these pages, the first as the last kept. One that is kept already, or that nobody may read, changes nothing."""
    pages = published_pages(keys)
    rows = [
        Favourite(user_id=user.pk, page=page, added_at=now - dt.timedelta(microseconds=rank))
        for rank, page in enumerate(pages)
    ]
    Favourite.objects.bulk_create(rows, ignore_conflicts=True)


def drop_favourites(*, user: AbstractBaseUser, keys: Iterable[int]) -> None:
    Favourite.objects.filter(user=user, page__in=list(keys)).delete()
