"""« Ce qu’en disent les lecteurs », page by page, and what they looked for in vain."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem

from trajectoires.content.models import BasePage, UsefulVote
from trajectoires.content.selectors import unanswered_searches
from trajectoires.content.selectors.votes import comments_of, pages_with_votes
from trajectoires.content.services import treat_vote
from trajectoires.content.wagtail_hooks.reports import PageMenuItem

PER_PAGE = 50


def _check(request: HttpRequest) -> None:
    if not user_has_any_page_permission(request.user):
        raise PermissionDenied


@require_safe
def vote_list(request: HttpRequest) -> HttpResponse:
    """Whoever may do anything on pages."""
    _check(request)
    page = Paginator(pages_with_votes(), PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "content/edition/votes.html", {"page": page})


@require_safe
def vote_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Whoever may do anything on pages."""
    _check(request)
    judged = get_object_or_404(BasePage, pk=page_id)
    may_treat = request.user.has_perm("content.change_usefulvote")
    context = {"judged": judged, "comments": comments_of(judged), "may_treat": may_treat}
    return render(request, "content/edition/votes_of_page.html", context)


@require_POST
def vote_treat(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever may change what readers sent: moderation, publication."""
    if not request.user.has_perm("content.change_usefulvote"):
        raise PermissionDenied
    vote = get_object_or_404(UsefulVote, pk=pk)
    treat_vote(vote=vote, is_treated="traite" in request.POST, now=timezone.now())
    messages.success(request, "C’est noté.")
    return redirect("content_votes_of_page", vote.page_id)


@require_safe
def unanswered_list(request: HttpRequest) -> HttpResponse:
    """Whoever may do anything on pages."""
    _check(request)
    page = Paginator(unanswered_searches(), PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "content/edition/unanswered.html", {"page": page})


@hooks.register("register_admin_urls")
def register_vote_urls() -> list[URLPattern]:
    return [
        path("rapports/avis/", vote_list, name="content_votes"),
        path("rapports/avis/page/<int:page_id>/", vote_page, name="content_votes_of_page"),
        path("rapports/avis/<int:pk>/traiter/", vote_treat, name="content_vote_treat"),
        path("rapports/questions-sans-reponse/", unanswered_list, name="content_unanswered"),
    ]


@hooks.register("register_reports_menu_item")
def add_vote_report() -> MenuItem:
    return PageMenuItem(
        "Ce qu’en disent les lecteurs", reverse("content_votes"), icon_name="openquote", order=30
    )


@hooks.register("register_reports_menu_item")
def add_unanswered_report() -> MenuItem:
    return PageMenuItem("Questions sans réponse", reverse("content_unanswered"), icon_name="help", order=40)
