"""Where an address leads, kept until something is published."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from trajectoires.content.selectors import site_version

KEPT_SECONDS = 24 * 3600


class KeepRoutes:
    """Reach a page whose address was asked for already in one query, without the site and the steps of the tree.

    Wagtail keeps a route for the length of a request; this keeps, under the version of the site, which page it was.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if view is not serve or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return
        cache = caches["fragments"]
        key = f"{site_version()}-route-{request.get_host()}{request.path}"
        kept: tuple[str, int] | None = cache.get(key)
        page = apps.get_model(kept[0]).objects.filter(pk=kept[1], live=True).first() if kept else None
        if page:
            request._wagtail_route_for_request = RouteResult(page)  # type: ignore[attr-defined]
            return
        found = Page.route_for_request(request, kwargs.get("path", args[0] if args else ""))
        if found and not found[1] and not found[2]:
            cache.set(key, (found[0]._meta.label, found[0].pk), KEPT_SECONDS)
