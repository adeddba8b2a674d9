"""How tests of the engine write small accounting files: a table in the docstring, read by an accountant."""

from collections.abc import Callable

import pytest

COLUMNS = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum",
    "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet",
    "ValidDate", "Montantdevise", "Idevise",
)  # fmt: skip


def write_fec(table: str, separator: str = "\t", line_end: str = "\n") -> str:
    """A FEC from lines `journal | num | date | compte | libelle | debit | credit`; other lines are prose."""
    rows = [[cell.strip() for cell in line.split("|")] for line in table.splitlines()]
    lines = [separator.join(COLUMNS)]
    for journal, num, date, compte, libelle, debit, credit in (row for row in rows if len(row) == 7):
        cells = [journal, journal, num, date, compte, libelle, "", "", f"P{num}", date, "Libellé secret"]
        lines.append(separator.join([*cells, debit, credit, "", "", date, "", ""]))
    return line_end.join(lines) + line_end


@pytest.fixture(scope="session")
def fec_text() -> Callable[..., str]:
    return write_fec


@pytest.fixture
def fec_of_docstring(request: pytest.FixtureRequest) -> str:
    """The FEC written in the docstring of the test."""
    return write_fec(request.function.__doc__ or "")
