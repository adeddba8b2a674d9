"""How a figure of a scenario opens: what it was at the start, what the year repeated moves, and the entries of the cards."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from socioeco.comptes import Ressource
from socioeco.report.chapters.openings import slug
from socioeco.report.document import Block, Cell, Figure, Grid, Opening, Text
from socioeco.report.scenario.rules import formula
from socioeco.report.wording import decimals_for, write_amount
from socioeco.scenarios import Depart, Nature, Position, Scenario, carte_named
from socioeco.scenarios.livre import Serie
from socioeco.scenarios.scenario import BASE

BASE_ANCHOR = "depart-lignes"
START = "Au départ"
NOTHING = "Rien ne bouge\u00a0: ni la dernière année répétée, ni une carte."
Effect = Callable[[Serie, int], int]  # what the entry of a month adds to the figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry, its amounts by month, and the card that posted it."""

    libelle: str
    origine: str
    montants: tuple[int, ...]
    anchor: str = ""

    @property
    def total(self) -> int:
        return sum(self.montants)


# --- figures ----------------------------------------------------------------------------------------------


def on_position(*positions: Position, sense: int = 1) -> Effect:
    """Debits of these positions less credits; the opposite with `sense=-1`, for what is owed."""
    return lambda serie, month: sense * sum(serie.effect_on(each, month) for each in positions)


def on_result(serie: Serie, month: int) -> int:
    return -serie.effect_on(Position.RESULTAT, month) if serie.is_result else 0


def on_nature(nature: Nature) -> Effect:
    """Produits, or charges, positive in their own sense."""
    sense = 1 if nature is Nature.PRODUIT else -1
    return lambda serie, month: sense * on_result(serie, month) if _nature(serie) is nature else 0


def on_family(famille: Ressource) -> Effect:
    return lambda serie, month: (
        on_result(serie, month) if serie.ligne and serie.ligne.famille is famille else 0
    )


def _nature(serie: Serie) -> Nature | None:
    return serie.ligne.nature if serie.ligne else None


# --- rows -------------------------------------------------------------------------------------------------


def rows_of(scenario: Scenario, series: Iterable[Serie], months: range, effect: Effect) -> list[Row]:
    """The year repeated in one row, what else it moves, then each entry of each card. Rows nil are left out."""
    found: dict[tuple[int | None, str], list[tuple[int, ...]]] = {}
    for serie in series:
        libelle = BASE if serie.carte is None and serie.ligne else serie.libelle
        amounts = tuple(effect(serie, month) for month in months)
        found.setdefault((serie.carte, libelle), []).append(amounts)
    rows = (_row(scenario, carte, libelle, amounts) for (carte, libelle), amounts in found.items())
    return sorted(
        (row for row in rows if any(row.montants)), key=lambda row: (row.libelle != BASE, bool(row.origine))
    )


def _row(scenario: Scenario, carte: int | None, libelle: str, amounts: list[tuple[int, ...]]) -> Row:
    return Row(
        libelle=libelle,
        origine="" if carte is None else carte_named(scenario.cards[carte].carte).titre,
        montants=tuple(map(sum, zip(*amounts, strict=True))),
        anchor=BASE_ANCHOR if libelle == BASE else "",
    )


# --- openings ---------------------------------------------------------------------------------------------


def opening(  # noqa: PLR0913 - all that a figure says of itself
    anchor: str,
    title: str,
    scenario: Scenario,
    months: range,
    effect: Effect,
    *,
    formule: str,
    start: tuple[int, str] | None = None,
    notes: tuple[str, ...] = (),
) -> Opening:
    """The entries from the first to the last of `months`, after `start`: an amount and what opens it. They add up.

    `formule` says in words what they add up to.
    """
    first = [] if start is None else [Row(libelle=START, origine="", montants=(start[0],), anchor=start[1])]
    moved = (row for row in rows_of(scenario, scenario.series, months, effect) if row.total)
    rows = [*first, *moved]
    decimals = decimals_for(row.total for row in rows)
    total = write_amount(sum(row.total for row in rows), decimals=decimals)
    caption = f"{title}\u00a0: ce qui fait ce chiffre, {period_of(scenario, months)}, en euros"
    table: Block = _table(caption, rows, total, decimals) if rows else Text(NOTHING)
    return Opening(
        anchor=anchor,
        title=title,
        value=f"{total}\u00a0€",
        blocks=(formula(formule), *(Text(note, is_caution=True) for note in notes), table),
        is_deep=True,
    )


def _table(caption: str, rows: list[Row], total: str, decimals: int) -> Grid:
    cells: list[tuple[Cell, ...]] = [
        (Figure(row.libelle, row.anchor), row.origine, write_amount(row.total, decimals=decimals))
        for row in rows
    ]
    return Grid(
        caption=caption,
        header=("Écriture", "Carte", "Montant"),
        rows=(*cells, ("Total", "", total)),
        has_total=True,
    )


def period_of(scenario: Scenario, months: range) -> str:
    first, last = (scenario.mois[each - 1].label for each in (months[0], months[-1]))
    return first if first == last else f"de {first} à {last}"


def start_of(depart: Depart, *positions: Position, sense: int = 1) -> tuple[int, str]:
    """The amount of positions at the closing, and where the section of the start opens it."""
    return sense * sum(depart.bilan[each] for each in positions), slug("depart", positions[0].value)
