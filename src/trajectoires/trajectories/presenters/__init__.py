"""What the result page shows and what is taken away of it, computed by the engine from what is stored."""

from trajectoires.trajectories.presenters.activities import present_activities
from trajectoires.trajectories.presenters.activity_pages import (
    present_activity_years,
    present_column,
    present_distribution,
)
from trajectoires.trajectories.presenters.alliances import present_partners
from trajectoires.trajectories.presenters.beside import MAYBE_TWICE, took_place
from trajectoires.trajectories.presenters.budgets import present_budgets
from trajectoires.trajectories.presenters.comments import ThreadView, present_threads
from trajectoires.trajectories.presenters.hub import years_of
from trajectoires.trajectories.presenters.method import present_method, present_method_page
from trajectoires.trajectories.presenters.rangements import place_in_words, present_ranged
from trajectoires.trajectories.presenters.report import typeset_report
from trajectoires.trajectories.presenters.results import Results, present
from trajectoires.trajectories.presenters.scenario_results import present_result, scenario_workbook
from trajectoires.trajectories.presenters.scenario_sides import present_sheet, present_sides
from trajectoires.trajectories.presenters.scenarios import (
    present_cards,
    present_choices,
    present_errors,
    present_line,
)
from trajectoires.trajectories.presenters.tables import take_away

__all__ = [
    "MAYBE_TWICE",
    "Results",
    "ThreadView",
    "place_in_words",
    "present",
    "present_activities",
    "present_activity_years",
    "present_budgets",
    "present_cards",
    "present_choices",
    "present_column",
    "present_distribution",
    "present_errors",
    "present_line",
    "present_method",
    "present_method_page",
    "present_partners",
    "present_ranged",
    "present_result",
    "present_sheet",
    "present_sides",
    "present_threads",
    "scenario_workbook",
    "take_away",
    "took_place",
    "typeset_report",
    "years_of",
]
