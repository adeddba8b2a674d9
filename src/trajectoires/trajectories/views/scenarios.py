"""The scenarios of a work: listed, begun, described, copied, taken away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from socioeco.report.scenario.play import Ground
from trajectoires.trajectories import presenters, selectors, services
from trajectoires.trajectories.access import OpenWork
from trajectoires.trajectories.enums import MOST_COMPARED, MOST_ON_A_SHEET, MOST_SCENARIOS
from trajectoires.trajectories.forms import ScenarioForm
from trajectoires.trajectories.models import Scenario, Trajectory
from trajectoires.trajectories.models.scenarios import SHORTEST_YEARS, YEARS_IN_WORDS
from trajectoires.trajectories.selectors import Proposal, Work
from trajectoires.trajectories.views.scenario_reading import with_scenarios_to_read
from trajectoires.trajectories.views.session import CRUMBS, with_work_to_change

TITLE, ADDRESS = "Scénarios", "/agir/trajectoire/scenarios/"
HERE = [*CRUMBS, (TITLE, ADDRESS)]


def crumbs_to(name: str) -> list[tuple[str, str | None]]:
    return [*HERE, (name, None)]


@require_safe
@with_scenarios_to_read("Scénarios")
def index(request: HttpRequest, opened: OpenWork, work: Work) -> HttpResponse:
    """Whoever reads the scenarios of the work; a guest finds there those that can be played, and no button."""
    if opened.may_change:
        return _index(request, opened.trajectory)
    context = {
        "share": opened.share,
        "lines": _lines(list(opened.trajectory.scenarios.all()), selectors.ground_of(work).number),
        "most_compared": MOST_COMPARED,
        "most_on_a_sheet": MOST_ON_A_SHEET,
        "crumbs": [*CRUMBS, (TITLE, None)],
    }
    return render(request, "trajectories/scenarios/shared.html", context)


def _index(request: HttpRequest, own: Trajectory, *, error: str = "") -> HttpResponse:
    ground = selectors.ground_of(selectors.work_of(own))
    kept = list(own.scenarios.all())
    context = {
        "reason": ground.raison,
        "year": ground.number.label if ground.number else "",
        "lines": _lines(kept, ground.number),
        "proposals": _proposals(own, ground.number) if ground.number else [],
        "is_full": len(kept) >= MOST_SCENARIOS,
        "most": MOST_SCENARIOS,
        "most_compared": MOST_COMPARED,
        "most_on_a_sheet": MOST_ON_A_SHEET,
        "error": error,
        "crumbs": [*CRUMBS, (TITLE, None)],
    }
    return render(request, "trajectories/scenarios/index.html", context, status=422 if error else 200)


def _lines(kept: list[Scenario], ground: Ground | None) -> list[object]:
    return [
        presenters.present_line(each, selectors.errors_of(each, ground.depart) if ground else ())
        for each in kept
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def new(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """Whoever may change the work: one of hers, or one that her accounts suggest."""
    ground = selectors.ground_of(selectors.work_of(own)).number
    if ground is None:
        return redirect("trajectories:scenarios")
    if request.method == "POST" and "depart" in request.POST:
        return _begin(request, own, _proposed(own, ground, str(request.POST["depart"])))
    form = ScenarioForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            scenario = services.create_scenario(
                trajectory=own,
                name=form.cleaned_data["nom"],
                years=form.cleaned_data["annees"],
                notes=form.cleaned_data["notes"],
                now=timezone.now(),
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "Votre scénario est gardé. Ajoutez-lui une première carte.")
            return redirect("trajectories:scenario", scenario.pk)
    context = {"form": form, "scenario": None, "crumbs": crumbs_to("Nouveau scénario")}
    return render(
        request, "trajectories/scenarios/describe.html", context, status=422 if form.errors else 200
    )


def _proposals(own: Trajectory, ground: Ground) -> list[Proposal]:
    return selectors.proposals_of(ground.depart, selectors.alliances_of(own))


def _proposed(own: Trajectory, ground: Ground, key: str) -> Proposal | None:
    return next((each for each in _proposals(own, ground) if each.key == key), None)


def _begin(request: HttpRequest, own: Trajectory, proposal: Proposal | None) -> HttpResponse:
    """A proposal that the accounts no longer make leads back to the list."""
    if proposal is None:
        return redirect("trajectories:scenarios")
    try:
        scenario = services.create_scenario(
            trajectory=own,
            name=proposal.name,
            years=SHORTEST_YEARS,
            cards=proposal.cards,
            now=timezone.now(),
        )
    except ValidationError as refused:
        return _index(request, own, error=refused.messages[0])
    if proposal.asks:
        return redirect("trajectories:scenario_card_new", scenario.pk, proposal.asks)
    messages.success(request, "Ce scénario est dans votre travail. Réglez ses cartes, puis calculez.")
    return redirect("trajectories:scenario", scenario.pk)


@require_safe
@with_work_to_change
def detail(request: HttpRequest, own: Trajectory, scenario_id: int) -> HttpResponse:
    """Whoever may change the work; another's scenario does not exist for her."""
    return show(request, own, services.scenario_or_404(own, scenario_id))


