"""A FEC by value of one more column: every line kept, every bound told, nobody's name shown."""

import io
from datetime import date

import pytest

from socioeco.readers import ledger as file_ledger
from socioeco.readers.axis import MASQUEE, NON_REPARTI, axis_columns, ledger, read_axis
from socioeco.typologies import activites

from .axis_cases import CLOSING, COLUMN, NAME, YEAR, added, assert_adds_up, codes, read, soldes, with_axis
from .conftest import write_fec

DATA = with_axis()


def charges(*values, amount="1,00"):
    """One entry by value: a charge that has it, paid by the bank."""
    return with_axis(
        "\n".join(
            f"BQ|{place}|20250301|606100|Achats|{amount}|0,00|{value}\n"
            f"BQ|{place}|20250301|512000|Banque|0,00|{amount}|"
            for place, value in enumerate(values, start=1)
        )
    )


# --- What is read -------------------------------------------------------------------------------------------------


def test_each_value_has_its_accounts_and_the_rest_is_kept():
    found = assert_adds_up(DATA)
    assert list(found.parts) == ["Buvette", "Club", NON_REPARTI]
    assert soldes(found.balances["Buvette"]) == {"607000": -25_000, "641000": -10_000, "707000": 60_000}
    assert soldes(found.balances["Club"]) == {
        "641000": -40_000,
        "740000": 5_000,
        "756000": 90_000,
        "864000": -8_000,
        "875000": 8_000,
    }
    assert soldes(found.non_reparti) == {"613000": -30_101}
    assert not found.is_blocked
    assert (found.colonne, found.colonnes) == (COLUMN, (COLUMN,))


def test_an_open_file_is_read_like_its_bytes_in_any_chunks():
    chunks = [DATA[place : place + 7] for place in range(0, len(DATA), 7)]
    assert read_axis(io.BytesIO(DATA), NAME, COLUMN) == read(DATA) == read_axis(chunks, NAME, COLUMN)


def test_months_are_those_of_the_lines():
    (line,) = read(DATA).balances["Buvette"].matching("641")
    assert [(month.month, month.debit_centimes) for month in line.months] == [("2025-05", 10_000)]


def test_labels_are_masked_as_in_the_whole_file():
    (line,) = read(DATA).balances["Club"].matching("641")
    assert line.libelle == "Charges de personnel"
    (sales,) = read(DATA).balances["Buvette"].matching("707")
    assert sales.libelle == "Ventes"


def test_a_label_is_that_of_the_account_in_the_whole_file():
    table = (
        YEAR + "BQ|10|20250801|707000|Ventes de boissons|0,00|5,00|Club\nBQ|10|20250801|512000|B|5,00|0,00|"
    )
    (line,) = read(with_axis(table)).balances["Buvette"].matching("707")
    assert line.libelle == "Ventes de boissons"


def test_closing_entries_are_taken_back_from_the_lines_that_they_empty():
    found = assert_adds_up(with_axis(YEAR + CLOSING))
    assert found.fec.balance.resultat_cloture_centimes == 49_899
    before = read(DATA)
    assert {name: part.lines for name, part in found.parts.items()} == {
        name: part.lines for name, part in before.parts.items()
    }
    assert codes(found) == codes(before)
    assert found.non_reparti.resultat_cloture_centimes is None


def test_a_file_emptied_by_entries_that_cannot_be_told_apart_has_no_axis():
    mixed = CLOSING.replace("OD | 9 | 20251231 | 120000", "OD | 9 | 20251231 | 108000", 1)
    found = assert_adds_up(with_axis(YEAR + mixed + "OD|10|20251231|120000|Résultat|1,00|0,00|\n"))
    assert found.fec.is_blocked
    assert (found.is_blocked, found.non_reparti, found.anomalies) == (True, None, ())
    assert found.parts == {}


def test_carried_forward_balances_are_known_by_value():
    table = YEAR + "AN|1|20250101|756000|Cotisations|0,00|3,00|Club\nAN|1|20250101|512000|Banque|3,00|0,00|"
    found = assert_adds_up(with_axis(table))
    (line,) = found.balances["Club"].matching("756")
    assert line.ouverture_centimes == -300


def test_two_writings_of_one_name_are_one_value():
    found = assert_adds_up(charges("Club", " Club ", '"Club"', "Le  Club", "Le Club"))
    assert soldes(found.balances["Club"]) == {"606100": -300}
    assert soldes(found.balances["Le Club"]) == {"606100": -200}


def test_names_that_differ_by_a_capital_are_not_one():
    assert list(read(charges("club", "Club")).balances) == ["Club", "club"]


@pytest.mark.parametrize("blank", ["", "   ", "\u00a0", '""', NON_REPARTI])
def test_a_line_without_value_is_never_dropped(blank):
    found = assert_adds_up(charges("Club", blank))
    assert soldes(found.non_reparti) == {"606100": -100}


