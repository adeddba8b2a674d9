"""The chapters of the engine on the result page: the three levers, the path, what is published. Every figure opens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from socioeco.charts import Chart
from socioeco.report.chapters.benchmarks import DOUBTFUL, benchmarks
from socioeco.report.chapters.triangle import triangle
from socioeco.report.document import Block, Drawing, Grid, Lines, Opening, Section, See
from trajectoires.trajectories.presenters.analysis import analysis_of
from trajectoires.trajectories.presenters.blocks import BlockView, SectionView, lay_out_blocks
from trajectoires.trajectories.presenters.chapters import brief, on_paper, shallow
from trajectoires.trajectories.presenters.levers import present_levers
from trajectoires.trajectories.presenters.lines import Ledger
from trajectoires.trajectories.selectors import Work

SEEN = "Voir ces lignes, déjà détaillées dans la page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Each None when there is nothing to say of these exercices."""

    levers: SectionView | None
    path: SectionView | None
    benchmarks: SectionView | None


def present_reading(
    work: Work, ledger: Ledger, *, beside: Chart | None, may_answer: bool, is_short: bool = False
) -> Reading:
    """`work` hides already what it hides; `may_answer` leads to the questions; a short one is a few printed pages."""
    analysis = analysis_of(work)
    levers = present_levers(work.exercices, beside=beside, may_answer=may_answer)
    path, published = triangle(analysis), benchmarks(analysis)
    if is_short:
        levers, path, published = shallow(levers), shallow(path), brief(_sure(published))
    return Reading(
        levers=_view_of(levers, ledger, is_short=is_short),
        path=_view_of(path, ledger, is_short=is_short),
        benchmarks=_view_of(published, ledger, is_short=is_short),
    )


def _view_of(section: Section | None, ledger: Ledger, *, is_short: bool) -> SectionView | None:
    if section is None:
        return None
    blocks = on_paper(section.blocks) if is_short else _once(section.blocks, ledger, section.anchor)
    return SectionView(anchor=section.anchor, title=section.title, blocks=_laid_out(tuple(blocks)))


def _sure(section: Section | None) -> Section | None:
    """Without the tables that may not be about this organisation: they are read on the page."""
    if section is None:
        return None
    kept = (each for each in section.blocks if not (isinstance(each, Opening) and each.anchor == DOUBTFUL))
    return replace(section, blocks=tuple(kept))


def _once(blocks: Sequence[Block], ledger: Ledger, anchor: str) -> Iterator[Block]:
    """Lines that the page shows already lead there; a brief page shows none."""
    for block in blocks:
        if isinstance(block, Opening):
            yield replace(block, blocks=tuple(_once(block.blocks, ledger, block.anchor)))
        elif not isinstance(block, Lines):
            yield block
        elif found := ledger.lines(block.sources, anchor=anchor):
            yield See(SEEN, found.seen_at) if found.seen_at else block


def _laid_out(blocks: Sequence[Block]) -> list[BlockView]:
    """A drawing takes the table whose numbers open; what figures open on stands at the end, in one closed place."""
    kept = [each for each in blocks if not _is_deep(each)]
    is_drawn = any(isinstance(each, Drawing) for each in kept)
    table = next((each for each in kept if isinstance(each, Grid)), None) if is_drawn else None
    views = [_view(each, table) for each in kept if each is not table]
    deep = [_view(each, None) for each in blocks if _is_deep(each)]
    return [*views, BlockView(kind="openings", block=None, shown=deep)] if deep else views


def _is_deep(block: Block) -> bool:
    return isinstance(block, Opening) and block.is_deep


def _view(block: Block, table: Grid | None) -> BlockView:
    (view,) = lay_out_blocks([block])
    if isinstance(block, Opening):
        return replace(view, shown=_laid_out(block.blocks))
    return replace(view, shown=lay_out_blocks([table])[0]) if isinstance(block, Drawing) and table else view
