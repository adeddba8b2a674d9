"""The pages that a reader keeps at hand, wherever their keys are kept."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser

from trajectoires.content.models import BasePage, Favourite

MOST = 200


def favourite_keys(user: AbstractBaseUser) -> list[int]:
    """Return the keys of what this person keeps, the last kept first."""
    return list(Favourite.objects.filter(user=user).values_list("page_id", flat=True)[:MOST])


def published_pages(keys: Iterable[int]) -> list[BasePage]:
    """Return the pages that anyone may read among these, in this order; no body."""
    wanted = list(dict.fromkeys(keys))[:MOST]
    pages = BasePage.objects.live().public().filter(pk__in=wanted).defer("body", "sources")
    found = {page.pk: page for page in pages}
    return [found[key] for key in wanted if key in found]
