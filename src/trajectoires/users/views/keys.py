"""Keys of access: sign in with one, see them, add one, take one away."""

from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.users import access
from trajectoires.users.forms import AddressForm, KeyForm
from trajectoires.users.selectors import keys_of
from trajectoires.users.services.keys import UnableToAddKey, add_key, options_to_add, remove_key
from trajectoires.users.views.sign_in import ask


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_with_key(request: HttpRequest) -> HttpResponse:
    """Anyone: asks the browser for a key, then reads its answer."""
    if request.method != "POST":
        return JsonResponse(auth.begin_authentication(user=None))
    form = LoginWebAuthnForm(request.POST)
    if not _is_right(form):
        return ask(request, AddressForm(), 422, is_key_refused=True)
    key = form.cleaned_data["credential"]
    login = Login(user=key.user, redirect_url=access.next_address(request) or None)
    return flows.perform_passwordless_login(request, key, login)


def _is_right(form: LoginWebAuthnForm) -> bool:
    """Whatever a browser may send: what cannot be read is no key."""
    try:
        return form.is_valid()
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


@require_http_methods(["GET", "HEAD", "POST"])
@access.signed_in_recently
def keys(request: HttpRequest) -> HttpResponse:
    """Whoever signed in within half an hour: her own."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _add(request, form):
        return redirect(f"{reverse('users:keys')}?ajoutee=oui")
    context = {
        "form": form,
        "keys": keys_of(request.user),
        "said": next((word for word in ("ajoutee", "retiree") if word in request.GET), ""),
        "crumbs": _crumbs(None),
    }
    return render(request, "users/keys.html", context, status=422 if form.errors else 200)


def _add(request: HttpRequest, form: KeyForm) -> bool:
    now = timezone.now()
    if not form.is_valid():
        return False
    name = form.cleaned_data["name"] or f"Clé du {timezone.localdate(now):%d/%m/%Y}"
    try:
        add_key(user=request.user, name=name, credential=form.cleaned_data["credential"], now=now)
    except UnableToAddKey:
        form.add_error(
            None, "Cette clé n’a pas pu être ajoutée. Recommencez, ou gardez le code par courriel."
        )
        return False
    return True


@require_safe
@access.signed_in_recently
def key_options(request: HttpRequest) -> HttpResponse:
    """Whoever signed in within half an hour: what her browser needs to make a key."""
    return JsonResponse(options_to_add(request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@access.signed_in_recently
def remove(request: HttpRequest, key_id: int) -> HttpResponse:
    """Whoever signed in within half an hour: a key of her own."""
    key: Authenticator = get_object_or_404(keys_of(request.user), pk=key_id)
    if request.method == "POST":
        remove_key(user=request.user, key=key, now=timezone.now())
        return redirect(f"{reverse('users:keys')}?retiree=oui")
    return render(request, "users/key_remove.html", {"key": key, "crumbs": _crumbs("Retirer une clé")})


def _crumbs(last: str | None) -> list[tuple[str, str | None]]:
    here = ("Mes clés d’accès", reverse("users:keys") if last else None)
    return [("Mon espace", access.home_address()), here, *([(last, None)] if last else [])]
