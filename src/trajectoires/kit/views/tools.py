"""The files of the kit: documents empty for everybody, prefilled for whoever has a trajectory open, all at once."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from trajectoires.kit import selectors, services
from trajectoires.kit.models import ToolPage
from trajectoires.organisations.selectors import record_of
from trajectoires.trajectories import access as trajectories
from trajectoires.trajectories.selectors import Work, work_of
from trajectoires.trajectories.services import keep
from trajectoires.ui.enums import Door

Crumbs = list[tuple[str, str | None]]
MEDIA_TYPES = {**services.MEDIA_TYPES, "zip": "application/zip"}


@require_safe
def empty(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Anyone, once the tool is published."""
    tool = selectors.find_tool(slug)
    try:
        file = services.empty_document(tool=tool, kind=kind)
    except services.WrongFormatError as error:
        raise Http404(kind) from error
    return _kept(request, file, kind=kind, name=slug)


@require_safe
def whole_zip(request: HttpRequest) -> HttpResponse:
    """Anyone, once the kit is published."""
    file = services.whole_kit(kit=selectors.find_kit(), kind="zip")
    return _kept(request, file, kind="zip", name="boite-a-outils")


@require_safe
def whole_pdf(request: HttpRequest) -> HttpResponse:
    """Anyone, once the kit is published."""
    file = services.whole_kit(kit=selectors.find_kit(), kind="pdf")
    return _kept(request, file, kind="pdf", name="boite-a-outils")


@require_safe
def step(request: HttpRequest, stage: str) -> HttpResponse:
    """Anyone, once the kit is published: the guides and the documents of one step, to be printed."""
    kit, found = selectors.find_step(stage)
    name = f"{found.stage.label}, à imprimer"
    crumbs: Crumbs = [(Door.AGIR.label, Door.AGIR.address), (kit.title, kit.address), (name, None)]
    return render(request, "kit/tools/step.html", {"page": kit, "step": found, "crumbs": crumbs})


@never_cache
@require_safe
def prefilled(request: HttpRequest, slug: str) -> HttpResponse:
    """Anyone: what her own trajectory would put in the document, or how to open one."""
    tool = selectors.find_tool(slug)
    work = _own_work(request)
    known = _known(work)
    context = {
        "page": tool,
        "work": work,
        "lines": selectors.lines_of(tool.document.content, known),
        "opened": selectors.opened_of(work),
        "crumbs": _crumbs(tool),
    }
    return render(request, "kit/tools/prefilled.html", context)


@never_cache
@require_safe
def prefilled_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The visitor whose session holds a trajectory; anyone else is told how to open one."""
    tool = selectors.find_tool(slug)
    work = _own_work(request)
    if work is None:
        context = {
            "page": tool,
            "work": None,
            "lines": [],
            "opened": selectors.Opened(),
            "crumbs": _crumbs(tool),
        }
        return render(request, "kit/tools/prefilled.html", context, status=404)
    known = _known(work)
    try:
        content = services.write_document(
            tool.document.content, kind=kind, now=timezone.now(), filling=known.filling
        )
    except services.WrongFormatError as error:
        raise Http404(kind) from error
    headers = {"Content-Disposition": f'attachment; filename="{slug}-prerempli.{kind}"'}
    return HttpResponse(content, content_type=MEDIA_TYPES[kind], headers=headers)


def _own_work(request: HttpRequest) -> Work | None:
    """The trajectory of this browser's session, kept thirty days more by the visit."""
    now = timezone.now()
    own = trajectories.find_own(request.session, request.user, now=now)
    if own and keep(work=own, now=now):
        request.session.modified = True
    return work_of(own) if own else None


def _known(work: Work | None) -> selectors.Known:
    """The record is that of the organisation where the work is kept."""
    organisation = work.trajectory.organisation if work else None
    record = record_of(organisation) if organisation else None
    return selectors.known_of(work=work, today=timezone.localdate(), organisation=record)


def _crumbs(tool: ToolPage) -> Crumbs:
    kit = tool.get_parent().specific
    return [
        (Door.AGIR.label, Door.AGIR.address),
        (kit.title, kit.address),
        (tool.title, tool.address),
        ("Prérempli avec mes chiffres", None),
    ]


def _kept(request: HttpRequest, file: services.KeptFile, *, kind: str, name: str) -> HttpResponse:
    """The same for everybody, and told so: only the tag says « the same »."""
    headers = {
        "ETag": file.etag,
        "Last-Modified": http_date(file.changed_at.timestamp()),
        "Content-Disposition": f'attachment; filename="{name}.{kind}"',
        "X-Robots-Tag": "noindex",
    }
    response = HttpResponse(file.content, content_type=MEDIA_TYPES[kind], headers=headers)
    return get_conditional_response(request, etag=file.etag, response=response) or response
