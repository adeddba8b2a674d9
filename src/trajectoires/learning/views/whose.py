"""Whose progress a request is about."""

from django.http import HttpRequest
from django.utils import timezone

from trajectoires.learning import services
from trajectoires.learning.access import find_learner
from trajectoires.learning.enums import SESSION_KEY
from trajectoires.learning.models import Learner


def known(request: HttpRequest) -> Learner | None:
    """Whoever answered before. What a session held goes into the account of who signs in."""
    now = timezone.now()
    if request.user.is_authenticated and (key := request.session.pop(SESSION_KEY, None)):
        return services.bring(key=key, user=request.user, now=now)
    return find_learner(request.session, request.user, now=now)
