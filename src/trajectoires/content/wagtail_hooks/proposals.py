"""Resources proposed by visitors, read in the editors' space by whoever may change them."""

from collections.abc import Callable
from functools import wraps
from typing import ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from trajectoires.content.forms.proposals import RefuseForm, RetainForm
from trajectoires.content.models import ResourceProposal
from trajectoires.content.selectors.proposals import proposals, waiting_count
from trajectoires.content.services.proposals import (
    AlreadyDecided,
    NoLibrary,
    refuse_proposal,
    retain_proposal,
)

PERMISSION = "content.change_resourceproposal"
PER_PAGE = 50
DECIDED = "Quelqu’un d’autre vient de décider : rien n’a changé."
NO_LIBRARY = "La bibliothèque n’est pas publiée : publiez d’abord sa page, puis retenez la proposition."
View = Callable[..., HttpResponse]


def moderators_only(view: View) -> View:
    """Whoever may change proposals; anyone else is refused."""

    @wraps(view)
    def guarded(request: HttpRequest, **arguments: object) -> HttpResponse:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return view(request, **arguments)

    return guarded


@require_safe
@moderators_only
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Whoever may change proposals."""
    page = Paginator(proposals(), PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "content/edition/proposals.html", {"page": page, "waiting": waiting_count()})


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def proposal_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever may change proposals. One button of the page retains, the other refuses."""
    proposal = get_object_or_404(ResourceProposal, pk=pk)
    sent = request.POST if request.method == "POST" else None
    retains = sent is not None and "retenir" in sent
    retain = RetainForm(sent if retains else None, proposal=proposal)
    refuse = RefuseForm(sent if sent is not None and not retains else None)
    if retains and retain.is_valid():
        return _retain(request, proposal, retain)
    if sent is not None and not retains and refuse.is_valid():
        return _refuse(request, proposal, refuse)
    context = {"proposal": proposal, "retain": retain, "refuse": refuse}
    return render(request, "content/edition/proposal.html", context, status=422 if sent else 200)


def _retain(request: HttpRequest, proposal: ResourceProposal, form: RetainForm) -> HttpResponse:
    try:
        page = retain_proposal(
            proposal=proposal, answers=form.cleaned_data, user=request.user, now=timezone.now()
        )
    except (AlreadyDecided, NoLibrary) as refusal:
        messages.error(request, DECIDED if isinstance(refusal, AlreadyDecided) else NO_LIBRARY)
        return redirect("propositions:edit", proposal.pk)
    messages.success(request, "La proposition est devenue un brouillon : complétez-le, puis publiez-le.")
    return redirect("wagtailadmin_pages:edit", page.pk)


def _refuse(request: HttpRequest, proposal: ResourceProposal, form: RefuseForm) -> HttpResponse:
    try:
        refuse_proposal(
            proposal=proposal, reason=form.cleaned_data["reason"], user=request.user, now=timezone.now()
        )
    except AlreadyDecided:
        messages.error(request, DECIDED)
        return redirect("propositions:edit", proposal.pk)
    messages.success(request, "La proposition est refusée. Sa raison se lit sous sa référence.")
    return redirect("propositions:index")


class ProposalViewSet(ModelViewSet):
    """Two pages of our own instead of a form for every field: a proposal is answered, not edited."""

    model = ResourceProposal
    name = "propositions"
    icon = "mail"
    menu_label = "Propositions"
    menu_order = 220
    add_to_admin_menu = True
    exclude_form_fields: ClassVar[list[str]] = []

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", proposal_list, name="index"), path("<int:pk>/", proposal_detail, name="edit")]


@hooks.register("register_admin_viewset")
def register_proposals() -> ProposalViewSet:
    return ProposalViewSet()