def show(
    request: HttpRequest, own: Trajectory, scenario: Scenario, *, is_asked: bool = False
) -> HttpResponse:
    """The cards. `is_asked`: it was to be worked out and cannot be, the page says why."""
    ground = selectors.ground_of(selectors.work_of(own))
    if ground.number is None:
        return redirect("trajectories:scenarios")
    cards, errors = selectors.cards_of(scenario), selectors.errors_of(scenario, ground.number.depart)
    context = {
        "scenario": scenario,
        "year": ground.number.label,
        "years_in_words": YEARS_IN_WORDS[scenario.years],
        "cards": presenters.present_cards(cards, ground.number.depart, errors),
        "errors": presenters.present_errors(errors, cards),
        "crumbs": crumbs_to(scenario.name),
    }
    status = 422 if is_asked and errors else 200
    return render(request, "trajectories/scenarios/detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def describe(request: HttpRequest, own: Trajectory, scenario_id: int) -> HttpResponse:
    """Whoever may change the work; another's scenario does not exist for her."""
    scenario = services.scenario_or_404(own, scenario_id)
    form = ScenarioForm(request.POST if request.method == "POST" else None, scenario=scenario)
    if request.method == "POST" and form.is_valid():
        try:
            services.describe_scenario(
                scenario=scenario,
                name=form.cleaned_data["nom"],
                years=form.cleaned_data["annees"],
                notes=form.cleaned_data["notes"],
                now=timezone.now(),
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "Vos changements sont gardés.")
            return redirect("trajectories:scenario", scenario.pk)
    context = {"form": form, "scenario": scenario, "crumbs": crumbs_to("Nom, durée, notes")}
    return render(
        request, "trajectories/scenarios/describe.html", context, status=422 if form.errors else 200
    )


@require_POST
@with_work_to_change
def copy(request: HttpRequest, own: Trajectory, scenario_id: int) -> HttpResponse:
    """Whoever may change the work; another's scenario does not exist for her."""
    try:
        made = services.copy_scenario(scenario=services.scenario_or_404(own, scenario_id), now=timezone.now())
    except ValidationError as refused:
        return _index(request, own, error=refused.messages[0])
    messages.success(request, f"Voici la copie, « {made.name} » : changez-la sans toucher à l’original.")
    return redirect("trajectories:scenario", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def remove(request: HttpRequest, own: Trajectory, scenario_id: int) -> HttpResponse:
    """Whoever may change the work; another's scenario does not exist for her."""
    scenario = services.scenario_or_404(own, scenario_id)
    if request.method == "POST":
        name = services.remove_scenario(trajectory=own, scenario_id=scenario_id)
        messages.success(request, f"« {name} » est supprimé.")
        return redirect("trajectories:scenarios")
    context = {
        "title": f"Supprimer « {scenario.name} » ?",
        "body": "Ses cartes et vos notes seront effacées. Vos comptes et vos autres scénarios ne bougent pas.",
        "button": "Supprimer ce scénario",
        "cancel_href": "trajectories:scenarios",
        "crumbs": crumbs_to("Supprimer un scénario"),
    }
    return render(request, "trajectories/confirm.html", context)
