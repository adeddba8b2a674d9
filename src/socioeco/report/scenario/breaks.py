"""« Ce qui casse d’abord »: what gives way, in the order of time, each opened on the entries that lead there."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from socioeco.report.chapters.openings import slug
from socioeco.report.document import Block, Cell, Figure, Grid, Items, Opening, Text
from socioeco.report.scenario import rules
from socioeco.report.scenario.moves import Effect, on_position, on_result, opening, start_of
from socioeco.report.scenario.play import Told
from socioeco.report.scenario.ranged import OWN, corner_in_words
from socioeco.report.scenario.years import months_of_year, year_names
from socioeco.report.wording import count
from socioeco.scenarios import Franchissement, Position, Rupture, Scenario, ruptures_of
from socioeco.scenarios.flux import MONTHS
from socioeco.scenarios.ruptures import FIRSTS

TITLES: Mapping[Rupture, str] = MappingProxyType(
    {
        Rupture.TRESORERIE: "La trésorerie passe sous zéro",
        Rupture.FONDS_PROPRES: "Les fonds propres passent sous zéro",
        Rupture.DEFICIT: "Une année finit en déficit",
    }
)
HELD: Mapping[Rupture, str] = MappingProxyType(
    {
        Rupture.TRESORERIE: "La trésorerie ne finit aucun mois sous zéro.",
        Rupture.FONDS_PROPRES: "Les fonds propres restent au-dessus de zéro.",
        Rupture.DEFICIT: "Aucune année ne finit en déficit.",
    }
)
NOTHING = "Rien ne casse sur cette période, d’après ce qui est connu"
SILENCE = "Ni la trésorerie ni les fonds propres ne sont connus\u00a0: on ne peut pas dire ce qui casse"
ONLY_LOW = "seulement dans vos fourchettes"
EXACT = "–"
NO_NORM = (
    "Aucun seuil n’est une norme\u00a0: c’est le passage sous zéro qui est regardé, à chaque fin de mois."
)


def breaks(told: Told) -> list[Block]:
    """The order of what gives way, what holds, what nothing says."""
    found = ruptures_of(told.enveloppe)
    cautions = [Text(raison, is_caution=True) for raison in found.raisons]
    order: list[Block] = [_order(told, found.franchies)] if found.franchies else []
    held = (*(HELD[each] for each in found.evitees), NO_NORM)
    return [*order, Items(held), *cautions, *openings_of_breaks(told)]


def finding(told: Told) -> str:
    """The first thing that breaks, in a sentence without its full stop."""
    found = ruptures_of(told.enveloppe)
    depart = told.scenario.depart
    if found.premiere is None:
        is_silent = depart.sans_tresorerie and depart.sans_fonds_propres
        return SILENCE if is_silent else NOTHING
    when = _when(told.scenario, found.premiere.rupture, found.premiere.mois or 0)
    return f"{TITLES[found.premiere.rupture]}, {when}"


def finding_anchor(told: Told) -> str:
    """Where the first thing that breaks opens; empty when nothing does."""
    first = ruptures_of(told.enveloppe).premiere
    return anchor_of_break(told, first.rupture) if first else ""


def anchor_of_break(told: Told, rupture: Rupture) -> str:
    return slug(told.cle, "casse", rupture.value)


def _order(told: Told, found: tuple[Franchissement, ...]) -> Grid:
    rows = tuple(_row(told, each) for each in found)
    return Grid(
        caption=f"{told.nom}, ce qui casse, dans l’ordre",
        header=("Ce qui casse", "Quand", "Au plus tôt, dans vos fourchettes"),
        rows=rows,
        is_words=True,
    )


def _row(told: Told, each: Franchissement) -> tuple[Cell, ...]:
    anchor = anchor_of_break(told, each.rupture)
    when = ONLY_LOW if each.mois is None else _after(told.scenario, each.rupture, each.mois)
    early = each.au_plus_tot
    soonest = (
        Figure(_after(told.scenario, each.rupture, early or 0), _early_anchor(told, each.rupture))
        if is_earlier(each)
        else EXACT
    )
    return (TITLES[each.rupture], Figure(when, anchor), soonest)


def is_earlier(each: Franchissement) -> bool:
    """Whether a corner of the ranges breaks before the central amounts do."""
    return each.au_plus_tot is not None and (each.mois is None or each.au_plus_tot < each.mois)


def _early_anchor(told: Told, rupture: Rupture) -> str:
    return slug(anchor_of_break(told, rupture), "tot")


def _after(scenario: Scenario, rupture: Rupture, mois: int) -> str:
    """« fin mars 2027, au bout de 15 mois »."""
    return f"{_when(scenario, rupture, mois)}, au bout de {count(mois, 'un mois', 'mois')}"


def _when(scenario: Scenario, rupture: Rupture, mois: int) -> str:
    if rupture is Rupture.DEFICIT:
        return year_names(scenario)[mois // MONTHS - 1].lower()
    return f"fin {scenario.mois[mois - 1].label}"


# --- openings ---------------------------------------------------------------------------------------------


def openings_of_breaks(told: Told) -> list[Opening]:
    """One for each threshold that is crossed, at the month when it is; one more where a corner crosses it earlier."""
    found: list[Opening] = []
    for each in ruptures_of(told.enveloppe).franchies:
        last = each.mois or len(told.scenario.mois)
        found.append(_opening(anchor_of_break(told, each.rupture), told.scenario, each.rupture, last))
        if is_earlier(each):
            found.append(_earliest(told, each))
    return found


def _earliest(told: Told, each: Franchissement) -> Opening:
    """The corner that breaks first, with the answers that it plays."""
    early = each.au_plus_tot or 0
    first = FIRSTS[each.rupture]
    corner = next(case for case in told.enveloppe.cas if first(case) == early)
    made = _opening(_early_anchor(told, each.rupture), corner, each.rupture, early)
    words = Text(f"Avec {corner_in_words(told.plan.cards, corner)}.")
    return replace(made, title=f"{made.title}, au plus tôt", blocks=(made.blocks[0], words, *made.blocks[1:]))


def _opening(anchor: str, scenario: Scenario, rupture: Rupture, last: int) -> Opening:
    effect, words, positions = _made_of(rupture)
    is_loss = rupture is Rupture.DEFICIT
    return opening(
        anchor,
        f"{_subject(rupture)}, {_when(scenario, rupture, last)}",
        scenario,
        months_of_year(last // MONTHS) if is_loss else range(1, last + 1),
        effect,
        formule=words,
        start=None if is_loss else start_of(scenario.depart, *positions, sense=_sense(rupture)),
    )


def _made_of(rupture: Rupture) -> tuple[Effect, str, tuple[Position, ...]]:
    match rupture:
        case Rupture.TRESORERIE:
            return on_position(Position.TRESORERIE), rules.TRESORERIE, (Position.TRESORERIE,)
        case Rupture.FONDS_PROPRES:
            return on_position(*OWN, sense=-1), rules.FONDS_PROPRES, OWN
        case Rupture.DEFICIT:
            return on_result, rules.RESULTAT, ()


def _sense(rupture: Rupture) -> int:
    return -1 if rupture is Rupture.FONDS_PROPRES else 1


def _subject(rupture: Rupture) -> str:
    return {
        Rupture.TRESORERIE: "La trésorerie",
        Rupture.FONDS_PROPRES: "Les fonds propres",
        Rupture.DEFICIT: "Le résultat",
    }[rupture]
