"""A page's body as lines of a file, to and from blocks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trajectoires.content.loader.frames import FRAMES, Frame, Inside
from trajectoires.content.loader.problems import Problems
from trajectoires.content.loader.prose import Prose, parse_prose, print_prose
from trajectoires.content.loader.rich_text import from_html, to_html

_BY_NAME = {frame.name: frame for frame in FRAMES}
_BY_TYPE = {frame.block_type: frame for frame in FRAMES}
_RICH_KEYS = {"callout": "body", "definition": "answer"}


@dataclass(frozen=True)
class Block:
    """A block and its value; rich texts inside are `Prose`."""

    type: str
    value: Any


# --- reading a file -----------------------------------------------------------------------------------------


def parse_body(lines: Sequence[str], first_line: int, problems: Problems) -> list[Block]:
    """Read the lines that follow the front matter. Every problem is added; what could be read is returned."""
    reader = _Reader(lines, first_line, problems)
    return list(reader.read())


class _Reader:
    def __init__(self, lines: Sequence[str], first_line: int, problems: Problems) -> None:
        self._lines = [line.rstrip(" \t") for line in lines]
        self._first_line = first_line
        self._problems = problems
        self._index = 0

    def read(self) -> Iterable[Block]:
        while self._index < len(self._lines):
            line = self._lines[self._index]
            if line.startswith(":::"):
                yield from self._read_frame()
            elif line.startswith("## "):
                yield Block("heading", line[3:].strip())
                self._index += 1
            else:
                yield from self._read_text()

    def _read_text(self) -> Iterable[Block]:
        start = self._index
        while self._index < len(self._lines) and not self._lines[self._index].startswith((":::", "## ")):
            self._index += 1
        prose = parse_prose(self._lines[start : self._index], self._first_line + start, self._problems)
        if prose.nodes:
            yield Block("text", prose)

    def _read_frame(self) -> Iterable[Block]:
        opening, start = self._lines[self._index], self._index
        frame = _BY_NAME.get(opening[3:].strip())
        self._index += 1
        inner = self._take_until_close(start)
        if frame is None:
            self._problems.add(
                self._first_line + start,
                f"Le cadre « {opening[3:].strip()} » n’existe pas.",
                f"Choisissez : {', '.join(_BY_NAME)}.",
            )
            return
        inside = self._split(frame, inner, self._first_line + start + 1)
        yield Block(frame.block_type, frame.read(inside, self._problems))

    def _take_until_close(self, start: int) -> list[str]:
        inner: list[str] = []
        while self._index < len(self._lines):
            line = self._lines[self._index]
            self._index += 1
            if line == ":::":
                return inner
            inner.append(line)
        self._problems.add(
            self._first_line + start, "Ce cadre ne se ferme pas.", "Ajoutez une ligne « ::: » à sa fin."
        )
        return inner

    def _split(self, frame: Frame, inner: list[str], number: int) -> Inside:
        known = (*frame.required_keys, *frame.optional_keys)
        if not known:
            return Inside({}, inner, number)
        if "---" not in inner:
            remedy = f"Écrivez les clés ({', '.join(known)}), une ligne « --- », puis le contenu."
            self._problems.add(
                number, "Ce cadre commence par des clés, et leur fin n’est pas marquée.", remedy
            )
            return Inside({}, inner, number)
        end = inner.index("---")
        keys = self._read_keys(inner[:end], number, known)
        for missing in (key for key in frame.required_keys if not keys.get(key)):
            self._problems.add(
                number, f"La clé « {missing} » manque.", f"Ajoutez « {missing}: » au début du cadre."
            )
        return Inside(keys, inner[end + 1 :], number + end + 1)

    def _read_keys(self, lines: Sequence[str], number: int, known: tuple[str, ...]) -> dict[str, str]:
        keys = {}
        for position, line in enumerate(lines, number):
            key, colon, value = line.partition(":")
            if not colon or key.strip() not in known:
                self._problems.add(
                    position, f"« {line} » n’est pas une clé de ce cadre.", f"Clés : {', '.join(known)}."
                )
            keys[key.strip()] = value.strip()
        return keys


# --- writing a file -----------------------------------------------------------------------------------------


def print_body(blocks: Sequence[Block]) -> str:
    """Write blocks, a blank line between two. Two texts that follow each other become one."""
    return "\n\n".join("\n".join(_print_block(block)) for block in blocks if _is_filled(block))


def _is_filled(block: Block) -> bool:
    return bool(block.value.nodes if block.type == "text" else block.value)


def _print_block(block: Block) -> list[str]:
    if block.type == "heading":
        return [f"## {block.value}"]
    if block.type == "text":
        return print_prose(block.value)
    return _print_frame(_BY_TYPE[block.type], block.value)


def _print_frame(frame: Frame, value: Any) -> list[str]:
    written = frame.write(value)
    keys = [f"{key}: {text}" for key, text in written.keys.items() if text]
    return [f"::: {frame.name}", *keys, *(["---"] if keys else []), *written.lines, ":::"]


# --- Wagtail's own form -------------------------------------------------------------------------------------


def to_stream(blocks: Iterable[Block], page_ids: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the raw value of a StreamField."""
    return [{"type": block.type, "value": _to_raw(block.value, page_ids)} for block in blocks]


def _to_raw(value: Any, page_ids: Mapping[str, int]) -> Any:
    if isinstance(value, Prose):
        return to_html(value, page_ids)
    if isinstance(value, dict):
        return {key: _to_raw(inner, page_ids) for key, inner in value.items()}
    return value


def from_stream(raw: Iterable[Mapping[str, Any]], addresses: Mapping[int, str]) -> list[Block]:
    """Read the raw value of a StreamField; lines are tidied as a file would have them."""
    return [Block(block["type"], _from_raw(block["type"], block["value"], addresses)) for block in raw]


def _from_raw(block_type: str, value: Any, addresses: Mapping[int, str]) -> Any:
    if block_type == "text":
        return from_html(value, addresses)
    if block_type in {"table", "figure"}:
        return {
            **{key: _one_line(text) for key, text in value.items() if key != "grid"},
            "grid": value["grid"],
        }
    rich_key = _RICH_KEYS.get(block_type)
    return (
        {
            key: from_html(inner, addresses) if key == rich_key else _tidy(inner)
            for key, inner in value.items()
        }
        if rich_key
        else _tidy(value)
    )


def _tidy(value: Any) -> Any:
    """Take list items out of Wagtail's envelopes, and bring each text to one line."""
    if isinstance(value, str):
        return _one_line(value)
    if isinstance(value, list):
        items = [
            _tidy(item["value"] if isinstance(item, dict) and item.get("type") == "item" else item)
            for item in value
        ]
        return [item for item in items if item]
    if isinstance(value, dict):
        return {key: _tidy(inner) for key, inner in value.items()}
    return "" if value is None else value


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split(" ")).replace("\r", "").replace("\n", " ").strip()
