"""Laws: order of lines, size of chunks and number of files change nothing; damage never raises."""

import random
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socioeco.comptes import regime_for
from socioeco.generator import STORIES, generate_association
from socioeco.indicators import compute_ressources, compute_resultat, reconcile_classe_7
from socioeco.readers import compare_opening, read_fec

NAME = "123456782FEC20251231.txt"
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
COMPTES = [
    "512000",
    "401000",
    "606100",
    "641000",
    "706000",
    "7541",
    "756100",
    "741000",
    "120000",
    "875",
    "864",
]


@st.composite
def entries(draw):
    """Balanced entries of two to four lines, some of them closing ones, as rows of the table."""
    rows = []
    for number in range(draw(st.integers(1, 8))):
        day = draw(st.dates(*YEAR)).strftime("%Y%m%d")
        parts = draw(
            st.lists(st.tuples(st.sampled_from(COMPTES), st.integers(1, 9999)), min_size=1, max_size=3)
        )
        entry = [(compte, amount, 0) for compte, amount in parts]
        entry.append((draw(st.sampled_from(COMPTES)), 0, sum(amount for _compte, amount in parts)))
        rows.append([f"OD|{number}|{day}|{c}|Compte {c}|{euros(d)}|{euros(k)}" for c, d, k in entry])
    return rows


def euros(centimes):
    return f"{centimes // 100},{centimes % 100:02d}"


def balance_of(text):
    return read_fec([text.encode()], NAME, exercice=YEAR).balance


def flat(groups):
    return "\n".join(row for group in groups for row in group)


def without_fingerprint(balance):
    return balance and (balance.lines, balance.resultat_cloture_centimes)


@given(groups=entries(), seed=st.integers(0, 1000))
def test_the_order_of_lines_does_not_matter(fec_text, groups, seed):
    rows = flat(groups).splitlines()
    random.Random(seed).shuffle(rows)
    before, after = balance_of(fec_text(flat(groups))), balance_of(fec_text("\n".join(rows)))
    assert without_fingerprint(before) == without_fingerprint(after)


@given(groups=entries(), cut=st.integers(0, 8))
def test_two_files_added_are_the_whole(fec_text, groups, cut):
    parts = [flat(groups[:cut]), flat(groups[cut:])]
    if not all(parts):
        return
    first, second = (balance_of(fec_text(part)) for part in parts)
    whole = balance_of(fec_text(flat(groups)))
    if first and second and whole:
        assert without_fingerprint(first + second) == without_fingerprint(whole)
        assert len((first + second).empreintes) == 2


@given(groups=entries(), size=st.integers(1, 200))
def test_the_size_of_chunks_does_not_matter(fec_text, groups, size):
    data = fec_text(flat(groups), line_end="\r\n").encode()
    chunks = [data[start : start + size] for start in range(0, len(data), size)]
    assert read_fec(chunks, NAME) == read_fec([data], NAME)


@given(groups=entries())
def test_every_centime_of_class_7_is_accounted_for(fec_text, groups):
    balance = balance_of(fec_text(flat(groups)))
    if balance is None:
        return
    for opened_on in (date(2019, 1, 1), date(2020, 1, 1), date(2025, 1, 1)):
        regime = regime_for(opened_on)
        rapprochement = reconcile_classe_7(balance, regime)
        assert rapprochement.ecart_centimes == 0
        assert (
            rapprochement.montant_centimes("ressources") == compute_ressources(balance, regime).total_centimes
        )


@given(data=st.binary(max_size=400))
def test_noise_never_raises(data):
    assert read_fec([data], "n'importe quoi").balance is None


@settings(max_examples=200)
@given(seed=st.integers(0, 10_000), rate=st.sampled_from([0.001, 0.01, 0.1]))
def test_a_damaged_file_never_raises(fec_text, seed, rate):
    draw = random.Random(seed)
    text = fec_text("\n".join(f"BQ|{n}|202503{n:02d}|512000|Banque|1,00|0,00" for n in range(1, 29)))
    data = bytearray(text.encode())
    for place in range(len(data)):
        if draw.random() < rate:
            data[place] = draw.choice(b'\t\n\r"|;,-.0\x00\xe9\xff')
    reading = read_fec([bytes(data)], NAME)
    assert len(reading.anomalies) < 60
    assert all(anomaly.message for anomaly in reading.anomalies)


@pytest.fixture(scope="module", params=STORIES)
def association(request):
    """Six exercices: the three charts of accounts are met."""
    return generate_association(request.param, seed=7, first_year=2019, years=7)


def read(exercice, **options):
    return read_fec([exercice.fec_bytes(**options)], exercice.fec_name)


def test_the_books_of_the_generator_are_read_to_the_centime(association):
    for exercice in association.exercices:
        reading = read(exercice)
        assert [
            anomaly.message for anomaly in reading.anomalies if anomaly.controle not in ("F8", "F14")
        ] == []
        balance = reading.balance
        assert (balance.opened_on, balance.closed_on) == (exercice.opened_on, exercice.closed_on)
        soldes = {line.compte: -line.solde_crediteur_centimes for line in balance.lines}
        assert {compte: solde for compte, solde in soldes.items() if solde} == exercice.soldes()
        assert compute_resultat(balance).resultat_centimes == exercice.resultat_centimes()
        rapprochement = reconcile_classe_7(balance, regime_for(balance.opened_on))
        assert (rapprochement.ecart_centimes, rapprochement.anomalies) == (0, ())


def test_closing_entries_left_in_change_nothing_but_a_warning(association):
    for exercice in association.exercices:
        closed = read(exercice, with_closing=True)
        assert "F9-cloture" in [anomaly.code for anomaly in closed.anomalies]
        assert closed.balance.lines == read(exercice).balance.lines
        assert compute_resultat(closed.balance).anomalies == ()


def test_each_year_opens_as_the_one_before_closed(association):
    balances = [read(exercice).balance for exercice in association.exercices]
    for previous, current in pairwise(balances):
        assert [anomaly.message for anomaly in compare_opening(previous, current)] == []


@pytest.mark.parametrize(
    "options",
    [
        {"encoding": "iso8859-15", "separator": "|", "line_end": "\n"},
        {"encoding": "utf-8-sig", "amounts": "montant-sens"},
    ],
    ids=["ISO 8859-15, pipe", "BOM, Montant and Sens"],
)
def test_every_lawful_form_gives_the_same_balance(association, options):
    exercice = association.exercices[-1]
    assert read(exercice, **options).balance.lines == read(exercice).balance.lines
