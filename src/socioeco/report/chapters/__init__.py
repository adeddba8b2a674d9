"""The chapters of a report: each one is a section, from the results of the engine, and computes nothing itself."""

from collections.abc import Callable

from socioeco.report.analysis import Analysis
from socioeco.report.chapters.anomalies import anomalies, readings
from socioeco.report.chapters.benchmarks import benchmarks
from socioeco.report.chapters.budgets import budgets
from socioeco.report.chapters.cautions import cautions
from socioeco.report.chapters.changes import changes
from socioeco.report.chapters.financeurs import financeurs
from socioeco.report.chapters.indicators import indicators
from socioeco.report.chapters.lectures import other_readings
from socioeco.report.chapters.levers import levers
from socioeco.report.chapters.path import path
from socioeco.report.chapters.position import position
from socioeco.report.chapters.reconciliation import reconciliation
from socioeco.report.chapters.resources import resources
from socioeco.report.chapters.rules import rules
from socioeco.report.chapters.statements import statements
from socioeco.report.chapters.stress import stress_chapter
from socioeco.report.document import Section

Chapter = Callable[[Analysis], Section | None]
CHAPTERS: tuple[Chapter, ...] = (
    resources,
    indicators,
    financeurs,
    stress_chapter,
    levers,
    position,
    other_readings,
    path,
    changes,
    rules,
    statements,
    reconciliation,
    benchmarks,
    budgets,
    cautions,
    anomalies,
    readings,
)


def chapters_of(analysis: Analysis) -> tuple[Section, ...]:
    """Those that have something to say of these files."""
    found = (chapter(analysis) for chapter in CHAPTERS)
    return tuple(section for section in found if section is not None)
