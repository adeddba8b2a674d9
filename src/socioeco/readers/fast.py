"""`read_fec_fast`: the reading of `read_fec`, by columns when the file is surely plain.

The streaming reader is the only judge of anything else, and stays the oracle: on a plain file both give the same
reading, anomalies and lines included. Polars is loaded only when a file is long enough to repay it.
"""

from datetime import date
from pathlib import Path

from socioeco.anomalies import AnomalyCollector
from socioeco.readers.fast_text import Look, UnableToBeSure
from socioeco.readers.fec import FecReading, Form, read_fec, reading_of

SHORT = 16 << 20  # under that many bytes the streaming reader ends before Polars is loaded


def read_fec_fast(
    path: Path, name: str | None = None, *, siren: str = "", exercice: tuple[date, date] | None = None
) -> FecReading:
    """The same reading as `read_fec` on the bytes of this file, faster when it is long and plain.

    `name` is the file name to check, that of `path` unless it is given. Raises OSError when the file cannot be
    read; never on its content.
    """
    name = path.name if name is None else name
    if path.stat().st_size >= SHORT:
        reading = read_plain(path, name, siren=siren, exercice=exercice)
        if reading:
            return reading
    with path.open("rb") as file:
        return read_fec(file, name, siren=siren, exercice=exercice)


def read_plain(
    path: Path, name: str, *, siren: str = "", exercice: tuple[date, date] | None = None
) -> FecReading | None:
    """The reading by columns, whatever the length; None when the file is not surely plain."""
    anomalies = AnomalyCollector()
    try:
        look = Look(path, anomalies)
        from socioeco.readers.fast_ledger import read_ledger

        ledger, proof = read_ledger(path, look, anomalies)
    except UnableToBeSure:
        return None
    form = Form(
        name=name,
        empreinte=proof.empreinte,
        encoding=proof.encoding,
        separator=look.frame.separator,
        line_end="LF" if look.frame.line_end == b"\n" else "CR LF",
    )
    return reading_of(form, ledger, anomalies, siren=siren, given=exercice)
