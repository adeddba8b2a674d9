"""The corners of the reading of a FEC that neither a real file nor a drawn one visits each time."""

import io
from datetime import date

import pytest

from socioeco.readers import Balance, BalanceLine, MonthAmounts, ledger, read_fec

from .conftest import write_fec

NAME = "123456782FEC20251231.txt"
TABLE = """
    BQ | 1 | 20250305 | 512000 | Banque       | 1234,50 | 0,00
    BQ | 1 | 20250305 | 741000 | Région Hauts | 0,00    | 1234,50
"""
TEXT = write_fec(TABLE)


def codes(data, name=NAME):
    return [anomaly.code for anomaly in read_fec([data], name).anomalies]


def test_an_open_file_is_read_like_its_bytes():
    assert read_fec(io.BytesIO(TEXT.encode()), NAME) == read_fec([TEXT.encode()], NAME)


def test_blank_lines_longer_than_a_block_may_come_first():
    data = b"\n" * 65_530 + TEXT.encode()
    reading = read_fec([data[:65_536], data[65_536:]], NAME)
    assert reading.anomalies == ()
    assert reading.lignes == 2


@pytest.mark.parametrize("day", ["20251301", "20250230", "18991231"])
def test_a_name_with_a_day_that_does_not_exist_is_no_name(day):
    assert "F11-nom" in codes(TEXT.encode(), f"123456782FEC{day}.txt")


def montant_sens(text):
    rows = [line.split("\t") for line in text.splitlines()]
    head = [*rows[0][:11], "Montant", "Sens", *rows[0][13:]]
    body = [
        [*row[:11], *((row[11], "D") if row[12] == "0,00" else (row[12], "C")), *row[13:]] for row in rows[1:]
    ]
    return "\n".join("\t".join(row) for row in (head, *body)) + "\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Libellé secret", "Libellé\tsecret", ["F2-separateur-dans-libelle"]),
        ("1234,50\tD", "x\ty\tz\tt\tD", ["F2-largeur", "F4-desequilibre"]),
    ],
)
def test_a_separator_too_many_with_montant_and_sens(old, new, expected):
    """Read from the right when the amount and the side make sense so; refused when they never do."""
    found = codes(montant_sens(TEXT).replace(old, new, 1).encode())
    assert [code for code in found if code[:2] in ("F2", "F4")] == expected


def test_a_label_in_too_many_pieces_is_not_glued():
    pieces = TEXT.replace("Libellé secret", "a" + "\nb" * 60, 1)
    assert "F2-largeur" in codes(pieces.encode())
    assert "F2-ligne-coupee" in codes(TEXT.replace("Libellé secret", "a" + "\nb" * 40, 1).encode())


def test_a_number_longer_than_any_real_one_is_in_no_sequence():
    long = write_fec(TABLE.replace("| 1 |", f"| {'9' * 61} |")).encode()
    short = write_fec(TABLE.replace("| 1 |", "| 7 |") + TABLE).encode()
    assert codes(long) == []
    assert "F8-trous" in codes(short)


def reclassifications(count):
    """Entries between charges only: each could be a part of a closing until the file ends."""
    return "\n".join(
        f"OD | {place} | 20250409 | 606000 | Achats | 1,00 | 0,00\n"
        f"OD | {place} | 20250409 | 606100 | Energie | 0,00 | 1,00"
        for place in range(1, count + 1)
    )


@pytest.mark.parametrize(("limit", "expected"), [(8, "F9-cloture"), (7, None)])
def test_movements_of_charges_alone_are_kept_up_to_a_bound(monkeypatch, limit, expected):
    closing = """
        OD | 9 | 20251231 | 606200 | Autres   | 1,00 | 0,00
        OD | 9 | 20251231 | 120000 | Résultat | 0,00 | 1,00
    """
    monkeypatch.setattr(ledger, "MOST_MOVEMENTS", limit)
    found = codes(write_fec(reclassifications(3) + closing).encode())
    assert [code for code in found if code.startswith("F9")] == [expected] * (expected is not None)


def test_a_bound_that_was_passed_stays_passed(monkeypatch):
    monkeypatch.setattr(ledger, "MOST_MOVEMENTS", 3)
    assert "F9-cloture" not in codes(write_fec(reclassifications(6)).encode())


def test_a_line_whose_months_do_not_add_up_is_refused():
    with pytest.raises(ValueError, match="months"):
        BalanceLine(
            compte="512000",
            libelle="Banque",
            debit_centimes=2,
            credit_centimes=0,
            months=(MonthAmounts("2025-01", 1, 0),),
        )


def test_a_balance_of_another_format_is_refused():
    balance = Balance(opened_on=date(2025, 1, 1), closed_on=date(2025, 12, 31), lines=())
    assert Balance.from_json(balance.to_json()) == balance
    with pytest.raises(ValueError, match="format"):
        Balance.from_json(balance.to_json() | {"format": 0})
