"""For editors only; readers' pages are Wagtail's."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from trajectoires.content.models import BasePage
from trajectoires.content.services import export_page


@require_safe
def export_file(request: HttpRequest, page_id: int) -> HttpResponse:
    """Whoever may edit the page: the file of its latest version, as /edition/ shows it."""
    page = get_object_or_404(BasePage, pk=page_id).specific
    if not page.genre or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    text = export_page(page.get_latest_revision_as_object())
    headers = {"Content-Disposition": f'attachment; filename="{page.slug}.md"'}
    return HttpResponse(text, content_type="text/markdown; charset=utf-8", headers=headers)
