"""Resources by year: vertical stacked columns, totals above, names at the right when wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from socioeco.charts.columns_drawing import draw
from socioeco.charts.columns_plot import LARGE, SMALL, Content, Stack, View
from socioeco.charts.families import FAMILIES, Family, family, in_order, label_of, part_of
from socioeco.charts.model import Chart, Legend, Table, source_line, spoken
from socioeco.charts.scale import EUROS, NBSP, Unit, percent, unit_for
from socioeco.charts.svg import picture

NO_DATA: Final = "–"
NOT_TOLD: Final = "non calculable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A year: its label, and the centimes of each family; no amounts at all when its accounts are missing.

    `unknown` names the families that the accounts do not tell: the table says so, never zero.
    """

    label: str
    amounts: Mapping[str, int] | None
    unknown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A change of accounting rules: the label of the first year under the new ones, and a French sentence."""

    before: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    columns: Sequence[Column]
    content: Content
    breaks: tuple[Break, ...]
    labels: Mapping[str, str]

    @property
    def stacks(self) -> Sequence[Stack]:
        return self.content.stacks

    @property
    def unit(self) -> Unit:
        return self.content.unit

    @property
    def share_of(self) -> str | None:
        return self.content.share_of


def stacked_columns(  # noqa: PLR0913 one call says a whole figure
    columns: Sequence[Column],
    *,
    title: str,
    source: str,
    summary: str | None = None,
    caption: str = "Ressources par exercice, en euros",
    breaks: Sequence[Break] = (),
    share_of: str | None = "subventions",
    labels: Mapping[str, str] | None = None,
) -> Chart:
    """Draw resources by year, oldest first, from whole centimes.

    Negative amounts hang under the zero line, and the total, which counts them, is then marked on the column.
    A year without accounts keeps its place, empty. `share_of` names the family whose share is written inside
    its segment. `labels` renames families. `summary` is written from the numbers when it is not given.
    """
    request = _read(columns, breaks, share_of, labels or {})
    sentence = summary or _summary(request)
    drawings = [_picture(request, view, spoken(title, sentence)) for view in (LARGE, SMALL)]
    notes = _notes(request, has_percent=any(f"{NBSP}%</text>" in drawing for drawing in drawings))
    return Chart(
        title=title,
        summary=sentence,
        svg_large=drawings[0],
        svg_small=drawings[1],
        legend=Legend((each.key, label_of(each, request.labels)) for each in _shown(request)),
        table=_table(request, caption),
        unit=request.unit.sentence,
        notes=notes,
        source=source_line(request.unit.sentence, notes, source),
    )


def _read(
    columns: Sequence[Column], breaks: Sequence[Break], share_of: str | None, labels: Mapping[str, str]
) -> _Request:
    names = [column.label for column in columns]
    if not names or len(set(names)) < len(names):
        raise ValueError(f"columns need labels, each different: {names}")
    unknown = [each.before for each in breaks if each.before not in names]
    if unknown:
        raise ValueError(f"break before a year that is not shown: {unknown}")
    if share_of is not None:
        family(share_of)
    stacks = tuple(_stack(column) for column in columns)
    extent = max((max(stack.up, -stack.down) for stack in stacks), default=0)
    # A break before the first year shown has nothing on its left: no line, no note.
    seen = tuple(each for each in breaks if each.before != names[0])
    content = Content(
        stacks=stacks,
        unit=unit_for(extent),
        breaks=[each.before for each in seen],
        share_of=share_of,
        names={each.key: label_of(each, labels) for each in FAMILIES},
    )
    return _Request(columns=columns, content=content, breaks=seen, labels=labels)


def _stack(column: Column) -> Stack:
    if column.amounts is None:
        return Stack(label=column.label, amounts=None)
    ordered = {each.key: column.amounts[each.key] for each in in_order(column.amounts)}
    return Stack(label=column.label, amounts={key: amount for key, amount in ordered.items() if amount})


def _picture(request: _Request, view: View, label: str) -> str:
    height, body = draw(view, request.content)
    return picture(view.width, height, css=f"chart {view.css}", label=label, body=body)


def _shown(request: _Request) -> list[Family]:
    return in_order({key for stack in request.stacks for key in stack.amounts or {}})


def _table(request: _Request, caption: str) -> Table:
    rows = [
        (label_of(each, request.labels), *(_cell(column, each.key) for column in request.columns))
        for each in FAMILIES
    ]
    totals = (NO_DATA if stack.amounts is None else EUROS.value(stack.total) for stack in request.stacks)
    return Table(
        caption=caption,
        header=("Ressource", *(column.label for column in request.columns)),
        rows=(*rows, ("Total", *totals)),
        has_total=True,
    )


def _cell(column: Column, key: str) -> str:
    if key in column.unknown:
        return NOT_TOLD
    return NO_DATA if column.amounts is None else EUROS.value(column.amounts.get(key, 0))


def _summary(request: _Request) -> str:
    known = [stack for stack in request.stacks if stack.amounts]
    if not known:
        return "Aucune ressource n’est connue pour ces exercices."
    first, last = known[0], known[-1]
    if first is last:
        return f"En {last.label}, le total des ressources est de {request.unit.amount(last.total)}."
    sentence = (
        f"De {first.label} à {last.label}, le total des ressources passe "
        f"de {request.unit.amount(first.total)} à {request.unit.amount(last.total)}."
    )
    return sentence + _share_sentence(request, first, last)


def _share_sentence(request: _Request, first: Stack, last: Stack) -> str:
    key = request.share_of
    if key is None or not (first.has_shares and last.has_shares) or key not in {*first.signed, *last.signed}:
        return ""
    before, after = (percent(stack.signed.get(key, 0), stack.total) for stack in (first, last))
    change = f"reste de {before}" if before == after else f"passe de {before} à {after}"
    return f" La {part_of(family(key), request.labels)} {change}."


def _notes(request: _Request, *, has_percent: bool) -> tuple[str, ...]:
    notes = [f"Ligne pointillée{NBSP}: {each.note[:1].lower()}{each.note[1:]}" for each in request.breaks]
    if request.share_of and has_percent:
        notes.append(f"Pourcentage{NBSP}: {part_of(family(request.share_of), request.labels)}.")
    if any(stack.down for stack in request.stacks):
        notes.append(f"Sous la ligne de zéro, des montants négatifs{NBSP}: le trait épais marque le total.")
    missing = [stack.label for stack in request.stacks if stack.amounts is None]
    if missing:
        notes.append(f"Sans données{NBSP}: {', '.join(missing)}.")
    return tuple(notes)
