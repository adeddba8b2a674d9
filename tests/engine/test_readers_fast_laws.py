"""Laws of the fast reading: whatever the file, damaged or not, it says what the streaming reader says."""

from datetime import date
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socioeco.generator import Regime, generate_association
from socioeco.generator.damage import DAMAGES, damage
from socioeco.readers import read_fec
from socioeco.readers.fast import read_fec_fast, read_plain

NAME = "123456782FEC20251231.txt"
COMPTES = (
    "512000",
    "401000",
    "411DUPONT",
    "4300",
    "4300X",
    "606100",
    "641000",
    "706000",
    "7",
    "120000",
    "129",
    "580",
    "91",
)
LABELS = ("Banque", "Caisse", "", " ", "Éventail")
JOURNALS = (("AN", "À nouveaux"), ("BQ", "Banque"), ("OD", "Divers"), ("OD", "Réouverture"))
NUMBERS = ("1", "2", "3", "02", "12", "VE7", "VE9", "7-a", "123456789012345678")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("laws")


@pytest.fixture(scope="module")
def book():
    made = generate_association(
        "club_benevole", seed=1, first_year=2025, years=1, regime=Regime.PCG_2025, size="petite"
    )
    return made.exercices[0]


def is_plain_and_same(folder, data, name):
    """Whether the fast path was taken; both doors give the same reading in any case."""
    path = folder / "file"
    path.write_bytes(data)
    with path.open("rb") as file:
        oracle = read_fec(file, name)
    with patch("socioeco.readers.fast.SHORT", 0):
        reading = read_fec_fast(path, name)
    assert reading == oracle
    assert reading.soldes_centimes == oracle.soldes_centimes
    return read_plain(path, name) is not None


@st.composite
def rows(draw):
    """Entries that balance, whose lines may lie anywhere in the file."""
    written = []
    for _entry in range(draw(st.integers(2, 7))):
        journal = draw(st.sampled_from(JOURNALS))
        key = (*journal, draw(st.sampled_from(NUMBERS)), draw(st.dates(date(2025, 1, 1), date(2025, 12, 31))))
        parts = draw(st.lists(st.tuples(accounts, st.integers(0, 999)), min_size=1, max_size=3))
        lines = [(compte, amount, 0) for compte, amount in parts]
        lines.append((draw(accounts), 0, sum(amount for _compte, amount in parts)))
        written += [(key, *line) for line in lines]
    return draw(st.permutations(written)) if draw(st.booleans()) else written


accounts = st.tuples(st.sampled_from(COMPTES), st.sampled_from(LABELS))


def text_of(fec_text, written):
    lines = [
        f"{code}|{number}|{on:%Y%m%d}|{compte}|{label}|{euros(debit)}|{euros(credit)}"
        for (code, _lib, number, on), (compte, label), debit, credit in written
    ]
    libs = [lib for (_code, lib, _number, _on), _account, _debit, _credit in written]
    head, *cells = fec_text("\n".join(lines)).splitlines()
    renamed = [
        "\t".join([row.split("\t")[0], lib, *row.split("\t")[2:]])
        for row, lib in zip(cells, libs, strict=True)
    ]
    return "\n".join([head, *renamed, ""])


def euros(centimes):
    return f"{centimes // 100},{centimes % 100:02d}" if centimes else ""


@settings(max_examples=60)
@given(written=rows())
def test_any_balanced_year_is_read_alike(fec_text, folder, written):
    is_plain = is_plain_and_same(folder, text_of(fec_text, written).encode(), NAME)
    numbers = {number for (_code, _lib, number, _on), *_line in written}
    assert is_plain is (len(numbers) > 1)


@settings(max_examples=60)
@given(written=rows(), place=st.integers(0), byte=st.integers(0, 255))
def test_one_byte_changed_anywhere_is_read_alike(fec_text, folder, written, place, byte):
    data = bytearray(text_of(fec_text, written).encode())
    data[place % len(data)] = byte
    is_plain_and_same(folder, bytes(data), NAME)


@pytest.mark.parametrize("kind", DAMAGES)
def test_any_damaged_book_is_read_alike(folder, book, kind):
    for seed in range(3):
        data = damage(book.fec_bytes(), kind, Random(f"{kind}/{seed}"))
        is_plain_and_same(folder, data, book.fec_name)


def test_some_damaged_books_are_plain_all_the_same(folder, book):
    """Else the law above would say nothing of the fast path."""
    taken = {
        kind
        for kind in ("lines shuffled", "header damaged", "columns swapped", "accounts")
        if any(
            is_plain_and_same(folder, damage(book.fec_bytes(), kind, Random(seed)), book.fec_name)
            for seed in range(6)
        )
    }
    assert "lines shuffled" in taken
