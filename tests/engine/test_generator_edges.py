"""What the generator refuses to write, and the damages that leave a row alone."""

from datetime import date
from random import Random

import pytest

from socioeco.generator import Regime
from socioeco.generator.bombs import BOMBS, HEADER
from socioeco.generator.damage import damage
from socioeco.generator.dates import SAISONS, dates_in
from socioeco.generator.livre import Etat, Livre, Mouvement

DAY = date(2025, 3, 5)


def book():
    return Livre(
        opened_on=date(2025, 1, 1),
        closed_on=date(2025, 12, 31),
        regime=Regime.PCG_2025,
        rng=Random(1),
        etat=Etat(),
    )


def movements(debit, credit):
    return [Mouvement(compte="banque", montant=debit), Mouvement(compte="caisse", montant=-credit)]


def test_an_entry_that_does_not_balance_is_refused():
    with pytest.raises(ValueError, match="unbalanced entry: BQ"):
        book().post("BQ", DAY, "Virement", movements(100, 99))


@pytest.mark.parametrize("on", [date(2024, 12, 31), date(2026, 1, 1)])
def test_an_entry_outside_the_exercice_is_refused(on):
    with pytest.raises(ValueError, match="outside the exercice"):
        book().post("BQ", on, "Virement", movements(100, 100))


def test_an_entry_of_nothing_is_not_written():
    livre = book()
    livre.post("BQ", DAY, "Virement", movements(0, 0))
    assert livre.ecritures() == ()
    livre.post("BQ", DAY, "Virement", movements(100, 100))
    assert len(livre.ecritures()) == 1


@pytest.mark.parametrize("saison", SAISONS)
def test_dates_fall_in_the_months_of_the_season_only(saison):
    found = dates_in(Random(3), date(2025, 1, 1), 40, saison)
    assert len(found) == 40
    assert found == sorted(found)
    assert {on.month for on in found} <= {month for month, weight in enumerate(SAISONS[saison], 1) if weight}


def test_swapped_columns_leave_short_rows_alone():
    data = HEADER + b"OD\n" + b"\t".join(b"%d" % place for place in range(18)) + b"\n"
    before, after = data.splitlines(), damage(data, "columns swapped", Random(2)).splitlines()
    assert after[:2] == before[:2]
    assert after[2] != before[2]
    assert sorted(after[2].split(b"\t")) == sorted(before[2].split(b"\t"))


def test_a_counted_bomb_is_as_heavy_as_asked_and_its_lines_differ():
    data = b"".join(BOMBS["journals"](300_000))
    assert 300_000 <= len(data) < 301_000
    lines = data.splitlines()[1:]
    assert len({line.partition(b"\t")[0] for line in lines}) == len(lines) // 2
