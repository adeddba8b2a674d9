"""The repository as these tests read it: files, rooms, arrows, syntax trees. No database is asked."""

import ast
import configparser
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}", re.DOTALL)
TEMPLATE_CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


@dataclass(frozen=True, eq=False)
class Source:
    """A Python file of `src`, outside migrations. `room` is empty for the engine."""

    path: Path
    room: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @property
    def strings(self) -> list[ast.Constant]:
        """Every string of the file but its docstrings."""
        bare = {id(node.value) for node in self.nodes if isinstance(node, ast.Expr)}
        return [
            node
            for node in self.nodes
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare
        ]

    def imports(self) -> Iterator[tuple[int, str]]:
        """Each imported name in full, with its line: `from a.b import c` is `a.b.c`."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)

    def at(self, line: int) -> str:
        return f"{self.path}:{line}"


@dataclass(frozen=True, eq=False)
class Template:
    """A template by the name Django knows it under; `code` has no comments, `markup` has no tags either."""

    path: Path
    room: str
    name: str
    text: str

    @cached_property
    def code(self) -> str:
        return TEMPLATE_COMMENT.sub("", self.text)

    @cached_property
    def markup(self) -> str:
        return TEMPLATE_CODE.sub(" ", self.code)

    def named_by(self, *tags: str) -> list[str]:
        """The templates that `{% extends "…" %}`, `{% include "…" %}` name literally."""
        return re.findall(rf"\{{%\s*(?:{'|'.join(tags)})\s+[\"']([^\"']+)[\"']", self.code)


class Repository:
    """Everything is read once, from the folder these tests stand in."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.portal = root / "src" / "trajectoires"
        self.engine = root / "src" / "socioeco"

    @cached_property
    def files(self) -> list[Path]:
        """Every file that a commit may hold, relative to the root: what .gitignore names is left out."""
        ignored = self._ignored()
        found = []
        for folder, folders, names in os.walk(self.root):
            folders[:] = [name for name in folders if name not in ignored]
            found += [(Path(folder) / name).relative_to(self.root) for name in names if name not in ignored]
        return sorted(path for path in found if path.suffix != ".pyc")

    def _ignored(self) -> set[str]:
        lines = (self.root / ".gitignore").read_text().split()
        return {".git", *(line.strip("/") for line in lines)}

    def read(self, path: str | Path) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Every file that is text, with its text."""
        for path in self.files:
            data = (self.root / path).read_bytes()
            if b"\0" not in data:
                yield path, data.decode("utf-8")

    @cached_property
    def sources(self) -> list[Source]:
        paths = [path for path in self.files if path.suffix == ".py" and path.parts[0] == "src"]
        return [
            Source(path, self._room(path), self.read(path))
            for path in paths
            if "migrations" not in path.parts
        ]

    @cached_property
    def templates(self) -> list[Template]:
        return [
            Template(path, self._room(path), "/".join(path.parts[4:]), self.read(path))
            for path in self.files
            if path.parts[:2] == ("src", "trajectoires") and path.parts[3:4] == ("templates",)
        ]

    @staticmethod
    def _room(path: Path) -> str:
        return path.parts[2] if path.parts[1] == "trajectoires" and len(path.parts) > 3 else ""

    @cached_property
    def rooms(self) -> set[str]:
        return {path.parent.name for path in self.portal.glob("*/__init__.py")}

    @cached_property
    def contracts(self) -> dict[str, configparser.SectionProxy]:
        parser = configparser.ConfigParser(comment_prefixes=("#",))
        parser.read(self.root / ".importlinter")
        prefix = "importlinter:contract:"
        return {
            name.removeprefix(prefix): parser[name] for name in parser.sections() if name.startswith(prefix)
        }

    def layers(self, contract: str) -> list[set[str]]:
        """The layers of a contract, highest first; brackets (not there yet) are dropped."""
        lines = self.contracts[contract]["layers"].strip().splitlines()
        return [set(re.findall(r"\w+", line)) for line in lines]

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {room: rank for rank, layer in enumerate(self.layers("rooms")) for room in layer}

    def may_reach(self, room: str, other: str) -> bool:
        """The arrow of docs/architecture.md: to itself, or to what is below; never beside, never above."""
        return room == other or self._ranks[other] > self._ranks[room]

    @cached_property
    def labels(self) -> dict[str, str]:
        """App label to room: a room whose name is taken by a library gives its app another label."""
        found = {}
        for room in self.rooms:
            apps = self.portal / room / "apps.py"
            if apps.exists():
                label = re.search(r"^\s+label = \"(\w+)\"", apps.read_text(), re.MULTILINE)
                found[label[1] if label else room] = room
        return found


@pytest.fixture(scope="session")
def repository() -> Repository:
    return Repository(ROOT)
