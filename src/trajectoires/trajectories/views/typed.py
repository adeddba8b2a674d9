"""Ten lines typed for a year."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from socioeco.readers import Question, TypedExercice
from trajectoires.trajectories import selectors, services
from trajectoires.trajectories.enums import MOST_TYPED_YEARS
from trajectoires.trajectories.forms import TypedForm
from trajectoires.trajectories.models import Trajectory, TypedYear
from trajectoires.trajectories.views.session import crumbs_to, find_own, open_in, with_work_to_change

SAVED = "Votre année est gardée."
SAVED_AGAIN = "Cette année était déjà saisie : vos nouvelles lignes ont remplacé les anciennes."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Anyone. What is typed goes into the work that she may change, else into a new one of this browser."""
    own = find_own(request)
    if own and own.typed_years.count() >= MOST_TYPED_YEARS:
        messages.error(
            request,
            f"Vous avez déjà saisi {MOST_TYPED_YEARS} années, le plus que nous gardons. "
            "Modifiez-en une, ou retirez-en une.",
        )
        return redirect("trajectories:start")
    return _edit(request, own, typed=None)


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def edit(request: HttpRequest, own: Trajectory, typed_id: int) -> HttpResponse:
    """Whoever may change the work; another's year does not exist for her."""
    return _edit(request, own, typed=services.typed_or_404(own, typed_id))


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def remove(request: HttpRequest, own: Trajectory, typed_id: int) -> HttpResponse:
    """Whoever may change the work; another's year does not exist for her."""
    typed = services.typed_or_404(own, typed_id)
    label = selectors.exercice_labels([(typed.opened_on, typed.closed_on)])[0]
    if request.method == "POST":
        services.remove_typed(trajectory=own, typed_id=typed_id)
        messages.success(request, f"L’année {label} est retirée.")
        return redirect("trajectories:start")
    context = {
        "title": f"Retirer l’année {label} ?",
        "body": (
            "Les lignes que vous avez saisies pour cette année seront effacées. "
            "Le reste de votre travail ne bouge pas."
        ),
        "button": "Retirer cette année",
        "cancel_href": "trajectories:start",
        "crumbs": crumbs_to("Retirer une année"),
    }
    return render(request, "trajectories/confirm.html", context)


def _edit(request: HttpRequest, own: Trajectory | None, *, typed: TypedYear | None) -> HttpResponse:
    today = timezone.localdate()
    form = TypedForm(
        request.POST if request.method == "POST" else None,
        typed=TypedExercice.from_json(typed.lines) if typed else None,
        hours=_hours(own, typed),
        suggested_year=_suggested_year(own, today.year - 1),
        today=today,
    )
    if request.method == "POST" and form.is_valid():
        exercice = form.exercice()
        is_again = own is not None and selectors.has_typed(own, exercice, but=typed)
        work = services.save_typed(
            trajectory=own,
            exercice=exercice,
            hours=form.hours(),
            replaces=typed,
            now=timezone.now(),
        )
        open_in(request, work, own=own)
        messages.success(request, SAVED_AGAIN if is_again else SAVED)
        return redirect("trajectories:start")
    context = {
        "form": form,
        "typed": typed,
        "crumbs": crumbs_to("Modifier une année" if typed else "Saisir une année"),
    }
    return render(request, "trajectories/typed.html", context, status=422 if form.errors else 200)


def _hours(own: Trajectory | None, typed: TypedYear | None) -> int | None:
    if own is None or typed is None:
        return None
    return selectors.answers_of(own).of(typed.opened_on, typed.closed_on).get(Question.HEURES)


def _suggested_year(own: Trajectory | None, last: int) -> int:
    """The year before the oldest one typed; last year to begin with."""
    oldest = own.typed_years.order_by("closed_on").first() if own else None
    return oldest.closed_on.year - 1 if oldest else last
