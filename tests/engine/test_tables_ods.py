"""A spreadsheet holds true numbers: read again with the library, and as the XML that any other program reads."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from odfdo import Document

from socioeco.report import tables as engine
from socioeco.report.tables import Column, Kind, Table
from socioeco.report.tables.model import exact_number, plain


def a_table(title, columns, rows):
    return Table(key="essai", title=title, columns=columns, rows=tuple(rows))


def write_ods(tables, title="Essai"):
    return engine.write_ods(tables, title=title)


ONE_OF_EACH = tuple(Column(kind.value.capitalize(), kind) for kind in Kind)
READ_ME = a_table("Lisez-moi", (Column("Rubrique", Kind.TEXTE),), (("Établi le 25 novembre 2026",),))
QUICK = settings(max_examples=25, deadline=None)
NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
}


def sheet(*rows, columns=ONE_OF_EACH):
    return a_table("Essai", columns, rows)


def named(name):
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def part(data, name="content.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return ElementTree.fromstring(source.read(name))


def raw_rows(data, table=0):
    """The cells of a table, header first, each as its attributes by their usual names."""
    tables = part(data).findall(".//table:table", NAMESPACES)
    rows = tables[table].findall(".//table:table-row", NAMESPACES)
    return [[attributes(cell) for cell in row] for row in rows]


def attributes(cell):
    usual = {f"{{{address}}}": f"{prefix}:" for prefix, address in NAMESPACES.items()}
    return {
        usual[key.partition("}")[0] + "}"] + key.partition("}")[2]: value for key, value in cell.items()
    } | ({"text": "".join(cell.itertext())} if len(cell) else {})


def values(data, table="Essai"):
    """What the library reads of a table, without its header."""
    read = Document(io.BytesIO(data)).body.get_table(name=table)
    return [tuple(row) for row in read.get_values()[1:]]


# --- values -----------------------------------------------------------------------------------------------------------


def test_each_kind_is_a_true_value():
    row = ("Dons", 123_456_789, Fraction(1, 8), Fraction(7, 2), date(2025, 12, 31))
    (cells,) = raw_rows(write_ods([sheet(row)]))[1:]
    assert cells == [
        {"table:style-name": "c-texte", "office:value-type": "string", "text": "Dons"},
        {
            "table:style-name": "c-euros",
            "office:value-type": "currency",
            "office:currency": "EUR",
            "office:value": "1234567.89",
            "text": "1\u202f234\u202f567,89\u00a0€",
        },
        {
            "table:style-name": "c-part",
            "office:value-type": "percentage",
            "office:value": "0.125",
            "text": "12,5\u00a0%",
        },
        {"table:style-name": "c-nombre", "office:value-type": "float", "office:value": "3.5", "text": "3,5"},
        {
            "table:style-name": "c-date",
            "office:value-type": "date",
            "office:date-value": "2025-12-31",
            "text": "31/12/2025",
        },
    ]


def test_the_library_reads_the_same():
    row = ("Dons", -5, Decimal("1.5"), 12, date(2024, 2, 29))
    (read,) = values(write_ods([sheet(row)]))
    assert read[:4] == ("Dons", Decimal("-0.05"), Decimal("1.5"), 12)
    assert str(read[4])[:10] == "2024-02-29"


def test_what_is_not_known_is_an_empty_cell_and_zero_is_a_zero():
    unknown, zero = raw_rows(write_ods([sheet((None,) * 5, ("", 0, 0, 0, None))]))[1:]
    assert unknown == [{}] * 5
    assert [cell.get("office:value") for cell in zero] == [None, "0.00", "0", "0", None]


def test_a_text_is_a_text_whatever_it_begins_with():
    texts = ["=1+1", "+33 1", "-", "@SOMME(A1)", "0012", "12,5", '<b> & "x"']
    data = write_ods([sheet(*((text, None, None, None, None) for text in texts))])
    assert [(row[0]["office:value-type"], row[0]["text"]) for row in raw_rows(data)[1:]] == [
        ("string", text) for text in texts
    ]
    assert [key for cell in part(data).iter() for key, _ in cell.items() if key.endswith("}formula")] == []


def test_a_text_may_stand_among_numbers():
    (cells,) = raw_rows(write_ods([sheet(("a", "secret", "b", "c", "d"))]))[1:]
    assert {cell["office:value-type"] for cell in cells} == {"string"}


@pytest.mark.parametrize(
    ("value", "kind"), [(1.5, Kind.NOMBRE), (1, Kind.TEXTE), (1, Kind.DATE), (None, Kind.EUROS)]
)
def test_what_is_no_exact_number_is_refused(value, kind):
    with pytest.raises(TypeError, match="is no number"):
        exact_number(value, kind)


def test_a_row_has_a_cell_for_each_column():
    with pytest.raises(ValueError, match="« Essai »"):
        sheet(("a", 1))


@QUICK
@given(st.lists(st.integers(-(10**14), 10**14), min_size=1, max_size=8))
def test_euros_are_exact_and_add_up_to_the_centime(amounts):
    cells = [
        row[0]
        for row in raw_rows(write_ods([sheet(*((a,) for a in amounts), columns=(ONE_OF_EACH[1],))]))[1:]
    ]
    assert sum(Decimal(cell["office:value"]) for cell in cells) * 100 == sum(amounts)
    assert all(len(cell["office:value"].partition(".")[2]) == 2 for cell in cells)


@given(st.fractions(), st.sampled_from([Kind.PART, Kind.NOMBRE]))
def test_a_written_number_is_the_nearest_that_a_spreadsheet_can_hold(value, kind):
    text = plain(exact_number(value, kind), kind)
    assert float(text) == float(value)
    assert "E" not in text.upper()


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_a_number_that_ends_is_written_to_its_end(value):
    assert Decimal(plain(exact_number(value, Kind.NOMBRE), Kind.NOMBRE)) == value


@QUICK
@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]) | st.sampled_from("  \t\n"), max_size=30))
@example("  deux  blancs, \t une tabulation ")
def test_every_text_is_read_again_with_its_blanks(text):
    readable = text.replace("\ufffe", "").replace("\uffff", "")
    (cell,) = raw_texts(write_ods([sheet((text, None, None, None, None))]))
    assert cell == readable


def raw_texts(data):
    """The texts of the first column as the format says to read them."""
    for row in part(data).findall(".//table:table-row", NAMESPACES)[1:]:
        yield "\n".join(map(read_paragraph, row[0].findall("text:p", NAMESPACES)))


def read_paragraph(paragraph):
    """Blanks in a row count for one, and for none at the ends, but for those that are said."""
    pieces = ["\2", paragraph.text or ""]
    for inner in paragraph:
        said = {"s": "\0" * int(inner.get(named("text:c"), 1)), "tab": "\1"}
        pieces += [said[inner.tag.partition("}")[2]], inner.tail or ""]
    bare = re.sub("[ \t\n]+", " ", "".join([*pieces, "\2"])).replace("\2 ", "\2").replace(" \2", "\2")
    return bare[1:-1].replace("\0", " ").replace("\1", "\t")


def test_what_no_xml_may_hold_is_left_out():
    (read,) = values(write_ods([sheet(("a\x00b\x0b\ud800c", None, None, None, None))]))
    assert read[0] == "abc"


# --- the document -------------------------------------------------------------------------------------------------------


def test_the_sheets_are_in_their_order():
    tables = Document(io.BytesIO(write_ods([READ_ME, sheet()]))).body.get_tables()
    assert [table.name for table in tables] == ["Lisez-moi", "Essai"]


def test_a_title_that_a_spreadsheet_refuses_is_made_one_that_it_takes():
    data = write_ods([a_table("Comptes [2024/2025] : l'essai, et bien d’autres choses", ONE_OF_EACH, ())])
    (table,) = part(data).findall(".//table:table", NAMESPACES)
    assert table.get(named("table:name")) == "Comptes  2024 2025    l essai, "


def test_the_header_is_bold_and_repeated_on_each_page():
    content = part(write_ods([sheet(("a", 1, 1, 1, None))]))
    (header,) = content.findall(".//table:table/table:table-header-rows", NAMESPACES)
    cells = header.findall("table:table-row/table:table-cell", NAMESPACES)
    assert ["".join(cell.itertext()) for cell in cells] == [column.label for column in ONE_OF_EACH]
    (style,) = {cell.get(named("table:style-name")) for cell in cells}
    bold = content.find(f".//style:style[@style:name='{style}']/style:text-properties", NAMESPACES)
    assert bold.get(named("fo:font-weight")) == "bold"


def test_every_style_that_is_named_is_there():
    long = ("Un libellé " * 10, 1, 1, 1, date(2025, 1, 1))
    content = part(write_ods([READ_ME, sheet(long, columns=ONE_OF_EACH)]))
    used = {
        each.get(named("table:style-name")) for each in content.iter() if each.get(named("table:style-name"))
    }
    defined = {style.get(named("style:name")) for style in content.iter(named("style:style"))}
    assert used <= defined
    data_styles = {style.get(named("style:data-style-name")) for style in content.iter(named("style:style"))}
    names = {each.get(named("style:name")) for each in content.iter() if each.tag.endswith("-style")}
    assert data_styles - {None} <= names


def test_euros_are_shown_as_euros_with_two_decimals_and_shares_with_their_sign():
    content = part(write_ods([sheet()]))
    euros = content.find(".//number:currency-style[@style:name='n-euros']", NAMESPACES)
    assert euros.find("number:number", NAMESPACES).get(named("number:decimal-places")) == "2"
    assert "".join(euros.itertext()) == "\u00a0€"
    share = content.find(".//number:percentage-style[@style:name='n-part']", NAMESPACES)
    assert "".join(share.itertext()) == "\u00a0%"


@pytest.mark.parametrize(
    ("text", "width"), [("court", "w-mot"), ("x" * 30, "w-texte"), ("x" * 60, "w-phrase")]
)
def test_a_column_is_as_wide_as_what_it_holds(text, width):
    content = part(write_ods([sheet((text, 1, 1, 1, None))]))
    columns = content.findall(".//table:table-column", NAMESPACES)
    assert [each.get(named("table:style-name")) for each in columns] == [width, *["w-nombre"] * 4]


def test_the_document_says_its_title_and_language_and_no_date_that_is_not_its_own():
    data = write_ods([READ_ME], title="Trajectoire de l’exemple")
    meta = Document(io.BytesIO(data)).meta
    assert (meta.title, meta.language) == ("Trajectoire de l’exemple", "fr-FR")
    assert meta.creation_date is None
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        names = source.namelist()
        assert {info.date_time for info in source.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert source.infolist()[0].filename == "mimetype"
        assert source.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert source.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
    listed = {each.get(named("manifest:full-path")) for each in part(data, "META-INF/manifest.xml")}
    assert [name for name in listed if not name.endswith("/") and name not in names] == []


def test_the_same_sheets_give_the_same_bytes():
    sheets = [READ_ME, sheet(("Dons", 1, Fraction(1, 3), 2, date(2025, 1, 1)))]
    assert write_ods(sheets) == write_ods(sheets)
