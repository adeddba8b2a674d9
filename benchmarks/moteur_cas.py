"""What `moteur.py` measures, each in a process of its own: `moteur_cas.py CASE FILE` prints the debit it found.

Every case reads the file whole and must find the same debit, so that none is fast for having read less. Imports are
inside, for each process pays its own.
"""

import sys
from collections.abc import Callable
from pathlib import Path

COLUMNS = ("JournalCode", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "Debit", "Credit")


def polars(path: Path) -> int:
    """The yardstick of the fast path: a typed read into a table, the balance by account, and the entries that do not
    balance. No other control, no month, no label to choose, no fingerprint."""
    import polars as pl

    texts = pl.read_csv(path, separator="\t", quote_char=None, infer_schema=False, columns=list(COLUMNS))
    lines = texts.with_columns(_day(), *map(_centimes, ("Debit", "Credit")))
    return _checked(_balance(lines), _unbalanced(lines))


def polars_lazy(path: Path) -> int:
    """The same two answers as one lazy query, which keeps no table: shown beside, no bar."""
    import polars as pl

    lines = _typed(path)
    return _checked(*pl.collect_all([_balance(lines), _unbalanced(lines)], engine="streaming"))


def _typed(path: Path):
    import polars as pl

    return pl.scan_csv(path, separator="\t", quote_char=None, infer_schema=False).select(
        "JournalCode", "EcritureNum", "CompteNum", "CompteLib", _day(), *map(_centimes, ("Debit", "Credit"))
    )


def _balance(lines):
    import polars as pl

    sums = (pl.col("CompteLib").first(), pl.col("Debit").sum(), pl.col("Credit").sum())
    return lines.group_by("CompteNum").agg(*sums).sort("CompteNum")


def _unbalanced(lines):
    import polars as pl

    solde = pl.col("Debit").sum() - pl.col("Credit").sum()
    entries = lines.group_by("JournalCode", "EcritureNum", "EcritureDate").agg(solde=solde)
    return entries.filter(pl.col("solde") != 0)


def _checked(balance, unbalanced) -> int:
    assert unbalanced.is_empty()
    return int(balance["Debit"].sum())


def _day():
    import polars as pl

    return pl.col("EcritureDate").str.to_date("%Y%m%d")


def _centimes(name: str):
    import polars as pl

    return pl.col(name).str.replace(",", "", literal=True).cast(pl.Int64)


def engine(path: Path) -> int:
    """Read, every control, classified by the chart of its year, all the indicators."""
    from socioeco.comptes import check_regime, regime_for
    from socioeco.indicators import compute_indicateurs, postes_of_balance
    from socioeco.readers.fast import read_fec_fast

    reading = read_fec_fast(path)
    assert reading.balance is not None
    assert not reading.anomalies
    regime = regime_for(reading.balance.opened_on)
    assert not check_regime(reading.balance, regime)
    assert compute_indicateurs(postes_of_balance(reading.balance, regime), niveau=None)
    return reading.total_debit_centimes


def fec_parser(path: Path) -> int:
    """The package fec-parser, used as its notice says: parse, then its four indicators."""
    from fec_parser.analyzer import FECAnalyzer

    analyzer = FECAnalyzer()
    with path.open("rb") as file:
        analyzer.parse(file)
    assert analyzer.get_indicateurs()
    return int(sum(entry.debit for entry in analyzer.indicateurs.ecritures) * 100)


def streaming(path: Path) -> int:
    """The same door on a dirty file: the streaming reader, every control."""
    from socioeco.readers.fast import read_fec_fast

    reading = read_fec_fast(path)
    assert reading.balance is not None
    assert {anomaly.code for anomaly in reading.anomalies} == {"F1-encodage", "F1-fin-de-ligne"}
    return reading.total_debit_centimes


def csv_module(path: Path) -> int:
    """The yardstick of the streaming path: the csv module, the encoding told, sums by account. No control."""
    import csv

    sums: dict[str, list[int]] = {}
    with path.open(encoding="iso8859-15", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        for row in rows:
            if row:  # the carriage return in excess makes an empty row
                account = sums.setdefault(row[4], [0, 0])
                account[0] += int(row[11].replace(",", ""))
                account[1] += int(row[12].replace(",", ""))
    return sum(debit for debit, _credit in sums.values())


CASES: dict[str, Callable[[Path], int]] = {
    "polars": polars,
    "polars-lazy": polars_lazy,
    "engine": engine,
    "fec-parser": fec_parser,
    "streaming": streaming,
    "csv": csv_module,
}

if __name__ == "__main__":
    print(CASES[sys.argv[1]](Path(sys.argv[2])))
