"""Change the address of one's account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from trajectoires.users import access, services
from trajectoires.users.enums import CODE_TRIES
from trajectoires.users.forms import TOO_MANY, CodeForm, NewAddressForm
from trajectoires.users.services.messages import MINUTES

TAKEN = "Cette adresse vient d’être prise par un autre compte. Choisissez-en une autre."


@require_http_methods(["GET", "HEAD", "POST"])
@access.signed_in_recently
def change(request: HttpRequest) -> HttpResponse:
    """Whoever signed in within half an hour: her own address. The answer is the same for every new one."""
    form = NewAddressForm(request.POST if request.method == "POST" else None, own=request.user.email)
    status = 200
    if request.method == "POST":
        status = _try_to_propose(request, form)
        if status == 200:
            return redirect("users:address_code")
    context = {"form": form, "own": request.user.email, "crumbs": _crumbs("Changer d’adresse")}
    return render(request, "users/address.html", context, status=status)


def _try_to_propose(request: HttpRequest, form: NewAddressForm) -> int:
    """Return the status of the answer."""
    if not form.is_valid():
        return 422
    email, now = form.cleaned_data["email"], timezone.now()
    try:
        services.propose_address(session=request.session, user=request.user, email=email, now=now)
    except services.TooManyCodes:
        form.add_error(None, TOO_MANY)
        return 429
    services.remember_code(session=request.session, now=now)
    return 200


@require_http_methods(["GET", "HEAD", "POST"])
@access.signed_in_recently
def code(request: HttpRequest) -> HttpResponse:
    """Whoever proposed an address in this session."""
    process = services.NewAddressProcess.resume(request.session)
    if process is None:
        return _over(request)
    form = CodeForm(request.POST if request.method == "POST" else None, expected=process.code)
    if request.method == "POST" and form.is_valid():
        if not form.is_wrong:
            return _change(request, process)
        if not process.record_invalid_attempt():
            return _over(request)
        form.say_wrong(CODE_TRIES - process.state["failed_attempts"])
    context = {"form": form, "email": process.email, "minutes": MINUTES, "crumbs": _crumbs("Le code")}
    return render(request, "users/address_code.html", context, status=422 if form.errors else 200)


def _change(request: HttpRequest, process: services.NewAddressProcess) -> HttpResponse:
    process.abort()
    try:
        services.change_address(user=request.user, email=process.email, now=timezone.now())
    except services.UnableToChange:
        form = NewAddressForm({"email": process.email}, own=request.user.email)
        form.add_error("email", TAKEN)
        context = {"form": form, "own": request.user.email, "crumbs": _crumbs("Changer d’adresse")}
        return render(request, "users/address.html", context, status=422)
    return redirect(f"{access.home_address()}?adresse=oui")


def _over(request: HttpRequest) -> HttpResponse:
    """No code to compare with: none was sent, it is too old, or too many tries were wrong."""
    context = {"crumbs": _crumbs("Le code")}
    return render(
        request, "users/address_over.html", context, status=422 if request.method == "POST" else 200
    )


def _crumbs(last: str) -> list[tuple[str, str | None]]:
    here = [] if last == "Changer d’adresse" else [("Changer d’adresse", reverse("users:address"))]
    return [("Mon espace", access.home_address()), *here, (last, None)]
