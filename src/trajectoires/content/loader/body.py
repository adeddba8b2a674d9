"""A page's body as lines of a file, to and from blocks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from trajectoires.content.loader.frames import FRAMES, Frame, Inside
from trajectoires.content.loader.names import FIGURE, IMAGE, PAGE, Names, Reference
from trajectoires.content.loader.problems import Problems
from trajectoires.content.loader.prose import Prose, parse_prose, print_prose
from trajectoires.content.loader.rich_text import from_html, to_html

_NAMES = tuple(dict.fromkeys(frame.name for frame in FRAMES))
_BY_TYPE = {frame.block_type: frame for frame in FRAMES}
_RICH_KEYS = {"callout": "body", "definition": "answer"}


@dataclass(frozen=True)
class Block:
    """A block and its value; rich texts inside are `Prose`, what it names elsewhere are references."""

    type: str
    value: Any
    line: int = field(default=0, compare=False)


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
        self._index += 1
        inner = self._take_until_close(start)
        frame = _frame_of(opening[3:].strip(), inner)
        if frame is None:
            self._problems.add(
                self._first_line + start,
                f"Le cadre « {opening[3:].strip()} » n’existe pas.",
                f"Choisissez : {', '.join(_NAMES)}.",
            )
            return
        inside = self._split(frame, inner, self._first_line + start + 1)
        yield Block(frame.block_type, frame.read(inside, self._problems), self._first_line + start)

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
        if not frame.has_content:
            return Inside(self._read_keys(inner, number, frame), [], number)
        if "---" not in inner:
            remedy = f"Écrivez les clés ({', '.join(known)}), une ligne « --- », puis le contenu."
            self._problems.add(
                number, "Ce cadre commence par des clés, et leur fin n’est pas marquée.", remedy
            )
            return Inside({}, inner, number)
        end = inner.index("---")
        keys = self._read_keys(inner[:end], number, frame)
        return Inside(keys, inner[end + 1 :], number + end + 1)

    def _read_keys(self, lines: Sequence[str], number: int, frame: Frame) -> dict[str, str]:
        known, keys = (*frame.required_keys, *frame.optional_keys), {}
        for position, line in enumerate(lines, number):
            key, colon, value = line.partition(":")
            if not colon or key.strip() not in known:
                self._problems.add(
                    position, f"« {line} » n’est pas une clé de ce cadre.", f"Clés : {', '.join(known)}."
                )
            keys[key.strip()] = value.strip()
        for missing in (key for key in frame.required_keys if not keys.get(key)):
            self._problems.add(
                number, f"La clé « {missing} » manque.", f"Ajoutez « {missing}: » au début du cadre."
            )
        return keys


def _frame_of(name: str, inner: Sequence[str]) -> Frame | None:
    """Two frames may share a name: the one without content is known by the key that it needs."""
    frames = [frame for frame in FRAMES if frame.name == name]
    bare = (frame for frame in frames if not frame.has_content)
    chosen = (frame for frame in bare if any(line.startswith(f"{frame.required_keys[0]}:") for line in inner))
    return next(chosen, frames[0] if frames else None)


# --- writing a file -----------------------------------------------------------------------------------------


def print_body(blocks: Sequence[Block]) -> str:
    """Write blocks, a blank line between two. Two texts that follow each other become one."""
    return "\n\n".join("\n".join(_print_block(block)) for block in blocks if _is_filled(block))


def _is_filled(block: Block) -> bool:
    """What an editor deleted elsewhere is no longer shown, and not written."""
    if block.type == "text":
        return bool(block.value.nodes)
    reference = block.value["image"]["image"] if block.type == "image" else block.value
    return bool(reference.name if isinstance(reference, Reference) else reference)


def _print_block(block: Block) -> list[str]:
    if block.type == "heading":
        return [f"## {block.value}"]
    if block.type == "text":
        return print_prose(block.value)
    return _print_frame(_BY_TYPE[block.type], block.value)


def _print_frame(frame: Frame, value: Any) -> list[str]:
    written = frame.write(value)
    keys = [f"{key}: {text}" for key, text in written.keys.items() if text]
    return [
        f"::: {frame.name}",
        *keys,
        *(["---"] if keys and frame.has_content else []),
        *written.lines,
        ":::",
    ]


# --- Wagtail's own form -------------------------------------------------------------------------------------


def to_stream(blocks: Iterable[Block], names: Names) -> list[dict[str, Any]]:
    """Return the raw value of a StreamField."""
    return [{"type": block.type, "value": _to_raw(block.value, names)} for block in blocks]


def _to_raw(value: Any, names: Names) -> Any:
    if isinstance(value, Prose):
        return to_html(value, names.keys_of(PAGE))
    if isinstance(value, Reference):
        return names.key_of(value)
    if isinstance(value, dict):
        return {key: _to_raw(inner, names) for key, inner in value.items()}
    return value


def from_stream(raw: Iterable[Mapping[str, Any]], names: Names) -> list[Block]:
    """Read the raw value of a StreamField; lines are tidied as a file would have them."""
    return [Block(block["type"], _from_raw(block["type"], block["value"], names)) for block in raw]


def _from_raw(block_type: str, value: Any, names: Names) -> Any:
    if block_type == "text":
        return from_html(value, names.names_of(PAGE))
    if block_type == "shared_figure":
        return Reference(FIGURE, names.name_of(FIGURE, value))
    if block_type == "image":
        image = {**value["image"], "image": Reference(IMAGE, names.name_of(IMAGE, value["image"]["image"]))}
        return _tidy({**value, "image": image})
    if block_type in {"table", "figure"}:
        return {
            **{key: _one_line(text) for key, text in value.items() if key != "grid"},
            "grid": value["grid"],
        }
    rich_key = _RICH_KEYS.get(block_type)
    return (
        {
            key: from_html(inner, names.names_of(PAGE)) if key == rich_key else _tidy(inner)
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
