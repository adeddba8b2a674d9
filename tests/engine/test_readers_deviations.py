"""Every deviation seen in real exports is read the same, and said."""

import pytest

from socioeco.readers import read_fec

NAME = "123456782FEC20251231.txt"
TABLE = """
    BQ | 1 | 20250305 | 512000 | Banque         | 1234,50 | 0,00
    BQ | 1 | 20250305 | 741000 | Région Hauts   | 0,00    | 1234,50
    BQ | 2 | 20250409 | 606000 | Électricité    | 90,00   | 0,00
    BQ | 2 | 20250409 | 512000 | Banque         | 0,00    | 90,00
"""


@pytest.fixture(scope="session")
def plain(fec_text):
    return fec_text(TABLE)


@pytest.fixture(scope="session")
def expected(plain):
    return read_fec([plain.encode()], NAME).balance.lines


def check(data, expected, codes):
    reading = read_fec([data], NAME)
    assert [anomaly.code for anomaly in reading.anomalies] == codes
    assert reading.balance is not None
    assert reading.balance.lines == expected
    return reading


BYTES = {
    "bom": (lambda text: b"\xef\xbb\xbf" + text.encode(), ["F1-bom"]),
    "iso": (lambda text: text.encode("iso8859-15"), ["F1-encodage"]),
    "dos": (lambda text: text.encode("cp850"), ["F1-cp850"]),
    "utf-16": (lambda text: text.encode("utf-16"), ["F1-utf16"]),
    "crlf": (lambda text: text.replace("\n", "\r\n").encode(), []),
    "cr": (lambda text: text.replace("\n", "\r").encode(), ["F1-fin-de-ligne"]),
    "crcrlf": (lambda text: text.replace("\n", "\r\r\n").encode(), ["F1-fin-de-ligne"]),
    "no last line end": (lambda text: text.rstrip("\n").encode(), []),
    "end of file mark": (lambda text: text.encode() + b"\x1a", []),
    "blank lines": (lambda text: ("\n\n" + text.replace("\n", "\n\n")).encode(), []),
    "nul": (lambda text: text.replace("Banque", "Ban\0que").encode(), []),
}
TEXTS = {
    "pipe": (lambda text: text.replace("\t", "|"), []),
    "semicolon": (lambda text: text.replace("\t", ";"), ["F1-separateur"]),
    "quoted commas": (
        lambda text: "\n".join(
            ",".join(f'"{cell}"' for cell in line.split("\t")) for line in text.splitlines()
        ),
        ["F1-separateur"],
    ),
    "trailing separator everywhere": (lambda text: text.replace("\n", "\t\n"), ["F2-separateur-en-fin"]),
    "padding": (lambda text: text.replace("BQ", "BQ  ").replace("Banque", "Banque   "), []),
    "padded amounts": (lambda text: text.replace("1234,50", " 0000001234,50"), []),
    "decimal point": (lambda text: text.replace(",", "."), ["F3-point", "F3-point"]),
    "thousands": (lambda text: text.replace("1234,50", "1 234,50"), ["F3-milliers", "F3-milliers"]),
    "no-break thousands": (
        lambda text: text.replace("1234,50", "1\u202f234,50"),
        ["F3-milliers", "F3-milliers"],
    ),
    "plus sign": (lambda text: text.replace("1234,50", "+1234,50"), []),
    "sign at the end": (lambda text: text.replace("1234,50", "1234,50+"), []),
    "no decimals": (lambda text: text.replace("90,00", "90"), []),
    "lower-case header": (lambda text: text.replace("CompteNum", " compteNUM "), []),
    "accents in header": (lambda text: text.replace("Debit", "Débit").replace("Credit", "CRÉDIT"), []),
    "slashes": (
        lambda text: text.replace("20250305", "05/03/2025").replace("20250409", "09/04/2025"),
        ["F3-format-date"],
    ),
    "iso dates": (
        lambda text: text.replace("20250305", "2025-03-05T00:00:00"),
        ["F3-format-date"],
    ),
    "day first": (lambda text: text.replace("20250305", "05032025"), ["F3-format-date"]),
    "odoo bytes": (lambda text: text.replace("512000", "b'512000'"), []),
    "extra column": (
        lambda text: "\n".join(
            line + ("\tAnalytique" if line.startswith("Journal") else "\tAX1") for line in text.splitlines()
        ),
        ["F1-colonnes-en-plus"],
    ),
    "cells left out at the end": (lambda text: text.replace("\t\t\n", "\n"), ["F2-cellules-finales"]),
    "no header": (lambda text: text.partition("\n")[2], ["F1-sans-entete"]),
    "bad name in header": (lambda text: text.replace("CompteNum", "Numero"), ["F1-positions"]),
    "no validation": (
        lambda text: "\n".join(
            line if line.startswith("Journal") else line[:-10] + "\t\t" for line in text.splitlines()
        ),
        ["F7-validation-vide"],
    ),
    "separator in the label": (
        lambda text: text.replace("Libellé secret", "Libellé\tsecret", 1),
        ["F2-separateur-dans-libelle"],
    ),
    "line end in the label": (
        lambda text: text.replace("Libellé secret", "Libellé\nsecret", 1),
        ["F2-ligne-coupee"],
    ),
}


