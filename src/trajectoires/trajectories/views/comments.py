"""Comments are written, answered, settled, each in its place on the result page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from trajectoires.trajectories import access, services
from trajectoires.trajectories.access import OpenWork
from trajectoires.trajectories.enums import Scope, Section
from trajectoires.trajectories.forms import CommentForm
from trajectoires.trajectories.models import Comment, Thread
from trajectoires.trajectories.views.results import page
from trajectoires.trajectories.views.session import with_work_to_read

TWICE = "Ce commentaire avait déjà été envoyé : il est là une fois."


@require_POST
@with_work_to_read(Scope.RESULTS, "Commentaire écrit")
def comment(request: HttpRequest, work: OpenWork, section: str) -> HttpResponse:
    """The guest of a share. The members answer; they open no thread."""
    share = access.share_of_guest(work)
    form = CommentForm(request.POST, place=access.section_or_404(section))
    if not form.is_valid():
        return page(request, work, comment=form)
    written = services.open_thread(
        share=share,
        section=Section(section),
        draft=_draft(request, form),
        now=timezone.now(),
    )
    return _to(request, written, section)


@require_POST
@with_work_to_read(Scope.RESULTS, "Réponse écrite")
def reply(request: HttpRequest, work: OpenWork, thread_id: int) -> HttpResponse:
    """The guest of the share, or a member of the organisation; another's thread does not exist for them."""
    thread = access.thread_or_404(work, thread_id)
    form = CommentForm(request.POST, place=f"fil-{thread.pk}", label="Votre réponse")
    if not form.is_valid():
        return page(request, work, comment=form)
    written = services.answer(
        thread=thread,
        draft=_draft(request, form),
        is_of_guest=work.share is not None,
        now=timezone.now(),
    )
    return _to(request, written, thread.section)


@require_POST
@with_work_to_read(Scope.RESULTS, "Fil résolu ou rouvert")
def settle(request: HttpRequest, work: OpenWork, thread_id: int) -> HttpResponse:
    """The guest of the share, or a member of the organisation; another's thread does not exist for them."""
    thread: Thread = access.thread_or_404(work, thread_id)
    is_settled = request.POST.get("resolu") == "oui"
    services.settle(thread=thread, is_settled=is_settled, now=timezone.now())
    messages.success(request, "Le fil est marqué comme résolu." if is_settled else "Le fil est rouvert.")
    return redirect(f"{reverse('trajectories:results')}#fil-{thread.pk}")


def _draft(request: HttpRequest, form: CommentForm) -> services.Draft:
    values = form.cleaned_data
    return services.Draft(text=values["texte"], author=request.user, form_key=values["form_key"])


def _to(request: HttpRequest, written: Comment | None, section: str) -> HttpResponse:
    if written is None:
        messages.error(request, TWICE)
        return redirect(f"{reverse('trajectories:results')}#{section}")
    messages.success(request, "Votre commentaire est là.")
    return redirect(f"{reverse('trajectories:results')}#fil-{written.thread_id}")
