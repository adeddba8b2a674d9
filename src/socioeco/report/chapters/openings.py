"""How a figure opens: its anchor, its lines, what must be said beside it."""

import re

from socioeco.indicators import SourceLine
from socioeco.report.document import Block, Lines, Opening, Text
from socioeco.report.wording import remark, write_value
from socioeco.typologies import Signal
from socioeco.values import Value

NO_LINE = "Aucune ligne\u00a0: rien n’est écrit à ce titre."


def slug(*parts: str) -> str:
    """An anchor: letters, digits and dashes."""
    return "-".join(re.sub(r"[^0-9a-zA-Z_]+", "-", part).strip("-") for part in parts)


def lines(caption: str, sources: tuple[SourceLine, ...]) -> tuple[Block, ...]:
    return (Lines(caption=caption, sources=sources),) if sources else ()


def said(value: Value[int]) -> tuple[Block, ...]:
    """The reason or the reservation of a value, when it has one."""
    text = remark(value)
    return (Text(text, is_caution=True),) if text else ()


def opened(
    anchor: str, title: str, value: Value[int], sources: tuple[SourceLine, ...], *, is_deep: bool = True
) -> Opening:
    """An amount, its lines, and what must be said of it."""
    found = lines(f"{title}\u00a0: les lignes", sources)
    blocks = (*said(value), *found)
    return Opening(
        anchor=anchor,
        title=title,
        value=write_value(value, "euros", decimals=2),
        blocks=blocks or (Text(NO_LINE),),
        is_deep=is_deep,
    )


def signal_blocks(side: str, signal: Signal, anchor: str, *, is_deep: bool = False) -> tuple[Block, ...]:
    """A signal: a sentence, that opens on its share when it comes from one."""
    text = f"{side}\u00a0: {signal.texte}"
    if signal.part is None:
        return (Text(text),)
    note: tuple[Block, ...] = (Text(remark(signal.part), is_caution=True),) if remark(signal.part) else ()
    return (
        Opening(
            anchor=anchor,
            title=text.removesuffix("."),
            value=write_value(signal.part, "part"),
            blocks=(*note, *lines("Les lignes de cette part", signal.sources)),
            is_deep=is_deep,
        ),
    )
