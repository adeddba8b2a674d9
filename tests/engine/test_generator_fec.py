"""The files written: lawful form, same totals for an independent reader, same bytes for the same seed."""

from __future__ import annotations

import csv
import hashlib
import io
import subprocess
import sys
import tracemalloc
from collections import defaultdict
from itertools import pairwise

import pytest

from socioeco.generator import (
    STORIES,
    FecFormat,
    GeneratedExercice,
    Regime,
    fec_columns,
    generate_association,
)

LAW = [
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
]
MAY_BE_BLANK = {"CompAuxNum", "CompAuxLib", "EcritureLet", "DateLet", "Montantdevise", "Idevise"}
# Frozen on purpose: a change here means that every book generated before now differs.
GOLDEN_SHA256 = "8b6a93af9951ffe17ae174e48bb013692d7073d5792b09375129fcb5df28b718"


def read(data: bytes, encoding: str, separator: str) -> list[dict[str, str]]:
    text = io.StringIO(data.decode(encoding), newline="")
    return list(csv.DictReader(text, delimiter=separator, quoting=csv.QUOTE_NONE, strict=True))


def centimes(cell: str) -> int:
    whole, comma, part = cell.partition(",")
    assert comma == ","
    assert len(part) == 2
    return int(whole) * 100 + int(part)


def soldes(rows: list[dict[str, str]]) -> dict[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for row in rows:
        if "Sens" in row:
            amount = centimes(row["Montant"]) * {"D": 1, "C": -1}[row["Sens"]]
        else:
            amount = centimes(row["Debit"]) - centimes(row["Credit"])
        totals[row["CompteNum"]] += amount
    return {compte: totals[compte] for compte in sorted(totals) if totals[compte]}


def exercice(story: str = "club_benevole", year: int = 2022, seed: int = 1) -> GeneratedExercice:
    return generate_association(story, seed=seed, first_year=year, years=1).exercices[0]


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("year", [2016, 2022, 2025])
@pytest.mark.parametrize("amounts", ["debit-credit", "montant-sens"])
def test_an_independent_reader_finds_the_same_balances(story: str, year: int, amounts: str) -> None:
    book = exercice(story, year)
    rows = read(book.fec_bytes(encoding="iso8859-15", separator="|", amounts=amounts), "iso8859-15", "|")
    assert len(rows) == sum(len(ecriture.lignes) for ecriture in book.ecritures)
    assert soldes(rows) == book.soldes()
    for row in rows:
        assert all(cell for name, cell in row.items() if name not in MAY_BE_BLANK)


def test_header_is_the_one_of_the_law() -> None:
    assert list(fec_columns()) == LAW
    header = exercice().fec_bytes().split(b"\r\n")[0].decode()
    assert header.split("\t") == LAW
    assert fec_columns("montant-sens")[11:13] == ("Montant", "Sens")


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_line_ends(line_end: str) -> None:
    data = exercice().fec_bytes(line_end=line_end)
    other = {"\r\n": b"\n\n", "\n": b"\r", "\r": b"\n"}[line_end]
    assert data.endswith(line_end.encode())
    assert other not in data
    assert {row.count(b"\t") for row in data.split(line_end.encode())[:-1]} == {17}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso8859-15", "ascii"])
def test_encodings_give_the_same_accounts(encoding: str) -> None:
    data = exercice("festival").fec_bytes(encoding=encoding)
    assert data.startswith(b"\xef\xbb\xbf") == (encoding == "utf-8-sig")
    assert soldes(read(data, encoding, "\t")) == exercice("festival").soldes()


def test_ascii_only_drops_accents() -> None:
    assert "Operations diverses" in exercice().fec_bytes(encoding="ascii").decode("ascii")
    assert "Opérations diverses" in exercice().fec_bytes().decode("utf-8")


def test_name_is_siren_and_closing_date() -> None:
    book = exercice()
    assert book.fec_name == f"{book.siren}FEC20230831.txt"


def test_closing_entry_empties_the_result_accounts() -> None:
    book = exercice("festival")
    closed = soldes(read(book.fec_bytes(with_closing=True), "utf-8", "\t"))
    assert not any(compte[0] in "67" for compte in closed)
    resultat = book.resultat_centimes()
    assert closed["120000" if resultat > 0 else "129000"] == -resultat
    assert any(compte[0] == "7" for compte in soldes(read(book.fec_bytes(), "utf-8", "\t")))


@pytest.mark.parametrize("lines", [20_000, 20_001, 20_002, 20_003])
def test_streaming_gives_exactly_the_lines_asked_for(lines: int) -> None:
    data = b"".join(exercice("festival").fec_chunks(FecFormat(), lines=lines))
    rows = read(data, "utf-8", "\t")
    assert len(rows) == lines
    entries: dict[tuple[str, int], int] = defaultdict(int)
    for row in rows:
        key = (row["JournalCode"], int(row["EcritureNum"]))
        entries[key] += centimes(row["Debit"]) - centimes(row["Credit"])
    assert not any(entries.values())
    for journal in {journal for journal, _ in entries}:
        nums = sorted(num for code, num in entries if code == journal)
        assert nums == list(range(1, len(nums) + 1))
    assert all(before["ValidDate"] <= after["ValidDate"] for before, after in pairwise(rows))
    emplois = sum(solde for compte, solde in soldes(rows).items() if compte[:2] in {"86", "87"})
    assert emplois == 0


def test_streaming_memory_does_not_follow_the_size() -> None:
    book = exercice()
    tracemalloc.start()
    size = sum(len(chunk) for chunk in book.fec_chunks(FecFormat(), lines=40_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 3_000_000
    assert peak < 1_500_000


def test_streaming_refuses_fewer_lines_than_the_book() -> None:
    with pytest.raises(ValueError, match="already has"):
        list(exercice().fec_chunks(FecFormat(), lines=10))


def test_same_arguments_same_bytes() -> None:
    first, second = (exercice("festival", seed=5).fec_bytes() for _ in range(2))
    assert first == second
    assert exercice("festival", seed=6).fec_bytes() != first


def test_golden_book() -> None:
    book = generate_association("subvention_perdue", seed=1, first_year=2023, years=3)
    data = b"".join(each.fec_bytes() for each in book.exercices)
    assert [each.regime for each in book.exercices] == [
        Regime.ANC_2018_06,
        Regime.ANC_2018_06,
        Regime.PCG_2025,
    ]
    assert hashlib.sha256(data).hexdigest() == GOLDEN_SHA256


def test_bytes_do_not_depend_on_hash_order() -> None:
    code = (
        "import hashlib; from socioeco.generator import generate_association as g; "
        "print(hashlib.sha256(g('boutique_en_croissance', seed=2, first_year=2024, years=1)"
        ".exercices[0].fec_bytes()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path))},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(digests) == 1
