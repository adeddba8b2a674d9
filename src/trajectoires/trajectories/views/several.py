"""Several files of one exercice: added up, separated, one put back in place of the other."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from trajectoires.trajectories import presenters, selectors, services
from trajectoires.trajectories.models import ImportedFile, Trajectory
from trajectoires.trajectories.views.session import with_work_to_change

NOT_OF_ONE_SORT = (
    "Ces deux fichiers ne s’additionnent pas. Seules des écritures s’ajoutent à des écritures, et une balance à une "
    "balance : de deux sortes, ils disent la même chose."
)
NOTHING = "Rien n’a changé : ce fichier n’est plus à cette place."
WAY_BACK = "Il est gardé de côté : dans « Vos exercices », vous pouvez les additionner ou y revenir."


@require_POST
@with_work_to_change
def add(request: HttpRequest, own: Trajectory, file_id: int) -> HttpResponse:
    """Whoever may change the work; another's file does not exist for her."""
    file = services.file_or_404(own, file_id)
    try:
        is_done = services.add_file(trajectory=own, file_id=file_id, now=timezone.now())
    except services.NotOfOneSort:
        messages.error(request, NOT_OF_ONE_SORT)
        return redirect("trajectories:start")
    _tell(request, f"« {file.name} » est additionné. Vos résultats comptent les deux.", is_done=is_done)
    if is_done and selectors.is_maybe_twice(own, file):
        messages.warning(request, presenters.MAYBE_TWICE)
    return redirect("trajectories:start")


@require_POST
@with_work_to_change
def separate(request: HttpRequest, own: Trajectory, file_id: int) -> HttpResponse:
    """Whoever may change the work; another's file does not exist for her."""
    file = services.file_or_404(own, file_id)
    is_done = services.separate_file(trajectory=own, file_id=file_id, now=timezone.now())
    _tell(request, f"« {file.name} » est mis de côté : il ne compte plus.", is_done=is_done)
    return redirect("trajectories:start")


@require_POST
@with_work_to_change
def put_back(request: HttpRequest, own: Trajectory, file_id: int) -> HttpResponse:
    """Whoever may change the work; another's file does not exist for her."""
    file = services.file_or_404(own, file_id)
    is_done = services.return_to_file(trajectory=own, file_id=file_id, now=timezone.now())
    _tell(request, f"« {file.name} » compte à nouveau ; l’autre est mis de côté.", is_done=is_done)
    return redirect("trajectories:start")


def _tell(request: HttpRequest, words: str, *, is_done: bool) -> None:
    if is_done:
        messages.success(request, words)
    else:
        messages.info(request, NOTHING)


def tell_replaced(request: HttpRequest, replaced: Iterable[ImportedFile]) -> None:
    """On arrival: which file stands in place of which, and that nothing is lost."""
    for file in replaced:
        if file.replaced_by:
            messages.warning(request, f"{presenters.took_place(file.replaced_by, [file])} {WAY_BACK}")
