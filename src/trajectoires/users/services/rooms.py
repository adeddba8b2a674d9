"""What the rooms above offer for a person, or an organisation, by name: nothing is imported upwards.

A room takes part by having, in its `services`, a function of one of these names:

- `keep_at_sign_in(*, session, user, now)`: take into the account what the session held;
- `export_person(*, user)`: all that the room keeps of her, in words (a mapping; empty when there is nothing);
- `erase_person(*, user, now)`: erase it, now;
- `end_organisation(*, organisation, now)`: nobody is left in it: take off what it shows, erase what it keeps.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig, apps

ROOMS = "trajectoires."
NAMES = ("keep_at_sign_in", "export_person", "erase_person", "end_organisation")


def offered(name: str) -> list[tuple[AppConfig, Callable[..., Any]]]:
    """The functions of this name, with their rooms: the composing rooms first, `users` and `mail` among the last."""
    if name not in NAMES:
        raise ValueError(name)
    rooms = [room for room in apps.get_app_configs() if room.name.startswith(ROOMS)]
    homes = [
        (room, import_module(f"{room.name}.services")) for room in rooms if find_spec(f"{room.name}.services")
    ]
    return [(room, getattr(home, name)) for room, home in homes if hasattr(home, name)]
