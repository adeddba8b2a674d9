"""« Comment nous avons rangé vos comptes »: looked at, changed account by account, taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trajectoires.trajectories import presenters, selectors, services
from trajectoires.trajectories.forms import FinanceurForm, PlaceForm
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.views.session import CRUMBS, crumbs_to, with_work_to_change

TITLE = "Comment nous avons rangé vos comptes"


@require_safe
@with_work_to_change
def ranged(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """The visitor whose session holds the work."""
    context = {"shown": presenters.present_ranged(selectors.work_of(own)), "crumbs": crumbs_to(TITLE)}
    return render(request, "trajectories/ranged.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def place_account(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """The visitor whose session holds the work; an account of another's does not exist for her."""
    work = selectors.work_of(own)
    asked = request.GET.get("exercice", ""), request.GET.get("compte", "")
    exercice, placed = selectors.account_or_404(work, *asked)
    others = selectors.alike(work, exercice, placed)
    form = PlaceForm(
        request.POST if request.method == "POST" else None,
        places=placed.places,
        place=placed.place,
        others=[each.label for each, _ in others],
    )
    if request.method == "POST" and form.is_valid():
        place = form.cleaned_data["place"]
        found = [(exercice, placed), *(others if form.everywhere else [])]
        services.place_account(
            trajectory=own,
            compte=placed.line.compte,
            places={year.key: "" if place == each.usual else place for year, each in found},
            now=timezone.now(),
        )
        said = f"Le compte {placed.line.compte} est rangé dans « {placed.places[place]} ». Vos résultats en tiennent compte."
        messages.success(request, said)
        return redirect("trajectories:ranged")
    context = {
        "form": form,
        "exercice": exercice,
        "placed": placed,
        "usual": presenters.place_in_words(placed, placed.usual),
        "crumbs": _crumbs("Ranger un compte"),
    }
    return render(request, "trajectories/place_account.html", context, status=422 if form.errors else 200)


@require_POST
@with_work_to_change
def give_back(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """The visitor whose session holds the work; an account of another's does not exist for her."""
    asked = request.POST.get("exercice", ""), request.POST.get("compte", "")
    exercice, placed = selectors.account_or_404(selectors.work_of(own), *asked)
    services.place_account(
        trajectory=own, compte=placed.line.compte, places={exercice.key: ""}, now=timezone.now()
    )
    usual = presenters.place_in_words(placed, placed.usual)
    messages.success(
        request, f"Le compte {placed.line.compte} est revenu dans « {usual} » ({exercice.label})."
    )
    return redirect("trajectories:ranged")


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def name_financeur(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """The visitor whose session holds the work; a funder of another's does not exist for her."""
    funded = selectors.financeur_or_404(selectors.work_of(own), request.GET.get("libelle", ""))
    told = {"genre": funded.genre.value, "nom": funded.told.nom if funded.told else ""}
    form = FinanceurForm(request.POST if request.method == "POST" else None, initial=told)
    if request.method == "POST" and form.is_valid():
        services.name_financeur(
            trajectory=own, label=funded.label, financeur=form.financeur(), now=timezone.now()
        )
        messages.success(request, f"« {funded.label} » : votre réponse est gardée.")
        return redirect("trajectories:ranged")
    context = {"form": form, "funded": funded, "crumbs": _crumbs("Dire qui paie")}
    return render(request, "trajectories/name_financeur.html", context, status=422 if form.errors else 200)


@require_POST
@with_work_to_change
def forget_financeur(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """The visitor whose session holds the work; a funder of another's does not exist for her."""
    funded = selectors.financeur_or_404(selectors.work_of(own), request.POST.get("libelle", ""))
    services.name_financeur(trajectory=own, label=funded.label, financeur=None, now=timezone.now())
    messages.success(request, f"« {funded.label} » : votre réponse est retirée.")
    return redirect("trajectories:ranged")


def _crumbs(name: str) -> list[tuple[str, str | None]]:
    return [*CRUMBS, (TITLE, "/agir/trajectoire/rangement/"), (name, None)]
