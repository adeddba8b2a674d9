"""Each code of the FEC is raised by a file: none is dead, and none is raised by a lawful year."""

import pytest

from socioeco.anomalies import kinds
from socioeco.indicators import compute_resultat
from socioeco.readers import compare_opening, ledger, read_fec

NAME = "123456782FEC20251231.txt"
TABLE = """
    BQ | 1 | 20250305 | 512000 | Banque      | 1234,50 | 0,00
    BQ | 1 | 20250305 | 756000 | Cotisations | 0,00    | 1234,50
    BQ | 2 | 20250409 | 606000 | Électricité | 90,00   | 0,00
    BQ | 2 | 20250409 | 512000 | Banque      | 0,00    | 90,00
"""


def changed(*pairs):
    """The lawful year of `TABLE` with a text put in place of another, as bytes."""

    def example(text):
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        return text.encode()

    return example


def lines(table):
    return lambda _text: table


def fixed(text):
    """Columns padded with blanks, none narrower than its name."""
    rows = [line.split("\t") for line in text.splitlines()]
    widths = [max(map(len, column)) + 1 for column in zip(*rows, strict=True)]
    return "\n".join("".join(map(str.ljust, row, widths)) for row in rows).encode()


def with_cells(change):
    def example(text):
        header, *rows = (line.split("\t") for line in text.splitlines())
        return "\n".join("\t".join(row) for row in change(header, rows)).encode()

    return example


def montant_sens(header, rows):
    yield [*header[:11], "Montant", "Sens", *header[13:]]
    for row in rows:
        yield [*row[:11], row[11], "X", *row[13:]]


def many(number, column, text):
    """A line by number, with the cell of one column changed."""

    def rows(header, known):
        yield header
        for place in range(number):
            yield [*known[0][:column], text(place), *known[0][column + 1 :]]

    return with_cells(rows)


CLOSING = """
    OD | 9 | 20251231 | 756000 | Cotisations | 1234,50 | 0,00
    OD | 9 | 20251231 | 606000 | Électricité | 0,00    | 90,00
    OD | 9 | 20251231 | 120000 | Excédent    | 0,00    | 1144,50
"""
MIXED = """
    OD | 1 | 20251231 | 512000 | Banque      | 250,00 | 0,00
    OD | 1 | 20251231 | 756000 | Cotisations | 0,00   | 250,00
    OD | 1 | 20251231 | 756000 | Cotisations | 250,00 | 0,00
    OD | 1 | 20251231 | 120000 | Excédent    | 0,00   | 250,00
"""
ODD_ACCOUNTS = """
    OD | 1 | 20250305 | 901000 | Analytique | 10,00 | 0,00
    OD | 1 | 20250305 | 51     | Banque     | 0,00  | 10,00
    OD | 2 | 20250306 | 864000 | Bénévoles  | 10,00 | 0,00
    OD | 2 | 20250306 | 875000 | Bénévolat  | 0,00  | 9,00
    OD | 2 | 20250306 | 471000 |            | 0,00  | 1,00
    OD | 3 | 20250307 | 580000 | Virements  | 5,00  | 0,00
    OD | 3 | 20250307 | 471000 |            | 0,00  | 5,00
"""
LATE = """
    BQ | 1 | 20260104 | 606000 | Électricité | 70,00   | 0,00
    BQ | 1 | 20260104 | 512000 | Banque      | 0,00    | 70,00
"""
EXAMPLES = {
    "F1-vide": lines(b" \r\n"),
    "F1-binaire": lines(b"PK\x03\x04" + bytes(200)),
    "F1-ebcdic": lines("JournalCode|EcritureNum 20250131 512000 1234,56\n".encode("cp500") * 9),
    "F1-xml": lines(b'<?xml version="1.0"?><comptabilite/>'),
    "F1-entete": changed(("JournalCode", "Date;Compte"), ("\t", " ")),
    "F1-sans-ecriture": lambda text: text.partition("\n")[0].encode(),
    "F1-ligne-geante": lines(b"x" * (3 << 20)),
    "F1-trop-de-colonnes": changed(("Idevise", "Idevise" + "\tx" * 200)),
    "F1-sans-entete": lambda text: text.partition("\n")[2].encode(),
    "F1-positions": changed(("CompteNum", "Numero")),
    "F1-colonne-absente": lambda text: "\n".join(
        "\t".join(line.split("\t")[3:]) for line in text.splitlines()
    ).encode(),
    "F1-longueur-fixe": fixed,
    "F1-cp850": lambda text: text.encode("cp850"),
    "F1-utf16": lambda text: text.encode("utf-16"),
    "F1-separateur": changed(("\t", ";")),
    "F1-encodage": lambda text: text.encode("iso8859-15"),
    "F1-bom": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "F1-fin-de-ligne": changed(("\n", "\r\r\n")),
    "F1-colonnes-en-plus": changed(("Idevise", "Idevise\tAnalytique"), ("\t\t\n", "\t\tAX1\n")),
    "F2-largeur": changed(("BQ\tBQ\t2", "BQ\t2")),
    "F2-longueur": lambda text: fixed(text)[:-60],
    "F2-guillemet": changed(("\t", ";"), (";Électricité", ';"Électricité')),
    "F2-separateur-dans-libelle": changed(("Libellé secret", "Libellé\tsecret")),
    "F2-ligne-coupee": changed(("Libellé secret", "Libellé\nsecret")),
    "F2-cellules-finales": changed(("\t\t\n", "\n")),
    "F2-separateur-en-fin": changed(("\t\t\n", "\t\t\t\n")),
    "F3-montant": changed(("1234,50", "1e3")),
    "F3-sens": with_cells(montant_sens),
    "F3-date": changed(("20250305", "20250230")),
    "F3-compte": changed(("606000", "")),
    "F3-comptes-vides": changed(("512000", ""), ("756000", ""), ("606000", "")),
    "F3-format-date": changed(("20250305", "05/03/2025")),
    "F3-debit-et-credit": changed(("90,00\t0,00", "92,00\t2,00")),
    "F3-point": changed(("90,00", "90.00")),
    "F3-milliers": changed(("1234,50", "1 234,50")),
    "F3-signe": changed(("0,00\t90,00", "-90,00\t0,00")),
    "F3-ligne-nulle": changed(("90,00", "0,00")),
    "F4-desequilibre": changed(("0,00\t90,00", "0,00\t80,00")),
    "F5-ecriture": changed(("0,00\t90,00", "0,00\t80,00")),
    "F6-numero": changed(("\t1\t2", "\t0\t2"), ("\t2\t2", "\t0\t2")),
    "F6-journal": changed(("\t1\t2", "\t0\t2"), ("\t2\t2", "\t0\t2"), ("0,00\t90,00", "0,00\t80,00")),
    "F6-date": changed(("\t1\t2", "\t0\t2"), ("\t2\t2", "\t0\t2"), ("0,00\t90,00", "0,00\t80,00")),
    "F7-hors-exercice": 3 * TABLE + LATE,
    "F7-trop-de-mois": many(121, 3, lambda place: f"{2010 + place // 12}{place % 12 + 1:02d}01"),
    "F7-validation-anterieure": changed(("20250305\t\t\n", "20250301\t\t\n")),
    "F7-validation-vide": changed(("20250305\t\t\n", "\t\t\n"), ("20250409\t\t\n", "\t\t\n")),
    "F8-trous": changed(("\t2\t2", "\t5\t2")),
    "F8-reprises": TABLE + LATE.replace("2026", "2025"),
    "F8-ordre": changed(("\t1\t2", "\t3\t2")),
    "F9-cloture": TABLE + CLOSING,
    "F9-non-isolee": MIXED,
    "F12-classe": ODD_ACCOUNTS,
    "F12-trop-de-comptes": many(20_001, 4, lambda place: str(411_000_000 + place)),
    "F12-compte-court": ODD_ACCOUNTS,
    "F12-libelle": ODD_ACCOUNTS,
    "F13-nature": ODD_ACCOUNTS,
    "F14-virements": ODD_ACCOUNTS,
    "F14-attente": ODD_ACCOUNTS,
}
BY_NAME = {
    "F7-periode": "export.txt",
    "F7-nom-de-fichier": "123456782FEC20501231.txt",
    "F11-nom": "export.txt",
    "F11-cle": "1234567820FEC20251231.txt",
    "F11-siren": "732829320FEC20251231.txt",
}
APART = {"F5-trop-d-ecritures", "F9-resultat", "F10-ouverture", "F10-ouverture-absente"}