def test_nothing_left_is_an_empty_balance_of_the_same_exercice():
    rest = read(charges("Club")).non_reparti
    assert (rest.lines, rest.opened_on.year) == ((), 2025)


def test_a_value_whose_lines_are_all_nil_is_no_activity():
    found = assert_adds_up(charges("Club") + charges("Rien", amount="0,00").partition(b"\n")[2])
    assert list(found.parts) == ["Club", NON_REPARTI]


def test_an_amount_and_its_opposite_under_two_names_are_kept():
    """The whole account did not move: its line is not even in the balance of the file."""
    data = with_axis(
        "BQ|1|20250301|606100|Achats|5,00|0,00|Club\nBQ|1|20250301|606100|Achats|-5,00|0,00|Buvette\n"
        "BQ|2|20250301|606200|Autres|1,00|0,00|Club\nBQ|2|20250301|512000|Banque|0,00|1,00|\n"
    )
    found = assert_adds_up(data)
    assert not found.fec.balance.matching("6061")
    assert [soldes(each).get("606100") for each in found.balances.values()] == [500, -500]


def test_what_is_left_undistributed_has_one_name_in_the_engine():
    assert NON_REPARTI == activites.NON_REPARTI


@pytest.mark.parametrize("encoding", ["iso8859-15", "utf-8-sig", "utf-16", "cp850"])
def test_values_and_columns_are_read_in_the_characters_of_the_file(encoding):
    data = with_axis(YEAR.replace("Buvette", "Équipe féminine"), "Activité").decode().encode(encoding)
    (column,) = axis_columns([data])
    assert "Équipe féminine" in assert_adds_up(data, column=column).balances


def test_a_quoted_file_with_semicolons_and_montant_sens_is_read_too():
    rows = [line.split("\t") for line in DATA.decode().splitlines()]
    head = [*rows[0][:11], "Montant", "Sens", *rows[0][13:]]
    body = [
        [*row[:11], *((row[11], "D") if row[12] == "0,00" else (row[12], "C")), *row[13:]] for row in rows[1:]
    ]
    text = "\n".join(";".join(f'"{cell}"' for cell in row) for row in (head, *body)) + "\n"
    found = assert_adds_up(text.encode())
    assert soldes(found.balances["Buvette"]) == soldes(read(DATA).balances["Buvette"])


def test_the_exercice_may_be_given():
    exercice = (date(2025, 1, 1), date(2026, 6, 30))
    found = read_axis([DATA], "comptes.txt", COLUMN, exercice=exercice)
    assert found.balances["Club"].closed_on == date(2026, 6, 30)


# --- Names of people ----------------------------------------------------------------------------------------------


def test_addresses_and_bank_accounts_are_not_kept_and_no_centime_is_lost():
    found = assert_adds_up(charges("Club", "a.dupont@exemple.fr", "FR14 2004 1010 0505 0001 3M02 606"))
    assert list(found.balances) == ["Club", MASQUEE]
    assert soldes(found.balances[MASQUEE]) == {"606100": -200}
    (anomaly,) = [each for each in found.anomalies if each.code.startswith("A5")]
    assert anomaly.nombre == 2
    assert "dupont" not in anomaly.message


@pytest.mark.parametrize(
    "value", ["Salle Jeanne Dupont", "FR14 2004 1010 0505 0001 3M02 607", "Atelier @ midi", "AB12"]
)
def test_a_name_of_the_person_s_own_is_kept_as_it_is(value):
    assert value in read(charges("Club", value)).balances


# --- Columns ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["NumLigne", "CodeTaxe", "Code_Section"], ("Code_Section", "NumLigne", "CodeTaxe")),
        (["IdOrigine", "ACTIVITÉ", "AxeAna1"], ("ACTIVITÉ", "AxeAna1", "IdOrigine")),
        (["CODEANA", "Établissement", "Échéance"], ("CODEANA", "Établissement", "Échéance")),
        (['"Section"', "  Section ", "", "NatOp", "IdClient"], ("Section",)),
        (["NatOp"], ()),
    ],
)
def test_columns_that_may_be_an_axis_come_first(names, expected):
    data = write_fec("").replace("Idevise", "\t".join(["Idevise", *names])).encode()
    assert axis_columns([data]) == expected


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"a;b\n", DATA.partition(b"\n")[2], "é".encode("utf-16")])
def test_a_file_without_header_has_no_column(data):
    assert axis_columns([data]) == ()


def test_a_column_that_stands_for_one_of_the_law_is_no_axis():
    """« Débiteur » is read as the debit, by its place."""
    data = DATA.replace(b"\tDebit\t", "\tDébiteur\t".encode(), 1)
    assert axis_columns([data]) == (COLUMN,)
    assert_adds_up(data)


