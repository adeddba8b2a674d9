"""A learner asks for her attestation, changes it, takes it away, withdraws it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.learning import selectors, services
from trajectoires.learning.access import find_attestation
from trajectoires.learning.enums import KEPT
from trajectoires.learning.forms import AttestationForm
from trajectoires.learning.models import Attestation, Learner
from trajectoires.learning.selectors import CourseProgress
from trajectoires.learning.views.whose import known
from trajectoires.ui.enums import Door

Crumbs = list[tuple[str, str | None]]


def _crumbs(name: str) -> Crumbs:
    return [
        (Door.FORMER.label, Door.FORMER.address),
        ("Mon parcours", reverse("learning:progress")),
        (name, None),
    ]


def _none(request: HttpRequest) -> HttpResponse:
    """The same for a course that is not done, for one that does not exist, and for somebody else's attestation."""
    context = {"crumbs": _crumbs("Pas d’attestation")}
    return render(request, "learning/attestations/none.html", context, status=404)


def attestation_address(request: HttpRequest) -> str:
    """Where she asks for the attestation of the course in the address, or has it; nothing before the course is done."""
    slug, learner = request.resolver_match.kwargs["course"], known(request)
    if find_attestation(learner, slug):
        return reverse("learning:attestation_own", args=[slug])
    return reverse("learning:attestation", args=[slug]) if _done(learner, slug) else ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attestation(request: HttpRequest, course: str) -> HttpResponse:
    """Whoever has done this course, for herself: ask for it, or change what was asked."""
    learner = known(request)
    own = find_attestation(learner, course)
    done = None if own else _done(learner, course)
    if learner is None or not (own or done):
        return _none(request)
    now = timezone.now()
    form = AttestationForm(request.POST if request.method == "POST" else None, own=own, now=now)
    if request.method == "POST" and form.is_valid():
        return _keep(request, learner, own or done, form)
    context = {
        "form": form,
        "own": own,
        "title": own.title if own else done.outline.course.title,
        "is_kept_with_account": learner.expires_at is None,
        "crumbs": _crumbs("Changer mon attestation" if own else "Demander mon attestation"),
    }
    return render(request, "learning/attestations/ask.html", context, status=422 if form.errors else 200)


def _done(learner: Learner | None, course: str) -> CourseProgress | None:
    found = selectors.progress_in(learner, course)
    return found if found and found.is_done else None


def _keep(
    request: HttpRequest, learner: Learner, about: Attestation | CourseProgress, form: AttestationForm
) -> HttpResponse:
    if isinstance(about, Attestation):
        kept = services.change(attestation=about, wish=form.wish(), now=form.now)
    else:
        kept = services.attest(learner=learner, progress=about, wish=form.wish(), now=form.now)
    if not request.user.is_authenticated:
        request.session.set_expiry(KEPT)  # the browser remembers as long as we do
    return redirect(f"{reverse('learning:attestation_own', args=[kept.address_slug])}?garde=oui")


@never_cache
@require_safe
def attestation_own(request: HttpRequest, course: str) -> HttpResponse:
    """Its learner: the document, the key, and in words what others see."""
    learner = known(request)
    own = find_attestation(learner, course)
    if learner is None or own is None:
        return _none(request)
    context = {
        "own": own,
        "learner": learner,
        "is_kept": "garde" in request.GET,
        "sentences": selectors.sentences_on(own),
        "address": _verification_address(own),
        "crumbs": _crumbs("Mon attestation"),
    }
    return render(request, "learning/attestations/own.html", context)


def _verification_address(own: Attestation) -> str:
    return f"{settings.SITE_URL}{reverse('learning:attestation_shown', args=[own.grouped_key])}"


@never_cache
@require_safe
def attestation_pdf(request: HttpRequest, course: str) -> HttpResponse:
    """Its learner."""
    own = find_attestation(known(request), course)
    if own is None:
        return _none(request)
    written = services.write_attestation(
        attestation=own,
        address=_verification_address(own),
        page=f"{settings.SITE_URL}{reverse('learning:attestation_check')}",
        now=timezone.now(),
    )
    headers = {"Content-Disposition": f'attachment; filename="attestation-{own.address_slug}.pdf"'}
    return HttpResponse(written, content_type="application/pdf", headers=headers)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attestation_withdraw(request: HttpRequest, course: str) -> HttpResponse:
    """Its learner."""
    own = find_attestation(known(request), course)
    if own is None:
        return _none(request)
    if request.method == "POST":
        services.withdraw(attestation=own)
        return redirect(f"{reverse('learning:progress')}?retiree=oui")
    context = {"own": own, "crumbs": _crumbs("Retirer mon attestation")}
    return render(request, "learning/attestations/withdraw.html", context)
