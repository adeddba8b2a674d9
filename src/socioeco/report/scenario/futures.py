"""« Ce que vos propres variations donneraient »: the range of simulated futures, opened on one that has each amount."""

from typing import TYPE_CHECKING

from socioeco.formats import format_nombre
from socioeco.report.chapters.openings import slug
from socioeco.report.document import Block, Cell, Facts, Figure, Grid, Items, Opening, Text
from socioeco.report.scenario.play import Told
from socioeco.report.scenario.rules import FUTUR, formula
from socioeco.report.scenario.years import year_names
from socioeco.report.wording import decimals_for, write_amount, write_difference
from socioeco.scenarios import Passage
from socioeco.scenarios.flux import MONTHS

if TYPE_CHECKING:
    from socioeco.scenarios.simulation import Simulation

QUANTILES = ("Un futur sur dix a au plus", "Un futur sur deux a au plus", "Neuf futurs sur dix ont au plus")


def futures(told: Told) -> list[Block]:
    """Cash at the end of each year; why there is no range when there is none."""
    simulation = told.simulation.number
    if simulation is None:
        return [Text(told.simulation.raison)]
    dry = int(simulation.part_a_sec * simulation.futurs)
    facts = (
        ("Ce qui est montré", f"{simulation.phrase}."),
        ("Graine du tirage", f"{simulation.seed} (la même graine redonne les mêmes futurs)"),
        ("Futurs où l’argent manque", f"{format_nombre(dry)} sur {format_nombre(simulation.futurs)}"),
    )
    table, openings = _table(told, simulation)
    return [Facts(facts), table, Items(simulation.prudences), *openings]


def _table(told: Told, simulation: "Simulation") -> tuple[Grid, list[Opening]]:
    ends = [each for each in simulation.quantiles() if each.numero % MONTHS == 0]
    decimals = decimals_for(amount for end in ends for amount in end.valeurs)
    rows: list[tuple[Cell, ...]] = []
    openings: list[Opening] = []
    for rank, label in enumerate(QUANTILES):
        anchors = [slug(told.cle, "futur", str(end.numero), str(rank)) for end in ends]
        amounts = [end.valeurs[rank] for end in ends]
        pairs = list(zip(amounts, anchors, strict=True))
        rows.append(
            (label, *(Figure(write_amount(each, decimals=decimals), anchor) for each, anchor in pairs))
        )
        openings += [
            _future(told, simulation, end.numero, amount, anchor)
            for end, (amount, anchor) in zip(ends, pairs, strict=True)
        ]
    caption = f"{told.nom}, trésorerie à la fin de chaque année, en euros"
    return Grid(caption=caption, header=("", *year_names(told.scenario)), rows=tuple(rows)), openings


def _future(told: Told, simulation: "Simulation", mois: int, amount: int, anchor: str) -> Opening:
    """The first future that ends that month with that amount: what it drew, and its cash year after year."""
    rank = [int(each) for each in simulation.tresorerie[mois - 1].tolist()].index(amount)
    future = simulation.futur(rank)
    names = year_names(told.scenario)
    ends = [annee.cloture.tresorerie_centimes for annee in future.scenario.annees]
    decimals = decimals_for(ends)
    grid = Grid(
        caption="Un futur qui donne ce montant, en euros",
        header=("Année", "Passage tiré", "Trésorerie à la fin"),
        rows=tuple(
            (name, passage.label, write_amount(end, decimals=decimals))
            for name, passage, end in zip(names, future.tirages, ends, strict=True)
        ),
    )
    title = f"Trésorerie, fin {told.scenario.mois[mois - 1].label}\u00a0: un futur sur {format_nombre(simulation.futurs)}"
    return Opening(
        anchor=anchor, title=title, blocks=(formula(FUTUR), grid, _passages(future.tirages)), is_deep=True
    )


def _passages(drawn: tuple[Passage, ...]) -> Grid:
    """What each family changed in the passages that were drawn."""
    passages = list(dict.fromkeys(drawn))
    decimals = decimals_for(gap for passage in passages for gap in passage.ecarts)
    return Grid(
        caption="Ce que ces passages ont changé, en euros sur douze mois",
        header=("", *(passage.label for passage in passages)),
        rows=tuple(
            (label, *(write_difference(passage.by_label[label], decimals=decimals) for passage in passages))
            for label in passages[0].by_label
        ),
    )
