"""Where a reading turns: the threshold itself, a family alone, a range that ends at nil, a rule with nothing to share."""

from dataclasses import replace
from fractions import Fraction

import pytest

from socioeco.comptes import Ressource
from socioeco.indicators import SourceLine
from socioeco.indicators.ressources import DECLAREE, NON_CALCULABLE, RESERVE_DECLAREE
from socioeco.readers import Financeur, GenreFinanceur, Opinion
from socioeco.typologies import ConclusionKind, Side, compute_position
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
from socioeco.typologies.convention import Groupe, convention
from socioeco.typologies.entrees import ENSEMBLE, LEGS, PRIVE, PUBLIC, RIEN, TOUT, GenreEntree, entrees_of
from socioeco.typologies.lectures import lecture_definition
from socioeco.typologies.lectures.calcul import CategorieLue, _conclude
from socioeco.typologies.lectures.criteres import _is_positive
from socioeco.typologies.parts import Part, parts_of
from socioeco.typologies.reponses import LEGS_SUPPOSES, with_legs, with_purchases
from socioeco.values import calcule, calcule_entre

from .typologies_cases import concluded, fec, model, typed

CLUB, BAR = "Club", "Buvette"
EVERY_FAMILY = fec(
    ("741", "Ville de Rennes", 10), ("73", "Tarification", 20), ("706", "Prestations", 40), ("756", "Cotisations", 80),
    ("7541", "Dons", 160), ("7542", "Mécénats", 320), ("755", "Fondation Untel", 640), ("7543", "Legs", 1280),
    ("768", "Intérêts", 2560), ("758", "Divers", 5120),
    purchases=0,
)  # fmt: skip


# --- Shares -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("groupe", "euros"),
    [
        (Groupe.SUBVENTIONS, 10),
        (Groupe.COMMANDE, 20),
        (Groupe.PUBLIC, 10 + 20),
        (Groupe.VENTES, 40),
        (Groupe.ACTIVITE, 20 + 40),
        (Groupe.COTISATIONS, 80),
        (Groupe.DONS, 160),
        (Groupe.PRIVE, 320 + 640),
        (Groupe.GENEROSITE, 160 + 320 + 640 + 1280),
        (Groupe.NON_MARCHAND, 10 + 160 + 320 + 640 + 1280),
        (Groupe.PRODUITS, 2560),
        (Groupe.AUTRES, 5120),
    ],
)
def test_each_share_is_the_sum_of_its_families(groupe, euros):
    value = parts_of(EVERY_FAMILY)[groupe].value
    assert (value.number, value.haut) == (Fraction(euros, 10_230), None)


@pytest.mark.parametrize("value", [calcule(Fraction(1, 4)), calcule_entre(Fraction(0), Fraction(1, 4))])
def test_a_share_may_reach_the_threshold_itself(value):
    assert Part(value=value, sources=()).may_reach(Fraction(1, 4))
    assert not Part(value=value, sources=()).may_reach(Fraction(26, 100))


# --- Positions ----------------------------------------------------------------------------------------------------


def test_a_position_carries_its_convention_and_the_words_of_each_model():
    found = compute_position(typed(cotisations=100), {})
    assert found.convention is convention()
    assert [(each.slug, each.titre, each.is_reconstitution) for each in found.modeles] == [
        (each.slug, each.titre, each.reconstitution) for each in convention().modeles
    ]


def test_families_that_all_weigh_little_are_not_named():
    lines = dict.fromkeys(("cotisations", "commande", "subventions", "dons", "autres"), 20)
    assert concluded(typed(**lines)) == (
        ConclusionKind.PLUSIEURS,
        convention().phrases.conclusions.plusieurs,
    )


def test_a_conclusion_names_its_family():
    _, text = concluded(fec(("758", "Divers", 80), ("756", "Cotisations", 20)))
    assert text.endswith("ne parle pour aucun modèle, les autres produits.")
    _, text = concluded(typed(cotisations=80, dons=20))
    assert text.startswith("Une famille domine\u00a0: les cotisations.")


