"""Damaged files, seeded: a balance, or a refusal with its reason; never an error, never more kept than a bound.

The long run of the same draws, with times and memory, is `just fuzz`; its figures are in docs/mesures/fuzz.md.
"""

import json
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from socioeco.formats import Refusal, parse_montant
from socioeco.formats import parse_date as parse_typed_date
from socioeco.generator import Regime, generate_association
from socioeco.generator.bombs import BOMBS, HEADER
from socioeco.generator.damage import DAMAGES, damage
from socioeco.readers import Balance, ledger, read_fec
from socioeco.readers.accounts import LONGEST_ACCOUNT, LONGEST_LABEL
from socioeco.readers.cells import parse_centimes, parse_date, parse_sens

SEEDS = range(9)
NAME = "123456782FEC20251231.txt"
ROW = b"OD\tOD\t%d\t%s\t%s\tAchats\t\t\t1\t20250105\tA\t1,00\t0,00\t\t\t20250105\t\t\n"
BOMB_BYTES = 400_000


@pytest.fixture(scope="module")
def books():
    """One small year under each of the three accounting texts."""
    years = {Regime.CRC_99_01: 2018, Regime.ANC_2018_06: 2021, Regime.PCG_2025: 2025}
    made = [
        generate_association(
            "club_benevole", seed=1, first_year=year, years=1, regime=regime, size="petite"
        ).exercices[0]
        for regime, year in years.items()
    ]
    return [(exercice.fec_name, exercice.fec_bytes()) for exercice in made]


def checked(chunks, name):
    """The reading, once sure that it is whole: a balance or a reason, all of it writable and readable again."""
    reading = read_fec(chunks, name)
    assert len(reading.empreinte) == 64
    for anomaly in reading.anomalies:
        assert all(part.strip() for part in (anomaly.constat, anomaly.consequence, anomaly.remede))
        assert len(anomaly.message) < 2000
    has_reason = any(anomaly.is_blocking for anomaly in reading.anomalies)
    assert reading.is_blocked == has_reason, [anomaly.code for anomaly in reading.anomalies]
    text = json.dumps(reading.to_json(), ensure_ascii=False)
    assert "\\u0000" not in text, "the database would refuse it"
    text.encode()
    if reading.balance:
        assert Balance.from_json(json.loads(json.dumps(reading.balance.to_json()))) == reading.balance
        debit, credit = (
            sum(getattr(line, side) for line in reading.balance.lines)
            for side in ("debit_centimes", "credit_centimes")
        )
        assert debit == credit
    return reading


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_file_is_read_or_refused_with_its_reason(books, kind):
    for seed in SEEDS:
        name, data = books[seed % len(books)]
        checked([damage(data, kind, Random(f"{kind}/{seed}"))], name)


def test_damages_on_damages(books):
    for seed in range(60):
        rng = Random(seed)
        name, data = books[seed % len(books)]
        for kind in rng.choices(list(DAMAGES), k=3):
            data = damage(data or b"\n", kind, rng) if len(data) > 20_000 else data
        checked([data], name)


def test_the_same_seed_gives_the_same_damage(books):
    _name, data = books[0]
    for kind in DAMAGES:
        assert damage(data, kind, Random(7)) == damage(data, kind, Random(7))


def test_most_kinds_of_damage_do_damage(books):
    """A mutator that changes nothing would make the others look safe."""
    name, data = books[2]
    whole = read_fec([data], name)
    same = [
        kind
        for kind in DAMAGES
        if all(read_fec([damage(data, kind, Random(seed))], name) == whole for seed in range(5))
    ]
    assert same == []


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_leaves_little(bomb):
    reading = checked(BOMBS[bomb](BOMB_BYTES), NAME)
    assert len(json.dumps([anomaly.to_json() for anomaly in reading.anomalies])) < 20_000
    lines = reading.balance.lines if reading.balance else ()
    assert len(lines) <= ledger.MOST_ACCOUNTS
    assert all(len(line.compte) <= LONGEST_ACCOUNT for line in lines)
    assert all(len(line.libelle) <= LONGEST_LABEL for line in lines)
    assert len(reading.fin_de_ligne) < 20


def codes(data):
    return {anomaly.code for anomaly in checked([data], NAME).anomalies}


