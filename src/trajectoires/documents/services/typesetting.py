"""Typeset a tagged PDF. What is written in it travels as data: no text is ever pasted into markup."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

_SHARED = Path(__file__).parent.parent / "typst"
_LAYOUT = "document.typ"
_LOGO = Path(__file__).parents[2] / "ui" / "static" / "ui" / "logo.svg"


def typeset(
    template: Path, *, values: Mapping[str, Any], now: datetime, files: Mapping[str, bytes] | None = None
) -> bytes:
    """A PDF that declares PDF/UA-1, with its tags; the same values give the same bytes at the same time.

    The template reads `values` with `#import "document.typ": values`, and `files` (images) by their names.
    Nothing of the machine is read: no font, no package, no other file. A fault of the template raises
    `typst.TypstError`, and so does an image without alternative text: both are ours, not the reader's.
    """
    sources = {"main.typ": template.read_bytes(), _LAYOUT: _read(_SHARED / _LAYOUT), "logo.svg": _read(_LOGO)}
    # The fonts are few and ours: nothing is looked for in the machine.
    compiled: bytes = typst.compile(  # type: ignore[call-overload]  # its stub does not know several sources
        {**sources, **(files or {})},
        font_paths=[_SHARED / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"values": json.dumps(values)},
        pdf_standards=["ua-1"],
        timestamp=now,
    )
    return compiled


@cache
def _read(path: Path) -> bytes:
    return path.read_bytes()
