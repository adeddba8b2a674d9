"""Scenarios side by side: on a page where every figure opens, on one sheet for a board."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import socioeco
from socioeco.report.document import Figure, Grid, Opening, Section
from socioeco.report.repeats import without_repeats
from socioeco.report.scenario.comparison import gaps, opened, values
from socioeco.report.scenario.play import Played, Told
from socioeco.report.scenario.start import card_anchor, hypotheses, start
from socioeco.report.wording import remark
from socioeco.scenarios import ScenarioComparison
from trajectoires.trajectories.models.scenarios import YEARS_IN_WORDS, Scenario
from trajectoires.trajectories.presenters.blocks import BlockView, SectionView, cell_of, lay_out_blocks
from trajectoires.trajectories.presenters.cautions import Contact
from trajectoires.trajectories.presenters.scenario_results import (
    NOT_A_PROMISE,
    contacts_of,
    is_made_of,
    openings_view,
)
from trajectoires.trajectories.presenters.scenarios import CardView, present_cards
from trajectoires.trajectories.selectors import Exercice

LIKE_LAST_YEAR = "Rien ne change : la dernière année se répète."
DECISIONS = 4  # lines to fill in: more would not hold on the page


@dataclass(frozen=True, kw_only=True)
class SideTable:
    """As the component of comparisons lays it out."""

    caption: str
    columns: list[dict[str, str]]
    rows: list[dict[str, object]]


@dataclass(frozen=True, kw_only=True)
class Sides:
    """`made_of`: by scenario, what its figures open on."""

    names: list[str]
    values: SideTable
    gaps: SideTable
    first: str
    notes: list[str]
    made_of: list[tuple[str, list[BlockView]]]
    sections: list[SectionView]
    contacts: list[Contact]
    years_in_words: str
    year: str
    engine_version: str


def present_sides(played: Played, exercices: Sequence[Exercice]) -> Sides:
    """Raises ValueError when there is nothing to compare."""
    found = _comparison(played)
    made_of = [(told.nom, openings_view(_openings(told))) for told in played.scenarios]
    sections = without_repeats([hypotheses(played), start(played)])
    return Sides(
        names=[told.nom for told in played.scenarios],
        values=_table(values(played, found)),
        gaps=_table(gaps(played, found)),
        first=found.noms[0],
        notes=_notes(found),
        made_of=made_of,
        sections=[_section(each) for each in sections],
        contacts=contacts_of(played.asked, exercices),
        years_in_words=YEARS_IN_WORDS[played.annees],
        year=played.ground.label,
        engine_version=socioeco.__version__,
    )


def _comparison(played: Played) -> ScenarioComparison:
    if played.comparison is None:
        raise ValueError("two scenarios or more")
    return played.comparison


def _openings(told: Told) -> list[Opening]:
    return [block for block in opened(told) if isinstance(block, Opening)]


def _notes(found: ScenarioComparison) -> list[str]:
    said = (remark(value) for ligne in found.lignes for value in ligne.valeurs)
    return [*dict.fromkeys(each for each in said if each), NOT_A_PROMISE]


def _table(grid: Grid) -> SideTable:
    return SideTable(
        caption=grid.caption,
        columns=[{"label": name} for name in grid.header[1:]],
        rows=[{"label": row[0], "cells": [cell_of(cell) for cell in row[1:]]} for row in grid.rows],
    )


def _section(section: Section) -> SectionView:
    kept = [each for each in section.blocks if not is_made_of(each)]
    views = lay_out_blocks(kept)
    return SectionView(
        anchor=section.anchor,
        title=section.title,
        blocks=[*views, *openings_view([each for each in section.blocks if is_made_of(each)])],
    )


# --- the sheet of a board ---------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class SheetCell:
    """`anchor`: where the comparison opens the figure."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class Option:
    name: str
    cards: list[CardView]
    notes: str


@dataclass(frozen=True, kw_only=True)
class BoardSheet:
    """One page: what each option supposes, what it gives, what there is to decide."""

    options: list[Option]
    rows: list[tuple[str, list[SheetCell]]]
    first_year: int
    last_year: int
    year: str
    blanks: range
    engine_version: str


def present_sheet(played: Played, scenarios: Sequence[Scenario] = ()) -> BoardSheet:
    """`scenarios` give the notes of those that are kept."""
    notes = {each.name: each.notes for each in scenarios}
    months = played.scenarios[0].scenario.mois
    return BoardSheet(
        options=[_option(told, notes.get(told.nom, "")) for told in played.scenarios],
        rows=[_row(row) for row in values(played, _comparison(played)).rows if _is_on_the_sheet(str(row[0]))],
        first_year=months[0].annee_civile,
        last_year=months[-1].annee_civile,
        year=played.ground.label,
        blanks=range(DECISIONS),
        engine_version=socioeco.__version__,
    )


def _option(told: Told, notes: str) -> Option:
    cards = present_cards(told.plan.cards, told.scenario.depart)
    return Option(
        name=told.nom,
        cards=[replace(each, anchor=card_anchor(told, each.rank + 1)) for each in cards],
        notes=notes,
    )


def _is_on_the_sheet(label: str) -> bool:
    """The month when money runs out is in « Ce qui casse d’abord » already."""
    return not label.startswith("Mois avant")


def _row(row: Sequence[str | Figure]) -> tuple[str, list[SheetCell]]:
    name, *cells = row
    return str(name), [
        SheetCell(text=cell.text, anchor=cell.anchor) if isinstance(cell, Figure) else SheetCell(text=cell)
        for cell in cells
    ]
