"""A work as the engine's own chapters read it: from postes that are computed already."""

from dataclasses import replace

from socioeco.indicators.leviers import compute_leviers
from socioeco.readers import Answers, exercice_key
from socioeco.report.analysis import Analysis, Exercice, restated_years
from socioeco.trajectories import build_trajectory
from socioeco.typologies import compute_position
from trajectoires.trajectories import selectors
from trajectoires.trajectories.selectors import Work


def analysis_of(work: Work) -> Analysis:
    """Neither an indicator nor another reading, and no year told again under newer rules."""
    years = tuple(_year(each, work.answers) for each in work.exercices)
    trajectory = build_trajectory([year.postes for year in years])
    return Analysis(readings=(), exercices=years, budgets=(), trajectory=trajectory, answers=work.answers)


def restated(analysis: Analysis, *, hides_salaries: bool) -> Analysis:
    """The same, with the year before a change of rules also under the newer ones."""
    years = analysis.exercices
    again = tuple(restated_years(years, analysis.answers, hides_salaries=hides_salaries))
    by_key = {exercice_key(each.postes.opened_on, each.postes.closed_on): each.postes for each in again}
    trajectory = build_trajectory([year.postes for year in years], restated=by_key)
    return replace(analysis, trajectory=trajectory, retraitements=again)


def _year(exercice: selectors.Exercice, answers: Answers) -> Exercice:
    postes = exercice.postes
    return Exercice(
        label=exercice.label,
        names=(exercice.label,),
        postes=postes,
        indicateurs=(),
        leviers=compute_leviers(postes),
        position=compute_position(postes, answers.opinions),
        variations=(),
        lectures=(),
        balance=exercice.balance,
    )
