"""Words of a paragraph: bold, italic, and blanks to fill in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from socioeco.formats import typographie
from trajectoires.content.fields import Fault
from trajectoires.kit.models.templates.keys import known_keys

_BLANK = r"\[\[[^\[\]\n]*\]\]"
# A star between two digits is a star: 12156*06.
_TOKEN = re.compile(
    rf"\\(?P<escaped>[\\*\[\]|>#-])|(?P<blank>{_BLANK})|(?P<bold>\*\*)|(?P<italic>(?<!\d)\*|\*(?!\d))"
)
_BAR = re.compile(rf"{_BLANK}|\\\||(?P<bar>\|)")


@dataclass(frozen=True)
class Words:
    text: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True)
class Blank:
    """What is to be written there; `key` says what may write it, and is empty when nothing can."""

    key: str
    label: str
    is_bold: bool = False
    is_italic: bool = False


Run = Words | Blank
Runs = tuple[Run, ...]


def read_runs(text: str, line: int, faults: list[Fault]) -> Runs:
    """Read the words of one paragraph, of one cell. Every fault is added."""
    runs: list[Run] = []
    styles = {"bold": False, "italic": False}
    place = 0
    for found in _TOKEN.finditer(text):
        _add(runs, text[place : found.start()], styles)
        place = found.end()
        kind = found.lastgroup or ""
        if kind == "escaped":
            _add(runs, found["escaped"], styles)
        elif kind == "blank":
            runs.append(_blank(found["blank"][2:-2], line, faults, styles))
        else:
            styles[kind] = not styles[kind]
    _add(runs, text[place:], styles)
    if any(styles.values()):
        faults.append(Fault(line, "Un gras ou un italique ne se ferme pas.", "Ajoutez l’étoile qui manque."))
    if any(isinstance(run, Words) and ("[[" in run.text or "]]" in run.text) for run in runs):
        remedy = "Un blanc s’écrit [[clé|ce qu’on y met]], ou [[|ce qu’on y met]], sur une seule ligne."
        faults.append(Fault(line, "Un blanc n’est pas écrit comme il faut.", remedy))
    return tuple(map(_with_typography, runs))


def _with_typography(run: Run) -> Run:
    if isinstance(run, Blank):
        return replace(run, label=typographie(run.label))
    return replace(run, text=typographie(run.text))


def _add(runs: list[Run], text: str, styles: dict[str, bool]) -> None:
    """What follows in the same style is one run."""
    if not text:
        return
    last = runs[-1] if runs else None
    if isinstance(last, Words) and (last.is_bold, last.is_italic) == tuple(styles.values()):
        runs[-1] = Words(last.text + text, last.is_bold, last.is_italic)
    else:
        runs.append(Words(text, styles["bold"], styles["italic"]))


def _blank(written: str, line: int, faults: list[Fault], styles: dict[str, bool]) -> Blank:
    key, bar, label = (part.strip() for part in written.partition("|"))
    if not bar or not label:
        faults.append(
            Fault(
                line, f"Le blanc « {written} » ne dit pas ce qu’on y met.", "Écrivez [[clé|ce qu’on y met]]."
            )
        )
    elif key and key not in known_keys():
        faults.append(
            Fault(
                line,
                f"La clé « {key} » n’existe pas.",
                "L’aide de l’éditeur et docs/contenu.md les donnent ; sinon, [[|…]].",
            )
        )
    return Blank(key, label, styles["bold"], styles["italic"])


def split_cells(line: str) -> list[str]:
    """The cells of a line of a table; the bar of a blank, or one behind a backslash, splits nothing."""
    cells, place = [], 0
    inner = line.strip().removeprefix("|")
    inner = inner.removesuffix("|")
    for bar in (found.start() for found in _BAR.finditer(inner) if found["bar"]):
        cells.append(inner[place:bar].strip())
        place = bar + 1
    return [*cells, inner[place:].strip()]


def blanks_of(runs: Runs) -> Iterator[Blank]:
    yield from (run for run in runs if isinstance(run, Blank))
