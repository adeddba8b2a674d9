"""Numbers, amounts, shares and durations in French, and amounts read back."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.formats import (
    Refusal,
    format_duree,
    format_euros,
    format_milliers,
    format_mois,
    format_nombre,
    format_pourcent,
    parse_montant,
)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0, None, "0"),
        (999, None, "999"),
        (1234567, None, "1\u202f234\u202f567"),
        (-1234, None, "\u22121\u202f234"),
        (12.5, None, "12,5"),
        (0.1, None, "0,1"),
        (Decimal("2.50"), None, "2,50"),
        (Fraction(1, 3), 2, "0,33"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-0.004"), 2, "0,00"),
        (1e21, None, "1" + "\u202f000" * 7),
    ],
)
def test_a_number_is_written_in_french(value, decimals, expected):
    assert format_nombre(value, decimals=decimals) == expected


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_not_a_number_is_not_written(value):
    with pytest.raises(ValueError, match="finite"):
        format_nombre(value)


def test_amounts_shares_and_durations():
    assert format_euros(123450) == "1\u202f234,50\u00a0€"
    assert format_euros(2300000, decimals=0) == "23\u202f000\u00a0€"
    assert format_euros(-50, decimals=0) == "\u22121\u00a0€"
    assert format_milliers(24_412_345) == "244\u00a0k€"
    assert format_milliers(-123_400, decimals=1) == "\u22121,2\u00a0k€"
    assert format_pourcent(Fraction(1, 8)) == "12,5\u00a0%"
    assert format_pourcent(0.2, decimals=0) == "20\u00a0%"
    assert format_duree(1) == "1\u00a0minute"
    assert format_duree(8) == "8\u00a0minutes"
    assert format_duree(60) == "1\u00a0h"
    assert format_duree(65) == "1\u00a0h\u00a005"
    assert format_mois(Decimal("2.62")) == "2,6\u00a0mois"


def test_a_negative_duration_is_a_programming_error():
    with pytest.raises(ValueError, match="negative"):
        format_duree(-1)


@pytest.mark.parametrize(
    ("text", "centimes"),
    [
        ("1234,5", 123450),
        ("1 234,5", 123450),
        ("1\u00a0234,50", 123450),
        ("1\u202f234,50\u00a0€", 123450),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1.234.567", 123456700),
        ("1'234.50", 123450),
        ("1234.5", 123450),
        ("1234,500", 123450),
        ("12 345 678,9 euros", 1234567890),
        ("€ 12", 1200),
        (",5", 50),
        ("5,", 500),
        ("+3", 300),
        ("-12", -1200),
        ("\u221212,3", -1230),
        ("\u2013 12,3 €", -1230),
        ("12-", -1200),
        ("(1 234,50)", -123450),
        ("(12 €)", -1200),
        ("0", 0),
        ("0" * 5 + "1", 100),
    ],
)
def test_an_amount_is_read(text, centimes):
    assert parse_montant(text) == centimes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "vide"),
        (" \u202f ", "vide"),
        ("1.234", "ambigu"),
        ("1,234 €", "ambigu"),
        ("0,123", "decimales"),
        ("12,345678", "decimales"),
        ("9" * 16, "trop-grand"),
        ("9" * 5000, "trop-grand"),
        ("abc", "illisible"),
        ("1 23", "illisible"),
        ("1.234.50", "illisible"),
        ("--1", "illisible"),
        ("(-1)", "illisible"),
        ("-1-", "illisible"),
        ("12e5", "illisible"),
        (".", "illisible"),
        ("٣", "illisible"),
        ("nan", "illisible"),
    ],
)
def test_what_cannot_be_read_for_sure_is_refused(text, code):
    answer = parse_montant(text)
    assert isinstance(answer, Refusal)
    assert answer.code == code
    assert answer.text == text


def test_a_refusal_says_in_french_what_to_write():
    assert str(parse_montant("1.234")) == (
        "«\u00a01.234\u00a0» peut se lire 1234 ou 1,234. Écrivez 1234 ou 1,23."
    )
    assert "9" * 40 + "…" in str(parse_montant("9" * 90))


@given(st.integers(-(10**17) + 1, 10**17 - 1))
def test_reading_what_was_written_gives_the_same_centimes(centimes):
    assert parse_montant(format_euros(centimes)) == centimes


@given(st.text())
def test_any_text_is_read_or_refused(text):
    assert isinstance(parse_montant(text), int | Refusal)
