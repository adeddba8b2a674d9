"""« Mon espace »."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.account import selectors, services
from trajectoires.account.forms import EraseForm
from trajectoires.users import access
from trajectoires.users.services import EditorsAccount, browsers_of, close_others

CLOSED = "C’est fait : votre compte n’est plus ouvert que dans ce navigateur."
SAID = {"adresse": "C’est fait : les codes viennent maintenant à la nouvelle adresse."}


@require_safe
@access.signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Whoever is signed in: what is hers."""
    context = {
        "space": selectors.space_of(request.user, request.session, now=timezone.now()),
        "said": next((words for name, words in SAID.items() if name in request.GET), ""),
        "crumbs": [("Mon espace", None)],
    }
    return render(request, "account/home.html", context)


@require_safe
@access.signed_in
def export(request: HttpRequest) -> HttpResponse:
    """Whoever is signed in: all that is kept of her, as a file."""
    headers = {"Content-Disposition": 'attachment; filename="mes-donnees.zip"'}
    archive = services.export_account(user=request.user, now=timezone.now())
    return HttpResponse(archive, content_type="application/zip", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@access.signed_in
def browsers(request: HttpRequest) -> HttpResponse:
    """Whoever is signed in: where her own account is open, and the button that closes it everywhere else."""
    if request.method == "POST":
        close_others(user=request.user, session=request.session)
        return redirect(f"{resolve_url('account:browsers')}?fermes")
    context = {
        "browsers": browsers_of(user=request.user, session=request.session, now=timezone.now()),
        "said": CLOSED if "fermes" in request.GET else "",
        "crumbs": [("Mon espace", access.home_address()), ("Mes navigateurs", None)],
    }
    return render(request, "account/browsers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@access.signed_in_recently
def erase(request: HttpRequest) -> HttpResponse:
    """Whoever signed in within half an hour: her own account, at once."""
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.erase_account(user=request.user, now=timezone.now())
        except EditorsAccount:
            form.add_error(
                None, "Votre compte ouvre l’espace d’édition : demandez d’abord qu’on vous en retire."
            )
        else:
            logout(request)
            return redirect("account:erased")
    context = {
        "form": form,
        "is_editor": access.may_enter_editors_space(request.user),
        "crumbs": [("Mon espace", access.home_address()), ("Effacer mon compte", None)],
    }
    return render(request, "account/erase.html", context, status=422 if form.errors else 200)


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Anyone. Said after an account was erased."""
    return render(request, "account/erased.html", {"crumbs": [("Compte effacé", None)]})
