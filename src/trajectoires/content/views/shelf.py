"""Where a visitor's favourites are: in her session, or in the table once she signs in."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils import timezone

from trajectoires.content.selectors.favourites import MOST, favourite_keys
from trajectoires.content.services.favourites import SESSION_KEY as KEPT
from trajectoires.content.services.favourites import drop_favourites, keep_favourites

REMOVED = "favoris_retires"


def kept(request: HttpRequest) -> list[int]:
    """The keys of what she keeps, the last kept first. What the session holds joins the account of who signs in."""
    if not request.user.is_authenticated:
        return list(request.session.get(KEPT, []))
    if waiting := request.session.pop(KEPT, []):
        keep_favourites(user=request.user, keys=waiting, now=timezone.now())
    return favourite_keys(request.user)


def keep(request: HttpRequest, keys: Iterable[int]) -> None:
    if request.user.is_authenticated:
        keep_favourites(user=request.user, keys=keys, now=timezone.now())
        return
    request.session[KEPT] = list(dict.fromkeys([*keys, *kept(request)]))[:MOST]


def drop(request: HttpRequest, keys: Iterable[int]) -> None:
    """Take these off, and remember them until the next page, which offers to put them back."""
    here = kept(request)
    removed = [key for key in here if key in set(keys)]
    if request.user.is_authenticated:
        drop_favourites(user=request.user, keys=removed)
    else:
        request.session[KEPT] = [key for key in here if key not in removed]
    request.session[REMOVED] = removed


def just_removed(request: HttpRequest) -> list[int]:
    """What was taken off on the page before; asked once."""
    return request.session.pop(REMOVED, [])


def prolong(request: HttpRequest) -> None:
    """A session lives thirty days after the last change: a visit to the list is one."""
    if request.session.get(KEPT):
        request.session.modified = True
