"""Charts at their edges: a share without its own family, bars too narrow for words, legends on two lines."""

import pytest

from socioeco.charts import FAMILIES, FAMILY_KEYS, Column, Share, SharesRow, shares_bars, stacked_columns

YEARS = [Column(label="2024", amounts={"subventions": 60_000_00, "dons": 40_000_00})]
WORDS = {"title": "Un titre", "source": "Source\u00a0: essai"}


def shares(*rows, **options):
    return shares_bars(
        [SharesRow(label=label, shares=values) for label, values in rows],
        summary="Un résumé.",
        **WORDS,
        **options,
    )


def test_columns_may_show_no_share():
    chart = stacked_columns(YEARS, share_of=None, **WORDS)
    assert "%" not in chart.svg_large
    assert "%" in stacked_columns(YEARS, **WORDS).svg_large


def test_the_share_of_a_renamed_family_is_said_in_the_words_given():
    plain = stacked_columns(YEARS, **WORDS)
    renamed = stacked_columns(YEARS, labels={"subventions": "Aides"}, **WORDS)
    assert "part des subventions" in " ".join(plain.notes)
    assert "part «\u00a0Aides\u00a0»" in " ".join(renamed.notes)


def test_a_segment_too_narrow_writes_no_value_and_the_table_does():
    chart = shares(("2024", {"subventions": 1, "dons": 99}))
    assert ">1\u00a0%<" not in chart.svg_large
    assert [row[1] for row in chart.table.rows] == ["1", "99"]


def test_a_narrow_bar_of_another_family_writes_no_plate():
    chart = shares(("2024", {"subventions": 99, "dons": 1}))
    assert ">99\u00a0%<" in chart.svg_large
    assert ">1<" not in chart.svg_large


def test_names_without_room_above_the_bar_go_to_a_legend_of_several_lines():
    chart = shares(("2024", dict.fromkeys(FAMILY_KEYS, 10)))
    for each in FAMILIES:
        assert all(word in chart.svg_large for word in each.label.split())
    many = {key: 1 if key != "subventions" else 91 for key in FAMILY_KEYS}
    crowded = shares(("2024", many))
    assert all(
        each.label in crowded.svg_large for each in FAMILIES if each.key not in ("subventions", "autres")
    )


def test_the_last_name_may_end_where_the_bar_ends():
    chart = shares(("2024", {"subventions": 96, "autres": 4}))
    assert "strong end" in chart.svg_large


def test_values_may_be_written_by_the_caller():
    chart = shares(("2024", {"subventions": Share(value=60.0, text="60 à 62"), "dons": 40.25}))
    assert [row[1] for row in chart.table.rows] == ["60 à 62", "40,3"]


@pytest.mark.parametrize("values", [{"subventions": 50}, {"subventions": 101, "dons": -1}])
def test_shares_that_are_no_parts_of_a_whole_are_refused(values):
    with pytest.raises(ValueError, match="parts of 100"):
        shares(("2024", values))
