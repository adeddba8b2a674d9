"""Parts of a page kept ready, for every reader, until something is published or the day ends."""

from typing import Any

from django import template
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.template import Context, NodeList
from django.template.base import FilterExpression, Parser, Token
from django.utils import timezone

from trajectoires.content.models import BasePage
from trajectoires.content.selectors import site_version

register = template.Library()
KEPT_SECONDS = 24 * 3600


class KeptNode(template.Node):
    def __init__(
        self, nodelist: NodeList, page: FilterExpression, name: FilterExpression, *, is_timeless: bool
    ) -> None:
        self.nodelist = nodelist
        self._page = page
        self._name = name
        self._is_timeless = is_timeless

    def render(self, context: Context) -> str:
        page, request = self._page.resolve(context), context.get("request")
        if not _may_be_kept(page, request, is_timeless=self._is_timeless):
            return self.nodelist.render(context)
        key = _key(page, str(self._name.resolve(context)), request)
        cache = caches["fragments"]
        kept: str | None = cache.get(key)
        if kept is None:
            kept = self.nodelist.render(context)
            cache.set(key, kept, KEPT_SECONDS)
        return kept


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept page "name" %}…{% endkept %}`: render once what is the same for every reader of the page.

    A preview, an address with a choice (`?…`) and a page whose dates change by themselves are always rendered; but
    `{% kept page "name" timeless %}` says that nothing in this part changes with the hour, even on such a page.
    """
    _, page, name, *said = token.split_contents()
    if said not in ([], ["timeless"]):
        raise template.TemplateSyntaxError("kept takes a page, a name, and perhaps the word timeless")
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(
        nodelist, parser.compile_filter(page), parser.compile_filter(name), is_timeless=bool(said)
    )


def _may_be_kept(page: Any, request: HttpRequest | None, *, is_timeless: bool) -> bool:
    return (
        request is not None
        and not request.GET
        and not getattr(request, "is_preview", False)
        and isinstance(page, BasePage)
        and (is_timeless or type(page).changes_at is BasePage.changes_at)
    )


def _key(page: BasePage, name: str, request: HttpRequest) -> str:
    """Who has a session may be who has just published: she sees her own publication at once."""
    version = site_version(fresh=settings.SESSION_COOKIE_NAME in request.COOKIES)
    return f"{version}-{timezone.localdate()}-{page.pk}-{name}"
