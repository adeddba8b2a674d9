"""Blocks shared by every room that writes pages."""

from collections.abc import Sequence
from decimal import Decimal

from wagtail import blocks

from socioeco.charts import Chart, SharesRow, shares_bars
from socioeco.formats import typographie


class SourceBlock(blocks.StructBlock):
    """Where a fact comes from: what to look for, where, and the day it was read."""

    reference = blocks.CharBlock(
        label="Référence",
        max_length=500,
        help_text="Auteur, titre, date : de quoi retrouver la source sans le lien.",
    )
    url = blocks.URLBlock(label="Adresse", required=False)
    consulted_on = blocks.DateBlock(label="Consultée le", required=False)

    class Meta:
        label = "Source"
        icon = "link-external"
        label_format = "{reference}"


def shares_chart(
    *, title: str, summary: str, unit: str, source: str, rows: Sequence[Sequence[str]]
) -> Chart | None:
    """Draw shares by year from a grid: years in the first row, families in the first column.

    None when a year does not add up to a whole (the source is silent on a family): a bar would lie.
    """
    years = [
        SharesRow(label=year, shares=_shares(rows[1:], column))
        for column, year in enumerate(rows[0])
        if column
    ]
    texts = {"title": title, "summary": summary, "unit": _sentence(unit), "source": _sentence(source)}
    try:
        return shares_bars(years, **{name: typographie(text) for name, text in texts.items()})
    except ValueError:
        return None


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shares(rows: Sequence[Sequence[str]], column: int) -> dict[str, Decimal]:
    return {row[0]: Decimal(row[column].replace(",", ".")) for row in rows if row[column]}
