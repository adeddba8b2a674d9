"""The sheet of the activities, in the workbook to take away."""

from dataclasses import replace

from socioeco.report.by_axis import ParAxe, activities_table
from socioeco.report.tables import Table
from socioeco.typologies.activites import compute_position_of_activite
from trajectoires.trajectories.selectors import Shown, by_activity, shown_by_activity

RECEIVED = (
    0,
    1,
    2,
    -1,
)  # the exercice, the activity, what it receives, where it stands: nothing of what it costs


def activity_sheet(shown: Shown) -> tuple[Table, ...]:
    """None when no exercice is shared. Without what activities cost for a guest who does not read all accounts."""
    shown = shown_by_activity(shown)
    years = [
        ParAxe(
            exercice=year.exercice.label,
            colonne=year.column,
            par_activite=year.found,
            positions=tuple(compute_position_of_activite(each, {}) for each in year.found.activites),
        )
        for year in by_activity(shown.work).years
    ]
    if not years:
        return ()
    table = activities_table(years)
    return (_received(table) if shown.has_masked_staff else table,)


def _received(table: Table) -> Table:
    return replace(
        table,
        columns=tuple(table.columns[place] for place in RECEIVED),
        rows=tuple(tuple(row[place] for place in RECEIVED) for row in table.rows),
    )
