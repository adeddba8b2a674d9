"""`socioeco methode`: the method as linked HTML pages in a folder."""

import argparse
import sys
from pathlib import Path

from socioeco.cli.files import write
from socioeco.cli.parser import OK, USAGE
from socioeco.cli.screen import emit
from socioeco.report.methode import write_pages

REFUSALS: tuple[type[Exception], ...] = ()


def run(options: argparse.Namespace) -> int:
    """Stops at the first page that cannot be written: the others would not be either."""
    folder = Path(options.dossier)
    pages = write_pages()
    for name, text in pages.items():
        if not write(folder / name, text.encode()):
            return USAGE
    emit(f"{len(pages)} pages écrites dans {folder}\u00a0: ouvrez index.html.\n", sys.stdout)
    return OK
