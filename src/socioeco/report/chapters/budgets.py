"""« Budgets »: forecasts, apart from actual years, with none of the indicators that only accounts can give."""

from collections.abc import Sequence

from socioeco.comptes import RESSOURCES, Ressource
from socioeco.report.analysis import Analysis, Exercice
from socioeco.report.chapters.openings import opened, slug
from socioeco.report.document import Cell, Figure, Grid, Opening, Section, Text
from socioeco.report.wording import NOT_COMPUTABLE, decimals_for, write_amount

WHAT = (
    "Un budget dit ce qui est prévu, pas ce qui a été. Il n’entre ni dans les séries, ni dans les indicateurs, ni "
    "dans les comparaisons de ce rapport."
)


def budgets(analysis: Analysis) -> Section | None:
    years = analysis.budgets
    if not years:
        return None
    openings = (_opening(year, key) for year in years for key in Ressource)
    return Section(
        anchor="budgets", title="Budgets", blocks=(Text(WHAT, is_caution=True), _table(years), *openings)
    )


def _table(years: Sequence[Exercice]) -> Grid:
    totals = [
        (year.postes.ressources.total_centimes, year.postes.charges.value.number or 0) for year in years
    ]
    amounts = [famille.value.number for year in years for famille in year.postes.ressources.familles]
    decimals = decimals_for([*amounts, *(each for pair in totals for each in pair)])
    rows: list[tuple[Cell, ...]] = [
        (RESSOURCES[key], *(_cell(year, key, decimals) for year in years)) for key in Ressource
    ]
    return Grid(
        caption="Prévu, en euros",
        header=("", *(year.label for year in years)),
        rows=(
            *rows,
            ("Charges prévues", *(write_amount(charges, decimals=decimals) for _, charges in totals)),
            ("Total des ressources prévues", *(write_amount(all_, decimals=decimals) for all_, _ in totals)),
        ),
        has_total=True,
    )


def _cell(year: Exercice, key: Ressource, decimals: int) -> Figure:
    number = year.postes.ressources[key].value.number
    text = NOT_COMPUTABLE if number is None else write_amount(number, decimals=decimals)
    return Figure(text, slug("b", key.value, year.label))


def _opening(year: Exercice, key: Ressource) -> Opening:
    famille = year.postes.ressources[key]
    title = f"{famille.label}, {year.label}"
    return opened(slug("b", key.value, year.label), title, famille.value, famille.sources)
