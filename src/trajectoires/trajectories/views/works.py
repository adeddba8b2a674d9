"""A work is taken up by its link, answers its questions, is erased."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from trajectoires.trajectories import access, selectors, services
from trajectoires.trajectories.enums import STEPS
from trajectoires.trajectories.forms import AnswersForm
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.views.session import (
    close_in,
    crumbs_to,
    find_own,
    open_in,
    resume_url,
    with_work_to_change,
    with_work_to_manage,
)


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def questions(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """Whoever may change the work."""
    work = selectors.work_of(own)
    form = AnswersForm(request.POST if request.method == "POST" else None, work=work)
    if request.method == "POST" and form.is_valid():
        services.save_answers(trajectory=own, answers=form.answers(), now=timezone.now())
        messages.success(request, "Vos réponses sont gardées.")
        return redirect("trajectories:results")
    context = {"form": form, "work": work, "steps": STEPS, "crumbs": crumbs_to("Quelques questions")}
    return render(request, "trajectories/questions.html", context, status=422 if form.errors else 200)


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
    found = access.find_by_link(key, now=timezone.now())
    own = find_own(request)
    if found is None:
        context = {"crumbs": crumbs_to("Lien sans travail"), "is_link": True}
        return render(request, "trajectories/none.html", context, status=404)
    if request.method == "POST":
        services.keep(work=found, now=timezone.now())
        open_in(request, found, own=own)
        return redirect("trajectories:start")
    context = {
        "work": selectors.work_of(found),
        "other": own if own and own != found and not own.is_kept else None,
        "other_url": resume_url(request, own) if own and own != found else "",
        "crumbs": crumbs_to("Reprendre un travail"),
    }
    return render(request, "trajectories/resume.html", context)


@require_POST
@with_work_to_manage
def renew_link(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """The visitor whose session holds the work. One that an organisation keeps has no link."""
    if own.is_kept:
        raise Http404("Aucun lien n’ouvre ce travail.")
    services.renew_link(work=own)
    messages.success(request, "Le lien a changé : l’ancien n’ouvre plus rien.")
    return redirect("trajectories:start")


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_manage
def erase(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """The visitor whose session holds the work, or a manager of its organisation."""
    if request.method == "POST":
        services.erase(trajectory=own, now=timezone.now())
        close_in(request)
        messages.success(request, "Tout est effacé : chiffres, réponses, anomalies et noms de fichiers.")
        return redirect("trajectories:start")
    context = {
        "title": "Tout effacer ?",
        "body": (
            "Vos années, vos réponses et vos fichiers en attente seront effacés tout de suite. "
            "Personne ne pourra les rouvrir ici. Si votre association a publié un récit, il quitte le site aussi. "
            "Si vous voulez garder vos chiffres, "
            "téléchargez-les d’abord depuis la page de vos résultats."
        ),
        "button": "Tout effacer maintenant",
        "cancel_href": "trajectories:results",
        "crumbs": crumbs_to("Tout effacer"),
    }
    return render(request, "trajectories/confirm.html", context)
