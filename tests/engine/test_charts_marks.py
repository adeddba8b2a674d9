"""What stands around charts: legends, swatches, patterns, and the sparkline."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.charts import FAMILIES, Legend, legend_swatch, patterns_defs, sparkline


def test_a_legend_writes_itself_as_html():
    legend = Legend([("dons", "Dons & legs")])
    assert list(legend) == [("dons", "Dons & legs")]
    assert str(legend) == f'<ul class="legend small"><li>{legend_swatch("dons")}Dons &amp; legs</li></ul>'
    assert legend.__html__() == str(legend)
    assert str(Legend()) == ""


def test_every_pattern_a_family_uses_is_defined_once():
    defined = re.findall(r'<pattern id="([\w-]+)"', patterns_defs())
    assert sorted(defined) == sorted(family.motif for family in FAMILIES if family.motif)
    with pytest.raises(ValueError, match="loterie"):
        legend_swatch("loterie")


def test_a_flat_series_looks_flat():
    heights = [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", sparkline([100, 101, 100, 102]))]
    assert max(heights) - min(heights) < 2
    full = [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", sparkline([1, 2, 3]))]
    assert (max(full), min(full)) == (27, 7)


def test_a_sparkline_has_gaps_where_a_value_is_absent():
    assert sparkline([1, None, 2, 3]).count("<path") == 2
    assert "<path" in sparkline([0, 0])
    assert 'cx="144"' in sparkline([5])
    assert sparkline([None, None]) == sparkline([]) == ""
    assert 'aria-hidden="true"' in sparkline([1, 2])


@given(st.lists(st.none() | st.floats(-1e12, 1e12), max_size=12))
def test_any_series_stays_in_its_frame(values):
    for x, y in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", sparkline(values)):
        assert 6 <= float(x) <= 144
        assert 7 <= float(y) <= 27
