"""Members are invited; whoever is invited comes in."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from trajectoires.organisations import access, services
from trajectoires.organisations.enums import INVITATION_KEPT, Link, Refusal, Role
from trajectoires.organisations.forms import InviteForm
from trajectoires.organisations.models import Invitation
from trajectoires.organisations.views.frame import crumbs_to, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def invite(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Those who manage it. A member is refused; for anyone else, it does not exist."""
    found = access.managed_or_404(request.user, organisation_id).organisation
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        sent = services.invite(
            organisation=found,
            email=values["email"],
            role=Role(values["role"]),
            user=request.user,
            form_key=values["form_key"],
            now=timezone.now(),
        )
        if sent:
            messages.success(
                request, f"Un lien part pour {sent.email}. Il vaut {INVITATION_KEPT.days} jours."
            )
        else:
            messages.error(request, "Ce formulaire avait déjà été envoyé : une seule invitation est partie.")
        return redirect("organisations:organisation", organisation_id)
    context = {"form": form, "organisation": found, "crumbs": crumbs_to("Inviter", found)}
    return render(request, "organisations/invite.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def revoke(request: HttpRequest, organisation_id: int, invitation_id: int) -> HttpResponse:
    """Those who manage it. A member is refused; for anyone else, it does not exist."""
    found = access.managed_or_404(request.user, organisation_id).organisation
    if services.revoke_invitation(organisation=found, invitation_id=invitation_id, now=timezone.now()):
        messages.success(request, "L’invitation est annulée : son lien n’ouvre plus rien.")
    else:
        messages.error(request, "Cette invitation n’attendait plus de réponse.")
    return redirect("organisations:organisation", organisation_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the link sees what it is; who signed in with the address it was sent to comes in."""
    response = _invitation(request, token)
    response.headers["Referrer-Policy"] = (
        "strict-origin"  # without origin, the form's own check would refuse it
    )
    return response


def _invitation(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        done = services.accept(token=token, user=request.user, now=now)
        if isinstance(done, Refusal):
            return _refused(request, done)
        messages.success(request, f"Vous êtes membre de « {done.organisation.name} ».")
        return redirect("organisations:organisation", done.organisation_id)
    found = access.find_invitation(token)
    refusal = access.refusal_of(found, now=now)
    if refusal or found is None:
        organisation = found.organisation if found else None
        reason = refusal or Refusal.UNKNOWN
        services.record_refusal(link=Link.INVITATION, reason=reason, organisation=organisation, now=now)
        return _refused(request, reason)
    return _shown(request, found)


def _shown(request: HttpRequest, found: Invitation) -> HttpResponse:
    context = {
        "invitation": found,
        "is_addressed": access.is_addressed_to(found.email, request.user),
        "crumbs": [("Invitation", None)],
    }
    return render(request, "organisations/invitation.html", context)


def _refused(request: HttpRequest, reason: Refusal) -> HttpResponse:
    """A guessed link, a late one and one that has served answer alike; only the wrong address is told, to help."""
    context = {"is_other_address": reason is Refusal.OTHER_ADDRESS, "crumbs": [("Invitation", None)]}
    return render(request, "organisations/refused.html", context, status=404)
