"""Laws of the axis: whatever the file, damaged or not, its values add up to its accounts, to the centime."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socioeco.generator import STORIES, generate_association
from socioeco.generator.damage import DAMAGES, damage
from socioeco.readers.axis import axis_columns

from .axis_cases import COLUMN, NAME, added, assert_adds_up, read
from .conftest import write_fec

COMPTES = ("512000", "606100", "641000", "7541", "756100", "120000", "864", "875", "411DUPONT", "", "91", "6")
VALUES = ("Club", "Buvette", "", " Club", "club", "x@y.fr", "Été")


def euros(centimes):
    return f"{centimes // 100},{centimes % 100:02d}"


@st.composite
def lines(draw):
    """Balanced entries, some of them closing ones, each line with a value or none: row, value."""
    told = []
    for number in range(draw(st.integers(1, 8))):
        day = f"2025{draw(st.integers(1, 12)):02d}15"
        parts = draw(
            st.lists(st.tuples(st.sampled_from(COMPTES), st.integers(-99, 9999)), min_size=1, max_size=4)
        )
        entry = [(compte, amount, 0) for compte, amount in parts]
        entry.append((draw(st.sampled_from(COMPTES)), 0, sum(amount for _compte, amount in parts)))
        told += [
            (
                f"OD|{number}|{day}|{compte}|Compte|{euros(debit)}|{euros(credit)}",
                draw(st.sampled_from(VALUES)),
            )
            for compte, debit, credit in entry
        ]
    return told


def file_of(told):
    return added(write_fec("\n".join(row for row, _value in told)), [value for _row, value in told])


@settings(max_examples=150)
@given(told=lines())
def test_values_add_up_to_the_accounts(told):
    assert_adds_up(file_of(told))


@settings(max_examples=60)
@given(told=lines(), seed=st.integers(0, 1000))
def test_the_order_of_lines_changes_no_amount(told, seed):
    mixed = list(told)
    Random(seed).shuffle(mixed)
    before, after = read(file_of(told)), read(file_of(mixed))
    assert [(name, part.lines) for name, part in before.parts.items()] == [
        (name, part.lines) for name, part in after.parts.items()
    ]


@settings(max_examples=100)
@given(told=lines(), places=st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=8))
def test_bytes_changed_anywhere_never_raise_nor_lose_a_centime(told, places):
    data = bytearray(file_of(told))
    for place, byte in places:
        data[place % len(data)] = byte
    assert_adds_up(bytes(data))


@given(data=st.binary(max_size=400))
def test_noise_never_raises(data):
    assert assert_adds_up(data).is_blocked
    axis_columns([data])


# --- Generated books ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=STORIES)
def exercice(request):
    return generate_association(request.param, seed=7, first_year=2025, years=1).exercices[0]


def analytic(exercice, seed=1, **options):
    """A generated book whose lines are given to activities at random, a third of them to none."""
    text = exercice.fec_bytes(line_end="\n", **options).decode()
    rng = Random(seed)
    values = [rng.choice(("Club", "Buvette", "")) for _line in text.split("\n")[1:-1]]
    return added(text, values)


@pytest.mark.parametrize("with_closing", [False, True])
def test_a_generated_book_is_distributed_to_the_centime(exercice, with_closing):
    found = assert_adds_up(analytic(exercice, with_closing=with_closing), exercice.fec_name)
    assert list(found.balances) == ["Buvette", "Club"]
    total = sum(part.solde_crediteur_centimes("6", "7") for part in found.parts.values())
    assert total == exercice.resultat_centimes()


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_book_never_raises_nor_loses_a_centime(kind):
    made = generate_association("club_benevole", seed=1, first_year=2025, years=1, size="petite").exercices[0]
    for seed in range(2):
        assert_adds_up(damage(analytic(made, seed), kind, Random(f"{kind}/{seed}")), made.fec_name)


def test_some_damaged_books_keep_their_axis():
    """Else the law above would say nothing of it."""
    made = generate_association("club_benevole", seed=1, first_year=2025, years=1, size="petite").exercices[0]
    data = damage(analytic(made), "lines shuffled", Random(0))
    assert len(assert_adds_up(data, made.fec_name, COLUMN).balances) == 2
    assert read(data, "analytique", NAME).balances
