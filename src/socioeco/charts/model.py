"""What a chart is: two drawings, and in words and numbers everything that the drawings show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from socioeco.charts.marks import legend_swatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The numbers of a chart, written in French: one row per family, its name first."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    has_total: bool = False  # the last row is a total

    @property
    def columns(self) -> tuple[str, ...]:
        """The header, under the name that table components use."""
        return self.header


class Legend(tuple[tuple[str, str], ...]):
    """Pairs (family key, label) in stacking order, that write themselves as an HTML list with swatches."""

    __slots__ = ()

    def __html__(self) -> str:
        items = "".join(f"<li>{legend_swatch(key)}{escape(label)}</li>" for key, label in self)
        return f'<ul class="legend small">{items}</ul>' if items else ""

    def __str__(self) -> str:
        return self.__html__()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A figure ready to be shown; every text is plain, every drawing is safe SVG.

    `source` is the whole line to print under the drawing: unit, notes, then the origin of the numbers. `unit`
    and `notes` are also given apart.
    """

    title: str
    summary: str
    svg_large: str
    svg_small: str
    legend: Legend
    table: Table
    unit: str
    notes: tuple[str, ...]
    source: str


def source_line(unit: str, notes: Iterable[str], source: str) -> str:
    """Join sentences, giving each the full stop it may lack."""
    return " ".join(_sentence(part) for part in (unit, *notes, source) if part)


def spoken(title: str, summary: str) -> str:
    """Return what assistive technology says of a drawing."""
    return source_line(title, (), summary)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
