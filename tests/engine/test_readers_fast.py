"""The fast reading is that of the streaming reader, to the last line of the last anomaly; any doubt is left to it."""

import itertools
from dataclasses import replace
from datetime import date
from unittest.mock import patch

import pytest

from socioeco.generator import STORIES, Regime, generate_association
from socioeco.readers import fast_text, ledger, read_fec
from socioeco.readers.fast import read_fec_fast, read_plain
from socioeco.readers.header import LEGAL

NAME = "123456782FEC20251231.txt"
YEARS = {Regime.CRC_99_01: 2018, Regime.ANC_2018_06: 2021, Regime.PCG_2025: 2025}
FORMS = [
    {
        "encoding": encoding,
        "separator": separator,
        "line_end": end,
        "amounts": amounts,
        "with_closing": closing,
    }
    for encoding, separator, end in itertools.product(("utf-8", "utf-8-sig", "ascii"), "\t|", ("\r\n", "\n"))
    for amounts, closing in (("debit-credit", False), ("montant-sens", True))
]


@pytest.fixture
def plain(tmp_path):
    """The fast reading of these bytes, once sure that the fast path was taken and that it says what the oracle says."""

    def read(data, name=NAME, **options):
        reading = _read_plain(tmp_path, data, name, **options)
        assert reading is not None, "the file is plain"
        assert_same(reading, read_fec([data], name, **options))
        return reading

    return read


@pytest.fixture
def doubtful(tmp_path):
    """The reading of these bytes, once sure that the fast path left them to the streaming reader."""

    def read(data, name=NAME, **options):
        assert _read_plain(tmp_path, data, name, **options) is None, "the file is not surely plain"
        with patch("socioeco.readers.fast.SHORT", 0):
            reading = read_fec_fast(tmp_path / "file", name, **options)
        assert_same(reading, read_fec([data], name, **options))
        return reading

    return read


def _read_plain(tmp_path, data, name, **options):
    path = tmp_path / "file"
    path.write_bytes(data)
    return read_plain(path, name, **options)


def assert_same(reading, oracle):
    assert reading == oracle
    assert reading.soldes_centimes == oracle.soldes_centimes


def codes(reading):
    return {anomaly.code for anomaly in reading.anomalies}


@pytest.fixture(scope="module")
def club():
    return generate_association("club_benevole", seed=3, first_year=2025, years=1, size="petite").exercices[0]


@pytest.mark.parametrize("regime", YEARS)
@pytest.mark.parametrize("story", STORIES)
def test_every_book_of_the_generator(plain, story, regime):
    book = generate_association(
        story, seed=5, first_year=YEARS[regime], years=2, regime=regime, size="petite"
    ).exercices[1]
    reading = plain(book.fec_bytes(), book.fec_name)
    assert reading.balance is not None
    assert any(line.ouverture_centimes for line in reading.balance.lines)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: repr(list(form.values())))
def test_every_plain_form(plain, club, form):
    found = codes(plain(club.fec_bytes(**form), club.fec_name))
    assert ("F9-cloture" in found) is form["with_closing"]
    assert ("F1-bom" in found) is (form["encoding"] == "utf-8-sig")


def test_the_siren_and_the_exercice_are_those_given(plain, club):
    other = (date(2025, 2, 1), date(2025, 12, 31))
    found = codes(plain(club.fec_bytes(), club.fec_name, siren="552100554", exercice=other))
    assert {"F7-hors-exercice", "F11-siren"} <= found
    assert "F11-nom" in codes(plain(club.fec_bytes(), "export.txt"))


@pytest.mark.parametrize("chunk", [300, 301, 1 << 10, 1 << 12])
@pytest.mark.parametrize("beginning", [0, 3])
def test_the_size_of_chunks_changes_nothing(plain, club, monkeypatch, chunk, beginning):
    monkeypatch.setattr(fast_text, "CHUNK", chunk)
    monkeypatch.setattr(fast_text, "BEGINNING", beginning)
    for encoding in ("utf-8-sig", "utf-8"):
        plain(club.fec_bytes(encoding=encoding), club.fec_name)


def test_the_last_line_may_lack_its_end(plain, club):
    for end in ("\r\n", "\n"):
        plain(club.fec_bytes(line_end=end).rstrip(b"\r\n"), club.fec_name)


