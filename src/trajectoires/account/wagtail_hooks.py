"""Deleting a person from the editors' space erases her whole, room by room, as she would from « Mon espace »."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail import hooks

from trajectoires.account.services import erase_account
from trajectoires.users.models import User
from trajectoires.users.services import EditorsAccount

LIST = "wagtailusers_users:index"
STILL_AN_EDITOR = (
    "{email} a encore accès à l’espace d’édition. Modifiez d’abord cette personne : retirez ses rôles, enregistrez, puis "
    "supprimez-la."
)
ERASED = "{email} est effacée, avec tout ce que son compte gardait. Une organisation dont elle était seule membre aussi."


@hooks.register("before_delete_user")
def erase_whole(request: HttpRequest, user: User) -> HttpResponse | None:
    """Whoever may delete people in the editors' space, once she has confirmed."""
    if request.method != "POST":
        return None
    _erase(request, user)
    return redirect(LIST)


@hooks.register("before_bulk_action")
def erase_several(
    request: HttpRequest, action: str, objects: Sequence[Any], view: Any
) -> HttpResponse | None:
    """The same, ticked in the list: those who may not be erased stay, and are named."""
    if action != "delete" or view.model is not User:
        return None
    for user in objects:
        _erase(request, user)
    return redirect(LIST)


def _erase(request: HttpRequest, user: User) -> None:
    email = user.email
    try:
        erase_account(user=user, now=timezone.now())
    except EditorsAccount:
        messages.error(request, STILL_AN_EDITOR.format(email=email))
    else:
        messages.success(request, ERASED.format(email=email))
