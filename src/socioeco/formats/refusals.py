"""The answer given when a typed value cannot be read: a value, never an exception."""

from __future__ import annotations

from dataclasses import dataclass

from socioeco.formats.typography import typographie

_SHOWN = 40  # a pasted page is not repeated whole in its error message


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a typed value was refused.

    `code` is stable and made for programs; `message` is one or two French sentences for the person who typed,
    saying what is wrong and what to write instead. `text` is what was typed.
    """

    code: str
    text: str
    message: str

    def __str__(self) -> str:
        return self.message


def refuse(code: str, text: str, message: str, **values: object) -> Refusal:
    """Build a refusal; `{text}` in the message is what was typed, shortened, its own spacing kept."""
    typed = text.strip()
    shown = typed if len(typed) <= _SHOWN else f"{typed[:_SHOWN]}…"
    return Refusal(code=code, text=text, message=typographie(message).format(text=shown, **values))