@pytest.mark.parametrize("case", BYTES)
def test_bytes(plain, expected, case):
    change, codes = BYTES[case]
    check(change(plain), expected, codes)


@pytest.mark.parametrize("case", TEXTS)
def test_texts(plain, expected, case):
    change, codes = TEXTS[case]
    check(change(plain).encode(), expected, codes)


@pytest.mark.parametrize(("debit", "credit"), [("D", "C"), ("+1", "-1"), ("d", "c"), ("1", " -1")])
def test_montant_and_sens(plain, expected, debit, credit):
    lines = []
    for line in plain.splitlines():
        cells = line.split("\t")
        if cells[11] == "Debit":
            cells[11:13] = ["Montant", "Sens"]
        else:
            is_debit = cells[12] == "0,00"
            cells[11:13] = [cells[11], debit] if is_debit else [cells[12], credit]
        lines.append("\t".join(cells))
    check("\n".join(lines).encode(), expected, [])


@pytest.mark.parametrize(
    "extra", [("DateRglt", "ModeRglt", "NatOp"), ("DateRglt", "ModeRglt", "NatOp", "IdClient")]
)
def test_cash_layouts(plain, expected, extra):
    header, *lines = plain.splitlines()
    text = "\n".join(["\t".join([header, *extra]), *(line + "\tX" * len(extra) for line in lines)])
    check(text.encode(), expected, [])


def test_a_negative_debit_keeps_its_column(fec_text):
    text = fec_text("BQ | 1 | 20250305 | 512000 | B | -5,00 |\nBQ | 1 | 20250305 | 756000 | C | | 5,00-")
    reading = read_fec([text.encode()], NAME)
    assert (reading.total_debit_centimes, reading.total_credit_centimes) == (-500, -500)
    assert {anomaly.code for anomaly in reading.anomalies} == {"F3-signe"}


HEADER = "JournalCode|EcritureNum|EcritureDate|CompteNum|CompteLib|Debit|Credit|x|y"
OPEN_QUOTE = '"EcritureDate";"CompteNum";"Debit";"Credit";"a";"b";"c";"d";"e"\n20250101;512;1;0;"'
REFUSED = {
    "nothing": (b"", "F1-vide"),
    "blank": (b" \r\n\r\n", "F1-vide"),
    "xlsx": (b"PK\x03\x04" + bytes(200), "F1-binaire"),
    "pdf": (b"%PDF-1.7\n", "F1-binaire"),
    "noise": (bytes(range(32)) * 40, "F1-binaire"),
    "xml": (b'<?xml version="1.0"?><comptabilite/>', "F1-xml"),
    "ebcdic": ("JournalCode|EcritureNum 20250131 512000 1234,56\n".encode("cp500") * 9, "F1-ebcdic"),
    "prose": (b"Ceci n'est pas un FEC.\nVraiment pas.\n", "F1-entete"),
    "few columns": (b"Date;Compte;Debit;Credit\n20250101;512;1;0\n", "F1-entete"),
    "unknown columns": (b"a\tb\tc\td\te\tf\tg\th\ti\tj\n", "F1-entete"),
    "header only": (HEADER.encode(), "F1-sans-ecriture"),
    "open quote": (OPEN_QUOTE.encode() + b"x" * 200_000, "F2-guillemet"),
    "giant line": (b"x" * (3 << 20), "F1-ligne-geante"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_a_plain_message(case):
    data, code = REFUSED[case]
    reading = read_fec([data], NAME)
    assert reading.balance is None
    assert code in [anomaly.code for anomaly in reading.anomalies if anomaly.is_blocking]
    assert len(reading.empreinte) == 64


def test_a_row_of_another_width_blocks_and_names_its_line(plain):
    text = plain.replace("BQ\tBQ\t2", "BQ\t2", 1)
    reading = read_fec([text.encode()], NAME)
    found = [(anomaly.code, anomaly.ligne) for anomaly in reading.anomalies if anomaly.is_blocking]
    assert found == [("F2-largeur", 4), ("F4-desequilibre", None)]
    assert reading.lignes == 3


def test_an_amount_in_the_label_is_not_mistaken_for_the_debit(plain, expected):
    text = plain.replace("Libellé secret", "Facture\t25", 1)
    check(text.encode(), expected, ["F2-separateur-dans-libelle"])
