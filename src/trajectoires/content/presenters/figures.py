"""A figure, written in a page or shared by several: one way to draw it, one way to give its data."""

from typing import Any

from django.urls import reverse

from trajectoires.content.blocks import rows_of
from trajectoires.content.enums import Family
from trajectoires.content.models import SharedFigure
from trajectoires.content.services.exports import Listing
from trajectoires.ui.blocks import shares_chart

_LABELS = dict(Family.choices)


def present_figure(value: Any, *, data_address: str = "") -> dict[str, Any]:
    """Return a drawing, `chart`; or, when the shares do not make a whole, a table and no chart."""
    rows = rows_of(value["grid"]) or [[""]]
    texts = {name: str(value[name]) for name in ("title", "summary", "unit", "source")}
    chart = shares_chart(**texts, rows=rows)
    named = [[_LABELS.get(row[0], row[0]), *(cell or "–" for cell in row[1:])] for row in rows[1:]]
    caption = f"{texts['title']} ({texts['unit']})"
    columns = ["Ressource", *rows[0][1:]]
    table = {"caption": caption, "columns": columns, "rows": named}
    return {**texts, **table, "chart": chart, "data_address": data_address}


def present_shared(figure: SharedFigure) -> dict[str, Any]:
    """The same, with the address of its data."""
    return present_figure(
        figure.body[0].value, data_address=reverse("content:figure_data", args=[figure.slug])
    )


def present_data(figure: SharedFigure) -> Listing:
    """One line a resource; the unit and the source follow the numbers wherever they go."""
    years, value = figure.rows[0][1:], figure.body[0].value
    cited = [str(value["unit"]), str(value["source"])]
    rows = [[_LABELS.get(row[0], row[0]), *row[1:], *cited] for row in figure.rows[1:]]
    columns = ["Ressource", *years, "Unité", "Source"]
    return Listing(name=figure.slug, title=figure.title, columns=columns, rows=rows)
