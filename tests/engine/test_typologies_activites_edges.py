"""Where an exercice by activity turns: one centime, a rule with nothing to share, a range that ends at nil."""

from dataclasses import replace

import pytest

from socioeco.comptes import Ressource
from socioeco.indicators import SourceLine
from socioeco.indicators.ressources import DECLAREE, NON_CALCULABLE, RESERVE_DECLAREE, RESERVE_VENTES
from socioeco.indicators.typed_postes import VENTES
from socioeco.readers import Financeur, GenreFinanceur
from socioeco.typologies.activites import (
    NON_REPARTI,
    Cle,
    Montants,
    Regle,
    Repartition,
    Solde,
    compute_activites,
)
from socioeco.typologies.activites.activite import solde_of
from socioeco.typologies.activites.calcul import SANS_CLE
from socioeco.typologies.activites.partage import share_out
from socioeco.typologies.activites.postes import PAR_ACTIVITE, lines_of
from socioeco.typologies.activites.repartition import distribute
from socioeco.values import calcule, calcule_entre

from .typologies_cases import fec, typed

CLUB, BAR = "Club", "Buvette"


def shared(postes, *rules, names=(CLUB, BAR), **options):
    return compute_activites(postes, Repartition(activites=names, regles=rules, **options))


def whole_to(name, famille):
    return Regle(famille=famille, partage=Cle(poids={name: 1}))


def test_an_activity_keeps_the_year_of_the_whole_and_what_it_does_not_read_says_why():
    postes = fec(("756", "Cotisations", 100))
    club = shared(postes, whole_to(CLUB, Ressource.COTISATIONS))[CLUB].postes
    for name in ("origine", "opened_on", "closed_on", "regime"):
        assert getattr(club, name) == getattr(postes, name), name
    for name in (
        "charges_decaissables", "personnel", "tresorerie", "fonds_propres", "fonds_de_roulement",
        "besoin_en_fonds_de_roulement", "en_nature",
    ):  # fmt: skip
        assert getattr(club, name).value.raison == PAR_ACTIVITE, name


def test_sales_of_an_activity_that_nobody_tells_are_asked_by_the_account():
    club = shared(fec(("706", "Entrées", 100)), whole_to(CLUB, Ressource.VENTES))[CLUB]
    assert club.postes.ressources["commande"].value.raison == NON_CALCULABLE


def test_sales_of_an_activity_keep_their_doubt_unless_purchases_are_told_apart():
    rule = whole_to(CLUB, Ressource.VENTES)
    reserves = [
        shared(postes, rule)[CLUB].postes.ressources["ventes"].value.reserve
        for postes in (fec(("706", "Entrées", 100)), typed(ventes=100), typed(ventes=100, commande=0))
    ]
    assert reserves == [RESERVE_VENTES, VENTES, ""]


def test_an_amount_that_its_lines_do_not_make_is_one_line():
    line = SourceLine(compte="706", libelle="Entrées", montant_centimes=30)
    (found,) = lines_of(calcule(100), (line,), "Ventes")
    assert (found.compte, found.libelle, found.montant_centimes) == ("", "Ventes", 100)
    assert lines_of(calcule(30), (line,), "Ventes") == (line,)


def test_payers_of_an_activity_stand_largest_first_with_what_was_said_of_them():
    declared = {"Zorglub": Financeur(GenreFinanceur.PRIVE, "Zorglub")}
    postes = fec(
        ("741", "Ville de Rennes", 10), ("742", "CAF", 30), ("743", "Zorglub", 20), declared=declared
    )
    payers = shared(postes, whole_to(CLUB, Ressource.SUBVENTIONS))[CLUB].postes.financeurs.versements
    assert [each.montant_centimes for each in payers] == [3_000, 2_000, 1_000]
    assert [each.is_declared for each in payers] == [False, True, False]
    assert [each.is_collective for each in payers] == [False, False, False]


