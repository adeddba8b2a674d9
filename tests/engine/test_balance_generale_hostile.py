"""Workbooks made to harm, and hundreds damaged by chance: refused in plain words, never an exception."""

import io
import random
import zipfile
from datetime import date

import odfdo
import openpyxl
import pytest

from socioeco.anomalies import AnomalyCollector
from socioeco.readers.balance_generale import read_balance_generale
from socioeco.readers.budget import read_budget
from socioeco.readers.tableau import bornes, classeur, document, etendue, read_document, texte

DATES = {"opened_on": date(2025, 1, 1), "closed_on": date(2025, 12, 31)}
ROWS = [
    ["Compte", "Libellé", "Débit", "Crédit"],
    ["512000", "Banque", 600, ""],
    ["606000", "Achats", 100.5, ""],
    ["706000", "Ventes", "", 700.5],
]
SHEET = "xl/worksheets/sheet1.xml"
SHARED_KIND = ' t="s"'
ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"


@pytest.fixture(scope="module")
def xlsx():
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


@pytest.fixture(scope="module")
def ods():
    made = odfdo.Document("spreadsheet")
    made.body.clear()
    sheet = odfdo.Table("Balance")
    for values in ROWS:
        row = odfdo.Row()
        row.set_values([None if value == "" else value for value in values])
        sheet.append_row(row)
    made.body.append(sheet)
    output = io.BytesIO()
    made.save(output)
    return output.getvalue()


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive_of(content, packing=zipfile.ZIP_DEFLATED):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", packing) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return output.getvalue()


def changed(data, **parts):
    """The archive with members replaced or added; a name is given with __ for a slash."""
    return archive_of({**members(data), **{name.replace("__", "/"): part for name, part in parts.items()}})


def with_sheet(data, xml):
    return archive_of({**members(data), SHEET: xml})


def ods_of(tables):
    return archive_of({"mimetype": bornes.ODS_TYPE, "content.xml": ODS_HEAD + tables + ODS_TAIL})


def refusal(data):
    anomalies = AnomalyCollector()
    found = read_document(data, anomalies)
    assert found.sheets == ()
    (anomaly,) = anomalies.collected()
    assert anomaly.is_blocking
    return anomaly.code


def cell(reference, content="<v>1</v>", kind=""):
    place = f' r="{reference}"' if reference else ""
    return f"<c{place}{kind}>{content}</c>"


def sheet(*rows):
    body = "".join(rows)
    return f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{body}</sheetData></worksheet>'


def test_sound_workbooks_are_read(xlsx, ods):
    for data in (xlsx, ods):
        reading = read_balance_generale(data, "b", **DATES)
        assert reading.balance.solde_crediteur_centimes("706") == 700_50


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "B1-vide"),
        (b"  \n \n", "B1-vide"),
        (b"%PDF-1.7 ...", "B1-illisible"),
        (b"<html><table><tr><td>512000</td></tr></table></html>", "B1-illisible"),
        (bytes(range(32)) * 50, "B1-illisible"),
        (b"PK\x03\x04", "B1-abime"),
        (b"PK\x03\x04" + b"x" * 500, "B1-abime"),
        (document._OLE + b"\0" * 600, "B1-xls"),
        (document._OLE + "EncryptedPackage".encode("utf-16-le"), "B1-chiffre"),
        (b"a;b\n" + b"x" * (2 << 20) + b"\n", "B1-demesure"),
        (b";" * 2000, "B1-demesure"),
        (b"a;b\n" * 100_001, "B1-demesure"),
        (b'a;"' + b"x;y\n" * 60_000, "B1-guillemet"),
    ],
)
def test_what_is_not_a_table(data, code):
    assert refusal(data) == code
    assert read_budget(data, "x").is_blocked


def test_a_huge_file_is_not_kept_but_its_fingerprint_is_whole(monkeypatch):
    monkeypatch.setattr(document, "MOST_BYTES", 1000)
    data = b"a;b\n" * 600
    anomalies = AnomalyCollector()
    found = [read_document(source, anomalies).empreinte for source in (data, io.BytesIO(data))]
    assert found[0] == found[1]
    assert anomalies.collected()[0].nombre == 2


def test_archives_of_something_else():
    assert refusal(archive_of({"word/document.xml": "<a/>"})) == "B1-illisible"
    assert refusal(archive_of({"mimetype": "application/epub", "content.xml": "<a/>"})) == "B1-illisible"
    assert refusal(archive_of({"xl/workbook.bin": b"x"})) == "B1-xls"