def test_a_long_plain_file_takes_the_fast_path_and_a_short_one_does_not(tmp_path, club):
    path = tmp_path / club.fec_name
    path.write_bytes(club.fec_bytes())
    with patch("socioeco.readers.fast.read_plain", side_effect=AssertionError):
        reading = read_fec_fast(path)
    with (
        patch("socioeco.readers.fast.SHORT", path.stat().st_size),
        patch("socioeco.readers.fast.read_fec", side_effect=AssertionError),
    ):
        assert_same(read_fec_fast(path), reading)
    assert reading.name == club.fec_name


def test_a_file_that_is_not_there_raises(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_fec_fast(tmp_path / "absent")


BOOK = """
    AN | 1 | 20250101 | 512000 | Banque      | 100,00 | 0,00
    AN | 1 | 20250101 | 110000 | Report      |        | 100,00
    BQ | 1 | 20250305 | 512000 | Banque      | 250,50 | 0,00
    BQ | 1 | 20250305 | 756000 | Cotisations | 0,00   | 250,50
    BQ | 2 | 20251231 | 606000 | Achats      | 100,00 | 0,00
    BQ | 2 | 20251231 | 512000 | Banque      | 0,00   | 100,00
"""


@pytest.fixture(scope="module")
def book(fec_text):
    """A small plain year as bytes, with more entries on demand."""
    return lambda more="", **form: fec_text(BOOK + more, **form).encode()


def put(data, line, column, cell):
    """The file with another cell at this line, the header being line 1, and this column of the law."""
    lines = data.split(b"\n")
    cells = lines[line - 1].split(b"\t")
    cells[LEGAL.index(column)] = cell if isinstance(cell, bytes) else cell.encode()
    lines[line - 1] = b"\t".join(cells)
    return b"\n".join(lines)


def put_everywhere(data, column, cell):
    for line in range(2, data.count(b"\n") + 1):
        data = put(data, line, column, cell)
    return data


def test_the_small_year_is_plain(plain, book):
    reading = plain(book())
    assert codes(reading) == set()
    assert (reading.lignes, reading.ecritures, reading.ecritures_desequilibrees) == (6, 3, 0)
    assert reading.balance.lines[1].ouverture_centimes == 10000


SAID_OF_ENTRIES = {
    "F3-debit-et-credit": "BQ | 3 | 20250401 | 512000 | Banque | 5,00 | 5,00",
    "F3-ligne-nulle": "BQ | 3 | 20250401 | 512000 | Banque | 0,00 |",
    "F8-trous": "BQ | 9 | 20250401 | 512000 | Banque | 5,00 | 5,00",
    "F8-reprises": "BQ | 2 | 20250401 | 512000 | Banque | 5,00 | 5,00",
    "F8-ordre": "BQ | 3 | 20250401 | 512000 | Banque | 5,00 | 5,00\nBQ | 02 | 20250401 | 512000 | Banque | 5,00 | 5,00",
    "F7-hors-exercice": "BQ | 3 | 20260401 | 512000 | Banque | 5,00 | 5,00",
}


@pytest.mark.parametrize("code", SAID_OF_ENTRIES)
def test_what_is_wrong_in_the_entries_of_a_plain_file_is_said(plain, book, code):
    assert code in codes(plain(book(SAID_OF_ENTRIES[code])))


SAID_OF_ACCOUNTS = {
    "F12-classe": ("CompteNum", "956000"),
    "F12-compte-court": ("CompteNum", "75"),
    "F12-libelle": ("CompteLib", " "),
    "F14-virements": ("CompteNum", "580000"),
    "F14-attente": ("CompteNum", "471000"),
    "F13-nature": ("CompteNum", "870000"),
}


@pytest.mark.parametrize("code", SAID_OF_ACCOUNTS)
def test_what_is_wrong_in_the_accounts_of_a_plain_file_is_said(plain, book, code):
    assert code in codes(plain(put(book(), 5, *SAID_OF_ACCOUNTS[code])))


def test_columns_in_excess_are_said(plain, book):
    data = b"\n".join(line + b"\tx" for line in book().splitlines())
    assert "F1-colonnes-en-plus" in codes(plain(data))


def test_a_column_known_by_its_place_is_said(plain, book):
    assert "F1-positions" in codes(plain(book().replace(b"EcritureDate", b"Quand")))


def test_numbers_after_letters_make_sequences(plain, book):
    data = put_everywhere(book(), "EcritureNum", "VE001")
    data = put(put(data, 6, "EcritureNum", "VE004"), 7, "EcritureNum", "VE004")
    assert "F8-trous" in codes(plain(data))


def test_lines_of_what_is_wrong_are_told(plain, book):
    more = "\n".join(f"BQ | {3 + at} | 20250401 | 512000 | Banque | 0,00 | 0,00" for at in range(7))
    (empty,) = [each for each in plain(book(more)).anomalies if each.code == "F3-ligne-nulle"]
    assert (empty.nombre, empty.premieres_lignes) == (7, (8, 9, 10, 11, 12))


def test_an_entry_validated_before_its_date_is_told_by_its_first_line(plain, book):
    early = put(put(book(), 4, "ValidDate", "20250304"), 7, "ValidDate", "20250304")
    (found,) = [each for each in plain(early).anomalies if each.code == "F7-validation-anterieure"]
    assert found.premieres_lignes == (4,), "line 7 is not the first of its entry"


def test_no_validation_date_at_all_is_said(plain, book):
    assert "F7-validation-vide" in codes(plain(put_everywhere(book(), "ValidDate", " ")))
    assert "F7-validation-vide" not in codes(plain(put_everywhere(book(), "ValidDate", "x")))


def test_without_opening_journal_nothing_is_carried_in(plain, book):
    data = book().replace(b"AN\tAN", b"OD\tOD")
    assert {line.ouverture_centimes for line in plain(data).balance.lines} == {None}


def test_the_name_of_a_journal_opens_too(plain, book):
    data = book().replace(b"AN\tAN", "XX\tÀ Nouveaux".encode())
    assert plain(data).balance.lines[1].ouverture_centimes == 10000


CLOSING = """
    OD | 3 | 20251231 | 756000 | Cotisations | 250,50 | 0,00
    OD | 3 | 20251231 | 606000 | Achats      | 0,00   | 100,00
    OD | 3 | 20251231 | 120000 | Excédent    | 0,00   | 150,50
"""


def test_a_closing_entry_is_taken_back(plain, book):
    reading = plain(book(CLOSING))
    assert codes(reading) == {"F9-cloture"}
    assert reading.balance.resultat_cloture_centimes == 15050


@pytest.mark.parametrize("place", [0, 2, 4])
def test_an_entry_joined_to_another_account_further_on_is_no_closing(plain, book, place):
    """The same number and day, in lines that do not follow each other."""
    more = (
        CLOSING
        + """
    OD | 4 | 20251231 | 606000 | Achats      | 1,00   | 0,00
    OD | 4 | 20251231 | 606000 | Achats      | 0,00   | 1,00
    OD | 3 | 20251231 | 512000 | Banque      | 1,00   | 0,00
    OD | 3 | 20251231 | 512000 | Banque      | 0,00   | 1,00
    """
    )
    assert "F9-cloture" not in codes(plain(book(more)))


def test_a_closing_entry_in_two_places_is_one(plain, book):
    head, first, *others = CLOSING.strip("\n").splitlines()
    middle = "BQ | 3 | 20251231 | 512000 | Banque | 1,00 | 1,00"
    reading = plain(book("\n".join([head, middle, first, *others])))
    assert reading.balance.resultat_cloture_centimes == 15050
    assert reading.ecritures == 5


def test_accounts_emptied_by_entries_that_are_not_closings_are_refused(plain, book):
    data = book(CLOSING + "OD | 3 | 20251231 | 512000 | Banque | 1,00 | 1,00")
    assert plain(data).is_blocked


def test_labels_that_may_name_a_person_are_masked_alike(plain, book):
    more = """
    BQ | 3 | 20250401 | 401000     | Fournisseur Durand | 5,00 | 0,00
    BQ | 3 | 20250401 | 4300       | Caisse             | 0,00 | 5,00
    BQ | 4 | 20250401 | 4300MARTIN | Jeanne Martin      | 5,00 | 0,00
    BQ | 4 | 20250401 | 411DUPONT  | Jean Dupont        | 0,00 | 5,00
    BQ | 5 | 20250401 | CAISSE     | Chez Paul          | 5,00 | 0,00
    BQ | 5 | 20250401 | 512 000    | Banque postale     | 0,00 | 5,00
    """
    lines = {line.compte: line.libelle for line in plain(book(more)).balance.lines}
    assert lines["4300"] == "Organismes sociaux"
    assert lines["512000"] == "Banque postale"
    assert not {"Durand", "Martin", "Dupont", "Paul"} & set(" ".join(lines.values()).split())


def test_third_parties_may_have_any_number_of_labels(plain, book):
    more = "\n".join(f"BQ | {3 + at} | 20250401 | 401000 | Tiers {at} | 5,00 | 5,00" for at in range(40))
    plain(book(more))


def test_as_many_labels_as_an_account_keeps(plain, doubtful, book):
    rows = [f"BQ | {3 + at} | 20250401 | 606000 | Achats {at} | 5,00 | 5,00" for at in range(16)]
    plain(book("\n".join(rows[:15])))
    doubtful(book("\n".join(rows)))


@pytest.mark.parametrize(
    "label", ["É" * 700, "a" * 799 + "é", "\u00a0", "b'Banque'", "\U0001f600", "  x  y "]
)
def test_odd_labels_are_cleaned_alike(plain, book, label):
    plain(put(book(), 5, "CompteLib", label))


def test_a_great_number_of_lines_of_one_entry(plain, book):
    pair = "OD | 1 | 20250401 | 606000 | Achats | 5,00 | 0,00\nOD | 1 | 20250401 | 512000 | Banque | 0,00 | 5,00\n"
    assert plain(book(pair * 300)).lignes == 606


DOUBTS = {
    "nothing": lambda data: b"",
    "a header alone": lambda data: data.split(b"\n")[0] + b"\n",
    "a header without an end": lambda data: data.split(b"\n")[0],
    "no header": lambda data: data.split(b"\n", 1)[1],
    "a blank line first": lambda data: b"\n" + data,
    "a blank line last": lambda data: data + b"\n",
    "words last": lambda data: data + b"Total",
    "a quote": lambda data: data.replace(b"Achats", b'Ach"ats'),
    "a quoted header": lambda data: data.replace(b"JournalCode", b'"JournalCode"'),
    "a nought": lambda data: data.replace(b"Achats", b"Ach\x00ats"),
    "a mark of end of file": lambda data: data + b"\x1a",
    "a vertical tab": lambda data: data.replace(b"Achats", b"Ach\x0bats"),
    "another encoding": lambda data: data.decode().encode("iso8859-15"),
    "a cut character": lambda data: data.rstrip(b"\n") + "é".encode()[:1],
    "two bytes a character": lambda data: data.decode().encode("utf-16"),
    "a mark of xml": lambda data: b"<" + data,
    "carriage returns alone": lambda data: data.replace(b"\n", b"\r"),
    "a carriage return too many": lambda data: data.replace(b"\n", b"\r\r\n"),
    "mixed line ends": lambda data: data.replace(b"\n", b"\r\n").replace(b"\r\n", b"\n", 1),
    "line ends mixed after": lambda data: data.replace(b"\n", b"\r\n", 3),
    "a carriage return in a cell": lambda data: data.replace(b"Achats", b"Ach\rats"),
    "semicolons": lambda data: data.replace(b"\t", b";"),
    "a tab in a file of bars": lambda data: data.replace(b"\t", b"|").replace(b"Achats", b"Ach\tats"),
    "a cell too many": lambda data: data.replace(b"Achats", b"Ach\tats"),
    "a cell too few": lambda data: data.replace(b"Achats\t", b"Achats"),
    "a cell moved to the next line": lambda data: data.replace(b"Achats\t", b"Achats", 1).replace(b"Banque", b"\tB", 1),
    "a blank column in the header": lambda data: b"\n".join(line + b"\t" for line in data.splitlines()),
    "columns in another order": lambda data: data.replace(b"JournalCode\tJournalLib", b"JournalLib\tJournalCode"),
    "a name of column unknown": lambda data: data.replace(b"ValidDate", b"Validation"),
    "a column too few": lambda data: b"\n".join(line.rpartition(b"\t")[0] for line in data.splitlines()),
    "a decimal point": lambda data: data.replace(b"250,50", b"250.50"),
    "one decimal": lambda data: data.replace(b"250,50", b"250,5"),
    "no decimal": lambda data: data.replace(b"250,50", b"250"),
    "three decimals": lambda data: data.replace(b"250,50", b"250,500"),
    "no unit": lambda data: data.replace(b"250,50", b",50"),
    "thousands": lambda data: data.replace(b"250,50", b"1 250,50"),
    "a sign": lambda data: data.replace(b"250,50", b"-250,50"),
    "blanks for an amount": lambda data: data.replace(b"250,50", b" "),
    "an amount too great": lambda data: data.replace(b"250,50", b"1234567890123,50"),
    "other digits": lambda data: data.replace(b"250,50", "٢٥٠,50".encode()),
    "no such day": lambda data: data.replace(b"20250305", b"20250230"),
    "another form of day": lambda data: data.replace(b"20250305", b"05032025"),
    "a day with signs": lambda data: data.replace(b"20250305", b"2025-03-05"),
    "eight signs that are no day": lambda data: data.replace(b"20250305", b"+2025030"),
    "letters for a day": lambda data: data.replace(b"20250305", b"dimanche"),
    "no day": lambda data: data.replace(b"20250305", b""),
    "a day too old": lambda data: data.replace(b"20250305", b"18990305"),
    "no account": lambda data: data.replace(b"606000", b""),
    "blanks for an account": lambda data: data.replace(b"606000", b" "),
    "no number": lambda data: put(put(data, 2, "EcritureNum", ""), 3, "EcritureNum", ""),
    "a number of noughts": lambda data: put(put(data, 2, "EcritureNum", "00"), 3, "EcritureNum", "00"),
    "a blank before a number": lambda data: put(data, 3, "EcritureNum", " 1"),
    "a blank after a number": lambda data: put(data, 3, "EcritureNum", "1 "),
    "a blank before a journal": lambda data: put(data, 3, "JournalCode", " AN"),
    "a blank after a journal": lambda data: put(data, 3, "JournalCode", "AN "),
    "one number for all": lambda data: put_everywhere(data, "EcritureNum", "1"),
    "no number at all": lambda data: put_everywhere(data, "EcritureNum", ""),
    "a key too long": lambda data: put_everywhere(data, "JournalCode", "J" * 120),
    "an entry that does not balance": lambda data: data.replace(b"250,50", b"250,51", 1),
    "two entries that balance each other": lambda data: put(put(data, 4, "Debit", "250,51"), 6, "Debit", "99,99"),
}  # fmt: skip


@pytest.mark.parametrize("doubt", DOUBTS)
def test_each_doubt_is_left_to_the_streaming_reader(doubtful, book, doubt):
    doubtful(DOUBTS[doubt](book()))


@pytest.mark.parametrize("side", ["d", "C ", "-1", "+1", "", "X"])
def test_sides_other_than_two_letters_are_left_to_the_streaming_reader(plain, doubtful, book, side):
    data = book().replace(b"Debit\tCredit", b"Montant\tSens")
    for line, (amount, letter) in enumerate(SIDES, start=2):
        data = put(put(data, line, "Debit", amount), line, "Credit", letter)
    assert plain(data).total_debit_centimes == 45050
    doubtful(put(data, 3, "Credit", side))


SIDES = [("100,00", "D"), ("100,00", "C"), ("250,50", "D"), ("250,50", "C"), ("100,00", "D"), ("100,00", "C")]


def test_a_giant_line_is_left_to_the_streaming_reader(doubtful, book):
    data = put(book(), 5, "EcritureLib", "x" * (3 << 19))
    doubtful(data)


BOUNDS = {
    "MOST_ACCOUNTS": 3, "MOST_CELLS": 5, "MOST_MONTHS": 2, "MOST_ENTRIES": 2, "MOST_MOVEMENTS": 2,
}  # fmt: skip


@pytest.mark.parametrize("bound", BOUNDS)
def test_past_the_bounds_of_the_ledger_the_streaming_reader_tells(plain, doubtful, book, monkeypatch, bound):
    plain(book(CLOSING))
    monkeypatch.setattr(ledger, bound, BOUNDS[bound])
    doubtful(book(CLOSING))


def test_lines_of_entries_scattered_too_much_are_left_to_the_streaming_reader(
    plain, doubtful, book, monkeypatch
):
    halves = [
        "OD | {} | 20250401 | 606000 | Achats | 5,00 | 0,00",
        "OD | {} | 20250401 | 512000 | Banque | 0,00 | 5,00",
    ]
    more = "\n".join(half.format(number) for half in halves for number in range(1, 5))
    assert plain(book(more)).ecritures == 7
    monkeypatch.setattr(ledger, "MOST_UNBALANCED", 3)
    doubtful(book(more))


def test_sums_that_could_overflow_are_left_to_the_streaming_reader(doubtful, book, monkeypatch):
    monkeypatch.setattr("socioeco.frames.lines.MOST_CENTIMES", 25050 * 6)
    doubtful(book())


def test_a_file_that_grows_while_it_is_read_is_left_to_the_streaming_reader(tmp_path, book, monkeypatch):
    """The two passes would not be of the same bytes."""
    path = tmp_path / "file"
    path.write_bytes(book())
    proof = fast_text.Look.whole

    def grown(look):
        return replace(proof(look), lines=7)

    monkeypatch.setattr(fast_text.Look, "whole", grown)
    assert read_plain(path, NAME) is None
