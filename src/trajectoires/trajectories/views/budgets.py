"""« Budget et réalisé », and budgets typed from paper."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.trajectories import presenters, selectors, services
from trajectoires.trajectories.enums import MOST_TYPED_YEARS
from trajectoires.trajectories.forms import BudgetForm
from trajectoires.trajectories.models import Trajectory, TypedBudget
from trajectoires.trajectories.views.session import crumbs_to, find_own, open_in, with_work_to_change


@require_safe
@with_work_to_change
def budget(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """The visitor whose session holds the work."""
    found = selectors.budgets_of(selectors.work_of(own))
    context = {
        "shown": presenters.present_budgets(found),
        "set_aside": found.set_aside,
        "may_type": own.typed_budgets.count() < MOST_TYPED_YEARS,
        "crumbs": crumbs_to("Budget et réalisé"),
    }
    return render(request, "trajectories/budget.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Anyone. What is typed belongs to this browser's session."""
    own = find_own(request)
    if own and own.typed_budgets.count() >= MOST_TYPED_YEARS:
        messages.error(
            request,
            f"Vous avez déjà saisi {MOST_TYPED_YEARS} budgets, le plus que nous gardons. "
            "Modifiez-en un, ou retirez-en un.",
        )
        return redirect("trajectories:budget")
    return _edit(request, own, typed=None)


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def edit(request: HttpRequest, own: Trajectory, budget_id: int) -> HttpResponse:
    """The visitor whose session holds the work; another's budget does not exist for her."""
    return _edit(request, own, typed=services.budget_or_404(own, budget_id))


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def remove(request: HttpRequest, own: Trajectory, budget_id: int) -> HttpResponse:
    """The visitor whose session holds the work; another's budget does not exist for her."""
    typed = services.budget_or_404(own, budget_id)
    label = selectors.exercice_labels([(typed.opened_on, typed.closed_on)])[0]
    if request.method == "POST":
        services.remove_budget(trajectory=own, budget_id=budget_id)
        messages.success(request, f"Le budget {label} est retiré.")
        return redirect("trajectories:budget")
    context = {
        "title": f"Retirer le budget {label} ?",
        "body": "Les montants prévus que vous avez saisis seront effacés. Vos comptes ne bougent pas.",
        "button": "Retirer ce budget",
        "cancel_href": "trajectories:budget",
        "crumbs": crumbs_to("Retirer un budget"),
    }
    return render(request, "trajectories/confirm.html", context)


def _edit(request: HttpRequest, own: Trajectory | None, *, typed: TypedBudget | None) -> HttpResponse:
    year = timezone.localdate().year
    form = BudgetForm(
        request.POST if request.method == "POST" else None,
        amounts=typed.amounts if typed else {},
        opened_on=typed.opened_on if typed else date(year, 1, 1),
        closed_on=typed.closed_on if typed else date(year, 12, 31),
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid():
        opened_on, closed_on = form.period
        work = services.save_budget(
            trajectory=own,
            amounts=form.amounts(),
            opened_on=opened_on,
            closed_on=closed_on,
            replaces=typed,
            now=timezone.now(),
        )
        open_in(request, work, own=own)
        messages.success(request, "Votre budget est gardé.")
        return redirect("trajectories:budget")
    title = "Modifier un budget" if typed else "Saisir un budget"
    context = {"form": form, "title": title, "typed": typed, "crumbs": crumbs_to(title)}
    return render(request, "trajectories/budget_typed.html", context, status=422 if form.errors else 200)
