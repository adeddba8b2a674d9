"""The text of a report: within the width, numbers aligned, no control character of a file."""

import re

import pytest

from socioeco.report.document import Document, Facts, Grid, Opening, Section, Text
from socioeco.report.report import report_of
from socioeco.report.tables import Column, Table
from socioeco.report.text import write_text
from socioeco.report.wording import count, in_list, write_difference, write_value
from socioeco.values import calcule, calcule_entre, non_calculable, secret

from . import report_cases as cases
from .report_cases import TODAY, page_of


@pytest.fixture(params=cases.KINDS)
def any_analysis(request):
    return cases.analysis_of(request.param)


@pytest.mark.parametrize("width", [80, 100])
def test_no_line_is_wider_than_asked(width, any_analysis):
    text = write_text(report_of(any_analysis, today=TODAY), width=width)
    long = [line for line in text.splitlines() if len(line) > width]
    assert all(len(line.split()[-1]) > width - 20 or "Empreinte" in line for line in long), long


def test_titles_are_bold_when_asked(any_analysis):
    document = report_of(any_analysis, today=TODAY)
    assert "\033[1m" in write_text(document, is_styled=True)
    assert "\033" not in write_text(document)


def test_numbers_of_a_table_end_on_the_same_column():
    grid = Grid(
        caption="", header=("Nom", "A", "B"), rows=(("un", "1", "22"), ("Total", "333", "4")), has_total=True
    )
    text = write_text(page_of(grid, title="", lede=""))
    assert text == "\n\nS\n-\nNom      A   B\nun       1  22\n--------------\nTotal  333   4\n"


def test_columns_that_do_not_fit_go_under_the_first():
    header = ("Nom", *(f"{2000 + place}" for place in range(30)))
    grid = Grid(caption="", header=header, rows=(("ligne", *("123 456" for _ in range(30))),))
    text = write_text(page_of(grid, title="t", lede=""))
    assert all(len(line) <= 80 for line in text.splitlines())
    assert re.findall(r"20\d\d", text) == list(header[1:])


def test_words_are_written_one_under_the_other_and_blanks_left_out():
    grid = Grid(caption="C", header=("", "Sens", "Note"), rows=(("a", "b", ""),), is_words=True)
    text = write_text(page_of(grid, title="t", lede=""))
    assert "- a\n  Sens\u00a0: b\n" in text
    assert "Note" not in text


def test_control_characters_of_a_file_never_reach_the_terminal():
    section = Section(anchor="s", title="S", blocks=(Text("a\033[31mb\u202ec"), Facts((("t", "\x07"),))))
    text = write_text(Document(title="t", lede="", sections=(section,)))
    assert "a[31mbc" in text
    assert not set("\033\u202e\x07") & set(text)


def test_a_table_refuses_a_row_that_is_not_whole():
    with pytest.raises(ValueError, match="has not a cell"):
        Grid(caption="c", header=("a", "b"), rows=(("1",),))
    with pytest.raises(ValueError, match="has not a cell"):
        Table(key="k", title="t", columns=(Column("a"),), rows=((1, 2),))


def test_what_is_deep_stays_in_the_page():
    deep = Opening(anchor="a", title="caché", is_deep=True, blocks=(Text("dessous"),))
    shown = Opening(anchor="b", title="montré", value="3", blocks=(Text("dedans"), deep))
    text = write_text(page_of(shown, title="t", lede=""))
    assert "* montré\u00a0: 3\n  dedans\n" in text
    assert "caché" not in text


@pytest.mark.parametrize(
    ("value", "unite", "expected"),
    [
        (calcule(1250), "euros", "13\u00a0€"),
        (calcule_entre(0, 100_00), "euros", "au plus 100\u00a0€"),
        (calcule_entre(50_00, 100_00), "euros", "entre 50\u00a0€ et 100\u00a0€"),
        (calcule_entre(100_00, 100_10), "euros", "environ 100\u00a0€"),
        (calcule(3), "mois", "3\u00a0mois"),
        (calcule(3), "nombre", "3"),
        (calcule(1), "part", "100\u00a0%"),
        (non_calculable("raison"), "part", "non calculable"),
        (secret("raison"), "part", "secret"),
    ],
)
def test_a_value_in_words(value, unite, expected):
    assert write_value(value, unite) == expected


def test_lists_counts_and_differences():
    assert [in_list(each) for each in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a et b",
        "a, b et c",
    ]
    assert (count(1, "un", "plusieurs"), count(2, "un", "plusieurs")) == ("un", "2\u00a0plusieurs")
    assert [write_difference(each, decimals=0) for each in (0, 100, -100)] == ["=", "+1", "−1"]