def test_macros_are_refused(xlsx, ods):
    assert refusal(archive_of({**members(xlsx), "xl/vbaProject.bin": b"x"})) == "B1-macros"
    assert refusal(archive_of({**members(ods), "Basic/Standard/Module1.xml": b"<a/>"})) == "B1-macros"


def test_passwords_are_told(xlsx, ods):
    manifest = b"<manifest><encryption-data/></manifest>"
    assert refusal(changed(ods, **{"META-INF__manifest.xml": manifest})) == "B1-chiffre"
    data = bytearray(xlsx)
    place = data.find(b"PK\x01\x02")
    data[place + 8] |= 1
    assert refusal(bytes(data)) == "B1-chiffre"


def test_two_members_of_one_name_are_refused(xlsx):
    content = {**members(xlsx), SHEET.upper(): b"<a/>"}
    assert refusal(archive_of(content)) == "B1-abime"


def test_too_many_members(xlsx):
    many = {f"xl/x{number}.xml": b"" for number in range(bornes.MOST_MEMBERS)}
    assert refusal(archive_of({**members(xlsx), **many})) == "B1-demesure"


def test_too_many_sheets(xlsx, monkeypatch):
    monkeypatch.setattr(classeur, "MOST_SHEETS", 0)
    assert refusal(xlsx) == "B1-demesure"


def test_a_bomb_of_zeros(xlsx):
    assert refusal(with_sheet(xlsx, b"\0" * (30 << 20))) == "B1-demesure"


def test_a_bomb_of_many_members(xlsx, monkeypatch):
    monkeypatch.setattr(bornes, "MOST_BYTES", 5000)
    assert refusal(xlsx) == "B1-demesure"


def test_a_bomb_of_entities(xlsx):
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<!DOCTYPE x [<!ENTITY l0 "lol">{lol}]>' + sheet(
        f"<row>{cell('A1', '<is><t>&l9;</t></is>')}</row>"
    )
    assert refusal(with_sheet(xlsx, xml)) == "B1-abime"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([f'<row r="1">{cell("XFD1")}</row>'], "B1-demesure"),
        ([f'<row r="1048576">{cell("A1048576")}</row>'], "B1-demesure"),
        ([f'<row r="90000">{cell("ALL90000")}</row>'], "B1-demesure"),
        (["<row>", *[cell("")] * 1100, "</row>"], "B1-demesure"),
        ([f'<row r="1">{cell("1A")}</row>'], "B1-abime"),
        ([f'<row r="x">{cell("A1")}</row>'], "B1-abime"),
        (
            [f'<row r="1">{cell("A1", "<v>x</v>", kind=SHARED)}</row>'] if (SHARED := ' t="s"') else [],
            "B1-abime",
        ),
        (["<row>"], "B1-abime"),
    ],
)
def test_a_far_cell_is_refused_before_it_is_unfolded(xlsx, rows, code):
    assert refusal(with_sheet(xlsx, sheet(*rows))) == code


def test_a_far_cell_that_is_only_formatted_costs_nothing(xlsx):
    xml = members(xlsx)[SHEET].replace(b"</row></sheetData>", b'<c r="XFD4" s="0"/></row></sheetData>')
    assert xml != members(xlsx)[SHEET]
    assert read_balance_generale(with_sheet(xlsx, xml), "b", **DATES).balance


def test_one_long_text_shared_by_many_cells(xlsx):
    shared = f"<sst><si><t>{'x' * 30_000}</t></si></sst>"
    rows = [f"<row>{cell('', '<v>0</v>', kind=SHARED_KIND) * 500}</row>" for _ in range(10)]
    data = archive_of({**members(xlsx), SHEET: sheet(*rows), "xl/sharedStrings.xml": shared})
    assert refusal(data) == "B1-demesure"


def test_a_shared_text_that_does_not_exist_is_not_counted(xlsx):
    members_ = {**members(xlsx), "xl/sharedStrings.xml": "<sst>a<si><t>Compte</t></si></sst>"}
    counted = etendue.measure_xlsx(
        {**members_, SHEET: sheet(f"<row>{cell('', '<v>7</v>', kind=SHARED_KIND)}</row>").encode()}
    )
    assert (counted.is_sound, counted.chars, counted.rows, counted.columns) == (True, 0, 1, 1)


