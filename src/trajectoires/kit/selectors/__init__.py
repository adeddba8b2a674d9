"""Read the questionnaire and what the answers say; the kit, and what is known to prefill its documents."""

from trajectoires.kit.selectors.changes import Changes, changes_since
from trajectoires.kit.selectors.known import Known, KnownLine, known_of, lines_of
from trajectoires.kit.selectors.pages import Reading, addresses_that_lead_nowhere, find_page
from trajectoires.kit.selectors.results import Part, Priority, Result, result_of
from trajectoires.kit.selectors.tools import Tool, find_kit, find_tool, steps_of, tools_of

__all__ = [
    "Changes",
    "Known",
    "KnownLine",
    "Part",
    "Priority",
    "Reading",
    "Result",
    "Tool",
    "addresses_that_lead_nowhere",
    "changes_since",
    "find_kit",
    "find_page",
    "find_tool",
    "known_of",
    "lines_of",
    "result_of",
    "steps_of",
    "tools_of",
]