@pytest.mark.parametrize("asked", [COLUMN, " analytique ", "ANALYTIQUE", "Analytiqué"])
def test_a_column_is_found_whatever_its_capitals(asked):
    found = read(DATA, asked)
    assert (found.colonne, len(found.balances)) == (COLUMN, 2)


def test_of_two_columns_that_differ_by_a_capital_the_exact_one_is_read():
    lines = DATA.decode().splitlines()
    data = "\n".join([f"{lines[0]}\tanalytique", *(f"{line}\tAutre" for line in lines[1:])]).encode()
    assert list(read(data, "analytique").balances) == ["Autre"]
    assert list(read(data, COLUMN).balances) == ["Buvette", "Club"]


# --- What is said -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["Section", "", "№", "CompAuxLib", "IdClient"])
def test_a_column_that_is_not_there_is_told(asked):
    found = assert_adds_up(DATA, column=asked)
    assert codes(found) == ["A1-colonne-inconnue"]
    assert (found.fec, found.colonne, found.colonnes) == (None, asked, (COLUMN,))


def test_a_file_with_the_lawful_columns_only_is_told():
    found = read(write_fec("BQ|1|20250301|606100|Achats|1,00|0,00").encode())
    assert codes(found) == ["A1-sans-colonne"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"a;b\n"])
def test_a_file_that_cannot_be_read_says_why(data):
    found = assert_adds_up(data)
    assert found.is_blocked
    assert found.fec.anomalies


def test_a_blank_column_is_no_axis():
    found = assert_adds_up(with_axis(YEAR.replace("Club", "").replace("Buvette", "")))
    assert codes(found) == ["A2-vide"]
    assert (found.parts, found.is_blocked) == ({}, True)


def test_a_column_filled_on_other_accounts_only_is_no_axis():
    data = with_axis("BQ|1|20250301|606100|Achats|1,00|0,00|\nBQ|1|20250301|512000|Banque|0,00|1,00|Club")
    assert codes(assert_adds_up(data)) == ["A2-vide"]


def test_a_column_that_is_mostly_blank_is_told():
    (anomaly,) = read(charges("Club", "", "")).anomalies
    assert (anomaly.code, anomaly.nombre) == ("A2-peu-remplie", 2)
    assert codes(read(charges("Club", "", "Club", ""))) == []


def test_lines_of_closing_entries_are_not_lines_without_value():
    assert "A2-peu-remplie" not in codes(read(with_axis(YEAR + CLOSING)))


def test_an_entry_of_several_values_is_told_once():
    (anomaly,) = read(DATA).anomalies
    assert (anomaly.code, anomaly.nombre, anomaly.ligne) == ("A4-ecriture-partagee", 1, 11)
    thrice = DATA + DATA.splitlines(keepends=True)[10].replace(b"Buvette", b"Club")
    assert [each.nombre for each in read(thrice).anomalies if each.code.startswith("A4")] == []
    shared = YEAR.replace("| 613000 | Loyer          | 301,01  |", "| 641000 | Loyer | 301,01 |")
    assert [each.nombre for each in read(with_axis(shared)).anomalies] == [1]


def test_a_number_of_line_is_not_an_axis():
    assert "A3-numero" in codes(assert_adds_up(charges(*range(11))))
    assert "A3-numero" not in codes(read(charges(*range(10))))
    assert "A3-numero" not in codes(read(charges(*range(11), *range(11))))


def test_too_many_values_are_told_before_they_are_kept(monkeypatch):
    monkeypatch.setattr(ledger, "MOST_VALUES", 3)
    assert len(read(charges("a", "b", "c", "")).balances) == 3
    found = assert_adds_up(charges("a", "b", "c", "d"))
    assert codes(found) == ["A3-trop-de-valeurs"]
    assert "3" in found.anomalies[0].constat


def test_too_many_accounts_by_value_and_month_are_told(monkeypatch):
    monkeypatch.setattr(ledger, "MOST_PARTS", 3)
    assert codes(assert_adds_up(charges("a", "b", "c", "d"))) == ["A3-trop-de-croisements"]


def test_a_long_text_is_not_an_axis():
    assert list(read(charges("a" * 200)).balances) == ["a" * 200]
    assert codes(assert_adds_up(charges("a" * 201))) == ["A3-valeur-longue"]


def test_what_is_remembered_of_raw_cells_is_bounded(monkeypatch):
    for module in (ledger, file_ledger):
        monkeypatch.setattr(module, "MOST_CACHED", 0)
    found = assert_adds_up(charges("Club", "Club", "Buvette"))
    assert [soldes(each) for each in found.balances.values()] == [{"606100": -100}, {"606100": -200}]


def test_an_added_column_changes_nothing_to_the_reading_of_the_file():
    table = "BQ|1|20250301|606100|Achats|1,00|0,00\nBQ|1|20250301|512000|Banque|0,00|1,00"
    found = read(added(write_fec(table), ["Club", ""]))
    assert soldes(found.balances["Club"]) == {"606100": -100}
