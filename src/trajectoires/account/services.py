"""Take everything away, or erase everything: each room says and erases its own part."""

import json
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.text import slugify

from trajectoires.users.access import may_enter_editors_space
from trajectoires.users.services import EditorsAccount, offered


def export_account(*, user: Any, now: datetime) -> bytes:
    """A zip: one JSON file for each room that keeps something of her, and a page that says which is what."""
    parts = {room: export(user=user) for room, export in offered("export_person")}
    files = {
        f"{slugify(room.verbose_name)}.json": (room.verbose_name, part)
        for room, part in parts.items()
        if any(part.values())
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        names = {name: about for name, (about, _) in files.items()}
        archive.writestr(
            "LISEZ-MOI.txt", render_to_string("account/lisez-moi.txt", {"files": names, "now": now})
        )
        for name, (_, part) in files.items():
            archive.writestr(name, json.dumps(part, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
    return buffer.getvalue()


@transaction.atomic
def erase_account(*, user: Any, now: datetime) -> None:
    """Everything that each room keeps of her, then the account: all, or nothing when a room refuses (EditorsAccount)."""
    if may_enter_editors_space(user):
        raise EditorsAccount
    for _room, erase in offered("erase_person"):
        erase(user=user, now=now)
