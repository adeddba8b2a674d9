"""The two files that the engine is measured on: a lawful one of many lines, and the same made dirty.

Run as a command of its own, so that its memory is not counted as that of what is measured after it:
`moteur_fichiers.py FOLDER LINES` prints the two paths.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from socioeco.generator import (
    STORIES,
    Ecriture,
    Encoding,
    FecFormat,
    GeneratedExercice,
    generate_association,
    regime_for,
)

YEAR, SEED = 2025, 2025


def one_year() -> GeneratedExercice:
    """The books of the five stories as those of one association, for one calendar year: their accounts together."""
    books = [
        generate_association(
            story, seed=SEED, first_year=YEAR, years=1, size="grande", closing_month=12
        ).exercices[0]
        for story in STORIES
    ]
    entries = [entry for book in books for entry in book.ecritures if not _moves_money_inside(entry)]
    entries.sort(key=lambda entry: (entry.on, entry.journal != "AN"))
    first = books[0]
    return GeneratedExercice(
        siren=first.siren,
        opened_on=first.opened_on,
        closed_on=first.closed_on,
        regime=regime_for(first.opened_on),
        ecritures=tuple(entries),
    )


def _moves_money_inside(entry: Ecriture) -> bool:
    """Repeated entries are multiplied each by its own factor: the two halves of a transfer would not match any more."""
    return any(line.compte.startswith("58") for line in entry.lignes)


def build(folder: Path, lines: int) -> tuple[Path, Path]:
    """The lawful file and the dirty one, made once and kept."""
    plain, dirty = folder / f"lawful-{lines}", folder / f"dirty-{lines}"
    year = one_year()
    paths = plain / year.fec_name, dirty / year.fec_name
    if not all(path.exists() for path in paths):
        _write(paths[0], year.fec_chunks(FecFormat(), lines=lines))
        _write(paths[1], _dirty(year, "iso8859-15", lines))
    return paths


def _dirty(year: GeneratedExercice, encoding: Encoding, lines: int) -> Iterator[bytes]:
    """ISO 8859-15, and one carriage return too many at each line: only the streaming reader takes it."""
    for chunk in year.fec_chunks(FecFormat(encoding=encoding), lines=lines):
        yield chunk.replace(b"\r\n", b"\r\r\n")


def _write(path: Path, chunks: Iterator[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        file.writelines(chunks)
    partial.replace(path)


if __name__ == "__main__":
    print(*build(Path(sys.argv[1]), int(sys.argv[2])), sep="\n")
