"""Answers wait for another day, are taken up by their link, are erased."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trajectoires.kit import access, services
from trajectoires.kit.enums import SESSION_KEY
from trajectoires.kit.models import AutodiagnosticPage, Diagnosis
from trajectoires.kit.views.session import (
    crumbs_to,
    find_own,
    no_answers,
    open_in,
    page_or_404,
    resume_url,
    with_own_answers,
)
from trajectoires.trajectories.services import keep, renew_link


@require_safe
@with_own_answers
def later(request: HttpRequest, page: AutodiagnosticPage, own: Diagnosis) -> HttpResponse:
    """The visitor whose session holds the answers."""
    context = {
        "page": page,
        "own": own,
        "resume_url": resume_url(request, own),
        "crumbs": crumbs_to(page, "Continuer plus tard"),
    }
    return render(request, "kit/later.html", context)


@require_POST
@with_own_answers
def accept_version(request: HttpRequest, page: AutodiagnosticPage, own: Diagnosis) -> HttpResponse:  # noqa: ARG001 - given by Django
    """The visitor whose session holds the answers."""
    services.accept_version(diagnosis=own, questionnaire=page.questionnaire())
    return redirect("kit:begin")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, key: str) -> HttpResponse:
    """Whoever has the link. Looking opens nothing: the button does. The address is told to no other page."""
    response = _resume(request, key)
    response.headers["Referrer-Policy"] = (
        "strict-origin"  # without origin, the form's own check would refuse it
    )
    return response


def _resume(request: HttpRequest, key: str) -> HttpResponse:
    page = page_or_404()
    found, own = access.find_by_link(key, now=timezone.now()), find_own(request)
    if found is None:
        return no_answers(request, page, is_link=True)
    if request.method == "POST":
        keep(work=found, now=timezone.now())
        open_in(request, found, own=own)
        return redirect("kit:begin")
    other = own if own and own != found else None
    context = {
        "page": page,
        "found": found,
        "count": len(found.answers),
        "other": other,
        "other_url": resume_url(request, other) if other else "",
        "crumbs": crumbs_to(page, "Reprendre mes réponses"),
    }
    return render(request, "kit/resume.html", context)


@require_POST
@with_own_answers
def new_link(request: HttpRequest, page: AutodiagnosticPage, own: Diagnosis) -> HttpResponse:  # noqa: ARG001 - given by Django
    """The visitor whose session holds the answers."""
    renew_link(work=own)
    messages.success(request, "Le lien a changé : l’ancien n’ouvre plus rien.")
    return redirect("kit:later")


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_answers
def erase(request: HttpRequest, page: AutodiagnosticPage, own: Diagnosis) -> HttpResponse:
    """The visitor whose session holds the answers."""
    if request.method == "POST":
        services.erase(diagnosis=own)
        request.session.pop(SESSION_KEY, None)
        messages.success(request, "Toutes vos réponses sont effacées.")
        return redirect("kit:questions")
    return render(request, "kit/erase.html", {"page": page, "crumbs": crumbs_to(page, "Tout effacer")})
