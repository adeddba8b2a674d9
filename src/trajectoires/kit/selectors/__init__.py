"""Read the questionnaire and what the answers say; the kit, and what is known to prefill its documents."""

from trajectoires.kit.selectors.changes import Changes, changes_since
from trajectoires.kit.selectors.known import Known, KnownLine, known_of, lines_of
from trajectoires.kit.selectors.opened import Opened, opened_of
from trajectoires.kit.selectors.pages import Reading, addresses_that_lead_nowhere, find_page, named
from trajectoires.kit.selectors.plans import Goal, Measured, Tracked, actions_of, actual, grouped, track
from trajectoires.kit.selectors.results import Part, Priority, Result, result_of
from trajectoires.kit.selectors.suggestions import Suggestion, suggestions_of
from trajectoires.kit.selectors.tools import (
    Tool,
    find_kit,
    find_step,
    find_tool,
    page_to_choose,
    pages_to_choose,
    steps_of,
    tools_of,
)

__all__ = [
    "Changes",
    "Goal",
    "Known",
    "KnownLine",
    "Measured",
    "Opened",
    "Part",
    "Priority",
    "Reading",
    "Result",
    "Suggestion",
    "Tool",
    "Tracked",
    "actions_of",
    "actual",
    "addresses_that_lead_nowhere",
    "changes_since",
    "find_kit",
    "find_page",
    "find_step",
    "find_tool",
    "grouped",
    "known_of",
    "lines_of",
    "named",
    "opened_of",
    "page_to_choose",
    "pages_to_choose",
    "result_of",
    "steps_of",
    "suggestions_of",
    "tools_of",
    "track",
]
