"""A budget in the shape of form CERFA 12156, of a year or of a project, matched by the words of its lines."""

from socioeco.readers.budget.definition import Cote, LigneBudget, budget_definition
from socioeco.readers.budget.lecture import Budget, BudgetReading, read_budget
from socioeco.readers.budget.lignes import BudgetLine
from socioeco.readers.budget.saisie import budget_of_amounts, chapters_of_form, details_beyond

__all__ = [
    "Budget",
    "BudgetLine",
    "BudgetReading",
    "Cote",
    "LigneBudget",
    "budget_definition",
    "budget_of_amounts",
    "chapters_of_form",
    "details_beyond",
    "read_budget",
]
