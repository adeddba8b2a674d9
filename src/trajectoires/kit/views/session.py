"""What these pages share: the questionnaire, its visitor, and the answer when there is none."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from trajectoires.kit import access, selectors
from trajectoires.kit.enums import SESSION_KEY
from trajectoires.kit.models import AutodiagnosticPage, Diagnosis
from trajectoires.trajectories.services import keep
from trajectoires.ui.enums import Door

View = Callable[..., HttpResponse]
Crumbs = list[tuple[str, str | None]]


def page_or_404() -> AutodiagnosticPage:
    page = selectors.find_page()
    if page is None:
        raise Http404("Aucun questionnaire n’est publié.")
    return page


def crumbs_to(page: AutodiagnosticPage, name: str) -> Crumbs:
    return [(Door.AGIR.label, Door.AGIR.address), (page.title, page.address), (name, None)]


def find_own(request: HttpRequest) -> Diagnosis | None:
    """The answers of this browser's session, kept thirty days more by the visit."""
    own = access.find_own(request.session, now=timezone.now())
    if own and keep(work=own, now=timezone.now()):
        request.session.modified = True  # the cookie lives as long
    return own


def with_own_answers(view: View) -> View:
    """The visitor whose session holds answers; they are given to the view, with the page. Anyone else is told so."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **arguments: object) -> HttpResponse:
        page, own = page_or_404(), find_own(request)
        if own is None:
            return no_answers(request, page)
        return view(request, page, own, **arguments)

    return guarded


def no_answers(request: HttpRequest, page: AutodiagnosticPage, *, is_link: bool = False) -> HttpResponse:
    context = {"page": page, "is_link": is_link, "crumbs": crumbs_to(page, "Aucune réponse ici")}
    return render(request, "kit/none.html", context, status=404)


def open_in(request: HttpRequest, diagnosis: Diagnosis, *, own: Diagnosis | None) -> None:
    """The answers belong to this session from now on."""
    if diagnosis != own:
        request.session.cycle_key()  # whoever knew the session before it held answers learns nothing of them
    request.session[SESSION_KEY] = str(diagnosis.id)


def resume_url(request: HttpRequest, diagnosis: Diagnosis) -> str:
    """The whole address of the *lien de reprise*, to be copied."""
    return request.build_absolute_uri(reverse("kit:resume", args=[diagnosis.resume_key]))
