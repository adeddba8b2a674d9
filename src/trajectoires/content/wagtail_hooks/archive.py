"""« Contenu du site »: everything in one zip, taken away or loaded."""

import tempfile
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from trajectoires.content.forms.archive import ArchiveForm
from trajectoires.content.models.base import SITE_DEPTH
from trajectoires.content.services import LoadReport
from trajectoires.content.services.archiving import load_archive, write_archive
from trajectoires.documents.services import erase_upload, keep_upload, open_upload

WAITING = "content_archive"  # in the session: what was sent, and what becomes of the pages that it lacks
GONE = "Le zip a été effacé : il attend moins d’une heure. Envoyez-le à nouveau."
View = Callable[[HttpRequest], HttpResponse]


def may_publish_everything(user: object) -> bool:
    """Who may publish the first page and what is below it."""
    first = Page.objects.filter(depth=SITE_DEPTH).order_by("path").first()
    return bool(first and first.permissions_for_user(user).can_publish())


def publishers_only(view: View) -> View:
    """Whoever may publish the whole site; anyone else is refused."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not may_publish_everything(request.user):
            raise PermissionDenied
        return view(request)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@publishers_only
def content_archive(request: HttpRequest) -> HttpResponse:
    """Whoever may publish the whole site. What is sent is tried, and nothing changes before the confirmation."""
    if request.method != "POST":
        return _page(request, form=ArchiveForm())
    _forget(request)
    form = ArchiveForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    archive = form.cleaned_data["archive"]
    kept = {"upload": keep_upload(archive), "name": archive.name, "withdraws": form.withdraws}
    request.session[WAITING] = kept
    report = _load(kept, is_trial=True)
    if report.problems or not report.decisions:
        _forget(request)
    return _page(
        request, form=ArchiveForm(), report=report, tried=kept, status=422 if report.problems else 200
    )


@require_POST
@publishers_only
def confirm_archive(request: HttpRequest) -> HttpResponse:
    """Whoever may publish the whole site, for what she sent and saw tried."""
    kept = request.session.get(WAITING)
    try:
        if kept is None:
            raise FileNotFoundError
        report = _load(kept, is_trial=False)
    except FileNotFoundError:
        _forget(request)
        messages.error(request, GONE)
        return redirect("content_archive")
    _forget(request)
    if not report.problems:
        messages.success(request, f"Le zip « {kept['name']} » est chargé : {report.count()}")
    return _page(request, form=ArchiveForm(), report=report, status=422 if report.problems else 200)


@require_safe
@publishers_only
def download_archive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Whoever may publish the whole site."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the response
    write_archive(target=target)
    target.seek(0)
    name = f"contenu-{timezone.localdate().isoformat()}.zip"
    return FileResponse(target, as_attachment=True, filename=name, content_type="application/zip")


def _load(kept: dict[str, object], *, is_trial: bool) -> LoadReport:
    with open_upload(str(kept["upload"])) as source:
        return load_archive(
            source=source,
            name=str(kept["name"]),
            now=timezone.now(),
            withdraws=bool(kept["withdraws"]),
            is_trial=is_trial,
        )


def _forget(request: HttpRequest) -> None:
    kept = request.session.pop(WAITING, None)
    if kept:
        erase_upload(kept["upload"])


def _page(request: HttpRequest, *, status: int = 200, **context: object) -> HttpResponse:
    shown = {"report": None, "tried": None, **context, "is_waiting": WAITING in request.session}
    return render(request, "content/edition/archive.html", shown, status=status)


class ArchiveMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_publish_everything(request.user)


@hooks.register("register_admin_menu_item")
def register_archive_menu_item() -> MenuItem:
    return ArchiveMenuItem(
        "Contenu du site", reverse("content_archive"), name="contenu", icon_name="download", order=900
    )


@hooks.register("register_admin_urls")
def register_archive_urls() -> list[URLPattern]:
    return [
        path("contenu/", content_archive, name="content_archive"),
        path("contenu/charger/", confirm_archive, name="content_archive_confirm"),
        path("contenu/telecharger/", download_archive, name="content_archive_download"),
    ]
