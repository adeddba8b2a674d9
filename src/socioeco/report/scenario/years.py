"""« Année par année »: results, cash and own funds, each opened on the entries that move it."""

from collections.abc import Callable

from socioeco.report.chapters.openings import slug
from socioeco.report.document import Block, Cell, Figure, Grid, Opening, Text
from socioeco.report.scenario import rules
from socioeco.report.scenario.moves import on_nature, on_position, on_result, opening, start_of
from socioeco.report.scenario.play import Told
from socioeco.report.scenario.ranged import OWN, ranges
from socioeco.report.wording import NOT_COMPUTABLE, decimals_for, write_amount
from socioeco.scenarios import Nature, Position, Scenario
from socioeco.scenarios.flux import MONTHS
from socioeco.values import Value, calcule

Amounts = Callable[[int], Value[int]]  # the amount of a year


def years(told: Told) -> list[Block]:
    """The table of the years, then what opens each of its figures."""
    return [_table(told), *_ranged(told), *_openings(told)]


def _ranged(told: Told) -> list[Block]:
    """The range and where it comes from; why there is none, when a card could have given one."""
    if told.has_range:
        return ranges(told, year_names(told.scenario))
    return [Text(told.enveloppe.raison)] if told.plan.cards else []


def year_names(scenario: Scenario) -> tuple[str, ...]:
    """« Année 1 (2026) », « Année 1 (2025-2026) »."""
    return tuple(
        f"Année {each.numero} ({_calendar(each.mois[0].annee_civile, each.mois[-1].annee_civile)})"
        for each in scenario.annees
    )


def _calendar(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _table(told: Told) -> Grid:
    scenario, cle = told.scenario, told.cle
    kinds: tuple[tuple[str, str, Amounts], ...] = (
        ("Produits", "produits", lambda annee: calcule(scenario.annees[annee - 1].produits_centimes)),
        ("Charges", "charges", lambda annee: calcule(scenario.annees[annee - 1].charges_centimes)),
        ("Résultat", "resultat", lambda annee: calcule(scenario.annees[annee - 1].resultat_centimes)),
        ("Trésorerie à la fin de l’année", "tresorerie", lambda annee: scenario.tresorerie(annee * MONTHS)),
        ("Fonds propres à la fin de l’année", "fonds", lambda annee: scenario.fonds_propres(annee * MONTHS)),
    )
    numbers = range(1, len(scenario.annees) + 1)
    found = [(label, key, [read(annee) for annee in numbers]) for label, key, read in kinds]
    decimals = decimals_for(value.number for _, _, values in found for value in values)
    rows: list[tuple[Cell, ...]] = [
        (
            label,
            *(_figure(value, decimals, anchor_of(cle, key, annee)) for annee, value in enumerate(values, 1)),
        )
        for label, key, values in found
    ]
    return Grid(
        caption=f"{told.nom}, année par année, en euros", header=("", *year_names(scenario)), rows=tuple(rows)
    )


def anchor_of(cle: str, key: str, annee: int) -> str:
    """Cash opens by month, the rest by year."""
    return slug(cle, key, str(annee * MONTHS if key == "tresorerie" else annee))


def _figure(value: Value[int], decimals: int, anchor: str) -> Figure:
    if value.number is None:
        return Figure(NOT_COMPUTABLE, anchor)
    return Figure(write_amount(value.number, decimals=decimals), anchor)


# --- openings ---------------------------------------------------------------------------------------------


def _openings(told: Told) -> list[Opening]:
    return [each for annee in range(1, len(told.scenario.annees) + 1) for each in _of_year(told, annee)]


def _of_year(told: Told, annee: int) -> list[Opening]:
    scenario, depart = told.scenario, told.scenario.depart
    months = months_of_year(annee)
    since = range(1, annee * MONTHS + 1)
    name = year_names(scenario)[annee - 1].lower()
    return [
        opening(
            anchor_of(told.cle, "produits", annee),
            f"Produits, {name}",
            scenario,
            months,
            on_nature(Nature.PRODUIT),
            formule=rules.PRODUITS,
        ),
        opening(
            anchor_of(told.cle, "charges", annee),
            f"Charges, {name}",
            scenario,
            months,
            on_nature(Nature.CHARGE),
            formule=rules.CHARGES,
        ),
        opening(
            anchor_of(told.cle, "resultat", annee),
            f"Résultat, {name}",
            scenario,
            months,
            on_result,
            formule=rules.RESULTAT,
        ),
        opening(
            anchor_of(told.cle, "fonds", annee),
            f"Fonds propres, fin de l’{name}",
            scenario,
            since,
            on_position(*OWN, sense=-1),
            formule=rules.FONDS_PROPRES,
            start=start_of(depart, *OWN, sense=-1),
            notes=tuple(filter(None, (depart.sans_fonds_propres,))),
        ),
        cash_opening(told, annee * MONTHS),
    ]


def months_of_year(annee: int) -> range:
    return range((annee - 1) * MONTHS + 1, annee * MONTHS + 1)


def cash_opening(told: Told, mois: int, *, anchor: str = "", title: str = "") -> Opening:
    """Cash at the end of a month: the closing, then all that came and went since."""
    depart = told.scenario.depart
    label = told.scenario.mois[mois - 1].label
    return opening(
        anchor or slug(told.cle, "tresorerie", str(mois)),
        title or f"Trésorerie, fin {label}",
        told.scenario,
        range(1, mois + 1),
        on_position(Position.TRESORERIE),
        formule=rules.TRESORERIE,
        start=start_of(depart, Position.TRESORERIE),
        notes=tuple(filter(None, (depart.sans_tresorerie,))),
    )
