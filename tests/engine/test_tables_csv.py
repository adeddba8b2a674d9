"""CSV for a French spreadsheet: read again with the csv module, and as the bytes that it opens."""

import csv
import io
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.report.tables import Column, Kind, Table, write_csv


def a_table(title, columns, rows):
    return Table(key="essai", title=title, columns=columns, rows=tuple(rows))


COLUMNS = tuple(Column(kind.value, kind) for kind in Kind)


def sheet(*rows, columns=COLUMNS):
    return a_table("Chiffres", columns, rows)


def texts(*values):
    return sheet(*((value,) for value in values), columns=COLUMNS[:1])


def read(data):
    """The rows below the header."""
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]


def test_the_bytes_that_a_french_spreadsheet_opens():
    row = ("Dons ; legs", 123_456_789, Fraction(1, 8), Fraction(7, 2), date(2025, 12, 31))
    assert write_csv(sheet(row)) == (
        b'\xef\xbb\xbftexte;euros;part;nombre;date\r\n"Dons ; legs";1234567,89;0,125;3,5;2025-12-31\r\n'
    )


def test_what_is_not_known_is_empty_and_zero_is_a_zero():
    assert read(write_csv(sheet((None,) * 5, ("", 0, 0, 0, None)))) == [
        ["", "", "", "", ""],
        ["", "0,00", "0", "0", ""],
    ]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+33 1 23", "-5", "@SOMME(A1)", "  =1+1", "\t=1+1", "\r\n=1+1", "\u00a0=1", "＝1+1", "\x00=1+1"],
)
def test_a_text_that_would_run_is_led_by_an_apostrophe(text):
    ((cell,),) = read(write_csv(texts(text)))
    assert cell == "'" + text.replace("\x00", "")


def test_so_is_a_label():
    data = write_csv(a_table("x", (Column("=1+1", Kind.TEXTE),), ()))
    assert data.decode("utf-8-sig") == "'=1+1\r\n"


def test_a_negative_number_keeps_its_sign_and_stays_a_number():
    assert read(write_csv(sheet(("Écart", -5, Fraction(-1, 8), -3, None)))) == [
        ["Écart", "-0,05", "-0,125", "-3", ""]
    ]


def test_a_text_without_danger_is_left_as_it_is():
    kept = ["Dons", "12 - 5", "l’année", 'dit « "oui" »', "a;b", "deux\nlignes", "−5", "0012"]
    assert [row[0] for row in read(write_csv(texts(*kept)))] == kept


@given(st.lists(st.tuples(st.integers(-(10**15), 10**15), st.fractions()), min_size=1, max_size=20))
def test_numbers_are_read_again(pairs):
    rows = [("x", centimes, None, number, None) for centimes, number in pairs]
    for (centimes, number), cells in zip(pairs, read(write_csv(sheet(*rows))), strict=True):
        assert Decimal(cells[1].replace(",", ".")) * 100 == centimes
        assert float(cells[3].replace(",", ".")) == float(number)
        assert set(cells[1] + cells[3]) <= set("-0123456789,")


@given(
    st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=20), min_size=1)
)
def test_texts_are_read_again(values):
    shown = [cell for (cell,) in read(write_csv(texts(*values)))]
    expected = [value.replace("\ufffe", "").replace("\uffff", "") for value in values]
    assert [cell.removeprefix("'") for cell in shown] == [value.removeprefix("'") for value in expected]


@given(st.text(max_size=20))
def test_no_text_begins_a_formula(value):
    ((cell, _),) = read(write_csv(sheet((value, 1), columns=COLUMNS[:2])))
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
