"""French typography of all that a reader is given: the method, the reports, the keys of results, the anomalies."""

import html
import re

import pytest

from socioeco.anomalies import kinds
from socioeco.report.analysis import analyse
from socioeco.report.by_axis import by_axis
from socioeco.report.chapters.activities import with_activities
from socioeco.report.data import as_json, to_data
from socioeco.report.html import write_html
from socioeco.report.methode import write_pages
from socioeco.report.reading import of_fec
from socioeco.report.report import report_of

from . import report_cases, scenario_cases
from .axis_cases import read, with_axis
from .report_cases import TODAY

NOT_TEXT = re.compile("<(style|svg|script).*?</\\1>|<[^>]*>", re.DOTALL)
# Before ; ! ? and : a space that breaks, or the wide one that only a colon takes; inside quotes, one that breaks.
WRONG = re.compile("[ \u00a0][;!?]|[ \u202f]:|« | »")


def wrong(text):
    return [text[max(found.start() - 30, 0) : found.end() + 10] for found in WRONG.finditer(text)]


def read_by_people(page):
    return html.unescape(NOT_TEXT.sub("", page))


def by_activity():
    reading = read(with_axis())
    analysis = analyse([of_fec(reading.fec)])
    return with_activities(report_of(analysis, today=TODAY), [by_axis(analysis.exercices[0], [reading])])


def test_what_is_looked_for_is_found():
    assert [bool(wrong(text)) for text in ("a\u202f; b", "a\u00a0: b", "«\u00a0a\u00a0»")] == [False] * 3
    assert all(map(wrong, ("a\u00a0; b", "a ? b", "a : b", "a\u202f: b", "« a\u00a0»", "«\u00a0a »")))


def test_the_pages_of_the_method():
    found = {name: wrong(read_by_people(page)) for name, page in write_pages().items()}
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize("kind", report_cases.KINDS)
def test_a_report_and_its_data(kind):
    analysis = report_cases.analysis_of(kind)
    assert wrong(read_by_people(write_html(report_of(analysis, today=TODAY)))) == []
    assert wrong(as_json(to_data(analysis, today=TODAY)).replace('": ', "")) == []


@pytest.mark.parametrize("kind", scenario_cases.KINDS)
def test_a_report_of_scenarios(kind):
    assert wrong(read_by_people(write_html(scenario_cases.document_of(kind)))) == []


def test_the_chapter_of_activities():
    assert wrong(read_by_people(write_html(by_activity()))) == []


@pytest.mark.parametrize("part", ["constat", "consequence", "remede", "exemple"])
def test_the_words_of_anomalies(part):
    assert {code: found for code, kind in kinds().items() if (found := wrong(getattr(kind, part)))} == {}
