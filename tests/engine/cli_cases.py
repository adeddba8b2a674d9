"""What the tests of the command share: a small FEC, ten typed lines, the command in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

from .conftest import write_fec

SOURCE = Path(__file__).parents[2] / "src"
GOOD = """
    BQ | 1 | 20250305 | 512000 | Banque      | 1250,50 | 0,00
    BQ | 1 | 20250305 | 756000 | Cotisations | 0,00    | 1250,50
"""
BAD = GOOD.replace("1250,50 | 0,00", "1250,00 | 0,00")
TYPED = {
    "format": 1,
    "ouvert_le": "2025-01-01",
    "clos_le": "2025-12-31",
    "lignes": {"cotisations": 100_000, "depenses": 80_000},
}


def write(folder, table=GOOD, name="123456782FEC20251231.txt"):
    """A FEC in the folder; its path, as a command takes it."""
    path = folder / name
    path.write_text(write_fec(table), encoding="utf-8")
    return str(path)


def run(*arguments, **options):
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE), **options},
    )
