"""Chapters of the engine's own report, laid out for ours: words, tables and drawings, without what only a screen opens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from socioeco.benchmarks import applicable_reperes, sources
from socioeco.charts import Chart
from socioeco.formats import format_date
from socioeco.report.analysis import Analysis
from socioeco.report.chapters.benchmarks import benchmarks
from socioeco.report.chapters.changes import changes
from socioeco.report.chapters.path import path
from socioeco.report.document import Block, Drawing, Figure, Grid, Items, Lines, Opening, Section, See
from socioeco.report.methode import Page
from trajectoires.trajectories.presenters.analysis import analysis_of, restated
from trajectoires.trajectories.presenters.levers import present_levers
from trajectoires.trajectories.presenters.method import SectionView, lay_out
from trajectoires.trajectories.selectors import Work

COLUMN = "\u00a0: "
MOST_COLUMNS = 6
MOST_SIGNS = 60  # of the names of columns, side by side


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapters:
    """Each as a section, None when it has nothing to say of these years. `drawings` are those of the path."""

    levers: SectionView | None
    path: SectionView | None
    changes: SectionView | None
    benchmarks: SectionView | None
    drawings: list[Any]
    sources: list[str]


def present_chapters(work: Work, *, beside: Chart | None, is_short: bool, hides_salaries: bool) -> Chapters:
    """Those of a short report are the levers and the drawings of the path. `work` hides already what it hides.

    `beside` is the drawing of what is not money.
    """
    analysis = restated(analysis_of(work), hides_salaries=hides_salaries)
    trail = path(analysis)
    return Chapters(
        levers=_laid_out(shallow(present_levers(work.exercices, beside=beside))),
        path=None if is_short else _laid_out(shallow(trail)),
        changes=None if is_short else _laid_out(shallow(changes(analysis))),
        benchmarks=None if is_short else _laid_out(brief(benchmarks(analysis))),
        drawings=[block.chart for block in trail.blocks if isinstance(block, Drawing)] if trail else [],
        sources=[] if is_short else list(_sources(analysis)),
    )


def _sources(analysis: Analysis) -> Iterator[str]:
    """What the published tables were read from, once each."""
    if not analysis.exercices:
        return
    found = [each.repere for each in applicable_reperes(analysis.exercices[-1].postes) if each.est_applicable]
    keys = dict.fromkeys(key for repere in found for colonne in repere.colonnes for key in colonne.sources)
    for each in map(sources().__getitem__, keys):
        yield f"{each.editeur}, {each.titre}, lu le {format_date(each.lu_le)}, {each.url}"


# --- for paper ------------------------------------------------------------------------------------------------


def _laid_out(section: Section | None) -> SectionView | None:
    if section is None:
        return None
    blocks = tuple(on_paper(section.blocks))
    page = Page(slug="", group="", title="", lede="", sections=(replace(section, blocks=blocks),))
    return lay_out(page).sections[0]


def shallow(section: Section | None) -> Section | None:
    """Without the openings that a terminal does not show either: their amounts stand in the tables."""
    if section is None:
        return None
    return replace(section, blocks=tuple(_without_deep(section.blocks)))


def _without_deep(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if not isinstance(block, Opening):
            yield block
        elif not block.is_deep:
            yield replace(block, blocks=tuple(_without_deep(block.blocks)))


def brief(section: Section | None) -> Section | None:
    """Of each table: its figures, whom it is about, how it counts, what to keep in mind. Its sources stand at the end."""
    return replace(section, blocks=tuple(_without_sources(section.blocks))) if section else None


def _without_sources(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if not isinstance(block, Opening):
            yield block
        elif any(isinstance(each, Grid) for each in block.blocks):
            yield replace(block, blocks=tuple(_of_table(block.blocks)))
        else:
            yield replace(block, blocks=tuple(_without_sources(block.blocks)))


def _of_table(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if not isinstance(block, Opening):
            yield block
        else:
            yield from (Items(_once(each.items)) for each in block.blocks if isinstance(each, Items))


def _once(items: Sequence[str]) -> tuple[str, ...]:
    """Remarks that differ only by the column that they are about are made once."""
    return tuple({each.rpartition(COLUMN)[2]: each for each in reversed(items)}.values())[::-1]


def on_paper(blocks: Sequence[Block]) -> Iterator[Block]:
    """No line of account, which the report has in its own place, and no figure that would lead to one."""
    for block in blocks:
        if isinstance(block, Lines | See):
            continue
        if isinstance(block, Grid):
            yield _grid(block)
        elif isinstance(block, Opening):
            inner = tuple(on_paper(block.blocks))
            if inner:
                yield replace(block, blocks=inner)
        else:
            yield block


def _grid(grid: Grid) -> Grid:
    """Its figures as words. A table of many columns is turned: they would not hold side by side on paper."""
    rows = tuple(tuple(map(_plain, row)) for row in grid.rows)
    header = grid.header
    if len(header) > MOST_COLUMNS and not grid.is_words:
        header, *rows = zip(*(header, *rows), strict=True)
        rows = tuple(rows)
    is_wide = sum(map(len, header[1:])) > MOST_SIGNS
    return replace(grid, header=header, rows=rows, is_words=grid.is_words or is_wide)


def _plain(cell: str | Figure) -> str:
    return cell.text if isinstance(cell, Figure) else cell
