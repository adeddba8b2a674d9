"""« Pages à revoir », and what waits for the team on the first page of the editors' space."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.reports import PageReportView

from trajectoires.content.models import BasePage
from trajectoires.content.selectors.reviews import SOON, Waiting, waiting_for_the_team

LATE, COMING = "retard", "bientot"


class PageMenuItem(MenuItem):
    """Shown to whoever may do anything on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(user_has_any_page_permission(request.user))


class ReviewFilterSet(WagtailFilterSet):
    etat = django_filters.ChoiceFilter(
        label="Relecture",
        choices=[(LATE, "Date passée"), (COMING, "Dans les trente jours")],
        method="filter_state",
        empty_label="Toutes les pages publiées",
    )
    author = django_filters.AllValuesFilter(label="Auteur", empty_label="Tous")

    class Meta:
        model = BasePage
        fields = ["etat", "author"]

    def filter_state(self, pages: QuerySet[BasePage], _name: str, state: str) -> QuerySet[BasePage]:
        today = timezone.localdate()
        if state == LATE:
            return pages.filter(review_due_on__lte=today)
        return pages.filter(review_due_on__gt=today, review_due_on__lte=today + SOON)


class ReviewReport(PageReportView):
    """Published pages, the one whose review is the latest first."""

    model = BasePage
    results_template_name = "content/edition/reviews.html"
    page_title = "Pages à revoir"
    header_icon = "calendar-check"
    filterset_class = ReviewFilterSet
    index_url_name = "content_reviews"
    index_results_url_name = "content_reviews_results"
    any_permission_required = ["add", "change", "publish"]
    list_export = ["title", "address", "author", "updated_on", "reread_on", "review_due_on"]
    export_headings = {
        "title": "Titre",
        "address": "Adresse",
        "author": "Auteur",
        "updated_on": "Mise à jour",
        "reread_on": "Relue",
        "review_due_on": "À revoir",
    }

    def get_queryset(self) -> QuerySet[BasePage]:
        self.queryset = BasePage.objects.live().order_by("review_due_on", "title")
        found: QuerySet[BasePage] = super().get_queryset()
        return found

    def get_context_data(self, *arguments: Any, **options: Any) -> dict[str, Any]:
        today = timezone.localdate()
        return {**super().get_context_data(*arguments, **options), "today": today, "soon": today + SOON}


class WaitingPanel(Component):
    """What waits, each line with the page where it is dealt with."""

    order = 50
    template_name = "content/edition/waiting_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, list[Waiting]]:
        request = parent_context["request"]
        lines = waiting_for_the_team(today=timezone.localdate())
        for ask in hooks.get_hooks("waiting_for_editors"):
            lines += ask(request)
        may = request.user.has_perm
        return {"lines": [line for line in lines if not line.permission or may(line.permission)]}


@hooks.register("register_admin_urls")
def register_review_urls() -> list[URLPattern]:
    return [
        path("rapports/a-revoir/", ReviewReport.as_view(), name="content_reviews"),
        path(
            "rapports/a-revoir/liste/",
            ReviewReport.as_view(results_only=True),
            name="content_reviews_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def add_review_report() -> MenuItem:
    return PageMenuItem("Pages à revoir", reverse("content_reviews"), icon_name="calendar-check", order=10)


@hooks.register("construct_homepage_panels")
def add_waiting_panel(request: HttpRequest, panels: list[Component]) -> None:
    if user_has_any_page_permission(request.user):
        panels.append(WaitingPanel())


@hooks.register("insert_global_admin_css")
def add_our_style() -> SafeString:
    """For the pages of the editors' space that are ours, whichever room owns them."""
    return format_html('<link rel="stylesheet" href="{}">', static("content/edition.css"))
