"""Every form the law admits, every deviation met in real exports, and the key of an entry."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.readers import read_fec

from .conftest import write_fec

NAME = "123456782FEC20251231.txt"
TEXT = write_fec(
    """
    BQ | 1 | 20250305 | 512000 | Banque       | 1234,50 | 0,00
    BQ | 1 | 20250305 | 741000 | Région Hauts | 0,00    | 1234,50
    BQ | 2 | 20250409 | 606000 | Électricité  | 90,00   | 0,00
    BQ | 2 | 20250409 | 512000 | Banque       | 0,00    | 90,00
    """
)
EXPECTED = read_fec([TEXT.encode()], NAME).balance.lines
DEBIT, CREDIT = 11, 12
CASH = {18: [], 21: ["DateRglt", "ModeRglt", "NatOp"], 22: ["DateRglt", "ModeRglt", "NatOp", "IdClient"]}
SIDES = {"D and C": ("D", "C"), "signs": ("+1", "-1")}


def codes(reading):
    return [anomaly.code for anomaly in reading.anomalies]


def table(text=TEXT):
    return [line.split("\t") for line in text.splitlines()]


def joined(rows, separator="\t", end="\n"):
    return end.join(separator.join(row) for row in rows) + end


def with_sides(rows, sides):
    """Montant and Sens in place of Debit and Credit."""
    header, *entries = rows
    yield [*header[:DEBIT], "Montant", "Sens", *header[CREDIT + 1 :]]
    for row in entries:
        is_debit = row[CREDIT] == "0,00"
        pair = [row[DEBIT], sides[0]] if is_debit else [row[CREDIT], sides[1]]
        yield [*row[:DEBIT], *pair, *row[CREDIT + 1 :]]


def wider(rows, names):
    header, *entries = rows
    return [header + names, *(row + ["X"] * len(names) for row in entries)]


# --- the forms of the law ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", ["\t", "|"])
@pytest.mark.parametrize("sides", [None, *SIDES])
@pytest.mark.parametrize("width", CASH)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_lawful_form_is_read_the_same(width, sides, separator, end):
    rows = wider(table(), CASH[width])
    rows = list(with_sides(rows, SIDES[sides])) if sides else rows
    assert {len(row) for row in rows} == {width}
    reading = read_fec([joined(rows, separator, end).encode("iso8859-15")], NAME)
    assert codes(reading) == ["F1-encodage"] + ["F1-fin-de-ligne"] * (end == "\r")
    assert reading.balance.lines == EXPECTED


def without(*names):
    header, *entries = table()
    places = [header.index(name) for name in names]
    return [header, *(["" if place in places else cell for place, cell in enumerate(row)] for row in entries)]


def test_journals_may_be_blank_for_farmers_and_professionals():
    reading = read_fec([joined(without("JournalCode", "JournalLib")).encode()], NAME)
    assert codes(reading) == []
    assert (reading.ecritures, reading.ecritures_desequilibrees) == (2, 0)
    assert reading.balance.lines == EXPECTED


def test_accounts_that_are_all_blank_are_refused_with_what_to_do_instead():
    reading = read_fec([joined(without("JournalCode", "JournalLib", "CompteNum")).encode()], NAME)
    assert codes(reading) == ["F3-comptes-vides"]
    assert reading.balance is None


def test_one_blank_account_is_a_line_to_complete():
    rows = table()
    rows[3][4] = ""
    reading = read_fec([joined(rows).encode()], NAME)
    assert [(anomaly.code, anomaly.ligne) for anomaly in reading.anomalies] == [("F3-compte", 4)]


# --- fixed length -----------------------------------------------------------------------------------------------


def fixed(rows, *, right=(), shift=0):
    """Cells padded with blanks to the width of the column, with noughts on the left in the columns of `right`."""
    widths = [max(map(len, column)) + 1 for column in zip(*rows, strict=True)]
    header, *entries = rows
    names = [
        name.rjust(width - 1) + " " if shift and place in right else name.ljust(width)
        for place, (name, width) in enumerate(zip(header, widths, strict=True))
    ]
    cells = (
        "".join(
            cell.rjust(width - (place != DEBIT), "0").ljust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in entries
    )
    return "\n".join(["".join(names), *cells]) + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "iso8859-15"])
@pytest.mark.parametrize("width", CASH)
def test_fixed_length_is_read_under_the_names(width, encoding):
    data = fixed(wider(table(), CASH[width]), right=(DEBIT, CREDIT)).encode(encoding)
    reading = read_fec([b"\n" + data + b"\n"], NAME)
    assert [code for code in codes(reading) if code != "F1-encodage"] == ["F1-longueur-fixe"]
    assert reading.separateur == "aucun, longueur fixe"
    assert reading.balance.lines == EXPECTED


def test_fixed_length_with_montant_and_sens():
    reading = read_fec([fixed(list(with_sides(table(), ("D", "C")))).encode()], NAME)
    assert codes(reading) == ["F1-longueur-fixe"]
    assert reading.balance.lines == EXPECTED


def test_an_amount_that_begins_before_its_name_is_refused_not_cut():
    """Names on the right of columns filled with noughts: 1234,50 would read as 34,50, on both sides."""
    reading = read_fec([fixed(table(), right=(DEBIT, CREDIT), shift=1).encode()], NAME)
    assert codes(reading)[0] == "F1-sans-ecriture"
    assert "F2-longueur" in codes(reading)


def test_a_fixed_row_that_is_too_short_is_refused():
    lines = fixed(table()).splitlines()
    lines[2] = lines[2][:60]
    reading = read_fec(["\n".join(lines).encode()], NAME)
    assert [(a.code, a.ligne) for a in reading.anomalies if a.controle == "F2"] == [("F2-longueur", 3)]


@pytest.mark.parametrize("name", ["CompteNum", "Debit"])
def test_fixed_length_without_a_name_we_need_is_refused(name):
    rows = [[cell for cell, title in zip(row, table()[0], strict=True) if title != name] for row in table()]
    reading = read_fec([fixed(rows).encode()], NAME)
    assert codes(reading) == ["F1-entete"]


# --- deviations of real exports ---------------------------------------------------------------------------------


def every(change):
    header, *entries = table()
    return joined([header, *(change(row) for row in entries)])


def put(place, text):
    return lambda row: [*row[:place], text, *row[place + 1 :]]


def reordered(rows):
    """An analytic column between the account and its label, a line number first."""
    return [
        ["Ligne" if place == 0 else str(place), *row[:5], "AX", *row[5:]] for place, row in enumerate(rows)
    ]


DEVIATIONS = {
    "codes padded with blanks": (every(lambda row: [row[0] + " ", row[1] + "   ", *row[2:]]), []),
    "noughts before amounts, a blank before them": (TEXT.replace("90,00", " 00000000090,00"), []),
    "lower-case journals": (TEXT.replace("BQ", "bq"), []),
    "names in other cases": (
        TEXT.replace("Montantdevise", "MontantDevise").replace("PieceRef", "pieceRef"),
        [],
    ),
    "a header between quotes": (TEXT.replace("CompteNum", '"CompteNum"'), []),
    "every cell between quotes": (joined([[f'"{cell}"' for cell in row] for row in table()]), []),
    "a separator between quotes": (
        joined([[f'"{cell}"' for cell in row] for row in table()]).replace(
            "Libellé secret", "Libellé\tsecret"
        ),
        [],
    ),
    "a line end between quotes": (
        joined([[f'"{cell}"' for cell in row] for row in table()]).replace(
            "Libellé secret", "Libellé\nsecret"
        ),
        [],
    ),
    "a separator at the end of the header too": (TEXT.replace("\n", "\t\n"), ["F2-separateur-en-fin"]),
    "the separator at the end of the header only": (TEXT.replace("Idevise", "Idevise\t"), []),
    "voucher -": (every(put(8, "-")), []),
    "voucher +": (every(put(8, "+")), []),
    "auxiliary accounts on every line": (every(lambda row: put(6, "0NOM")(put(7, "NOM Prénom")(row))), []),
    "labels emptied": (every(put(10, "")), []),
    "bytes of an old Odoo": (every(lambda row: [*row[:4], f"b'{row[4]}'", f"b'{row[5]}'", *row[6:]]), []),
    "columns added anywhere": (joined(reordered(table())), ["F1-colonnes-en-plus"]),
    "dates with a time": (TEXT.replace("20250305", "2025-03-05 00:00:00"), ["F3-format-date"]),
    "thin blanks in amounts": (TEXT.replace("1234,50", "1\u00a0234,50"), ["F3-milliers", "F3-milliers"]),
    "thousands with commas": (TEXT.replace("1234,50", "1,234.50"), ["F3-milliers", "F3-milliers"]),
    "a pipe in a label of a pipe file": (
        TEXT.replace("\t", "|").replace("Libellé secret", "Libellé|secret"),
        ["F2-separateur-dans-libelle"],
    ),
    "two pipes in a label": (
        TEXT.replace("\t", "|").replace("Libellé secret", "a|b|c", 1),
        ["F2-separateur-dans-libelle"],
    ),
    "a label on three lines": (TEXT.replace("Libellé secret", "a\nb\nc", 1), ["F2-ligne-coupee"]),
    "amounts without a comma": (TEXT.replace("90,00", "90"), []),
}


@pytest.mark.parametrize("case", DEVIATIONS)
def test_a_deviation_is_read_the_same_and_said(case):
    text, expected = DEVIATIONS[case]
    reading = read_fec([text.encode()], NAME)
    assert codes(reading) == expected
    assert reading.balance.lines == EXPECTED


SWALLOWED = {
    "never closed": [("Électricité", '"Électricité')],
    "closed in another row": [
        ("Électricité", '"Électricité'),
        ("\t606000\tFournitures", '\t606000\t"Fournitures'),
    ],
}


@pytest.mark.parametrize("case", SWALLOWED)
def test_a_quote_that_swallows_rows_blocks_and_keeps_none_of_them(case):
    """The rows between two quotes opened by mistake would pass for a label: entries lost, names kept."""
    more = write_fec(
        """
        BQ | 3 | 20250409 | 606000 | Fournitures | 90,00 | 0,00
        BQ | 3 | 20250409 | 512000 | Banque      | 0,00  | 90,00
        """
    ).partition("\n")[2]
    text = TEXT + more
    for old, new in SWALLOWED[case]:
        text = text.replace(old, new)
    reading = read_fec([text.replace("\t", ";").encode()], NAME)
    assert ("F2-guillemet", 4) in [(anomaly.code, anomaly.ligne) for anomaly in reading.anomalies]
    assert reading.balance is None
    assert "secret" not in str(reading.to_json())


# --- the key of an entry ----------------------------------------------------------------------------------------


def entry_lines(draws):
    """Lines of one account against another, whose keys and amounts were drawn."""
    return "\n".join(
        f"{journal} | {number} | 202503{day:02d} | {'512000' if amount > 0 else '756000'} | Compte "
        f"| {max(amount, 0)},00 | {max(-amount, 0)},00"
        for journal, number, day, amount in draws
    )


keys = st.tuples(
    st.sampled_from(["BQ", "VE"]), st.integers(1, 3), st.integers(1, 3), st.sampled_from([-2, -1, 1, 2])
)


@given(st.lists(keys, min_size=1, max_size=12))
def test_journal_and_number_settle_whether_entries_balance(draws):
    """The date, then the voucher, cut a group that does not balance into smaller ones: one of them does not either.

    So they cannot change the answer, and the number of unbalanced entries is that of (journal, number).
    """
    reading = read_fec([write_fec(entry_lines(draws)).encode()], NAME)
    groups = {
        key: [amount for *_key, amount in group]
        for key, group in groupby(sorted(draws), key=lambda draw: draw[:2])
    }
    unbalanced = {key for key, amounts in groups.items() if sum(amounts)}
    if reading.ecritures_desequilibrees is None:
        assert "F6-numero" in codes(reading)
    else:
        assert reading.ecritures_desequilibrees == len(unbalanced)
        by_day = groupby(sorted(draws), key=lambda draw: draw[:3])
        still = {key[:2] for key, group in by_day if sum(draw[3] for draw in group)}
        assert unbalanced <= still
        assert ("F5-ecriture" in codes(reading)) == bool(unbalanced)


def test_the_date_says_where_an_entry_of_several_days_does_not_balance():
    draws = [("BQ", 1, 1, 2), ("BQ", 1, 1, -2), ("BQ", 1, 2, 1), ("BQ", 1, 2, -2), ("BQ", 2, 2, 1)]
    reading = read_fec([write_fec(entry_lines(draws)).encode()], NAME)
    (anomaly,) = [anomaly for anomaly in reading.anomalies if anomaly.code == "F5-ecriture"]
    assert (anomaly.nombre, anomaly.premieres_lignes) == (2, (4, 6))
