"""Ranges: from the lowest to the highest of every combination of the person's bounds, each bound opened on its entries."""

from collections.abc import Callable
from dataclasses import dataclass

from socioeco.report.chapters.openings import slug
from socioeco.report.document import Block, Cell, Figure, Grid, Opening, Text
from socioeco.report.scenario import rules
from socioeco.report.scenario.answers import carte_of, written
from socioeco.report.scenario.moves import Effect, on_position, on_result, opening, start_of
from socioeco.report.scenario.play import Told
from socioeco.report.wording import write_number, write_value
from socioeco.scenarios import ChosenCard, Enveloppe, Position, Scenario
from socioeco.scenarios.flux import MONTHS
from socioeco.scenarios.ranges import FOURCHETTE
from socioeco.values import Value

OWN = (Position.FONDS_PROPRES, Position.RESULTAT)
Between = Callable[[Enveloppe, int], Value[int]]
Read = Callable[[Scenario, int], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A figure that has a range: its bounds in a year, and what one scenario gives."""

    key: str
    label: str
    between: Between
    read: Read


KINDS = (
    Kind(
        key="resultat",
        label="Résultat",
        between=lambda found, annee: found.resultat(annee),
        read=lambda each, annee: each.annees[annee - 1].resultat_centimes,
    ),
    Kind(
        key="tresorerie",
        label="Trésorerie à la fin de l’année",
        between=lambda found, annee: found.tresorerie(annee * MONTHS),
        read=lambda each, annee: each.mois[annee * MONTHS - 1].tresorerie_centimes,
    ),
    Kind(
        key="fonds",
        label="Fonds propres à la fin de l’année",
        between=lambda found, annee: found.fonds_propres(annee * MONTHS),
        read=lambda each, annee: each.mois[annee * MONTHS - 1].fonds_propres_centimes,
    ),
)


def ranges(told: Told, names: tuple[str, ...]) -> list[Block]:
    """The table of the ranges, where they come from, and what opens each. `names` are those of the years."""
    rows = tuple(
        (kind.label, *(_cell(told, kind, annee) for annee in range(1, len(names) + 1))) for kind in KINDS
    )
    openings = [
        _opening(told, kind, annee, name)
        for kind in KINDS
        for annee, name in enumerate(names, start=1)
        if kind.between(told.enveloppe, annee).is_computed
    ]
    grid = Grid(
        caption=f"{told.nom}, de votre plus bas à votre plus haut",
        header=("", *names),
        rows=rows,
        is_words=True,
    )
    return [grid, Text(FOURCHETTE), *openings]


def _cell(told: Told, kind: Kind, annee: int) -> Cell:
    value = kind.between(told.enveloppe, annee)
    return Figure(write_value(value, "euros"), _anchor(told, kind, annee) if value.is_computed else "")


def _anchor(told: Told, kind: Kind, annee: int) -> str:
    return slug(told.cle, "fourchette", kind.key, str(annee))


def _opening(told: Told, kind: Kind, annee: int, name: str) -> Opening:
    every = (told.scenario, *told.enveloppe.cas)
    low, high = (pick(every, key=lambda each: kind.read(each, annee)) for pick in (min, max))
    amounts = [write_number(kind.read(each, annee), "euros") for each in (low, high)]
    title = f"{kind.label}, {name.lower()}"
    said = f"{title[:1].lower()}{title[1:]}"
    return Opening(
        anchor=_anchor(told, kind, annee),
        title=f"{title}, fourchette",
        value=f"de {amounts[0]} à {amounts[1]}",
        blocks=(
            rules.formula(rules.FOURCHETTE),
            *_bound(told, low, kind.key, annee, f"Au plus bas, {said}"),
            *_bound(told, high, kind.key, annee, f"Au plus haut, {said}"),
        ),
        is_deep=True,
    )


def _bound(told: Told, scenario: Scenario, key: str, annee: int, title: str) -> tuple[Block, ...]:
    """The answers that give this bound, and the entries that add up to it."""
    first = (annee - 1) * MONTHS + 1 if key == "resultat" else 1
    effect, positions, sense = _made_of(key)
    start = start_of(scenario.depart, *positions, sense=sense) if positions else None
    made = opening("", title, scenario, range(first, annee * MONTHS + 1), effect, formule="", start=start)
    return (Text(f"{title}\u00a0: {corner_in_words(told.plan.cards, scenario)}."), *made.blocks[1:])


def _made_of(key: str) -> tuple[Effect, tuple[Position, ...], int]:
    match key:
        case "tresorerie":
            return on_position(Position.TRESORERIE), (Position.TRESORERIE,), 1
        case "fonds":
            return on_position(*OWN, sense=-1), OWN, -1
        case _:
            return on_result, (), 1


def corner_in_words(cards: tuple[ChosenCard, ...], corner: Scenario) -> str:
    """Each question that had a range, and the answer that this case plays."""
    said = [
        f"«\u00a0{question.texte}\u00a0» {written(played.reponses[question.cle], question)}"
        for card, played in zip(cards, corner.cards, strict=True)
        for question in carte_of(card).questions
        if question.cle in card.ranges
    ]
    return ", ".join(said)
