"""Read the questionnaire, what the answers say, and what changed since they were given."""

from trajectoires.kit.selectors.changes import Changes, changes_since
from trajectoires.kit.selectors.pages import Reading, addresses_that_lead_nowhere, find_page
from trajectoires.kit.selectors.results import Part, Priority, Result, result_of

__all__ = [
    "Changes",
    "Part",
    "Priority",
    "Reading",
    "Result",
    "addresses_that_lead_nowhere",
    "changes_since",
    "find_page",
    "result_of",
]
