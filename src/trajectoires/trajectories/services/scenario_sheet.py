"""The sheet of a board as a tagged PDF, on one page."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from socioeco.formats import format_date, typographie
from trajectoires.documents.services import Piece, compose, typeset

TITLE = "Feuille pour le conseil"
_TEMPLATE = Path(__file__).parent.parent / "typst" / "board.typ"


def typeset_sheet(*, sheet: Any, now: datetime) -> bytes:
    """What the page of the sheet shows. `sheet` is what its template lays out."""
    html = render_to_string("trajectories/scenarios/board_body.html", {"sheet": sheet, "is_paper": True})
    composed = compose(pieces=[Piece(html, reverse("trajectories:scenario_board"))], site=settings.SITE_URL)
    day = format_date(timezone.localdate(now))
    said = {
        "title": TITLE,
        "foot": f"Établi le {day} avec Trajectoires socio-économiques, moteur {sheet.engine_version}",
        "author": "Trajectoires socio-économiques",
    }
    values = {name: typographie(words) for name, words in said.items()}
    return typeset(_TEMPLATE, values={**values, "parts": composed.parts}, now=now, files=composed.files)
