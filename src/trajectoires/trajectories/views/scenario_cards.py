"""The cards of a scenario: chosen, answered, taken away. Each is a page and a form of its own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from socioeco.scenarios import Carte, ChosenCard, carte_named
from trajectoires.trajectories import presenters, selectors, services
from trajectoires.trajectories.forms import CardForm
from trajectoires.trajectories.models import Scenario, Trajectory
from trajectoires.trajectories.views.scenario_results import work_out_url
from trajectoires.trajectories.views.scenarios import crumbs_to
from trajectoires.trajectories.views.session import with_work_to_change


@require_safe
@with_work_to_change
def choose(request: HttpRequest, own: Trajectory, scenario_id: int) -> HttpResponse:
    """Whoever may change the work; another's scenario does not exist for her."""
    scenario = services.scenario_or_404(own, scenario_id)
    ground = selectors.ground_of(selectors.work_of(own)).number
    if ground is None:
        return redirect("trajectories:scenarios")
    context = {
        "scenario": scenario,
        "choices": presenters.present_choices(ground.depart),
        "crumbs": crumbs_to("Choisir une carte"),
    }
    return render(request, "trajectories/scenarios/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def new(request: HttpRequest, own: Trajectory, scenario_id: int, cle: str) -> HttpResponse:
    """Whoever may change the work; another's scenario does not exist for her."""
    scenario = services.scenario_or_404(own, scenario_id)
    try:
        carte = carte_named(cle)
    except KeyError:
        raise Http404("Cette carte n’existe pas.") from None
    return _answer(request, own, scenario, carte)


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def edit(request: HttpRequest, own: Trajectory, scenario_id: int, number: int) -> HttpResponse:
    """Whoever may change the work; another's scenario does not exist for her."""
    scenario = services.scenario_or_404(own, scenario_id)
    cards = selectors.cards_of(scenario)
    if not 1 <= number <= len(cards):
        raise Http404("Cette carte n’est plus dans ce scénario.")
    card = cards[number - 1]
    return _answer(request, own, scenario, carte_named(card.carte), card=card, rank=number - 1)


def _answer(  # noqa: PLR0913 - the card, and where it goes
    request: HttpRequest,
    own: Trajectory,
    scenario: Scenario,
    carte: Carte,
    *,
    card: ChosenCard | None = None,
    rank: int | None = None,
) -> HttpResponse:
    ground = selectors.ground_of(selectors.work_of(own)).number
    if ground is None:
        return redirect("trajectories:scenarios")
    data = request.POST if request.method == "POST" else None
    form = CardForm(data, carte=carte, depart=ground.depart, years=scenario.years, card=card)
    if data is not None and form.is_valid():
        try:
            services.put_card(scenario=scenario, card=form.card(), rank=rank, now=timezone.now())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _after(request, scenario)
    context = {"form": form, "carte": carte, "scenario": scenario, "crumbs": crumbs_to(carte.titre)}
    return render(request, "trajectories/scenarios/card.html", context, status=422 if form.errors else 200)


def _after(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """To the figures when they were asked for, else to the cards."""
    if "calculer" in request.POST:
        return redirect(work_out_url(scenario))
    messages.success(request, "La carte est gardée. Ajoutez-en une autre, ou calculez.")
    return redirect("trajectories:scenario", scenario.pk)


@require_POST
@with_work_to_change
def remove(request: HttpRequest, own: Trajectory, scenario_id: int, number: int) -> HttpResponse:
    """Whoever may change the work; another's scenario does not exist for her."""
    scenario = services.scenario_or_404(own, scenario_id)
    services.remove_card(scenario=scenario, rank=number - 1, now=timezone.now())
    messages.success(request, "La carte est retirée.")
    return redirect("trajectories:scenario", scenario.pk)
