"""« Le bilan »: every position at the closing and at the end of each year, and the check that it balances."""

from socioeco.formats import format_nombre
from socioeco.report.chapters.openings import slug
from socioeco.report.document import Block, Cell, Facts, Figure, Grid, Opening, Text
from socioeco.report.scenario import rules
from socioeco.report.scenario.moves import START, on_position, opening, start_of
from socioeco.report.scenario.play import Told
from socioeco.report.scenario.years import year_names
from socioeco.report.wording import decimals_for, write_amount
from socioeco.scenarios import Position, Scenario
from socioeco.scenarios.flux import MONTHS

UNKNOWN = (
    "La trésorerie ou les fonds propres de départ ne sont pas connus\u00a0: leur ligne ne montre que ce qui bouge depuis "
    "la clôture, et leur montant de départ est dans «\u00a0Autres éléments du bilan, non connus\u00a0»."
)
SIDES = ((True, "actif", "Total de l’actif"), (False, "passif", "Total du passif"))


def balance(told: Told) -> list[Block]:
    """What is owned, what is owed, the check, then the entries of each position."""
    scenario = told.scenario
    checked = sum(each.is_balanced for each in scenario.mois)
    facts = (
        (
            "Mois où l’actif égale le passif",
            f"{format_nombre(checked)} sur {format_nombre(len(scenario.mois))}",
        ),
    )
    held = [each for each in Position if any(_amounts(scenario, each))]
    openings = (_opening(told, each, annee.numero) for each in held for annee in scenario.annees)
    return [*_unknown(scenario), *(_side(told, held, *side) for side in SIDES), Facts(facts), *openings]


def _unknown(scenario: Scenario) -> list[Block]:
    """A nil that only means « not known » is said before it is read."""
    depart = scenario.depart
    return [Text(UNKNOWN, is_caution=True)] if depart.sans_tresorerie or depart.sans_fonds_propres else []


def _sense(position: Position) -> int:
    return 1 if position.is_actif else -1


def _amounts(scenario: Scenario, position: Position) -> list[int]:
    """At the closing, then at the end of each year; what is owed is positive."""
    ends = (annee.cloture.positions[position] for annee in scenario.annees)
    return [_sense(position) * amount for amount in (scenario.depart.bilan[position], *ends)]


def _side(told: Told, held: list[Position], is_actif: bool, name: str, total: str) -> Grid:
    scenario = told.scenario
    found = [(each, _amounts(scenario, each)) for each in held if each.is_actif is is_actif]
    totals = [sum(column) for column in zip(*(amounts for _, amounts in found), strict=True)]
    decimals = decimals_for(amount for _, amounts in found for amount in amounts)
    rows: list[tuple[Cell, ...]] = [
        (each.label, *_cells(told, each, amounts, decimals)) for each, amounts in found
    ]
    ends = totals or [0] * (len(scenario.annees) + 1)
    return Grid(
        caption=f"{told.nom}, bilan, {name}, en euros",
        header=("", START, *year_names(scenario)),
        rows=(*rows, (total, *(write_amount(amount, decimals=decimals) for amount in ends))),
        has_total=True,
    )


def _cells(told: Told, position: Position, amounts: list[int], decimals: int) -> list[Figure]:
    anchors = [slug("depart", position.value)]
    anchors += [_anchor(told, position, annee) for annee in range(1, len(amounts))]
    return [
        Figure(write_amount(amount, decimals=decimals), anchor)
        for amount, anchor in zip(amounts, anchors, strict=True)
    ]


def _anchor(told: Told, position: Position, annee: int) -> str:
    return slug(told.cle, "bilan", position.value, str(annee))


def _opening(told: Told, position: Position, annee: int) -> Opening:
    sense = _sense(position)
    return opening(
        _anchor(told, position, annee),
        f"{position.label}, fin de l’{year_names(told.scenario)[annee - 1].lower()}",
        told.scenario,
        range(1, annee * MONTHS + 1),
        on_position(position, sense=sense),
        formule=rules.POSITION,
        start=start_of(told.scenario.depart, position, sense=sense),
    )
