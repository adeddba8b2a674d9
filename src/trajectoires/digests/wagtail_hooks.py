"""« Lettre » among the reports: what the next one would say, those that left, how many read them."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem

from trajectoires.digests import selectors
from trajectoires.digests.forms import PreviewForm


class LetterMenuItem(MenuItem):
    """Shown to whoever may do anything on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(user_has_any_page_permission(request.user))


@require_safe
def letter_report(request: HttpRequest) -> HttpResponse:
    """Whoever may do anything on pages. No address is shown, nor a number that would tell of few."""
    if not user_has_any_page_permission(request.user):
        raise PermissionDenied
    form = PreviewForm(request.GET)
    context = {
        "form": form,
        "report": selectors.letter_report(form.choice(), frequency=form.rhythm(), now=timezone.now()),
        "site_url": "",
    }
    return render(request, "digests/edition/letter.html", context)


@hooks.register("register_admin_urls")
def register_letter_urls() -> list[URLPattern]:
    return [path("rapports/lettre/", letter_report, name="digests_letter_report")]


@hooks.register("register_reports_menu_item")
def add_letter_report() -> MenuItem:
    return LetterMenuItem("Lettre", reverse("digests_letter_report"), icon_name="mail", order=50)