def test_purchases_told_for_the_whole_are_named_so_in_what_is_left():
    rest = shared(fec(("706", "Entrées", 100), purchases=40), whole_to(CLUB, Ressource.VENTES)).non_reparti
    lines = [rest.postes.ressources[key].sources[-1] for key in ("ventes", "commande")]
    assert [(line.compte, line.libelle, line.montant_centimes) for line in lines] == [
        ("", DECLAREE, -4_000),
        ("", DECLAREE, 4_000),
    ]
    assert rest.postes.ressources["commande"].value.reserve == RESERVE_DECLAREE


def test_the_rule_of_a_family_gives_way_to_that_of_an_account_of_one_digit():
    rules = (whole_to(CLUB, Ressource.VENTES), replace(whole_to(BAR, Ressource.VENTES), ligne="7"))
    found = shared(fec(("706", "Entrées", 100)), *rules)
    assert (found[CLUB].recettes_centimes, found[BAR].recettes_centimes) == (0, 10_000)


def test_a_key_keeps_lines_apart_and_amounts_pool_them_under_all_their_names():
    lines = tuple(
        SourceLine(compte=compte, libelle=libelle, montant_centimes=amount)
        for compte, libelle, amount in (("706", "Entrées", 60), ("707", "Boissons", 40))
    )
    by_key = distribute(lines, [whole_to(CLUB, Ressource.VENTES)])
    assert [piece.line for piece in by_key[CLUB]] == list(lines)
    amounts = Regle(famille=Ressource.VENTES, partage=Montants(centimes={CLUB: 70}))
    pooled = distribute(lines, [amounts])
    found = {name: [piece.line for piece in pieces] for name, pieces in pooled.items()}
    whole = SourceLine(compte="706", libelle="Entrées, Boissons", montant_centimes=70)
    assert found == {CLUB: [whole], NON_REPARTI: [replace(whole, montant_centimes=30)]}


def test_one_centime_given_where_there_is_none_is_too_much():
    lines = (("7541", "Dons", 5), ("75411", "Retours", -5), ("756", "Cotisations", 10))
    rule = Regle(famille=Ressource.DONS, partage=Montants(centimes={CLUB: -1}))
    (alerte,) = shared(fec(*lines), rule).alertes
    assert "«\u00a0dons\u00a0»" in alerte


def test_a_centime_left_goes_to_the_largest_remainder_wherever_it_stands():
    assert share_out(10, Cle(poids={"a": 2, "b": 3, "c": 1})) == {"a": 3, "b": 5, "c": 2, NON_REPARTI: 0}


def test_a_key_may_give_all_of_its_total():
    assert share_out(10, Cle(poids={"a": 2, "b": 3}, total=5)) == {"a": 4, "b": 6, NON_REPARTI: 0}


def test_without_indirect_charges_no_key_is_missed():
    found = shared(fec(("756", "Cotisations", 100), ("607", "Boissons", -40)))
    assert found.alertes == ()
    assert SANS_CLE in shared(fec(("613", "Loyer", -40)), indirectes=("613",)).alertes


def test_what_is_left_only_widens_the_side_it_stands_on():
    postes = fec(("756", "Cotisations", 100), ("7541", "Dons", 30))
    (club,) = shared(postes, whole_to(CLUB, Ressource.COTISATIONS), names=(CLUB,)).lectures
    assert (club.resultat.number, club.resultat.haut) == (10_000, 13_000)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 100, Solde.INCERTAIN),
        (-100, 0, Solde.INCERTAIN),
        (-10, 10, Solde.EQUILIBREE),
        (-11, 10, Solde.INCERTAIN),
        (11, 20, Solde.EXCEDENTAIRE),
        (-20, -11, Solde.DEFICITAIRE),
    ],
)
def test_a_result_is_balanced_over_its_whole_range_or_not_at_all(low, high, expected):
    assert solde_of(calcule_entre(low, high), 10) is expected
