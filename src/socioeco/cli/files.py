"""Files named by the person: opened, read by the reader of their kind, written. Every failure is a French sentence."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from socioeco.cli.kinds import read_file
from socioeco.cli.screen import complain
from socioeco.readers import TypedExercice
from socioeco.readers.declared import FORMAT, read_postes_json
from socioeco.report.reading import Reading, of_declared, of_typed
from socioeco.report.reread import readings_of

HEAVIEST_JSON = 200_000_000  # bytes: far above any result, and under what a program can hold
NOT_JSON = "Le fichier {name} n’est pas du JSON lisible\u00a0: il s’arrête trop tôt, ou il est abîmé."
UNKNOWN_JSON = (
    "Le fichier {name} n’est ni un résultat écrit par --json, ni dix lignes saisies\u00a0: "
    "socioeco ne sait pas le lire."
)


class UnableToRead(Exception):
    """A file that cannot be opened, or that does not hold what it should: its message is for the person."""


def read_all(names: Sequence[str]) -> tuple[list[Reading], bool]:
    """What could be read, and whether every file could be. Each one that could not is told on stderr."""
    readings: list[Reading] = []
    is_whole = True
    for name in names:
        try:
            readings += read_one(Path(name))
        except UnableToRead as refusal:
            complain(str(refusal))
            is_whole = False
    return readings, is_whole


def read_one(path: Path) -> Sequence[Reading]:
    """The file, by the reader of its kind; a result of `--json` holds several. An anomaly is not an error."""
    if path.suffix.lower() == ".json":
        return _of_json(path)
    try:
        return (read_file(path),)
    except (OSError, ValueError) as error:
        raise UnableToRead(_refusal("ouvert", path, error)) from error


def _of_json(path: Path) -> Sequence[Reading]:
    data = read_json(path)
    if isinstance(data, dict) and data.get("format") == FORMAT:
        return (of_declared(read_postes_json(json.dumps(data).encode(), path.name)),)
    try:
        return readings_of(data)
    except ValueError:
        pass
    try:
        return (of_typed(path.name, TypedExercice.from_json(data)),)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnableToRead(UNKNOWN_JSON.format(name=path)) from error


def read_json(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            text = file.read(HEAVIEST_JSON)
    except (OSError, ValueError) as error:
        raise UnableToRead(_refusal("ouvert", path, error)) from error
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnableToRead(NOT_JSON.format(name=path)) from error


def write(path: Path, content: bytes) -> bool:
    """Replace the file, its folder made if it is missing. False, the reason told on stderr, when it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except (OSError, ValueError) as error:
        complain(_refusal("écrit", path, error))
        return False
    return True


REASONS = {
    FileNotFoundError: "il n’existe pas",
    IsADirectoryError: "c’est un dossier",
    NotADirectoryError: "un dossier de son chemin est un fichier",
    PermissionError: "vous n’en avez pas le droit",
    FileExistsError: "un fichier porte le nom de son dossier",
}


def _refusal(what: str, path: Path, error: Exception) -> str:
    reason = next((words for kind, words in REASONS.items() if isinstance(error, kind)), "")
    name = str(path).replace("\0", "")
    return f"Le fichier {name} ne peut pas être {what}" + (f"\u00a0: {reason}." if reason else ".")
