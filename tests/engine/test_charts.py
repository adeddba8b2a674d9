"""Charts: what is drawn is what the table says, at two widths, escaped, without style, the same each time."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.charts import (
    FAMILIES,
    FAMILY_KEYS,
    Break,
    Column,
    Share,
    SharesRow,
    shares_bars,
    stacked_columns,
)

_AMOUNTS = st.dictionaries(st.sampled_from(FAMILY_KEYS), st.integers(-(10**11), 10**11))
_COLUMNS = st.lists(st.none() | _AMOUNTS, min_size=1, max_size=10).map(
    lambda years: [Column(label=str(2016 + index), amounts=amounts) for index, amounts in enumerate(years)]
)
_MARKS = "chart large small seg plate mid on strong soft halo big end grid axis inked break dot"
_SAFE_CLASSES = {*_MARKS.split(), *(f"f-{key}" for key in FAMILY_KEYS)}
_FILLS = {f"url(#{family.motif})" for family in FAMILIES if family.motif}


def _figure(columns, **options):
    return stacked_columns(columns, title="Un titre", source="Source\u00a0: essai", **options)


def _years(**amounts: int):
    return [Column(label="2025", amounts={key: euros * 100 for key, euros in amounts.items()})]


def _check_drawing(svg: str, width: int) -> ElementTree.Element:
    root = ElementTree.fromstring(svg)
    assert root.get("viewBox").startswith(f"0 0 {width} ")
    assert root.get("role") == "img"
    assert root.get("aria-label")
    for element in root.iter():
        assert not {"style", "id", "onload", "onclick"} & set(element.keys())
        assert set(element.get("class", "").split()) <= _SAFE_CLASSES
        assert element.get("fill") in {None, *_FILLS}
    return root


def _numbers(text: str) -> int:
    return int(text.replace("\u202f", "").replace("\u2212", "-"))


@given(_COLUMNS)
def test_any_years_are_drawn_inside_both_frames(columns):
    chart = _figure(columns)
    for svg, width in ((chart.svg_large, 900), (chart.svg_small, 343)):
        root = _check_drawing(svg, width)
        height = float(root.get("viewBox").split()[3])
        for rect in root.iter("rect"):
            assert 0 <= float(rect.get("x")) <= float(rect.get("x")) + float(rect.get("width")) <= width
            assert 0 <= float(rect.get("y")) <= float(rect.get("y")) + float(rect.get("height")) <= height
        for text in root.iter("text"):
            assert 0 <= float(text.get("x")) <= width
            assert 0 < float(text.get("y")) <= height
    assert _figure(columns) == chart


@given(_COLUMNS)
def test_the_table_says_every_family_of_every_year(columns):
    table = _figure(columns).table
    assert table.header == ("Ressource", *(column.label for column in columns))
    assert table.columns == table.header
    assert [row[0] for row in table.rows] == [*(family.label for family in FAMILIES), "Total"]
    for index, column in enumerate(columns, start=1):
        if column.amounts is None:
            assert {row[index] for row in table.rows} == {"–"}
            continue
        for key, row in zip(FAMILY_KEYS, table.rows, strict=False):
            assert abs(_numbers(row[index]) * 100 - column.amounts.get(key, 0)) <= 50


@given(_COLUMNS)
def test_segments_are_as_high_as_their_amounts(columns):
    """Every segment keeps the same scale: no amount is enlarged to be seen, none is cut."""
    root = ElementTree.fromstring(_figure(columns).svg_large)
    drawn = [
        float(rect.get("height"))
        for rect in root.iter("rect")
        if "f-" in rect.get("class", "") and rect.get("width") != "28"
    ]
    amounts = [amount for column in columns for amount in (column.amounts or {}).values() if amount]
    assert len(drawn) == len(amounts)
    ups = [sum(max(0, each) for each in (column.amounts or {}).values()) for column in columns]
    downs = [sum(min(0, each) for each in (column.amounts or {}).values()) for column in columns]
    if amounts:
        scale = 300 / (max(ups) - min(downs))
        assert sorted(drawn) == pytest.approx(sorted(abs(each) * scale for each in amounts), abs=0.051)


def test_families_are_stacked_in_their_order_and_patterns_follow():
    chart = _figure(_years(autres=10, subventions=100, ventes=50))
    classes = re.findall(r"seg f-(\w+)", chart.svg_large)
    assert classes == ["subventions", "ventes", "autres"]
    assert re.findall(r"url\(#([\w-]+)\)", chart.svg_large) == ["motif-lignes", "motif-anneaux"]
    assert [key for key, _ in chart.legend] == ["subventions", "ventes", "autres"]


def test_the_total_and_the_share_are_written():
    chart = _figure([*_years(subventions=60_000, dons=40_000)], share_of="subventions")
    for svg in (chart.svg_large, chart.svg_small):
        assert ">100</text>" in svg
        assert ">60\u00a0%</text>" in svg
    assert chart.unit == "En milliers d’euros"
    assert (
        chart.source == "En milliers d’euros. Pourcentage\u00a0: part des subventions. Source\u00a0: essai."
    )


def test_a_share_on_a_pattern_stands_on_a_plate():
    chart = _figure(_years(ventes=100, dons=100), share_of="dons")
    assert re.search(r'class="plate"[^>]*/><text [^>]*class="mid">50\u00a0%</text>', chart.svg_large)


@pytest.mark.parametrize(
    ("euros", "unit", "total"),
    [
        (1_234, "En euros", "1\u202f234"),
        (244_000, "En milliers d’euros", "244"),
        (25_340_000, "En millions d’euros", "25,3"),
    ],
)
def test_the_unit_follows_the_amounts(euros, unit, total):
    chart = _figure(_years(dons=euros))
    assert chart.unit == unit
    assert f">{total}</text>" in chart.svg_large


def test_a_loss_hangs_under_the_zero_line_and_the_total_is_marked():
    chart = _figure(_years(subventions=30_000, ventes=-8_000))
    rects = [
        rect
        for rect in ElementTree.fromstring(chart.svg_large).iter("rect")
        if "seg" in rect.get("class", "")
    ]
    up, down = ({key: float(rect.get(key)) for key in ("y", "height")} for rect in rects)
    assert up["y"] + up["height"] == pytest.approx(down["y"], abs=0.11)
    assert ">22</text>" in chart.svg_large
    assert any("négatifs" in note for note in chart.notes)
    assert "%" not in chart.svg_large  # a part of a total from which something is taken says nothing


def test_a_year_without_accounts_keeps_its_place_and_a_year_at_zero_says_zero():
    columns = [
        Column(label="2023", amounts=None),
        Column(label="2024", amounts={}),
        Column(label="2025", amounts={"dons": 100_00}),
    ]
    chart = _figure(columns)
    assert "données" in chart.svg_large
    assert ">0</text>" in chart.svg_large
    assert "Sans données\u00a0: 2023." in chart.notes
    assert all(f">{column.label}</text>" in chart.svg_large for column in columns)


def test_a_break_is_a_dashed_line_explained_below():
    columns = [Column(label=str(year), amounts={"dons": 100_00}) for year in (2023, 2024, 2025)]
    note = "les règles comptables changent en 2025"
    chart = _figure(columns, breaks=[Break(before="2025", note=note)])
    assert chart.svg_large.count('class="break"') == chart.svg_small.count('class="break"') == 1
    assert note in chart.source
    first = _figure(columns, breaks=[Break(before="2023", note=note)])
    assert "break" not in first.svg_large
    assert note not in first.source
    with pytest.raises(ValueError, match="2022"):
        _figure(columns, breaks=[Break(before="2022", note=note)])


def test_a_family_of_earlier_years_is_named_too():
    columns = [Column(label="2024", amounts={"legs": 100_00}), Column(label="2025", amounts={"dons": 100_00})]
    chart = _figure(columns)
    assert "Avant 2025\u00a0:" in chart.svg_large
    assert ">Legs</text>" in chart.svg_large


def test_the_summary_says_both_ends():
    columns = [
        Column(label="2021", amounts={"subventions": 134_000_00, "ventes": 67_000_00}),
        Column(label="2025", amounts={"subventions": 87_000_00, "ventes": 157_000_00}),
    ]
    assert _figure(columns).summary == (
        "De 2021 à 2025, le total des ressources passe de 201\u00a0k€ à 244\u00a0k€. "
        "La part des subventions passe de 67\u00a0% à 36\u00a0%."
    )
    assert _figure(columns[:1]).summary == "En 2021, le total des ressources est de 201\u00a0k€."
    assert "Aucune" in _figure([Column(label="2021", amounts=None)]).summary
    assert _figure(columns, summary="Autre phrase.").summary == "Autre phrase."


@pytest.mark.parametrize(
    "columns", [[], [Column(label="2025", amounts={}), Column(label="2025", amounts={})], _years(loterie=1)]
)
def test_a_wrong_call_is_a_programming_error(columns):
    with pytest.raises(ValueError, match=r"labels|loterie"):
        _figure(columns)


def test_texts_of_the_caller_are_escaped():
    hostile = '<script>&"'
    chart = stacked_columns(
        [Column(label=hostile, amounts={"dons": 100})],
        title=hostile,
        source=hostile,
        labels={"dons": hostile},
    )
    bars = shares_bars(
        [SharesRow(label=hostile, shares={"dons": Share(value=100, text=hostile)})],
        title=hostile,
        summary=hostile,
        source="",
    )
    for svg in (chart.svg_large, chart.svg_small, bars.svg_large, bars.svg_small, str(chart.legend)):
        assert "<script" not in svg
    _check_drawing(chart.svg_large, 900)
    _check_drawing(bars.svg_small, 343)


_ABOUT_2011 = {
    "subventions": Share(value=24.5, text="24-25"),
    "commande": Share(value=24.5, text="24-25"),
    "ventes": 36,
    "cotisations": Share(value=11, text="≈ 11"),
    "dons": Decimal("4.5"),
}
_ORDER = ("subventions", "commande", "ventes", "cotisations", "dons", "autres")
ROWS = [
    SharesRow(label="2005", shares=dict(zip(_ORDER, (34, 17, 32, 12, 5), strict=False))),
    SharesRow(label="2011", shares=_ABOUT_2011),
    SharesRow(label="2020", shares=dict(zip(_ORDER, (20, 29, 36, 7, 5, 3), strict=True))),
]


def _bars(rows=ROWS, **options):
    return shares_bars(rows, title="Un titre", summary="Une phrase.", source="Source\u00a0: essai", **options)


def test_bars_are_whole_and_say_their_values():
    chart = _bars()
    for svg, width in ((chart.svg_large, 900), (chart.svg_small, 343)):
        root = _check_drawing(svg, width)
        bars: dict[str, float] = {}
        for rect in root.iter("rect"):
            if "f-" in rect.get("class", "") and rect.get("height") != "18":
                bars[rect.get("y")] = bars.get(rect.get("y"), 0) + float(rect.get("width"))
        assert list(bars.values()) == pytest.approx([width - float(root.find("rect").get("x"))] * 3, abs=0.3)
        assert ">24-25\u00a0%</text>" in svg
        assert ">36</text>" in svg


def test_the_table_of_shares_keeps_the_texts_of_the_source():
    table = _bars(labels={"ventes": "Ventes et recettes d’activité"}).table
    assert table.rows[0] == ("Subventions", "34", "24-25", "20")
    assert table.rows[2] == ("Ventes et recettes d’activité", "32", "36", "36")
    assert table.rows[3] == ("Cotisations", "12", "≈ 11", "7")
    assert table.rows[4] == ("Dons", "5", "4,5", "5")
    assert table.rows[5] == ("Autres", "–", "–", "3")


def test_every_family_is_named_on_the_wide_drawing():
    chart = _bars()
    for _, label in chart.legend:
        assert all(word in chart.svg_large for word in label.split())


def test_long_labels_stand_above_their_bars():
    row = SharesRow(label="Toutes les associations culturelles", shares={"ventes": 100})
    left = re.search(r'seg f-ventes" x="(\d+)"', _bars([row]).svg_small)
    assert left is not None
    assert left[1] == "0"


@pytest.mark.parametrize("shares", [{"dons": 60}, {"dons": 120, "ventes": -20}, {}])
def test_shares_that_are_not_a_whole_are_refused(shares):
    with pytest.raises(ValueError, match="parts of 100"):
        _bars([SharesRow(label="2020", shares=shares)])


def test_a_family_that_accounts_do_not_tell_is_never_a_zero():
    chart = stacked_columns(
        [Column(label="2025", amounts={"ventes": 100_00}, unknown=frozenset({"commande"}))],
        title="Les ventes",
        source="Source : exemple",
    )
    cells = {row[0]: row[1] for row in chart.table.rows}
    assert cells["Commande publique"] == "non calculable"
    assert cells["Dons"] == "0"