def codes(reading):
    return {anomaly.code for anomaly in reading.anomalies}


@pytest.fixture
def text(fec_text):
    return fec_text(TABLE)


def test_every_code_of_the_fec_has_its_example():
    assert {*EXAMPLES, *BY_NAME, *APART} == {code for code in kinds() if code.startswith("F")}


def test_a_lawful_year_raises_nothing(text):
    assert codes(read_fec([text.encode()], NAME, siren="123456782")) == set()


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_file_raises_the_code(fec_text, text, code):
    example = EXAMPLES[code]
    data = fec_text(example).encode() if isinstance(example, str) else example(text)
    reading = read_fec([data], NAME)
    assert code in codes(reading)
    assert reading.is_blocked == any(anomaly.is_blocking for anomaly in reading.anomalies)


@pytest.mark.parametrize("code", BY_NAME)
def test_a_name_raises_the_code(text, code):
    assert code in codes(read_fec([text.encode()], BY_NAME[code], siren="123456782"))


def test_too_many_entries_raise_the_code(monkeypatch, text):
    monkeypatch.setattr(ledger, "MOST_ENTRIES", 1)
    assert "F5-trop-d-ecritures" in codes(read_fec([text.encode()], NAME))


def test_an_opening_that_is_absent_or_other_raises_the_code(fec_text, text):
    opening = fec_text(TABLE.replace("2025", "2026").replace("BQ", "AN")).encode()
    current = read_fec([opening], "123456782FEC20261231.txt").balance
    previous = read_fec([text.encode()], NAME).balance
    assert [anomaly.code for anomaly in compare_opening(previous, current)] == ["F10-ouverture"]
    assert [anomaly.code for anomaly in compare_opening(current, previous)] == ["F10-ouverture-absente"]


def test_a_closing_that_leaves_an_account_raises_the_code(fec_text):
    """Every produit is carried to account 12, a charge is not."""
    partial = "\n".join(
        line for line in CLOSING.replace("1144,50", "1234,50").splitlines() if "606000" not in line
    )
    reading = read_fec([fec_text(TABLE + partial).encode()], NAME)
    assert [anomaly.code for anomaly in compute_resultat(reading.balance).anomalies] == ["F9-resultat"]
