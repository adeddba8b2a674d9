"""What the engine says of one scenario, as a page: every figure leads to the entries that make it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import socioeco
from socioeco.report.chapters.stress import stress_blocks
from socioeco.report.document import Block, Drawing, Grid, Items, Opening, Section
from socioeco.report.repeats import without_repeats
from socioeco.report.scenario.balance import balance
from socioeco.report.scenario.breaks import breaks, finding, finding_anchor
from socioeco.report.scenario.cash import cash, ends
from socioeco.report.scenario.futures import futures
from socioeco.report.scenario.play import Played, Told
from socioeco.report.scenario.start import hypotheses, start
from socioeco.report.scenario.tables import scenario_tables
from socioeco.report.scenario.thresholds import thresholds
from socioeco.report.scenario.years import years
from socioeco.report.tables import write_ods
from socioeco.scenarios import lowest_cash, ruptures_of
from trajectoires.trajectories.presenters.blocks import BlockView, SectionView, lay_out_blocks
from trajectoires.trajectories.presenters.cautions import Contact, present_contacts
from trajectoires.trajectories.presenters.findings import Piece
from trajectoires.trajectories.presenters.indicators import compute_all
from trajectoires.trajectories.presenters.wording import write_number
from trajectoires.trajectories.selectors import Exercice

NOT_A_PROMISE = (
    "Ce n’est pas une prévision : chaque hypothèse est la vôtre, et le reste répète l’année connue. Ce n’est ni un "
    "audit, ni un conseil comptable."
)
AHEAD = Contact(
    "Si ce scénario se dessinait vraiment",
    "Parlez-en avant que l’argent manque : d’abord à votre expert-comptable, puis à votre banque et à vos financeurs.",
    "/aide/",
    "Qui appeler, et les sources de ces règles",
)
PARTS: tuple[tuple[str, str, Callable[[Told], list[Block]]], ...] = (
    ("casse", "Ce qui casse d’abord", breaks),
    ("annees", "Année par année", years),
    ("argent", "La trésorerie, mois par mois", cash),
    ("equilibre", "Ce qu’il faut pour équilibrer", thresholds),
    (
        "pertes",
        "Si un financeur s’arrêtait en plus",
        lambda told: stress_blocks(
            told.pertes, f"{told.cle}-perte", f"{told.nom}, une perte de plus à la fois"
        ),
    ),
    ("futurs", "Ce que donneraient vos propres variations", futures),
    ("bilans", "Le bilan", balance),
)


@dataclass(frozen=True, kw_only=True)
class ScenarioResult:
    """`year` is the last actual exercice: where the scenario starts."""

    name: str
    lede: list[Piece]
    sections: list[SectionView]
    contacts: list[Contact]
    year: str
    engine_version: str

    @property
    def toc(self) -> list[dict[str, str]]:
        found = [{"id": each.anchor, "label": each.title} for each in self.sections]
        return [*found, {"id": "contacts", "label": "À qui parler"}]


def present_result(played: Played, exercices: Sequence[Exercice]) -> ScenarioResult:
    """The first scenario that was asked."""
    told = played.asked[0]
    parts = [
        Section(anchor=anchor, title=title, blocks=tuple(blocks(told))) for anchor, title, blocks in PARTS
    ]
    alone = replace(played, scenarios=(told,))
    sections = [*parts, hypotheses(alone), start(alone), _cautions(told)]
    return ScenarioResult(
        name=told.nom,
        lede=_lede(told),
        sections=[_section(each, told) for each in without_repeats(sections)],
        contacts=contacts_of([told], exercices),
        year=played.ground.label,
        engine_version=socioeco.__version__,
    )


def _lede(told: Told) -> list[Piece]:
    anchor, lowest = finding_anchor(told), lowest_cash(told.scenario).number
    first = [Piece(finding(told), f"#{anchor}" if anchor else ""), Piece(".")]
    if lowest is None:
        return first
    amount = write_number(lowest.tresorerie_centimes, "euros")
    return [
        *first,
        Piece(" La trésorerie la plus basse est de "),
        Piece(amount, f"#{told.cle}-bas"),
        Piece(f", fin {lowest.label}."),
    ]


def _cautions(told: Told) -> Section:
    """Those of the start are told there."""
    notes = told.scenario.depart.notes
    found = (each for each in told.scenario.prudences if each not in notes)
    return Section(anchor="prudence", title="Lire avec prudence", blocks=(Items((*found, NOT_A_PROMISE)),))


def contacts_of(shown: Sequence[Told], exercices: Sequence[Exercice]) -> list[Contact]:
    """Those of the accounts; before them, whom to warn when something breaks."""
    is_broken = any(ruptures_of(each.enveloppe).franchies for each in shown)
    return [*([AHEAD] if is_broken else []), *present_contacts(exercices, compute_all(exercices))]


# --- sections ---------------------------------------------------------------------------------------------


def _section(section: Section, told: Told) -> SectionView:
    """What opens the figures of a section stands at its end, in one place that is closed on arrival."""
    table = ends(told)
    kept = [each for each in section.blocks if not is_made_of(each) and each != table]
    views = [_with_table(each, table) for each in lay_out_blocks(kept)]
    return SectionView(
        anchor=section.anchor,
        title=section.title,
        blocks=[*views, *openings_view([each for each in section.blocks if is_made_of(each)])],
    )


def is_made_of(block: Block) -> bool:
    """Whether the block is what a figure opens on, rather than something to read on the way."""
    if not isinstance(block, Opening) or not block.is_deep:
        return False
    return not (block.blocks and isinstance(block.blocks[0], Grid))


def openings_view(blocks: Sequence[Block]) -> list[BlockView]:
    return [BlockView(kind="openings", block=None, shown=lay_out_blocks(blocks))] if blocks else []


def _with_table(view: BlockView, table: Grid) -> BlockView:
    """The figure of months stands on the table whose numbers open."""
    return replace(view, shown=lay_out_blocks([table])[0]) if isinstance(view.block, Drawing) else view


# --- to take away -----------------------------------------------------------------------------------------


def scenario_workbook(played: Played, *, today: date) -> bytes:
    """Every number true, in ODS."""
    return write_ods(scenario_tables(played, today=today), title=f"Scénario : {played.asked[0].nom}")
