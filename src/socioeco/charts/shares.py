"""Where the money comes from, in shares of the whole: one horizontal bar per year or per group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from socioeco.charts.families import FAMILIES, in_order, label_of
from socioeco.charts.model import Chart, Legend, Table, source_line, spoken
from socioeco.charts.scale import NBSP, written
from socioeco.charts.shares_drawing import LARGE, SMALL, Bar, Part, View, draw
from socioeco.charts.svg import picture

_NOT_GIVEN: Final = "–"
_TOLERANCE: Final = 2  # published shares are rounded: they add up to 98 to 102


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share in percent, with the text a source gives it when it is not one plain number: 24-25, ≈ 11."""

    value: Decimal | float
    text: str | None = None

    @property
    def written(self) -> str:
        if self.text is not None:
            return self.text
        value = Decimal(str(self.value))
        return written(value, 0 if value == value.to_integral_value() else 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesRow:
    """A bar: its label and the share of each family; one that is not given is unknown, not zero."""

    label: str
    shares: Mapping[str, Share | Decimal | float]


def shares_bars(  # noqa: PLR0913 one call says a whole figure
    rows: Sequence[SharesRow],
    *,
    title: str,
    summary: str,
    source: str,
    unit: str = f"En{NBSP}% du total des ressources",
    caption: str = f"Part de chaque ressource, en{NBSP}%",
    labels: Mapping[str, str] | None = None,
) -> Chart:
    """Draw shares of a whole, one bar per row, from the top.

    The shares of a row add up to 100 within two points, or it is a programming error: a bar that is not whole
    would lie. `labels` renames families in the legend and the table.
    """
    given = labels or {}
    bars = [_bar(row) for row in rows]
    shown = in_order({part.family.key for bar in bars for part in bar.parts})
    names = {each.key: label_of(each, given) for each in FAMILIES}
    label = spoken(title, summary)
    return Chart(
        title=title,
        summary=summary,
        svg_large=_picture(LARGE, bars, names, label),
        svg_small=_picture(SMALL, bars, names, label),
        legend=Legend((each.key, names[each.key]) for each in shown),
        table=_table(rows, caption, names, [each.key for each in shown]),
        unit=unit,
        notes=(),
        source=source_line(unit, (), source),
    )


def _share(value: Share | Decimal | float) -> Share:
    return value if isinstance(value, Share) else Share(value=value)


def _bar(row: SharesRow) -> Bar:
    shares = {each: _share(row.shares[each.key]) for each in in_order(row.shares)}
    total = sum(float(share.value) for share in shares.values())
    if abs(total - 100) > _TOLERANCE or any(share.value < 0 for share in shares.values()):
        raise ValueError(f"shares of {row.label!r} are not parts of 100: they add up to {total:g}")
    parts = tuple(
        Part(each, float(share.value) / total, share.written) for each, share in shares.items() if share.value
    )
    return Bar(row.label, parts)


def _picture(view: View, bars: Sequence[Bar], names: Mapping[str, str], label: str) -> str:
    height, body = draw(view, bars, names)
    return picture(view.width, height, css=f"chart {view.css}", label=label, body=body)


def _table(rows: Sequence[SharesRow], caption: str, names: Mapping[str, str], keys: Sequence[str]) -> Table:
    return Table(
        caption=caption,
        header=("Ressource", *(row.label for row in rows)),
        rows=tuple((names[key], *(_cell(row, key) for row in rows)) for key in keys),
    )


def _cell(row: SharesRow, key: str) -> str:
    return _share(row.shares[key]).written if key in row.shares else _NOT_GIVEN
