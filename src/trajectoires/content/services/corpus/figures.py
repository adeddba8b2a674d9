"""Draw sentences that hold a figure, for somebody to read again against their source."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from trajectoires.content.loader.files import SourceFile, list_files

_YEAR_OR_ADDRESS = re.compile(r"\]\([^)]*\)|\b(?:19|20)\d\d\b")
_FIGURE = re.compile(r"\d{2,}|\d,\d|\d %")
_END = re.compile(r"(?<=[.!?]) ")


def draw_figures(*, folder: Path, count: int, seed: int) -> list[str]:
    """Return `count` sentences or rows of tables, each with its file: the same ones for the same files and seed."""
    found = [line for file in list_files(folder) for line in _figures_of(file)]
    return random.Random(seed).sample(found, min(count, len(found)))  # noqa: S311 - nothing is secret here


def _figures_of(file: SourceFile) -> Iterator[str]:
    """Those of the body, but for invented examples: a paragraph, or a whole frame."""
    is_framed = is_invented = False
    for line in file.text.partition("\n---\n")[2].splitlines():
        is_framed = (line.startswith(":::") and line != ":::") or (is_framed and line != ":::")
        is_invented = "inventé" in line or (is_invented and is_framed)
        if is_invented or line.startswith(("legende:", "source:")):
            continue
        for sentence in _END.split(line):
            if _FIGURE.search(_YEAR_OR_ADDRESS.sub("", sentence)):
                yield f"{file.path} : {sentence.strip()}"
