"""Typeset a tagged PDF. What is written in it travels as data: no text is ever pasted into markup."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

_SHARED = Path(__file__).parent.parent / "typst"
_CHILD = Path(__file__).parent / "typst_child.py"
_MAIN = "main.typ"
_LAYOUTS = ("document.typ", "nodes.typ")
_LOGO = Path(__file__).parents[2] / "ui" / "static" / "ui" / "logo.svg"
_LONGEST_SECONDS = 20  # the longest course takes two


def typeset(
    template: Path, *, values: Mapping[str, Any], now: datetime, files: Mapping[str, bytes] | None = None
) -> bytes:
    """A PDF that declares PDF/UA-1, with its tags; the same values give the same bytes at the same time.

    The template reads `values` with `#import "document.typ": values`, and `files` (images) by their names; it draws
    what `compose` made of a page with `#import "nodes.typ": draw`.
    Nothing of the machine is read: no font, no package, no other file. A fault of the template raises
    `typst.TypstError`, and so do an image without alternative text, a sign that no font of ours writes, and more
    than twenty seconds: the reader may be told of the sign only.
    """
    layouts = {name: _read(_SHARED / name) for name in _LAYOUTS}
    sources = {_MAIN: template.read_bytes(), **layouts, "logo.svg": _read(_LOGO), **(files or {})}
    with TemporaryDirectory(prefix="document-") as folder:
        for name, content in sources.items():
            Path(folder, name).write_bytes(content)
        return _compile(folder, values, now)


def _compile(folder: str, values: Mapping[str, Any], now: datetime) -> bytes:
    """In a process of its own, whose memory comes back; the fonts are few and ours."""
    order = {
        "folder": folder,
        "main": _MAIN,
        "fonts": str(_SHARED / "fonts"),
        "values": json.dumps(values),
        "timestamp": int(now.timestamp()),
    }
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_CHILD)],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=_LONGEST_SECONDS,
            check=True,
        )
    except subprocess.CalledProcessError as fault:
        raise _refusal(fault.stderr.decode(errors="replace").strip()) from fault
    except subprocess.TimeoutExpired as fault:
        raise _refusal(f"{_LONGEST_SECONDS} seconds were not enough") from fault
    return done.stdout


def _refusal(message: str) -> typst.TypstError:
    return typst.TypstError(message, message)


@cache
def _read(path: Path) -> bytes:
    return path.read_bytes()
