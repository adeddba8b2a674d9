"""The organisations of a person: their list, and what each says of itself."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.organisations import access, selectors, services
from trajectoires.organisations.enums import TRACES_KEPT, Role
from trajectoires.organisations.forms import ROLE_HELP, RecordForm
from trajectoires.organisations.models import Organisation
from trajectoires.organisations.views.frame import crumbs_to, signed_in


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Whoever signed in: her own organisations."""
    context = {
        "memberships": selectors.memberships_of(request.user),
        "crumbs": [("Mes organisations", None)],
    }
    return render(request, "organisations/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Whoever signed in: she will manage what she creates."""
    form = RecordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            membership = services.create_organisation(
                user=request.user,
                values=form.values(),
                now=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"« {membership.organisation.name} » est créée.")
            return redirect("organisations:organisation", membership.organisation_id)
    context = {"form": form, "organisation": None, "crumbs": crumbs_to("Nouvelle organisation")}
    return render(request, "organisations/record.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Its members. For anyone else, it does not exist."""
    own = access.membership_or_404(request.user, organisation_id)
    context = {
        "own": own,
        "organisation": own.organisation,
        "members": selectors.members_of(organisation_id),
        "invitations": selectors.open_invitations(organisation_id, now=timezone.now()),
        "refusals": selectors.refused_attempts(organisation_id) if own.is_manager else [],
        "kept_days": TRACES_KEPT.days,
        "roles": Role.choices,
        "role_help": ROLE_HELP,
        "crumbs": crumbs_to(own.organisation.name),
    }
    return render(request, "organisations/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Its members. For anyone else, it does not exist."""
    found = access.membership_or_404(request.user, organisation_id).organisation
    form = RecordForm(request.POST if request.method == "POST" else None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        services.change_record(organisation=found, values=form.values())
        messages.success(request, "La fiche est gardée.")
        return redirect("organisations:organisation", organisation_id)
    context = {"form": form, "organisation": found, "crumbs": crumbs_to("La fiche", found)}
    return render(request, "organisations/record.html", context, status=422 if form.errors else 200)


def _initial(found: Organisation) -> dict[str, object]:
    return {
        **{name: getattr(found, name, "") for name in RecordForm.base_fields},
        "number": found.siret or found.siren,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def delete(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Those who manage it. A member is refused; for anyone else, it does not exist."""
    found = access.managed_or_404(request.user, organisation_id).organisation
    if request.method == "POST":
        services.delete_organisation(organisation=found, now=timezone.now())
        messages.success(request, f"« {found.name} » est supprimée, avec tout ce qu’elle gardait ici.")
        return redirect("organisations:mine")
    context = {
        "title": f"Supprimer « {found.name} » ?",
        "body": (
            "Sa fiche, sa trajectoire, son récit publié, les commentaires et les partages seront effacés tout de "
            "suite, pour tous ses membres. Rien ne pourra les rendre. Si vous voulez garder vos chiffres, "
            "téléchargez-les d’abord."
        ),
        "button": "Supprimer cette organisation",
        "cancel": "Ne rien supprimer",
        "organisation": found,
        "crumbs": crumbs_to("Supprimer", found),
    }
    return render(request, "organisations/confirm.html", context)
