"""« Veille à trier »: what the feeds of others brought, kept or set aside."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST, require_safe
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from trajectoires.content.enums import Theme
from trajectoires.content.selectors.reviews import Waiting
from trajectoires.news.access import may_sort
from trajectoires.news.enums import EntryState
from trajectoires.news.models import FeedEntry, FeedSource, SignalPage
from trajectoires.news.selectors.feeds import entries, source_count, waiting_entries_count
from trajectoires.news.services import discard_entries, keep_entries, restore_entries

PER_PAGE = 50
ACTS = ("garder", "ecarter", "retablir")
NOTHING = "Aucun article coché n’attend cette décision : rien n’a changé. Cochez au moins un article."


class TriageFilters(forms.Form):
    """What is listed. A value that is not in a list is said; then everything that waits is listed."""

    etat = forms.ChoiceField(label="État", choices=EntryState.choices, required=False)
    source = forms.ModelChoiceField(
        FeedSource.objects.all(), label="Source", required=False, empty_label="Toutes"
    )
    theme = forms.ChoiceField(label="Thème", choices=[("", "Tous"), *Theme.choices], required=False)

    @property
    def state(self) -> str:
        return str(self._cleaned.get("etat") or EntryState.A_TRIER)

    @property
    def found(self) -> Any:
        chosen = self._cleaned
        return entries(state=self.state, source=chosen.get("source"), theme=chosen.get("theme") or "")

    @property
    def _cleaned(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_valid() else {}


def _check(request: HttpRequest) -> None:
    if not may_sort(request.user):
        raise PermissionDenied


@require_safe
def triage(request: HttpRequest) -> HttpResponse:
    """Whoever may add a page to the watch."""
    _check(request)
    form = TriageFilters(request.GET)
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "form": form,
        "state": form.state,
        "page": Paginator(form.found, PER_PAGE).get_page(request.GET.get("p")),
        "query": query.urlencode(),
        "has_sources": source_count() > 0,
        "may_add_source": request.user.has_perm("news.add_feedsource"),
    }
    return render(request, "news/edition/triage.html", context)


@require_POST
def triage_act(request: HttpRequest) -> HttpResponse:
    """Whoever may add a page to the watch. One draft made: it is opened; several: they are named."""
    _check(request)
    act, chosen = _decision(request.POST)
    back = redirect(f"{reverse('news_triage')}?{request.POST.get('filtres', '')}")
    if act == "garder":
        pages = keep_entries(entries=chosen, user=request.user, now=timezone.now())
        return _open(request, pages) if len(pages) == 1 else _name(request, pages, back)
    if act == "ecarter":
        count = discard_entries(entries=chosen, user=request.user, now=timezone.now())
        _tell(
            request, count, f"Articles écartés : {count}. Ils se retrouvent sous « Écarté » pendant 90 jours."
        )
    elif act == "retablir":
        count = restore_entries(entries=chosen)
        _tell(request, count, f"Articles remis à trier : {count}.")
    return back


def _decision(sent: QueryDict) -> tuple[str, QuerySet[FeedEntry]]:
    """What to do, and with which articles: the one whose own button was pressed, else those that are ticked."""
    for act in ACTS:
        if act in sent:
            return act, _named(sent.getlist("article"))
        if f"{act}-un" in sent:
            return act, _named(sent.getlist(f"{act}-un"))
    return "", FeedEntry.objects.none()


def _named(keys: list[str]) -> QuerySet[FeedEntry]:
    whole = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19]
    return FeedEntry.objects.filter(pk__in=whole)


def _tell(request: HttpRequest, count: int, words: str) -> None:
    if count:
        messages.success(request, words)
    else:
        messages.warning(request, NOTHING)


def _open(request: HttpRequest, pages: list[SignalPage]) -> HttpResponse:
    messages.success(
        request,
        "Un brouillon est prêt. Écrivez son chapeau avec vos mots, vérifiez la date, puis publiez-le.",
    )
    return redirect("wagtailadmin_pages:edit", pages[0].pk)


def _name(request: HttpRequest, pages: list[SignalPage], back: HttpResponse) -> HttpResponse:
    if not pages:
        messages.warning(request, NOTHING)
        return back
    addresses = [(reverse("wagtailadmin_pages:edit", args=[page.pk]), page.title) for page in pages]
    drafts = format_html_join(" ; ", '<a href="{}">{}</a>', addresses)
    messages.success(
        request,
        format_html("Brouillons à compléter, dont il faut écrire le chapeau : {}.", drafts),
        extra_tags="safe",
    )
    return back


class TriageMenuItem(MenuItem):
    """Shown to whoever may add a page to the watch."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_sort(request.user)


@hooks.register("register_admin_urls")
def register_triage_urls() -> list[URLPattern]:
    return [
        path("veille/a-trier/", triage, name="news_triage"),
        path("veille/a-trier/decider/", triage_act, name="news_triage_act"),
    ]


@hooks.register("register_admin_menu_item")
def add_triage_item() -> MenuItem:
    return TriageMenuItem(
        "Veille à trier", reverse("news_triage"), name="veille-a-trier", icon_name="list-ul", order=205
    )


@hooks.register("waiting_for_editors")
def waiting_entries(request: HttpRequest) -> list[Waiting]:
    """What this room adds to what waits for the team."""
    if not may_sort(request.user):
        return []
    return [
        Waiting(label="Articles repérés à trier", count=waiting_entries_count(), href=reverse("news_triage"))
    ]
