"""Blocks shared by every room that writes pages."""

import re
from collections.abc import Sequence
from decimal import Decimal
from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
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


_SAYS_NOTHING = re.compile(
    r"(?:cliquez |cliquer )?(?:ici|là)|cliquez|clic|lien|ce lien|voir|voir plus|plus|suite|la suite|lire la suite|"
    r"en savoir plus|savoir plus|lire|lire plus|plus d’infos?|plus d’informations?|télécharger|page|cette page|site|"
    r"le site|document|le document|suivant|https?://\S+|www\.\S+",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)


def says_nothing(link: str) -> bool:
    """Whether the words of a link leave in the dark who reads links one after the other, without the text around."""
    words = " ".join(link.replace("'", "’").split()).strip(" .:…»«>")
    return not words or _SAYS_NOTHING.fullmatch(words) is not None


class ProseBlock(blocks.RichTextBlock):
    """A text whose links say where they lead: the one thing, with images, that keeps from saving."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        words = [unescape(strip_tags(anchor)) for anchor in _ANCHOR.findall(cleaned.source)]
        empty = [word.strip() for word in words if says_nothing(word)]
        if empty:
            named = ", ".join(f"« {word} »" for word in empty)
            raise ValidationError(
                f"Un lien dit où il mène, même lu seul : {named} ne le dit pas. "
                "Écrivez par exemple « le guide de la trésorerie »."
            )
        return cleaned


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
