"""What scenarios give: one at a time, side by side, on a sheet for the board; those of the demonstrations too."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from socioeco.report.scenario.cards import Plan
from socioeco.report.scenario.play import Ground, Played
from trajectoires.trajectories import access, presenters, selectors, services
from trajectoires.trajectories.enums import MOST_COMPARED, MOST_ON_A_SHEET
from trajectoires.trajectories.models import Scenario, Trajectory
from trajectoires.trajectories.models.scenarios import SHORTEST_YEARS
from trajectoires.trajectories.selectors import Exercice
from trajectoires.trajectories.views.results import MEDIA_TYPES
from trajectoires.trajectories.views.scenarios import crumbs_to, show
from trajectoires.trajectories.views.session import CRUMBS, with_work_to_change

COMPARISON, SHEET = "Comparer", "Feuille pour le conseil"
CHOOSE = "Cochez un scénario au moins, et {most} au plus."
NO_CARD = "Ce scénario n’a aucune carte : il n’y a rien à comparer avec l’an dernier."
BROKEN = "« {name} » ne peut plus être calculé tel quel : voici pourquoi."


def work_out_url(scenario: Scenario) -> str:
    """The result, that says on arrival that it was worked out."""
    return f"{reverse('trajectories:scenario_result', args=[scenario.pk])}?calcul=oui"


# --- one scenario -----------------------------------------------------------------------------------------


@require_safe
@with_work_to_change
def result(request: HttpRequest, own: Trajectory, scenario_id: int) -> HttpResponse:
    """Whoever may change the work; another's scenario does not exist for her."""
    scenario = services.scenario_or_404(own, scenario_id)
    work = selectors.work_of(own)
    ground = selectors.ground_of(work).number
    if ground is None or selectors.errors_of(scenario, ground.depart):
        return show(request, own, scenario, is_asked=True)
    played = selectors.play(ground, [selectors.plan_of(scenario)], years=scenario.years)
    context = {
        "result": presenters.present_result(played, work.exercices),
        "scenario": scenario,
        "is_asked": request.GET.get("calcul") == "oui",
        "crumbs": [
            *crumbs_to("")[:-1],
            (scenario.name, reverse("trajectories:scenario", args=[scenario.pk])),
            ("Résultat", None),
        ],
    }
    return render(request, "trajectories/scenarios/result.html", context)


@require_safe
@with_work_to_change
def figures(request: HttpRequest, own: Trajectory, scenario_id: int) -> HttpResponse:
    """Whoever may change the work; another's scenario does not exist for her."""
    scenario = services.scenario_or_404(own, scenario_id)
    ground = selectors.ground_of(selectors.work_of(own)).number
    if ground is None or selectors.errors_of(scenario, ground.depart):
        return show(request, own, scenario, is_asked=True)
    played = selectors.play(ground, [selectors.plan_of(scenario)], years=scenario.years)
    content = presenters.scenario_workbook(played, today=timezone.localdate())
    return _file(content, MEDIA_TYPES["ods"], "scenario.ods")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# --- several ----------------------------------------------------------------------------------------------


