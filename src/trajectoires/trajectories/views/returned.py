"""The workbook of figures, completed in a spreadsheet, comes back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from socioeco.report.saisie import Saisie, read_saisie
from trajectoires.trajectories import services
from trajectoires.trajectories.access import OpenWork
from trajectoires.trajectories.enums import MOST_TYPED_YEARS
from trajectoires.trajectories.forms import WorkbookForm
from trajectoires.trajectories.views.session import crumbs_to, find_open, find_own, open_in

TOO_MANY = (
    f"Ce classeur porterait votre travail à plus de {MOST_TYPED_YEARS} années saisies, le plus que nous gardons. "
    "Retirez-en une de la feuille « À saisir », ou de votre travail. Rien n’a été changé."
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest) -> HttpResponse:
    """Anyone but a guest, who reads here a work of others: what is sent goes into the work that is open, or a new one."""
    found = find_open(request)
    if found and not found.may_change:
        return _not_here(request, found)
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    reading = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["classeur"]
        reading = read_saisie(file.read(), file.name or "")
        if reading.saisie and _is_kept(request, form, reading.saisie):
            for each in reading.anomalies:
                messages.warning(request, each.message)
            return redirect("trajectories:results")
    context = {
        "form": form,
        "reading": reading if reading and reading.is_blocked else None,
        "has_work": found is not None,
        "crumbs": crumbs_to("Renvoyer le classeur"),
    }
    is_wrong = bool(form.errors or context["reading"])
    return render(request, "trajectories/send_back.html", context, status=422 if is_wrong else 200)


def _not_here(request: HttpRequest, found: OpenWork) -> HttpResponse:
    """A workbook that came back would begin another work beside the one she reads, without a word."""
    context = {"share": found.share, "crumbs": crumbs_to("Renvoyer le classeur")}
    return render(request, "trajectories/send_back_guest.html", context, status=403)


def _is_kept(request: HttpRequest, form: WorkbookForm, saisie: Saisie) -> bool:
    own = find_own(request)
    try:
        work = services.take_back(trajectory=own, saisie=saisie, now=timezone.now())
    except services.TooManyYears:
        form.add_error("classeur", TOO_MANY)
        return False
    open_in(request, work, own=own)
    messages.success(request, _said(saisie))
    return True


def _said(saisie: Saisie) -> str:
    """« Votre classeur est relu : 3 années saisies, et les réponses de 4 exercices. »"""
    typed, answered = len(saisie.exercices), len(saisie.answers.exercices)
    years = (
        "une année saisie" if typed == 1 else f"{typed} années saisies" if typed else "aucune année saisie"
    )
    answers = "d’un exercice" if answered == 1 else f"de {answered} exercices"
    return f"Votre classeur est relu : {years}, et les réponses {answers}."
