"""What a page is made of: one module a family of blocks."""

from trajectoires.content.blocks.body import LONGEST_BRIEF, PROSE, BodyBlock, FigureBlock
from trajectoires.content.blocks.entries import EntryBlock, StepBlock
from trajectoires.content.blocks.grids import as_grid, grid_faults, rows_of
from trajectoires.content.blocks.images import WordedImageBlock

__all__ = [
    "LONGEST_BRIEF",
    "PROSE",
    "BodyBlock",
    "EntryBlock",
    "FigureBlock",
    "StepBlock",
    "WordedImageBlock",
    "as_grid",
    "grid_faults",
    "rows_of",
]