def test_one_family_is_named_without_a_link():
    _, text = concluded(typed(subventions=40, cotisations=24, autres=0, ventes=18, commande=0, dons=18))
    assert text.endswith("\u00a0: les subventions publiques.")


def test_the_words_of_a_question_follow_its_answer():
    answers = {opinion: convention().phrases.reponses[opinion.value] for opinion in Opinion}
    for opinion, words in answers.items():
        found = model(typed(cotisations=100), 1, membres=opinion.value)
        texts = [each.texte for each in (*found.pour, *found.contre, *found.inconnus)]
        assert any(text.endswith(words) for text in texts), opinion


# --- What an answer would make -------------------------------------------------------------------------------------


def entree(postes, genre):
    return next(each for each in entrees_of(postes, {}, convention()) if each.genre is genre)


def test_purchases_of_a_typed_year_have_no_account_and_need_no_reserve():
    for postes, compte, reserve in (
        (typed(ventes=60), "", ""),
        (fec(("706", "Ventes", 60)), "70", RESERVE_DECLAREE),
    ):
        told = with_purchases(postes, 2_000).ressources
        assert told["commande"].value.reserve == reserve
        added = [(line.compte, line.libelle, line.montant_centimes) for line in
                 (told["ventes"].sources[-1], told["commande"].sources[-1])]  # fmt: skip
        assert added == [(compte, DECLAREE, -2_000), (compte, DECLAREE, 2_000)]


def test_purchases_and_legacies_are_taken_at_nothing_then_at_all():
    nothing, everything = entree(typed(ventes=60), GenreEntree.ACHATS_PUBLICS).cas
    assert [cas.postes.ressources["commande"].value.number for cas in (nothing, everything)] == [0, 6_000]
    found = entree(typed(autres=60), GenreEntree.LEGS)
    assert (found.cle, found.titre, [cas.reponse for cas in found.cas]) == ("legs", LEGS, [RIEN, TOUT])
    assert [cas.postes.ressources["legs"].value.number for cas in found.cas] == [0, 6_000]


def test_supposed_legacies_leave_the_other_produits_under_their_name():
    ressources = with_legs(typed(autres=60), 2_000).ressources
    added = [ressources[key].sources[-1] for key in ("autres", "legs")]
    assert [(line.compte, line.libelle, line.montant_centimes) for line in added] == [
        ("", LEGS_SUPPOSES, -2_000),
        ("", LEGS_SUPPOSES, 2_000),
    ]


def test_payers_that_nobody_tells_are_taken_public_then_private_one_by_one_and_together():
    postes = fec(("7400", "Aide Untel", 70), ("7401", "Brimbelle", 30))
    one, whole = entree(postes, GenreEntree.FINANCEUR), entree(postes, GenreEntree.FINANCEURS)
    assert one.titre == f"Qui est «\u00a0{one.cle}\u00a0»"
    assert (whole.cle, whole.titre) == ("", ENSEMBLE)
    for found, count in ((one, 1), (whole, 2)):
        assert [cas.reponse for cas in found.cas] == [PUBLIC, PRIVE]
        for cas, genre in zip(found.cas, (GenreFinanceur.PUBLIC, GenreFinanceur.PRIVE), strict=True):
            said = [each for each in cas.postes.financeurs.versements if each.genre is genre]
            assert [each.is_declared for each in said] == [True] * count


# --- Activities ---------------------------------------------------------------------------------------------------


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


# --- Other readings -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("high", "expected"), [(-1, Side.CONTRE), (0, Side.CONTRE), (1, Side.INCONNU)])
def test_what_is_at_most_nil_is_not_there(high, expected):
    assert _is_positive(calcule_entre(-5, high)) is expected


def test_two_categories_seen_are_several():
    pair = lecture_definition("avise").categories[:2]
    found = _conclude([CategorieLue(definition=each, side=Side.POUR) for each in pair])
    assert found.kind is ConclusionKind.PLUSIEURS
    assert all(each.titre in found.texte for each in pair)
