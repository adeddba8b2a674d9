"""How django-allauth behaves here: our messages, our addresses, nothing said twice."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.stagekit import clear_login
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from trajectoires.users.access import home_address
from trajectoires.users.services.messages import send_code
from trajectoires.users.services.rooms import offered


class Adapter(DefaultAccountAdapter):
    def get_login_stages(self) -> list[str]:
        """A code, or a key, and one is there: a key is not asked for after a code."""
        return ["allauth.account.stages.LoginByCodeStage"]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The only message that allauth sends here is the code."""
        if template_prefix != "account/email/login_code":
            raise NotImplementedError(template_prefix)
        send_code(to=email, code=context["code"], now=timezone.now())

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Pages say what happened."""

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:  # noqa: ARG002
        clear_login(request)
        return redirect("users:sign_in")

    def post_login(
        self, request: HttpRequest, user: Any, *, redirect_url: str | None, **_: Any
    ) -> HttpResponse:
        """What she did before goes into her account, then she goes on where she was."""
        _forget_address(request.session)
        for _room, keep in offered("keep_at_sign_in"):
            keep(session=request.session, user=user, now=timezone.now())
        return redirect(redirect_url or home_address())


def _forget_address(session: SessionBase) -> None:
    """allauth notes the address beside the moment of a code: an erased account leaves none in its other sessions."""
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {name: value for name, value in record.items() if name != "email"} for record in records
    ]
