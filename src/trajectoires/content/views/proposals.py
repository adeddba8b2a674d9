"""A visitor proposes a resource, then reads the answer under her reference."""

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


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Anyone."""
    now = timezone.now()
    form = ProposalForm(request.POST if request.method == "POST" else None, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            proposal = receive_proposal(values=form.values(), now=now)
        except TooManyProposals:
            form.add_error(None, TOO_MANY)
        else:
            return redirect("content:proposal_followed", proposal.reference)
    context = {"form": form, "crumbs": [*CRUMBS, ("Proposer une ressource", None)]}
    return render(request, "content/proposals/new.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def followed(request: HttpRequest, reference: str) -> HttpResponse:
    """Whoever has the reference. Neither who proposed nor who decided is shown."""
    proposal = get_object_or_404(ResourceProposal.objects.select_related("page"), reference=reference)
    context = {"proposal": proposal, "crumbs": [*CRUMBS, ("Votre proposition", None)]}
    response = render(request, "content/proposals/followed.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"  # the address is the reference
    return response
