"""Members change roles, are taken out, leave."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from trajectoires.organisations import access, selectors, services
from trajectoires.organisations.enums import Role
from trajectoires.organisations.forms import RoleForm
from trajectoires.organisations.models import Membership
from trajectoires.organisations.views.frame import crumbs_to, signed_in


@require_POST
@signed_in
def change_role(request: HttpRequest, organisation_id: int, membership_id: int) -> HttpResponse:
    """Those who manage it. A member is refused; for anyone else, it does not exist."""
    access.managed_or_404(request.user, organisation_id)
    member, form = _member_or_404(organisation_id, membership_id), RoleForm(request.POST)
    if form.is_valid():
        try:
            services.change_role(membership=member, role=Role(form.cleaned_data["role"]))
            messages.success(
                request, f"Rôle de {selectors.name_of(member.user)} : {member.get_role_display()}."
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
    return _to_organisation(request, organisation_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove(request: HttpRequest, organisation_id: int, membership_id: int) -> HttpResponse:
    """Those who manage it. A member is refused; for anyone else, it does not exist."""
    own = access.managed_or_404(request.user, organisation_id)
    member = _member_or_404(organisation_id, membership_id)
    name = selectors.name_of(member.user)
    words = {
        "title": f"Retirer {name} ?",
        "body": "Cette personne n’ouvrira plus ce qui est à votre organisation, dès sa prochaine page. "
        "Son travail, lui, reste.",
        "button": "Retirer cette personne",
        "cancel": "Ne retirer personne",
    }
    return _ask_then_remove(request, own, member, words, done=f"{name} n’est plus membre.")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def leave(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Its members. For anyone else, it does not exist."""
    own = access.membership_or_404(request.user, organisation_id)
    words = {
        "title": f"Quitter « {own.organisation.name} » ?",
        "body": "Vous n’ouvrirez plus ses chiffres. Votre travail reste à l’organisation. "
        "Pour revenir, il faudra une nouvelle invitation.",
        "button": "Quitter cette organisation",
        "cancel": "Rester membre",
    }
    return _ask_then_remove(request, own, own, words, done=f"Vous avez quitté « {own.organisation.name} ».")


def _ask_then_remove(
    request: HttpRequest, own: Membership, member: Membership, words: dict[str, Any], *, done: str
) -> HttpResponse:
    if request.method == "POST":
        try:
            services.remove_member(membership=member)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return _to_organisation(request, own.organisation_id)
        messages.success(request, done)
        return _to_organisation(request, own.organisation_id)
    context = {
        **words,
        "organisation": own.organisation,
        "crumbs": crumbs_to(words["button"], own.organisation),
    }
    return render(request, "organisations/confirm.html", context)


def _to_organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Back to its page; to the list, for whoever is a member no more."""
    if access.role_of(request.user, organisation_id) is None:
        return redirect("organisations:mine")
    return redirect("organisations:organisation", organisation_id)


def _member_or_404(organisation_id: int, membership_id: int) -> Membership:
    found = selectors.members_of(organisation_id).filter(pk=membership_id).first()
    if found is None:
        raise Http404("Cette personne n’est pas membre.")
    return found