def rows(count, *, compte="606000", on="20250105", start=1):
    return b"".join(
        ROW
        % (
            number,
            (on(number) if callable(on) else on).encode(),
            (compte(number) if callable(compte) else compte).encode(),
        )
        for number in range(start, start + count)
    )


def balanced(data):
    return data + data.replace(b"1,00\t0,00", b"0,00\t1,00")


@pytest.mark.parametrize(("limit", "refused"), [(10, False), (9, True)])
def test_more_accounts_than_any_chart_are_refused(monkeypatch, limit, refused):
    monkeypatch.setattr(ledger, "MOST_ACCOUNTS", limit)
    data = HEADER + balanced(rows(10, compte=lambda number: str(606000 + number)))
    assert ("F12-trop-de-comptes" in codes(data)) is refused


def test_totals_count_the_lines_of_accounts_that_are_too_many(monkeypatch):
    monkeypatch.setattr(ledger, "MOST_ACCOUNTS", 3)
    data = HEADER + balanced(rows(10, compte=lambda number: str(606000 + number)))
    reading = checked([data], NAME)
    assert (reading.lignes, reading.total_debit_centimes, reading.total_credit_centimes) == (20, 1000, 1000)


@pytest.mark.parametrize(("limit", "refused"), [(12, False), (11, True)])
def test_more_accounts_by_month_than_can_be_kept_are_refused(monkeypatch, limit, refused):
    monkeypatch.setattr(ledger, "MOST_CELLS", limit)
    data = HEADER + balanced(rows(12, on=lambda number: f"2025{number:02d}01"))
    found = checked([data], NAME)
    assert ("F12-trop-de-comptes" in {anomaly.code for anomaly in found.anomalies}) is refused
    assert found.total_debit_centimes == 1200


@pytest.mark.parametrize(("limit", "refused"), [(12, False), (11, True)])
def test_more_months_than_any_exercice_are_refused(monkeypatch, limit, refused):
    monkeypatch.setattr(ledger, "MOST_MONTHS", limit)
    data = HEADER + balanced(rows(12, on=lambda number: f"2025{number:02d}01"))
    assert ("F7-trop-de-mois" in codes(data)) is refused


@pytest.mark.parametrize("name", ["MOST_ENTRIES", "MOST_UNBALANCED"])
def test_too_many_entries_are_not_followed_one_by_one_and_it_is_said(monkeypatch, name):
    data = HEADER + balanced(rows(20))
    assert "F5-trop-d-ecritures" not in codes(data)
    monkeypatch.setattr(ledger, name, 19)
    reading = checked([data], NAME)
    assert "F5-trop-d-ecritures" in {anomaly.code for anomaly in reading.anomalies}
    assert reading.balance is not None, "the whole file balances"
    assert (reading.ecritures, reading.ecritures_desequilibrees) == (40, None)


@pytest.fixture
def closed_year(fec_text):
    """A year whose closing entry empties classes 6 and 7 against 120, among other entries."""
    return fec_text(
        """
        BQ | 1 | 20250305 | 512000 | Banque    | 90,00 | 0,00
        BQ | 1 | 20250305 | 741000 | Aide      | 0,00  | 90,00
        OD | 1 | 20250409 | 606000 | Achats    | 30,00 | 0,00
        OD | 1 | 20250409 | 606100 | Energie   | 0,00  | 30,00
        OD | 9 | 20251231 | 741000 | Aide      | 90,00 | 0,00
        OD | 9 | 20251231 | 606000 | Achats    | 0,00  | 30,00
        OD | 9 | 20251231 | 606100 | Energie   | 30,00 | 0,00
        OD | 9 | 20251231 | 120000 | Résultat  | 0,00  | 90,00
        """
    ).encode()


@pytest.mark.parametrize("limit", ["MOST_MOVEMENTS", "MOST_ENTRIES"])
def test_a_closing_that_is_not_sought_any_more_is_refused_not_ignored(monkeypatch, closed_year, limit):
    assert "F9-cloture" in codes(closed_year)
    monkeypatch.setattr(ledger, limit, 1)
    found = codes(closed_year)
    assert "F9-non-isolee" in found
    assert "F9-cloture" not in found


