"""The two files to take away say the same, and neither breaks on what people write."""

import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from odfdo import Document

from socioeco.report import tables as engine
from socioeco.report.tables import Column, Kind, Table, write_csv
from socioeco.report.tables.model import readable


def a_table(title, columns, rows):
    return Table(key="essai", title=title, columns=columns, rows=tuple(rows))


def write_ods(tables, title="Essai"):
    return engine.write_ods(tables, title=title)


COLUMNS = tuple(Column(kind.value, kind) for kind in Kind)
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
VALUES = {"currency": "value", "percentage": "value", "float": "value", "date": "date-value"}

texts = st.none() | st.text(st.characters() | st.sampled_from("\r\n\t\x00\x0b\ufffe;\"'=+-@ "), max_size=12)
rows = st.tuples(
    texts,
    st.none() | st.integers(-(10**13), 10**13),
    st.none() | st.fractions(-5, 5, max_denominator=10**6),
    st.none() | st.fractions(-(10**6), 10**6),
    st.none() | st.dates(date(1900, 1, 1)),
)


def of_csv(data: bytes) -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def of_xml(data: bytes) -> list[list[str | None]]:
    """What any program finds: the true value of each cell, None for an empty one, « texte » for a text."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        content = ElementTree.fromstring(source.read("content.xml"))
    return [[raw(cell) for cell in row] for row in content.iter(f"{TABLE}table-row")]


def raw(cell: ElementTree.Element) -> str | None:
    kind = cell.get(f"{OFFICE}value-type")
    if kind is None:
        assert list(cell) == [], "an empty cell shows nothing"
        return None
    return "texte" if kind == "string" else cell.get(f"{OFFICE}{VALUES[kind]}")


def number(cell: str) -> Decimal | None:
    return Decimal(cell.replace(",", ".")) if cell else None


@settings(max_examples=40)
@given(st.lists(rows, max_size=4))
@example(
    [
        ("=1+1", 0, Fraction(0), Fraction(0), None),
        (None,) * 5,
        ("", -1, Fraction(1, 3), Fraction(-7, 3), None),
    ]
)
def test_the_two_files_say_the_same(lines):
    sheet = a_table("Chiffres", COLUMNS, lines)
    (header, *listed), (labels, *marked) = of_csv(write_csv(sheet)), of_xml(write_ods([sheet]))
    assert header == [column.label for column in COLUMNS]
    assert labels == ["texte"] * len(COLUMNS)
    assert len(listed) == len(marked) == len(lines)
    for line, cells, found in zip(lines, listed, marked, strict=True):
        assert [each is None for each in found] == [each is None or each == "" for each in line]
        assert [each == "" for each in cells[1:]] == [each is None for each in line[1:]]
        assert [number(each) for each in cells[1:4]] == [each and Decimal(each) for each in found[1:4]]
        assert (cells[4] or None) == found[4]
        assert cells[0].removeprefix("'") == readable(line[0] or "").removeprefix("'")


@settings(max_examples=25)
@given(st.lists(rows, min_size=1, max_size=4))
def test_the_library_reads_each_value_in_its_type(lines):
    data = write_ods([a_table("Chiffres", COLUMNS, lines)])
    table = Document(io.BytesIO(data)).body.get_table(name="Chiffres")
    assert table.height == len(lines) + 1
    for place, (_, centimes, share, amount, day) in enumerate(lines, start=1):
        read = [table.get_value((column, place)) for column in range(1, 5)]
        assert read[0] == (None if centimes is None else Decimal(centimes) / 100)
        for found, given_number in ((read[1], share), (read[2], amount)):
            assert (found is None) == (given_number is None)
            assert found is None or float(found) == float(given_number)
        assert (read[3].date() if isinstance(read[3], datetime) else read[3]) == day


@given(st.text(st.characters() | st.sampled_from("\x00\x0b\x1f\ud800\udfff\ufffe\uffff")))
def test_what_is_readable_is_xml_and_keeps_the_rest(text):
    kept = readable(text)
    assert readable(kept) == kept
    assert kept == "".join(letter for letter in text if readable(letter))
    escaped = kept.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;")
    assert (ElementTree.fromstring(f"<a>{escaped}</a>".encode()).text or "") == kept


@pytest.mark.parametrize("title", ["Chiffres", "a\x00b", "\ud800", '<&">', "É" * 40])
def test_no_title_or_label_breaks_the_document(title):
    data = write_ods([a_table(title, (Column(title, Kind.TEXTE),), ((title,),))], title=title)
    assert of_xml(data) == [["texte"], ["texte"]]
    assert len(Document(io.BytesIO(data)).body.get_tables()) == 1


def test_the_first_bytes_of_each_file_say_what_it_is():
    sheet = a_table("Chiffres", COLUMNS, ())
    assert write_csv(sheet).startswith(b"\xef\xbb\xbftexte;")
    assert write_csv(sheet).endswith(b"\r\n")
    mimetype = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
    assert write_ods([sheet])[30 : 30 + len(mimetype)] == mimetype


def test_a_table_without_a_column_is_no_table():
    with pytest.raises(ValueError, match="has not a cell"):
        a_table("Chiffres", (), (("a",),))
