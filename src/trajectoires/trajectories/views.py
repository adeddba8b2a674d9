from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trajectoires.documents.enums import MAXIMUM_FILE_BYTES
from trajectoires.trajectories import access, presenters, selectors, services
from trajectoires.trajectories.enums import KEPT, SESSION_KEY
from trajectoires.trajectories.forms import ImportForm
from trajectoires.trajectories.models import Trajectory

CRUMBS = [("Agir", "/agir/"), ("Ma trajectoire", "/agir/trajectoire/")]


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Anyone. The files are read at once; the work belongs to this browser's session."""
    now = timezone.now()
    own = access.find_own(request.session, now=now)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        trajectory = services.import_files(trajectory=own, files=form.cleaned_data["fichiers"], now=now)
        if trajectory != own:
            request.session.cycle_key()  # whoever knew the session before it held a work learns nothing of it
        request.session[SESSION_KEY] = str(trajectory.id)
        return redirect("trajectories:results")
    context = {
        "form": form,
        "own": own,
        "demonstrations": selectors.demonstrations(),
        "kept_days": KEPT.days,
        "file_limit": f"{MAXIMUM_FILE_BYTES // 1_000_000} Mo",
        "crumbs": [CRUMBS[0], ("Ma trajectoire", None)],
    }
    return render(request, "trajectories/start.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The visitor whose session made the work."""
    now = timezone.now()
    try:
        trajectory = access.own_or_404(request.session, now=now)
    except Http404:
        crumbs = [*CRUMBS, ("Mes résultats", None)]
        return render(request, "trajectories/none.html", {"crumbs": crumbs}, status=404)
    if services.keep(trajectory=trajectory, now=now):
        request.session.modified = True
    return _render_results(request, trajectory)


@require_safe
def demonstration(request: HttpRequest, slug: str) -> HttpResponse:
    """Anyone: a demonstration is public, and says that it is one."""
    return _render_results(request, access.demonstration_or_404(slug))


def _render_results(request: HttpRequest, trajectory: Trajectory) -> HttpResponse:
    results = presenters.present(trajectory)
    context = {"results": results, "toc": results.toc, "crumbs": [*CRUMBS, (results.page_name, None)]}
    return render(request, "trajectories/results.html", context)


@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """The visitor whose session made the work."""
    trajectory = access.own_or_404(request.session, now=timezone.now())
    services.erase(trajectory=trajectory)
    if request.user.is_authenticated:  # an editor trying the tool stays signed in
        del request.session[SESSION_KEY]
    else:
        request.session.flush()
    messages.success(request, "Tout est effacé : les chiffres, les anomalies, le nom des fichiers.")
    return redirect("trajectories:start")


@require_POST
def remove_file(request: HttpRequest, file_id: int) -> HttpResponse:
    """The visitor whose session made the work; another's file does not exist for her."""
    trajectory = access.own_or_404(request.session, now=timezone.now())
    name = services.remove_file(trajectory=trajectory, file_id=file_id)
    messages.success(request, f"« {name} » est retiré.")
    return redirect("trajectories:results")
