"""FECs with one more column, and what the values of that column must add up to."""

from functools import reduce
from operator import add

from socioeco.readers import read_fec
from socioeco.readers.axis import read_axis
from socioeco.readers.axis.ledger import BY_VALUE

from .conftest import write_fec

NAME = "123456782FEC20251231.txt"
COLUMN = "Analytique"
# The year of a club with a bar: journal, number, date, account, label, debit, credit, then the value of the axis.
YEAR = """
    AN | 1 | 20250101 | 512000 | Banque         | 1000,00 | 0,00    |
    AN | 1 | 20250101 | 106000 | Réserves       | 0,00    | 1000,00 |
    BQ | 2 | 20250215 | 512000 | Banque         | 900,00  | 0,00    |
    BQ | 2 | 20250215 | 756000 | Cotisations    | 0,00    | 900,00  | Club
    BQ | 3 | 20250310 | 512000 | Banque         | 600,00  | 0,00    |
    BQ | 3 | 20250310 | 707000 | Ventes         | 0,00    | 600,00  | Buvette
    BQ | 4 | 20250411 | 607000 | Boissons       | 250,00  | 0,00    | Buvette
    BQ | 4 | 20250411 | 512000 | Banque         | 0,00    | 250,00  |
    BQ | 5 | 20250512 | 641000 | Salaires Dupont| 400,00  | 0,00    | Club
    BQ | 5 | 20250512 | 641000 | Salaires Dupont| 100,00  | 0,00    | Buvette
    BQ | 5 | 20250512 | 512000 | Banque         | 0,00    | 500,00  |
    BQ | 6 | 20250613 | 613000 | Loyer          | 301,01  | 0,00    |
    BQ | 6 | 20250613 | 512000 | Banque         | 0,00    | 301,01  |
    BQ | 7 | 20250714 | 512000 | Banque         | 50,00   | 0,00    |
    BQ | 7 | 20250714 | 740000 | Ville          | 0,00    | 50,00   | Club
    OD | 8 | 20251231 | 864000 | Temps donné    | 80,00   | 0,00    | Club
    OD | 8 | 20251231 | 875000 | Bénévolat      | 0,00    | 80,00   | Club
"""
CLOSING = """
    OD | 9 | 20251231 | 756000 | Cotisations | 900,00 | 0,00   |
    OD | 9 | 20251231 | 707000 | Ventes      | 600,00 | 0,00   |
    OD | 9 | 20251231 | 740000 | Ville       | 50,00  | 0,00   |
    OD | 9 | 20251231 | 607000 | Boissons    | 0,00   | 250,00 |
    OD | 9 | 20251231 | 641000 | Salaires    | 0,00   | 500,00 |
    OD | 9 | 20251231 | 613000 | Loyer       | 0,00   | 301,01 |
    OD | 9 | 20251231 | 120000 | Résultat    | 0,00   | 498,99 |
"""


def with_axis(table=YEAR, column=COLUMN):
    rows = [[cell.strip() for cell in line.split("|")] for line in table.splitlines()]
    rows = [row for row in rows if len(row) == 8]
    text = write_fec("\n".join("|".join(row[:7]) for row in rows))
    return added(text, [row[7] for row in rows], column)


def added(text, values, column=COLUMN, separator="\t"):
    """A FEC to which a program has added a last column; a value for each line."""
    head, *lines = text.split("\n")[:-1]
    body = (f"{line}{separator}{value}" for line, value in zip(lines, values, strict=True))
    return "\n".join([f"{head}{separator}{column}", *body, ""]).encode()


def read(data, column=COLUMN, name=NAME):
    return read_axis([data], name, column)


def codes(reading):
    return [anomaly.code for anomaly in reading.anomalies]


def soldes(balance):
    return {line.compte: line.solde_crediteur_centimes for line in balance.lines}


def amounts(lines):
    """Account by account and month by month, whatever ended nil left out."""
    found = {
        (line.compte, month.month): (month.debit_centimes, month.credit_centimes)
        for line in lines
        if line.compte.startswith(BY_VALUE)
        for month in line.months
    }
    return {key: pair for key, pair in found.items() if any(pair)}


def assert_adds_up(data, name=NAME, column=COLUMN):
    """What is promised of any file: the reading of `read_fec`, and parts that are its accounts to the centime."""
    whole, found = read_fec([data], name), read_axis([data], name, column)
    assert all(anomaly.message for anomaly in found.anomalies)
    if found.fec is None:
        assert found.is_blocked
        assert found.anomalies
        return found
    assert (found.fec, found.fec.soldes_centimes) == (whole, whole.soldes_centimes)
    if whole.balance is None:
        assert found.is_blocked
    elif found.is_blocked:
        assert "A2-vide" in codes(found)
    else:
        parts = reduce(add, found.parts.values())
        assert amounts(parts.lines) == amounts(whole.balance.lines)
        assert (parts.opened_on, parts.closed_on) == (whole.balance.opened_on, whole.balance.closed_on)
        assert parts.empreintes == whole.balance.empreintes
    return found
