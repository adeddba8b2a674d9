"""A trajectory from the lines of its years."""

import re
import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from trajectoires.mail.models import Message
from trajectoires.trajectories import services
from trajectoires.trajectories.enums import Scope
from trajectoires.trajectories.presenters import Results, present


@pytest.fixture
def results(work) -> Callable[[dict[int, list[str]]], Results]:
    return lambda years: present(work(years))


@pytest.fixture
def kept(work, organisation, alice, open_in_browser):
    """The work of Alice's organisation, open in her browser, with a wage that few people share."""
    made = work(
        {
            2024: ["741000 Subventions 900", "641000 Salaires -333", "622000 Honoraires -111"],
            2025: ["741000 Subventions 1000", "641000 Salaires -444", "622000 Honoraires -222"],
        }
    )
    made = services.keep_in(trajectory=made, organisation_id=organisation.pk, user=alice.user)
    open_in_browser(alice)
    return made


@pytest.fixture
def open_in_browser(organisation):
    """By the button of « Mes trajectoires »."""

    def press(actor):
        address = reverse("trajectories:open_kept", args=[organisation.pk])
        assert actor.client.post(address).status_code == 302

    return press


@pytest.fixture
def shared(kept, alice, dominique, last_token):
    """What Dominique accepted and opened; options of the grant by name."""

    def make(**grant):
        chosen = {"scopes": (Scope.RESULTS,), "ends_on": date(2099, 12, 31), **grant}
        made = services.share(
            trajectory=kept,
            granted=services.Granted(email="dominique@exemple.org", **chosen),
            user=alice.user,
            form_key=uuid.uuid4(),
            now=timezone.now(),
        )
        accepted = services.accept_share(token=last_token(), user=dominique.user, now=timezone.now())
        assert accepted == made
        dominique.client.post(reverse("trajectories:granted", args=[made.pk]))
        return made

    return make


@pytest.fixture
def last_token() -> Callable[[], str]:
    """Of the link that left last."""

    def read():
        text = Message.objects.order_by("-pk").values_list("text", flat=True)[0]
        return re.search(r"/partage/([\w-]+)/", text)[1]

    return read
