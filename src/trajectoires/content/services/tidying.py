"""Bring files to the one way of writing."""

from pathlib import Path

from trajectoires.content.loader.files import canonical_text, is_canonical, list_files, read_files


def tidy_files(*, folder: Path) -> list[str]:
    """Rewrite the files that say the same otherwise; return their paths. One with a problem is left alone."""
    files = list_files(folder)
    documents, _ = read_files(files)
    odd = [file for file in files if file.path in documents and not is_canonical(file, documents[file.path])]
    for file in odd:
        (folder / file.path).write_text(canonical_text(documents[file.path]), encoding="utf-8")
    return [file.path for file in odd]
