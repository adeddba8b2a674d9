"""What is taken away: JSON read again, CSV and ODS whose numbers are numbers."""

import csv
import io
import json
from datetime import date

import pytest
from odfdo import Document as OdfDocument

from socioeco.readers import Answers
from socioeco.report.analysis import analyse
from socioeco.report.data import CLES, OF_READING, as_json, to_data
from socioeco.report.reread import readings_of
from socioeco.report.tables import Column, Kind, Table, tables_of, write_csv, write_ods

from . import report_cases as cases
from .report_cases import TODAY


@pytest.fixture
def whole():
    return cases.analysis_of("whole")


@pytest.fixture(params=cases.KINDS)
def any_analysis(request):
    return cases.analysis_of(request.param)


def computed_again(data):
    """The analysis, from nothing but what was written of it."""
    return analyse(readings_of(data), plan=data["plan"], answers=Answers.from_json(data["reponses"]))


def test_every_key_is_documented_and_nothing_is_lost(any_analysis):
    data = to_data(any_analysis, today=TODAY)
    assert data.keys() == CLES.keys()
    kept = {"soldes_centimes", "balance", "saisie", "postes", "budget"}
    assert all(reading.keys() - kept == OF_READING.keys() for reading in data["lectures"])
    read_again = json.loads(as_json(data))
    again = computed_again(read_again)
    assert again == any_analysis
    assert as_json(to_data(again, today=TODAY)) == as_json(data)


@pytest.mark.parametrize("data", [None, [], {}, {"genre": "analyse"}, {"genre": "analyse", "format": 2}])
def test_another_json_is_refused(data):
    with pytest.raises(ValueError, match="not an analysis"):
        readings_of(data)


def test_csv_is_read_again_with_its_numbers(any_analysis):
    for table in tables_of(any_analysis, today=TODAY):
        content = write_csv(table)
        assert content.startswith(b"\xef\xbb\xbf")
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
        assert header == [column.label for column in table.columns]
        for row, told in zip(rows, table.rows, strict=True):
            for text, cell, column in zip(row, told, table.columns, strict=True):
                if column.kind is Kind.EUROS:
                    assert text == "" if cell is None else round(float(text.replace(",", ".")) * 100) == cell


def test_a_text_that_would_be_a_formula_is_disarmed():
    table = Table(
        key="k",
        title="t",
        columns=(Column("c"), Column("d", Kind.DATE)),
        rows=(("=1+1", TODAY), ("\x00 -a", None)),
    )
    assert write_csv(table).decode("utf-8-sig") == "c;d\r\n'=1+1;2026-11-25\r\n' -a;\r\n"


def test_ods_is_read_again_with_true_numbers(whole):
    tables = tables_of(whole, today=TODAY)
    content = write_ods(tables, title="Essai")
    assert content == write_ods(tables, title="Essai")
    sheets = OdfDocument(io.BytesIO(content)).body.tables
    assert [sheet.name for sheet in sheets] == [table.title for table in tables]
    for sheet, table in zip(sheets, tables, strict=True):
        assert sheet.height == len(table.rows) + 1
    resources = next(sheet for sheet in sheets if sheet.name == "Ressources")
    assert float(resources.get_value("F2")) == 118_300.0
    assert resources.get_cell("F2").type == "currency"


def test_ods_holds_dates_texts_blanks_and_fractions():
    columns = (
        Column("Jour", Kind.DATE),
        Column("Part", Kind.PART),
        Column("Texte"),
        Column("Nombre", Kind.NOMBRE),
    )
    rows = ((TODAY, 1, " deux  blancs\tet\nune ligne ", 3), (None, None, "", None))
    content = write_ods([Table(key="k", title="a/b", columns=columns, rows=rows)], title="t")
    (sheet,) = OdfDocument(io.BytesIO(content)).body.tables
    assert sheet.name == "a b"
    assert str(sheet.get_value("A2")).startswith("2026-11-25")
    assert float(sheet.get_value("B2")) == 1
    assert sheet.get_value("C3") is None


def test_only_numbers_are_numbers():
    table = Table(key="k", title="t", columns=(Column("c", Kind.EUROS),), rows=((date(2026, 1, 1),),))
    assert b"2026-01-01" in write_csv(table)
    with pytest.raises(TypeError):
        write_csv(Table(key="k", title="t", columns=(Column("c"),), rows=((3,),)))
