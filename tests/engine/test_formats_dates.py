"""Dates in words, and dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.formats import Refusal, format_date, format_iso, format_mois_annee, format_periode, parse_date

_DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def test_dates_are_written_in_french():
    assert format_date(date(2026, 3, 3)) == "3 mars 2026"
    assert format_date(date(2026, 4, 1)) == "1er avril 2026"
    assert format_mois_annee(date(2027, 11, 5)) == "novembre 2027"
    assert format_iso(date(2026, 3, 3)) == "2026-03-03"


def test_a_period_does_not_repeat_what_its_ends_share():
    assert format_periode(date(2025, 1, 1), date(2025, 12, 31)) == "du 1er janvier au 31 décembre 2025"
    assert format_periode(date(2025, 3, 1), date(2025, 3, 31)) == "du 1er au 31 mars 2025"
    assert format_periode(date(2024, 9, 1), date(2025, 8, 31)) == "du 1er septembre 2024 au 31 août 2025"


@pytest.mark.parametrize(
    "text",
    [
        "03/03/2026",
        "3/3/26",
        "3-3-2026",
        "03.03.2026",
        "3 3 2026",
        " 3  mars 2026 ",
        "3\u00a0mars 2026",
        "Mardi 3 MARS 2026",
        "2026-03-03",
        "2026-03-03T14:30:00Z",
        "03/03/2026 00:00",
        "20260303",
        "03032026",
    ],
)
def test_a_typed_date_is_read(text):
    assert parse_date(text) == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1er avril 2026", date(2026, 4, 1)),
        ("12 aout 2025", date(2025, 8, 12)),
        ("3 févr. 2026", date(2026, 2, 3)),
        ("31/12/99", date(1999, 12, 31)),
        ("20012001", date(2001, 1, 20)),
    ],
)
def test_usual_short_forms_are_read(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "vide"),
        ("030326", "ambigu"),
        ("31/04/2026", "inexistante"),
        ("03/13/2026", "inexistante"),
        ("01/01/1850", "annee"),
        ("mars 2026", "illisible"),
        ("3 jui 2026", "illisible"),
        ("03/03-2026", "illisible"),
        ("hier", "illisible"),
    ],
)
def test_what_is_not_one_date_is_refused(text, code):
    answer = parse_date(text)
    assert isinstance(answer, Refusal)
    assert answer.code == code


@given(_DATES)
def test_reading_what_was_written_gives_the_same_date(value):
    assert parse_date(format_date(value)) == value
    assert parse_date(format_iso(value)) == value
    assert parse_date(value.strftime("%d/%m/") + f"{value.year:04d}") == value


@given(st.text())
def test_any_text_is_read_or_refused(text):
    assert isinstance(parse_date(text), date | Refusal)
