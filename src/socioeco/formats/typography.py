"""French typography of a plain string, at render time: stored text keeps what people typed."""

from __future__ import annotations

from collections.abc import Sequence

from socioeco.formats.spacing import french_signs, french_spaces, hide_protected


def typographie(text: str) -> str:
    """Give a plain string its French spaces, quotes and apostrophes.

    Only spaces, straight apostrophes and straight double quotes change; applying it twice changes nothing
    more. Addresses (URL, e-mail), code between backquotes and times (14:30) are left alone.
    """
    return "".join(typeset(text, hide_protected(text)))


def typeset(sources: Sequence[str], visible: str) -> list[str]:
    """Return the sources with French typography, one item for one item.

    `visible` holds the character by which the rules see each source. A source is replaced only where a rule
    changes its character; a space to insert is put before the source it precedes, a space removed leaves an
    empty item.
    """
    signs = french_signs(visible)
    cells = [
        source if seen == sign else sign for source, seen, sign in zip(sources, visible, signs, strict=True)
    ]
    inserted: dict[int, str] = {}
    for edit in french_spaces(signs):
        if edit.start == edit.end:
            inserted[edit.start] = edit.space
            continue
        cells[edit.start : edit.end] = [edit.space, *[""] * (edit.end - edit.start - 1)]
    return [inserted.get(index, "") + cell for index, cell in enumerate(cells)]