def test_a_closing_of_accounts_that_are_too_many_does_not_break(monkeypatch, closed_year):
    monkeypatch.setattr(ledger, "MOST_CELLS", 2)
    assert "F12-trop-de-comptes" in codes(closed_year)


def test_an_account_longer_than_any_number_is_not_kept():
    data = HEADER + balanced(rows(1, compte="6" + "0" * LONGEST_ACCOUNT))
    assert [line.compte for line in checked([data], NAME).balance.lines] == ["?"]


def test_a_label_is_cut():
    data = HEADER + balanced(rows(1)).replace(b"Achats", ("é" * 5000).encode())
    assert [line.libelle for line in checked([data], NAME).balance.lines] == ["é" * LONGEST_LABEL]


def test_more_columns_than_any_export_are_refused():
    data = HEADER.strip() + b"\tx" * 182 + b"\n" + balanced(rows(1))
    assert "F1-trop-de-colonnes" not in codes(data)
    assert "F1-trop-de-colonnes" in codes(data.replace(b"\tx", b"\tx\tx", 1))
    assert "F1-trop-de-colonnes" not in codes(HEADER.strip() + b"\t" * 5000 + b"\n" + rows(1)), "blank ones"


def test_numbers_that_are_names_are_no_sequence():
    data = HEADER + b"".join(balanced(rows(1)).replace(b"OD\t1\t", b"OD\tN%x-1\t" % n) for n in range(2100))
    assert not {code for code in codes(data) if code.startswith("F8")}


def test_a_mark_of_end_of_file_alone_is_an_empty_file():
    assert codes(b"\x1a") >= {"F1-vide"}


def test_lines_before_the_header_are_counted():
    data = b"\n \n" * 40 + HEADER + rows(1, on="20251345")
    dates = [anomaly for anomaly in checked([data], NAME).anomalies if anomaly.code == "F3-date"]
    assert [anomaly.ligne for anomaly in dates] == [82]


@pytest.mark.parametrize("zeros", [1, 4000, 5000, 100_000])
def test_noughts_before_an_amount_are_nothing(zeros):
    assert parse_centimes(b"0" * zeros + b"12,50") == (1250, "")


def test_noughts_before_a_typed_amount_are_nothing():
    assert parse_montant("0" * 5000 + "12,50") == 1250


OPEN_QUOTES = {"one cell": b"x\n" * 100_000, "one row of many cells": (b'";"' + b"a" * 1000 + b"\n") * 1200}


@pytest.mark.parametrize("kind", OPEN_QUOTES)
def test_the_fingerprint_covers_what_follows_a_quote_left_open(kind):
    data = HEADER.replace(b"\t", b";") + b'OD;"' + OPEN_QUOTES[kind]
    first, second = (checked([data, last], NAME) for last in (b"a\n", b"b\n"))
    assert "F2-guillemet" in {anomaly.code for anomaly in first.anomalies}
    assert first.empreinte != second.empreinte


@given(st.binary(max_size=200))
@example(b"0" * 5000 + b"1")
@example(b"9" * 5000)
@example(b"\xa0" * 50)
def test_any_cell_is_read_or_refused(raw):
    parse_centimes(raw)
    parse_date(raw)
    parse_sens(raw)


@given(st.text(alphabet=st.sampled_from("0123456789.,'+-−–()€ \u202f\u00a0٣²eE"), max_size=60))
@example("9" * 5000)
@example("(" * 5000)
@example(" ".join(["123"] * 2000))
def test_any_typed_amount_is_read_or_refused_in_few_words(text):
    answer = parse_montant(text)
    assert isinstance(answer, int) or (isinstance(answer, Refusal) and len(str(answer)) < 400)


@given(st.text(alphabet=st.sampled_from("0123456789/-. TZ:janvierfébmû٣²"), max_size=40))
@example("9" * 5000)
@example("1/1/" + "0" * 5000 + "1")
@example("0" * 5000 + "1/1/2025")
@example("٣٣/٠١/٢٠٢٥")
@example("²/1/2025")
def test_any_typed_date_is_read_or_refused_in_few_words(text):
    answer = parse_typed_date(text)
    assert not isinstance(answer, Refusal) or len(str(answer)) < 400
