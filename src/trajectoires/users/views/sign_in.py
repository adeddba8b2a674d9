"""Sign in, or open an account: an address, then the code that it receives."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from trajectoires.users import access, services
from trajectoires.users.enums import CODE_TRIES
from trajectoires.users.forms import TOO_MANY, AddressForm, CodeForm
from trajectoires.users.services.messages import MINUTES

BUSY_SECONDS = 3600


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Anyone. Who has signed in already confirms, at her own address, that she is there. The answer is the same for
    every address."""
    if access.is_recent(request, now=timezone.now()):
        return redirect(access.next_address(request) or access.home_address())
    own = request.user.email if request.user.is_authenticated else ""
    form = AddressForm({"email": own or request.POST.get("email", "")} if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = _try_to_send(request, form)
        if status == 200:
            return redirect(_with_next(request, "users:code"))
    return ask(request, form, status)


def ask(
    request: HttpRequest, form: AddressForm, status: int, *, is_key_refused: bool = False
) -> HttpResponse:
    """The page that asks for the address, or for a confirmation."""
    context = {
        "form": form,
        "own": request.user.email if request.user.is_authenticated else "",
        "next": access.next_address(request),
        "is_key_refused": is_key_refused,
        "crumbs": [("Se connecter", None)],
    }
    response = render(request, "users/sign_in.html", context, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(BUSY_SECONDS)
    return response


def _try_to_send(request: HttpRequest, form: AddressForm) -> int:
    """Return the status of the answer."""
    if not form.is_valid():
        return 422
    email, now = form.cleaned_data["email"].lower(), timezone.now()
    try:
        person = services.person_at(email=email, now=now)
    except services.TooManyCodes:
        form.add_error(None, TOO_MANY)
        return 429
    LoginCodeVerificationProcess.initiate(request=request, user=person, email=email)
    services.remember_code(session=request.session, now=now)
    return 200


def _with_next(request: HttpRequest, name: str) -> str:
    wanted = access.next_address(request)
    return reverse(name) + (f"?{urlencode({access.NEXT: wanted})}" if wanted else "")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Whoever asked for a code in this browser."""
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    process = LoginCodeVerificationProcess.resume(stage) if stage else None
    if process is None:
        return no_code(request, "perime" if stage else "absent")
    form = CodeForm(request.POST if request.method == "POST" else None, expected=process.code)
    if request.method == "POST" and form.is_valid():
        if not form.is_wrong:
            return process.finish(access.next_address(request) or None)
        if not process.record_invalid_attempt():
            return no_code(request, "essais")
        form.say_wrong(CODE_TRIES - process.state["failed_attempts"])
    context = {
        "form": form,
        "email": process.state["email"],
        "minutes": MINUTES,
        "next": access.next_address(request),
        "again": _with_next(request, "users:sign_in"),
        "crumbs": [("Se connecter", reverse("users:sign_in")), ("Le code", None)],
    }
    return render(request, "users/code.html", context, status=422 if form.errors else 200)


def no_code(request: HttpRequest, why: str) -> HttpResponse:
    """Nothing to compare with: none was asked for, it is too old, or too many tries were wrong."""
    context = {"why": why, "again": _with_next(request, "users:sign_in"), "crumbs": [("Se connecter", None)]}
    return render(request, "users/no_code.html", context, status=200 if request.method != "POST" else 422)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Anyone. The session ends with all that it held."""
    if request.method == "POST":
        logout(request)
        return redirect(f"{reverse('users:sign_out')}?fait=oui")
    context = {"is_done": not request.user.is_authenticated, "crumbs": [("Se déconnecter", None)]}
    return render(request, "users/sign_out.html", context)
