"""Ask for the letter, and see what it is like."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.digests import access, selectors, services
from trajectoires.digests.enums import Frequency
from trajectoires.digests.forms import BUSY, SubscribeForm

CRUMBS = [("S’informer", "/s-informer/"), ("La lettre", "/lettre/")]
BUSY_SECONDS = 3600


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Anyone. The answer is the same for every address."""
    form = SubscribeForm(request.POST if request.method == "POST" else None, now=timezone.now())
    status = 200
    if request.method == "POST":
        status = _try_to_subscribe(form)
        if status == 200:
            return redirect("digests:asked")
    context = {"form": form, "crumbs": [CRUMBS[0], ("La lettre", None)]}
    response = render(request, "digests/subscribe.html", context, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(BUSY_SECONDS)
    return response


def _try_to_subscribe(form: SubscribeForm) -> int:
    """Return the status of the answer; a machine is told what it wants to hear."""
    if not form.is_valid():
        return 422
    if form.is_from_a_machine:
        return 200
    try:
        services.subscribe(email=form.cleaned_data["email"], now=form.now, **form.choice())
    except services.UnableToSubscribe:
        form.add_error(None, BUSY)
        return 429
    return 200


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Anyone. What to do next, whatever the address was."""
    return render(request, "digests/asked.html", {"crumbs": [*CRUMBS, ("Demande envoyée", None)]})


@never_cache
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Anyone: to her own subscription when she is signed in at its address, else to the page where one asks."""
    token = access.find_own_link(request.user)
    return redirect("digests:manage", token=token) if token else redirect("digests:subscribe")


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """Anyone. The latest letter, on every theme and territory, until the next one."""
    now = timezone.now()
    context = {
        "letter": selectors.latest_letter(now=now),
        "site_url": "",
        "crumbs": [*CRUMBS, ("La dernière lettre", None)],
    }
    response = render(request, "digests/latest.html", context)
    response.changes_at = selectors.next_issue_at(now, Frequency.WEEKLY)
    return response
