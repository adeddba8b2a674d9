"""Charts drawn as SVG from the numbers of the table beside them: no clock, no script, no style, classes only.

Lowest layer of the engine, with `formats` and `anomalies`: it imports nothing else of `socioeco`. Texts given
by the caller are drawn as they are, escaped: they arrive with their French typography.
"""

from socioeco.charts.columns import Break, Column, stacked_columns
from socioeco.charts.families import FAMILIES, FAMILY_KEYS, Family
from socioeco.charts.lines import Line, base_100_lines
from socioeco.charts.marks import legend_swatch, patterns_defs
from socioeco.charts.model import Chart, Legend, Table
from socioeco.charts.months import Month, month_line
from socioeco.charts.shares import Share, SharesRow, shares_bars
from socioeco.charts.sparkline import sparkline
from socioeco.charts.tracks import Lever, Marks, Track, side_tracks
from socioeco.charts.triangle import Poles, TrianglePoint, triangle_path

__all__ = [
    "FAMILIES",
    "FAMILY_KEYS",
    "Break",
    "Chart",
    "Column",
    "Family",
    "Legend",
    "Lever",
    "Line",
    "Marks",
    "Month",
    "Poles",
    "Share",
    "SharesRow",
    "Table",
    "Track",
    "TrianglePoint",
    "base_100_lines",
    "legend_swatch",
    "month_line",
    "patterns_defs",
    "shares_bars",
    "side_tracks",
    "sparkline",
    "stacked_columns",
    "triangle_path",
]
