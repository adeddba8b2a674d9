"""A visitor proposes a resource, then reads the answer under her reference."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.content.forms.proposals import ProposalForm
from trajectoires.content.models import ResourceProposal
from trajectoires.content.services.proposals import TooManyProposals, receive_proposal

CRUMBS = [("Ressources", "/ressources/")]
TOO_MANY = (
    "Nous avons reçu plus de propositions que nous ne pouvons en lire aujourd’hui. Gardez votre texte, "
    "et envoyez-le demain."
)
MOST_EACH = 5  # of one browser in a day: somebody who insists does not use up what everybody shares
SENT = "content_proposals"  # in the session: when, and nothing of what
TOO_MANY_OF_YOURS = (
    f"Depuis ce navigateur, {MOST_EACH} propositions sont déjà parties en un jour. Gardez votre texte, "
    "et envoyez-le demain."
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Anyone."""
    now = timezone.now()
    form = ProposalForm(request.POST if request.method == "POST" else None, now=now)
    if request.method == "POST" and form.is_valid() and (response := _receive(request, form, now)):
        return response
    context = {"form": form, "crumbs": [*CRUMBS, ("Proposer une ressource", None)]}
    return render(request, "content/proposals/new.html", context, status=422 if form.errors else 200)


def _receive(request: HttpRequest, form: ProposalForm, now: dt.datetime) -> HttpResponse | None:
    """Keep the proposal; None when it is one too many, which the form then says."""
    yesterday = int((now - dt.timedelta(days=1)).timestamp())
    sent = [moment for moment in request.session.get(SENT, []) if moment > yesterday]
    if len(sent) >= MOST_EACH:
        form.add_error(None, TOO_MANY_OF_YOURS)
        return None
    try:
        proposal = receive_proposal(values=form.values(), now=now)
    except TooManyProposals:
        form.add_error(None, TOO_MANY)
        return None
    request.session[SENT] = [*sent, int(now.timestamp())]
    return redirect("content:proposal_followed", proposal.reference)


@never_cache
@require_safe
def followed(request: HttpRequest, reference: str) -> HttpResponse:
    """Whoever has the reference. Neither who proposed nor who decided is shown."""
    proposal = get_object_or_404(ResourceProposal.objects.select_related("page"), reference=reference)
    context = {"proposal": proposal, "crumbs": [*CRUMBS, ("Votre proposition", None)]}
    response = render(request, "content/proposals/followed.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"  # the address is the reference
    return response
