"""Several files of one trajectory: parts are added, doubles refused, gaps said."""

import random
from datetime import date

import pytest

from socioeco.generator import generate_association
from socioeco.readers import read_fec
from socioeco.readers.balance_generale import read_balance_generale
from socioeco.readers.gather import gather

TABLE = """Compte;Libellé;Débit;Crédit
512000;Banque;{0};0
102000;Fonds;0;40
706000;Ventes;0;{1}
606000;Achats;{2};0
"""


def codes(gathering):
    return [anomaly.code for anomaly in gathering.anomalies]


def balance(year, banque=100, *, months=12, opened=None):
    text = TABLE.format(banque, banque + 20, 60)
    opened_on = opened or date(year, 1, 1)
    closed_on = date(year, months, 31 if months == 12 else 30)
    return read_balance_generale(text.encode(), f"b{year}.csv", opened_on=opened_on, closed_on=closed_on)


@pytest.fixture(scope="module")
def association():
    return generate_association("festival", seed=3, first_year=2023, years=3)


def parts_of(exercice, keep):
    """The FEC cut in two by a rule on its lines, each part with the header and the lawful name."""
    header, *lines = exercice.fec_bytes().decode().splitlines(keepends=True)
    for side in (True, False):
        text = "".join([header, *(line for line in lines if keep(line) is side)])
        dates = (exercice.opened_on, exercice.closed_on)
        yield read_fec([text.encode()], exercice.fec_name, exercice=dates)


def whole(exercice):
    return read_fec([exercice.fec_bytes()], exercice.fec_name)


def test_parts_by_journal_make_the_exercice_to_the_centime(association):
    exercice = association.exercices[-1]
    parts = list(parts_of(exercice, lambda line: line.startswith(("AN", "BQ"))))
    gathering = gather(parts)
    assert codes(gathering) == ["E1-parties"]
    (made,) = gathering.exercices
    expected = whole(exercice).balance
    assert [(line.compte, line.months) for line in made.balance.lines] == [
        (line.compte, line.months) for line in expected.lines
    ]
    assert made.is_fec
    assert len(made.names) == len(made.balance.empreintes) == 2


def test_parts_by_month_make_the_exercice(association):
    exercice = association.exercices[-1]
    parts = list(parts_of(exercice, lambda line: line.split("\t")[3][4:6] <= "06"))
    (made,) = gather(parts).exercices
    expected = whole(exercice).balance
    assert made.balance.solde_crediteur_centimes("7") == expected.solde_crediteur_centimes("7")


def test_the_same_file_twice_counts_once(association):
    reading = whole(association.exercices[0])
    gathering = gather([reading, reading, reading])
    assert codes(gathering) == ["E1-meme-fichier"]
    assert gathering.anomalies[0].nombre == 2
    assert gathering.exercices[0].balance == reading.balance


def test_a_part_beside_the_whole_is_refused(association):
    exercice = association.exercices[-1]
    first, second = parts_of(exercice, lambda line: line.split("\t")[3][4:6] <= "06")
    for part in (first, second):
        gathering = gather([whole(exercice), part])
        assert (codes(gathering), gathering.exercices) == (["E2-recouvrement"], ())


def test_parts_that_share_a_quarter_are_refused(association):
    exercice = association.exercices[-1]
    first, _rest = parts_of(exercice, lambda line: line.split("\t")[3][4:6] <= "09")
    _rest, last = parts_of(exercice, lambda line: line.split("\t")[3][4:6] <= "06")
    assert codes(gather([first, last])) == ["E2-recouvrement"]


def test_a_fec_and_a_balance_of_one_exercice_are_never_added(association):
    reading = whole(association.exercices[-1])
    year = association.exercices[-1].opened_on.year
    gathering = gather([reading, balance(year)])
    assert (codes(gathering), gathering.exercices) == (["E2-deux-sortes"], ())


def test_two_states_of_one_balance_are_refused():
    assert codes(gather([balance(2025), balance(2025, 130)])) == ["E2-recouvrement"]


def test_a_blocked_reading_is_left_out(association):
    gathering = gather([read_fec([b""], "x"), whole(association.exercices[0])])
    assert len(gathering.exercices) == 1


def test_missing_and_overlapping_exercices_are_said():
    gathering = gather(
        [balance(2025), balance(2022, 130), balance(2023, 150, months=6, opened=date(2022, 10, 1))]
    )
    assert codes(gathering) == ["E3-chevauchement", "E4-exercice-manquant"]
    assert len(gathering.exercices) == 3
    assert "30 juin 2023" in gathering.anomalies[1].constat


def test_a_continuous_series_says_nothing_whatever_the_order(association):
    readings = [whole(exercice) for exercice in association.exercices]
    random.Random(4).shuffle(readings)
    gathering = gather(readings)
    assert gathering.anomalies == ()
    assert [made.balance.opened_on.year for made in gathering.exercices] == [2023, 2024, 2025]


def test_nothing_gives_nothing():
    assert gather([]).exercices == ()