@require_safe
@with_work_to_change
def compare(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """Whoever may change the work, and scenarios of hers alone."""
    found = _chosen(request, own, most=MOST_COMPARED)
    if isinstance(found, HttpResponse):
        return found
    played, exercices, scenarios = found
    return _sides(request, played, exercices, {"query": _query(scenarios), "crumbs": crumbs_to(COMPARISON)})


@require_safe
@with_work_to_change
def board(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """Whoever may change the work, and scenarios of hers alone."""
    found = _chosen(request, own, most=MOST_ON_A_SHEET)
    if isinstance(found, HttpResponse):
        return found
    played, _, scenarios = found
    query = _query(scenarios)
    context = {
        "sheet": presenters.present_sheet(played, scenarios),
        "compared": f"{reverse('trajectories:scenario_compare')}?{query}",
        "pdf": f"{reverse('trajectories:scenario_board_pdf')}?{query}",
        "today": timezone.localdate(),
    }
    return render(request, "trajectories/scenarios/board.html", context)


@require_safe
@with_work_to_change
def board_pdf(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """Whoever may change the work, and scenarios of hers alone."""
    found = _chosen(request, own, most=MOST_ON_A_SHEET)
    if isinstance(found, HttpResponse):
        return found
    played, _, scenarios = found
    sheet = presenters.present_sheet(played, scenarios)
    content = services.typeset_sheet(sheet=sheet, now=timezone.now())
    return _file(content, "application/pdf", "feuille-du-conseil.pdf")


def _sides(
    request: HttpRequest, played: Played, exercices: Sequence[Exercice], more: dict[str, object]
) -> HttpResponse:
    context = {"sides": presenters.present_sides(played, exercices), **more}
    return render(request, "trajectories/scenarios/compare.html", context)


def _chosen(
    request: HttpRequest, own: Trajectory, *, most: int
) -> HttpResponse | tuple[Played, Sequence[Exercice], list[Scenario]]:
    """The scenarios of the address, played as long as the longest; else where to go, and why."""
    numbers = dict.fromkeys(each for each in request.GET.getlist("s") if each.isdecimal() and len(each) < 19)
    scenarios = [services.scenario_or_404(own, int(each)) for each in list(numbers)[: most + 1]]
    work = selectors.work_of(own)
    ground = selectors.ground_of(work).number
    if not 1 <= len(scenarios) <= most or ground is None:
        messages.error(request, CHOOSE.format(most=most))
        return redirect("trajectories:scenarios")
    for each in scenarios:
        if selectors.errors_of(each, ground.depart):
            messages.error(request, BROKEN.format(name=each.name))
            return redirect("trajectories:scenario", each.pk)
    played = _play(ground, scenarios)
    if played.comparison is None:
        messages.error(request, NO_CARD)
        return redirect("trajectories:scenario", scenarios[0].pk)
    return played, work.exercices, scenarios


def _play(ground: Ground, scenarios: list[Scenario]) -> Played:
    plans = [selectors.plan_of(each) for each in scenarios]
    return selectors.play(ground, plans, years=max(each.years for each in scenarios))


def _query(scenarios: Sequence[Scenario]) -> str:
    return "&".join(f"s={each.pk}" for each in scenarios)


# --- demonstrations ---------------------------------------------------------------------------------------


@require_safe
def demonstration_scenarios(request: HttpRequest, slug: str) -> HttpResponse:
    """Anyone: a demonstration is public, and says that it is one."""
    trajectory = access.demonstration_or_404(slug)
    played, exercices, plans = _demonstrated(trajectory)
    context = {
        "demonstration": trajectory,
        "keys": [(key, plan.nom) for key, plan in plans.items()],
        "crumbs": _demonstration_crumbs(trajectory, TITLE_OF_DEMONSTRATION),
    }
    return _sides(request, played, exercices, context)


@require_safe
def demonstration_result(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Anyone: a demonstration is public, and says that it is one."""
    trajectory = access.demonstration_or_404(slug)
    work = selectors.work_of(trajectory)
    ground = _ground_or_404(selectors.ground_of(work).number)
    plan = selectors.demonstration_plans(ground.depart).get(key)
    if plan is None:
        raise Http404("Cette démonstration n’a pas ce scénario.")
    played = selectors.play(ground, [plan], years=SHORTEST_YEARS)
    context = {
        "result": presenters.present_result(played, work.exercices),
        "demonstration": trajectory,
        "crumbs": _demonstration_crumbs(trajectory, plan.nom),
    }
    return render(request, "trajectories/scenarios/result.html", context)


TITLE_OF_DEMONSTRATION = "Ce qui pourrait arriver"


def _demonstrated(trajectory: Trajectory) -> tuple[Played, Sequence[Exercice], dict[str, Plan]]:
    work = selectors.work_of(trajectory)
    ground = _ground_or_404(selectors.ground_of(work).number)
    plans = selectors.demonstration_plans(ground.depart)
    if not plans:
        raise Http404("Cette démonstration n’a pas de scénario.")
    return selectors.play(ground, list(plans.values()), years=SHORTEST_YEARS), work.exercices, plans


def _ground_or_404(ground: Ground | None) -> Ground:
    if ground is None:
        raise Http404("Cette démonstration n’a pas de comptes d’où partir.")
    return ground


def _demonstration_crumbs(trajectory: Trajectory, name: str) -> list[tuple[str, str | None]]:
    home = reverse("trajectories:demonstration", args=[trajectory.demonstration_slug])
    return [*CRUMBS, (trajectory.name, home), (name, None)]
