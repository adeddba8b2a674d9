"""What the pages where a person shares her exercices show beside their forms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from socioeco.typologies.activites import axis_of
from trajectoires.trajectories.models import Activity, Distribution
from trajectoires.trajectories.presenters.lines import Lines, Opening
from trajectoires.trajectories.presenters.wording import in_list, write_number
from trajectoires.trajectories.selectors import ByActivity, Exercice, Shared, rows_of, soldes_of, year_slug

TO_SHARE = "Pas encore répartie"
WHOLE = "Répartie en entier"
PARTLY = "Répartie en partie : le reste est montré à part"


@dataclass(frozen=True, kw_only=True)
class ActivityYearLine:
    label: str
    slug: str
    state: str
    is_shared: bool
    column: str


def present_activity_years(found: ByActivity) -> list[ActivityYearLine]:
    """The latest first."""
    states = {year.exercice.key: _state(year) for year in found.years}
    exercices = sorted(
        [*(year.exercice for year in found.years), *found.left],
        key=lambda each: (each.postes.closed_on, each.postes.opened_on),
        reverse=True,
    )
    return [
        ActivityYearLine(
            label=each.label,
            slug=year_slug(each),
            state=states.get(each.key, TO_SHARE),
            is_shared=each.key in states,
            column=each.axis["colonne"] if each.axis else "",
        )
        for each in exercices
    ]


def _state(year: Shared) -> str:
    rest = year.found.non_reparti.postes
    return PARTLY if rest.produits.sources or rest.charges.sources else WHOLE


@dataclass(frozen=True, kw_only=True)
class DistributionPage:
    """`openings`: the amount of each row and its lines; `said`: what the column gives of a row, in words."""

    label: str
    column: str
    openings: Mapping[str, Opening]
    said: Mapping[str, str]

    def beside(self, rows: Iterable[Any]) -> list[tuple[Any, Opening, str]]:
        """The rows of the form, each with its amount and what the column says of it."""
        return [(row, self.openings[row.cible.cle], self.said[row.cible.cle]) for row in rows]


def present_distribution(
    exercice: Exercice, activities: Sequence[Activity], kept: Distribution | None
) -> DistributionPage:
    column, soldes = soldes_of(exercice, activities, kept)
    rows = rows_of(exercice)
    return DistributionPage(
        label=exercice.label,
        column=column,
        openings={
            cible.cle: Opening(
                label="Montant de la ligne",
                amount=write_number(cible.montant_centimes, "euros", decimals=2),
                lines=Lines(sources=cible.sources),
                anchor=f"lignes-{cible.cle}",
            )
            for cible in rows
        },
        said={cible.cle: _said(axis_of(cible, soldes).values()) for cible in rows},
    )


def _said(held: Iterable[Mapping[str, int]]) -> str:
    """« Club, 1 200,00 € ; Buvette, 30,00 € »."""
    amounts: dict[str, int] = {}
    for by_name in held:
        for name, centimes in by_name.items():
            amounts[name] = amounts.get(name, 0) + centimes
    return " ; ".join(f"{name}, {write_number(each, 'euros', decimals=2)}" for name, each in amounts.items())


def present_column(axis: Mapping[str, Any]) -> dict[str, str]:
    """Each value with how many accounts it holds: enough to know it, without an amount."""
    return {value: _about(held) for value, held in axis["valeurs"].items()}


def _about(held: Mapping[str, int]) -> str:
    sides = (
        ("7", "un compte de produits", "comptes de produits"),
        ("6", "un compte de charges", "comptes de charges"),
    )
    counts = [(sum(compte.startswith(classe) for compte in held), one, many) for classe, one, many in sides]
    return in_list(one if number == 1 else f"{number} {many}" for number, one, many in counts if number)
