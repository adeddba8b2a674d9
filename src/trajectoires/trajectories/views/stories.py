"""« Raconter notre trajectoire »: written, looked at as it will be, consented to and sent, taken back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from trajectoires.content.services import draw_page
from trajectoires.trajectories import access, selectors, services
from trajectoires.trajectories.enums import Right
from trajectoires.trajectories.forms import ConsentForm, Material, StoryForm
from trajectoires.trajectories.models import Story, Trajectory
from trajectoires.trajectories.presenters.stories import tellable_figures
from trajectoires.trajectories.views.session import CRUMBS, crumbs_to, find_open

TELL = ("Raconter notre trajectoire", "/agir/trajectoire/raconter/")
TITLE = TELL[0]
NOT_YET = "Complétez d’abord votre récit : il y manque ce qui est écrit ci-dessous."
View = Callable[..., HttpResponse]


def with_kept_work(view: View) -> View:
    """Those who manage the organisation that keeps the work open here. Anyone else with none reads how to keep one."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **arguments: object) -> HttpResponse:
        found = find_open(request)
        if found is None or not found.trajectory.is_kept:
            if request.method == "POST":
                raise PermissionDenied("Un récit s’écrit depuis le travail gardé d’une organisation.")
            context = {"has_work": found is not None, "crumbs": crumbs_to(TITLE)}
            return render(request, "trajectories/tell/how.html", context)
        access.check_right(found, Right.MANAGE)
        return view(request, found.trajectory, **arguments)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@with_kept_work
def tell(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """Those who manage the organisation that keeps the work. What is typed is kept, right or wrong."""
    story = selectors.story_of(own)
    is_sent = request.method == "POST"
    form = _form(own, story, request.POST if is_sent else None, asks_all="apercu" in request.POST)
    if is_sent:
        story = services.save_draft(trajectory=own, draft=form.draft(), now=timezone.now())
        if form.is_valid():
            return _kept(request, to_preview=form.asks_all)
    context = {
        "form": form,
        "story": story,
        "sent": selectors.last_sent(story),
        "organisation": own.organisation,
        "crumbs": crumbs_to(TITLE),
    }
    return render(request, "trajectories/tell/write.html", context, status=422 if form.errors else 200)


def _kept(request: HttpRequest, *, to_preview: bool) -> HttpResponse:
    if to_preview:
        return redirect("trajectories:tell_preview")
    messages.success(request, "Votre brouillon est gardé. Personne d’autre que votre organisation ne le lit.")
    return redirect("trajectories:tell")


@require_http_methods(["GET", "HEAD", "POST"])
@with_kept_work
def preview(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """The same persons: what will be published, word for word, and the consent that sends it."""
    story = selectors.story_of(own)
    form = _form(own, story, _as_sent(story), asks_all=True)
    if story is None or not form.is_valid():
        messages.error(request, NOT_YET)
        return redirect("trajectories:tell")
    told = form.told()
    consent = ConsentForm(request.POST if request.method == "POST" else None, told=told)
    if request.method == "POST" and consent.is_valid():
        services.send_story(
            story=story,
            told=told,
            user=request.user,
            wants_mail=consent.cleaned_data["courriel"],
            now=timezone.now(),
        )
        messages.success(request, "Votre récit est envoyé. Une personne de la rédaction va le lire.")
        return redirect("trajectories:tell")
    context = {
        "page": draw_page(told=told, on=timezone.localdate()),
        "form": consent,
        "organisation": own.organisation,
        "is_published": story.page is not None,
        "crumbs": [*CRUMBS, TELL, ("Aperçu", None)],
    }
    return render(request, "trajectories/tell/preview.html", context, status=422 if consent.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@with_kept_work
def take_back(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """The same persons: at once, whatever the state of the story."""
    story = selectors.story_of(own)
    if request.method == "POST":
        erases = "brouillon" in request.POST
        done = services.take_back_story(trajectory=own, erases_draft=erases, now=timezone.now())
        messages.success(request, _taken_back(done, erases))
        return redirect("trajectories:tell")
    context = {
        "story": story,
        "sent": selectors.last_sent(story),
        "crumbs": [*CRUMBS, TELL, ("Retirer", None)],
    }
    return render(request, "trajectories/tell/take_back.html", context)


def _taken_back(done: bool, erases: bool) -> str:
    if not done:
        return "Il n’y avait rien à retirer."
    draft = "Votre brouillon est effacé." if erases else "Votre brouillon reste ici, pour vous seuls."
    return f"Plus rien de votre récit n’est sur le site. {draft}"


def _form(own: Trajectory, story: Story | None, data: Any, *, asks_all: bool) -> StoryForm:
    models, levers = selectors.touched_choices()
    material = Material(
        organisation=own.organisation, figures=tellable_figures(own), models=models, levers=levers
    )
    return StoryForm(data, draft=story.draft if story else {}, material=material, asks_all=asks_all)


def _as_sent(story: Story | None) -> QueryDict:
    """The draft, as the form that wrote it would send it."""
    data = QueryDict(mutable=True)
    for name, value in (story.draft if story else {}).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data
