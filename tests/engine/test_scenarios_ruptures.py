"""What breaks first, and how much of the start is not known."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.indicators import postes_of_typed
from socioeco.readers import TypedExercice, TypedLine
from socioeco.scenarios import (
    ChosenCard,
    Fourchette,
    Rupture,
    depart_of_typed,
    envelope,
    months_until_dry,
    ruptures_of,
    unknown_balance,
    unnamed_payers,
)


def start(**euros):
    lines = {TypedLine(key): amount * 100 for key, amount in euros.items()}
    typed = TypedExercice(opened_on=date(2025, 1, 1), closed_on=date(2025, 12, 31), lines=lines)
    return depart_of_typed(typed, postes_of_typed(typed))


def found(depart, *cards, years=2):
    return ruptures_of(envelope(depart, cards, years=years))


def told(ruptures):
    return [(each.rupture, each.mois, each.au_plus_tot) for each in ruptures.franchies]


def hired(*, low, central, high):
    salary = Fourchette(bas=low, central=central, haut=high)
    return ChosenCard(carte="embauche", debut=1, reponses={"salaire": salary, "cotisations": 0})


def test_what_breaks_comes_in_the_order_of_time():
    """A hundred euros lost by month: seven hundred in the bank last seven months, a thousand of own funds ten."""
    ruptures = found(start(dons=1_200, depenses=2_400, argent=700, fonds_propres=1_000))
    assert told(ruptures) == [
        (Rupture.TRESORERIE, 8, 8),
        (Rupture.FONDS_PROPRES, 11, 11),
        (Rupture.DEFICIT, 12, 12),
    ]
    assert ruptures.premiere.rupture is Rupture.TRESORERIE
    assert (ruptures.evitees, ruptures.raisons) == ((), ())


def test_what_holds_is_said_and_nothing_breaks():
    ruptures = found(start(dons=1_200, depenses=1_200, argent=0, fonds_propres=0))
    assert (told(ruptures), ruptures.premiere) == ([], None)
    assert set(ruptures.evitees) == set(Rupture)


def test_what_is_not_known_neither_holds_nor_breaks():
    ruptures = found(start(dons=100, depenses=900))
    assert told(ruptures) == [(Rupture.DEFICIT, 12, 12)]
    assert ruptures.evitees == ()
    assert len(ruptures.raisons) == 2


def test_a_range_says_how_early_it_may_break():
    """A thousand euros, then fifty or two hundred by month more than comes in."""
    card = hired(low=0, central=5_000, high=20_000)
    ruptures = found(start(dons=1_200, depenses=1_200, argent=1_000, fonds_propres=9_000), card)
    cash = next(each for each in ruptures.franchies if each.rupture is Rupture.TRESORERIE)
    assert (cash.mois, cash.au_plus_tot) == (21, 6)


def test_what_breaks_only_in_a_corner_is_said_apart_and_is_not_the_first_to_break():
    card = hired(low=0, central=0, high=20_000)
    ruptures = found(start(dons=1_200, depenses=1_200, argent=1_000, fonds_propres=9_000), card)
    assert told(ruptures) == [(Rupture.TRESORERIE, None, 6), (Rupture.DEFICIT, None, 12)]
    assert ruptures.premiere is None
    assert ruptures.evitees == (Rupture.FONDS_PROPRES,)


@given(st.integers(1, 5_000), st.integers(1, 5_000), st.integers(0, 5_000))
def test_cash_breaks_when_the_reading_says_that_money_runs_out(dons, depenses, argent):
    whole = envelope(start(dons=dons, depenses=depenses, argent=argent), (), years=3)
    broken = [each.mois for each in ruptures_of(whole).franchies if each.rupture is Rupture.TRESORERIE]
    assert broken == [each for each in [months_until_dry(whole.central).number] if each is not None]


def test_grants_without_a_name_are_a_share_of_what_is_given():
    share = unnamed_payers(start(subventions=300, mecenat=100, dons=50, depenses=450))
    assert (share.part.number, share.inconnu_centimes, share.total_centimes) == (1, 40_000, 40_000)
    assert sum(line.montant_centimes for line in share.sources) == 40_000
    assert not unnamed_payers(start(dons=50, depenses=50)).part.is_computed


@pytest.mark.parametrize(
    ("argent", "fonds_propres", "share"),
    [(1_000, 800, Fraction(1, 5)), (1_000, 1_500, Fraction(1, 3)), (1_000, 1_000, Fraction(0))],
)
def test_the_unknown_line_is_a_share_of_one_side_of_the_balance_sheet(argent, fonds_propres, share):
    found = unknown_balance(start(dons=1, depenses=1, argent=argent, fonds_propres=fonds_propres))
    assert found.part.number == share
    assert bool(found.part.reserve) == bool(share)


def test_without_cash_the_share_of_the_balance_sheet_is_not_worked_out():
    depart = start(dons=1, depenses=1, fonds_propres=5)
    assert unknown_balance(depart).part.raison == depart.sans_tresorerie
