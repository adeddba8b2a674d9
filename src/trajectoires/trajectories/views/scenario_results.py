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
from trajectoires.trajectories.access import OpenWork
from trajectoires.trajectories.enums import MOST_COMPARED, MOST_ON_A_SHEET
from trajectoires.trajectories.models import Scenario, Trajectory
from trajectoires.trajectories.models.scenarios import SHORTEST_YEARS
from trajectoires.trajectories.selectors import Exercice, Work
from trajectoires.trajectories.views.results import MEDIA_TYPES
from trajectoires.trajectories.views.scenario_reading import with_scenarios_to_read
from trajectoires.trajectories.views.scenarios import crumbs_to, show
from trajectoires.trajectories.views.session import CRUMBS

COMPARISON, SHEET = "Comparer", "Feuille pour le conseil"
CHOOSE = "Cochez un scénario au moins, et {most} au plus."
NO_CARD = "Ce scénario n’a aucune carte : il n’y a rien à comparer avec l’an dernier."
BROKEN_FOR_A_GUEST = (
    "« {name} » ne peut pas être calculé tel quel : demandez à l’organisation de revoir ses cartes."
)
BROKEN = "« {name} » ne peut plus être calculé tel quel : voici pourquoi."


def work_out_url(scenario: Scenario) -> str:
    """The result, that says on arrival that it was worked out."""
    return f"{reverse('trajectories:scenario_result', args=[scenario.pk])}?calcul=oui"


# --- one scenario -----------------------------------------------------------------------------------------


@require_safe
@with_scenarios_to_read("Résultat d’un scénario")
def result(request: HttpRequest, opened: OpenWork, work: Work, scenario_id: int) -> HttpResponse:
    """Whoever reads the scenarios of the work; another's does not exist for her."""
    scenario = services.scenario_or_404(opened.trajectory, scenario_id)
    ground = selectors.ground_of(work).number
    if ground is None or selectors.errors_of(scenario, ground.depart):
        return _not_played(request, opened, scenario)
    played = selectors.play(ground, [selectors.plan_of(scenario)], years=scenario.years)
    context = {
        "result": presenters.present_result(played, work.exercices),
        "scenario": scenario,
        "share": opened.share,
        "is_asked": request.GET.get("calcul") == "oui",
        "crumbs": _result_crumbs(opened, scenario),
    }
    return render(request, "trajectories/scenarios/result.html", context)


@require_safe
@with_scenarios_to_read("Chiffres d’un scénario en ODS")
def figures(request: HttpRequest, opened: OpenWork, work: Work, scenario_id: int) -> HttpResponse:
    """Whoever reads the scenarios of the work; another's does not exist for her."""
    scenario = services.scenario_or_404(opened.trajectory, scenario_id)
    ground = selectors.ground_of(work).number
    if ground is None or selectors.errors_of(scenario, ground.depart):
        return _not_played(request, opened, scenario)
    played = selectors.play(ground, [selectors.plan_of(scenario)], years=scenario.years)
    content = presenters.scenario_workbook(played, today=timezone.localdate())
    return _file(content, MEDIA_TYPES["ods"], "scenario.ods")


def _not_played(request: HttpRequest, opened: OpenWork, scenario: Scenario) -> HttpResponse:
    """Whoever may change the cards is led to them; a guest to the list."""
    if opened.may_change:
        return show(request, opened.trajectory, scenario, is_asked=True)
    return _to_list(request, BROKEN_FOR_A_GUEST.format(name=scenario.name))


def _to_list(request: HttpRequest, said: str) -> HttpResponse:
    messages.error(request, said)
    return redirect("trajectories:scenarios")


def _result_crumbs(opened: OpenWork, scenario: Scenario) -> list[tuple[str, str | None]]:
    if not opened.may_change:
        return crumbs_to(scenario.name)
    cards = reverse("trajectories:scenario", args=[scenario.pk])
    return [*crumbs_to("")[:-1], (scenario.name, cards), ("Résultat", None)]


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# --- several ----------------------------------------------------------------------------------------------


@require_safe
@with_scenarios_to_read("Scénarios côte à côte")
def compare(request: HttpRequest, opened: OpenWork, work: Work) -> HttpResponse:
    """Whoever reads the scenarios of the work, and of this work alone."""
    found = _chosen(request, opened, work, most=MOST_COMPARED)
    if isinstance(found, HttpResponse):
        return found
    played, scenarios = found
    context = {"query": _query(scenarios), "share": opened.share, "crumbs": crumbs_to(COMPARISON)}
    return _sides(request, played, work.exercices, context)


@require_safe
@with_scenarios_to_read("Feuille pour le conseil")
def board(request: HttpRequest, opened: OpenWork, work: Work) -> HttpResponse:
    """Whoever reads the scenarios of the work, and of this work alone."""
    found = _chosen(request, opened, work, most=MOST_ON_A_SHEET)
    if isinstance(found, HttpResponse):
        return found
    played, scenarios = found
    query = _query(scenarios)
    context = {
        "sheet": presenters.present_sheet(played, scenarios),
        "compared": f"{reverse('trajectories:scenario_compare')}?{query}",
        "pdf": f"{reverse('trajectories:scenario_board_pdf')}?{query}",
        "may_change": opened.may_change,
        "today": timezone.localdate(),
    }
    return render(request, "trajectories/scenarios/board.html", context)


@require_safe
@with_scenarios_to_read("Feuille pour le conseil en PDF")
def board_pdf(request: HttpRequest, opened: OpenWork, work: Work) -> HttpResponse:
    """Whoever reads the scenarios of the work, and of this work alone."""
    found = _chosen(request, opened, work, most=MOST_ON_A_SHEET)
    if isinstance(found, HttpResponse):
        return found
    played, scenarios = found
    sheet = presenters.present_sheet(played, scenarios)
    content = services.typeset_sheet(sheet=sheet, now=timezone.now())
    return _file(content, "application/pdf", "feuille-du-conseil.pdf")


def _sides(
    request: HttpRequest, played: Played, exercices: Sequence[Exercice], more: dict[str, object]
) -> HttpResponse:
    context = {"sides": presenters.present_sides(played, exercices), **more}
    return render(request, "trajectories/scenarios/compare.html", context)


def _chosen(
    request: HttpRequest, opened: OpenWork, work: Work, *, most: int
) -> HttpResponse | tuple[Played, list[Scenario]]:
    """The scenarios of the address, played as long as the longest; else where to go, and why."""
    numbers = dict.fromkeys(each for each in request.GET.getlist("s") if each.isdecimal() and len(each) < 19)
    scenarios = [services.scenario_or_404(opened.trajectory, int(each)) for each in list(numbers)[: most + 1]]
    ground = selectors.ground_of(work).number
    if not 1 <= len(scenarios) <= most or ground is None:
        return _to_list(request, CHOOSE.format(most=most))
    for each in scenarios:
        if selectors.errors_of(each, ground.depart):
            return _to_cards(request, opened, each, said=BROKEN)
    played = _play(ground, scenarios)
    if played.comparison is None:
        return _to_cards(request, opened, scenarios[0], said=NO_CARD)
    return played, scenarios


def _to_cards(request: HttpRequest, opened: OpenWork, scenario: Scenario, *, said: str) -> HttpResponse:
    """Where it can be put right; a guest, who changes nothing, goes back to the list."""
    if not opened.may_change:
        return _to_list(request, BROKEN_FOR_A_GUEST.format(name=scenario.name))
    messages.error(request, said.format(name=scenario.name))
    return redirect("trajectories:scenario", scenario.pk)


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