def ods_row(*cells, **attributes):
    """One row; `columns` and `rows` say how often a cell or the row is repeated."""
    times = f' table:number-rows-repeated="{attributes["rows"]}"' if attributes else ""
    return f"<table:table-row{times}>{''.join(cells)}</table:table-row>"


def ods_cell(columns=1, content=""):
    return f'<table:table-cell table:number-columns-repeated="{columns}">{content}</table:table-cell>'


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (ods_row(ods_cell(content="<text:p>a</text:p>"), rows=999999999), "B1-demesure"),
        (ods_row(ods_cell(999999999), ods_cell()), "B1-demesure"),
        (ods_row(ods_cell(-4)), "B1-abime"),
        (ods_row(ods_cell(content='<text:p>a<text:s text:c="999999999"/></text:p>')), "B1-demesure"),
        (ods_row(rows="x"), "B1-abime"),
    ],
)
def test_a_repetition_is_refused_before_it_is_unfolded(row, code):
    assert refusal(ods_of(f'<table:table table:name="A">{row}</table:table>')) == code


def test_blank_rows_at_the_end_are_not_rows(xlsx):
    end = '<row r="9"><c r="A9" t="inlineStr"><is><t> </t></is></c></row></sheetData>'
    xml = members(xlsx)[SHEET].decode().replace("</sheetData>", end)
    assert len(read_document(with_sheet(xlsx, xml), AnomalyCollector()).sheets[0].rows) == len(ROWS)


def test_members_that_are_not_xml_are_not_measured(xlsx):
    counted = etendue.measure_xlsx({"xl/media/logo.png": b"\x89PNG", SHEET: members(xlsx)[SHEET]})
    assert counted.is_sound


def test_trailing_blanks_repeated_cost_nothing(ods):
    blanks = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    content = members(ods)["content.xml"].decode().replace("</table:table>", blanks)
    assert read_balance_generale(changed(ods, **{"content.xml": content}), "b", **DATES).balance


def test_a_fault_inside_the_library_is_a_refusal(xlsx, monkeypatch):
    class Panic(BaseException):
        pass

    def fail(_data):
        raise Panic

    monkeypatch.setattr(classeur, "_sheets", fail)
    assert refusal(xlsx) == "B1-abime"


def test_the_will_of_the_person_to_stop_is_obeyed(xlsx, monkeypatch):
    def stop(_data):
        raise KeyboardInterrupt

    monkeypatch.setattr(classeur, "_sheets", stop)
    with pytest.raises(KeyboardInterrupt):
        read_document(xlsx, AnomalyCollector())


def test_the_separator_that_parts_the_most_lines():
    assert texte.choose_separator("a;b\nc;d\n") == ";"
    assert texte.choose_separator("a,b\nc,d\n") == ","
    assert texte.choose_separator("a\tb,1\nc\td\n") == "\t"


def csv_bytes():
    return "\n".join(";".join(map(str, row)) for row in ROWS).encode("cp1252")


def damaged(data, draw):
    """Bytes flipped, a part cut, or a part moved elsewhere."""
    kind = draw.randrange(3)
    if kind == 0:
        spoiled = bytearray(data)
        for _ in range(draw.randrange(1, 30)):
            spoiled[draw.randrange(len(spoiled))] = draw.randrange(256)
        return bytes(spoiled)
    first, second = sorted(draw.sample(range(len(data)), 2))
    if kind == 1:
        return data[:first] + data[second:]
    return data[second:] + data[first:second] + data[:first]


def damaged_members(data, draw):
    """A sound archive of spoiled members: the damage reaches what is inside."""
    content = members(data)
    names = [name for name in content if content[name]]
    for name in draw.sample(names, min(2, len(names))):
        content[name] = damaged(content[name], draw) if len(content[name]) > 2 else b""
    first, second = draw.sample(names, 2)
    if draw.random() < 0.2:
        content[first], content[second] = content[second], content[first]
    return archive_of(content, zipfile.ZIP_STORED)


@pytest.mark.parametrize("seed", range(4))
def test_hundreds_of_damaged_files_never_raise(xlsx, ods, seed):
    draw = random.Random(seed)
    for source in (xlsx, ods, csv_bytes()):
        for _ in range(60):
            spoil = (
                damaged_members
                if source is not None and source[:2] == b"PK" and draw.random() < 0.6
                else damaged
            )
            data = spoil(source, draw)
            for reading in (read_balance_generale(data, "b", **DATES), read_budget(data, "b", **DATES)):
                assert reading.is_blocked == any(each.is_blocking for each in reading.anomalies)
                assert len(reading.empreinte) == 64
