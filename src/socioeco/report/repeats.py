"""Figures made of the same lines write them once: the others lead there. Without it, a page is twice as long."""

from collections.abc import Iterable
from dataclasses import replace

from socioeco.indicators import SourceLine
from socioeco.report.document import Block, Lines, Opening, Section, See

FEW = 4  # so few lines are quicker to read again than to go and look for
SAME = "Les mêmes lignes sont plus haut\u00a0: {title}"
Shown = dict[tuple[SourceLine, ...], tuple[str, str]]  # lines: the anchor and the title of what opens on them


def without_repeats(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The same sections. Lists of lines that stand in no opening are left as they are."""
    shown: Shown = {}
    return tuple(
        replace(section, blocks=tuple(_block(block, shown) for block in section.blocks))
        for section in sections
    )


def _block(block: Block, shown: Shown) -> Block:
    if not isinstance(block, Opening):
        return block
    return replace(block, blocks=tuple(_inside(each, block, shown) for each in block.blocks))


def _inside(block: Block, opening: Opening, shown: Shown) -> Block:
    if not isinstance(block, Lines) or len(block.sources) <= FEW:
        return _block(block, shown)
    first = shown.setdefault(block.sources, (opening.anchor, block.caption))
    return block if first == (opening.anchor, block.caption) else See(SAME.format(title=first[1]), first[0])
