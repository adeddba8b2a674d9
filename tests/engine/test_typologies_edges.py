"""Where a reading turns: the threshold itself, a family alone, and a range that ends at nil."""

from fractions import Fraction

import pytest

from socioeco.indicators.ressources import DECLAREE, RESERVE_DECLAREE
from socioeco.readers import GenreFinanceur, Opinion
from socioeco.typologies import ConclusionKind, Side, compute_position
from socioeco.typologies.convention import Groupe, convention
from socioeco.typologies.entrees import ENSEMBLE, LEGS, PRIVE, PUBLIC, RIEN, TOUT, GenreEntree, entrees_of
from socioeco.typologies.lectures import lecture_definition
from socioeco.typologies.lectures.calcul import CategorieLue, _conclude
from socioeco.typologies.lectures.criteres import _is_positive
from socioeco.typologies.parts import LEGS_REUNIS, Part, parts_of
from socioeco.typologies.reponses import LEGS_SUPPOSES, with_legs, with_purchases
from socioeco.values import calcule, calcule_entre

from .edges_cases import typed as centimes
from .typologies_cases import concluded, fec, model, typed

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


def test_a_range_opens_to_the_lines_where_the_rest_may_hide_and_says_why():
    parts = parts_of(fec(("73", "Tarification", 10), ("706", "Ventes", 20), ("741", "Zorglub", 30)))
    assert [line.compte for line in parts[Groupe.COMMANDE].sources] == ["73", "706"]
    assert "qui verse" in parts[Groupe.PRIVE].value.reserve
    legs = parts_of(typed(autres=60, dons=10))
    for groupe in (Groupe.AUTRES, Groupe.GENEROSITE):
        assert legs[groupe].value.reserve == LEGS_REUNIS
    assert [len(legs[groupe].sources) for groupe in (Groupe.DONS, Groupe.GENEROSITE)] == [1, 2]


def test_one_centime_may_be_a_legacy():
    dons = parts_of(centimes({"autres": 1, "dons": 1}))[Groupe.GENEROSITE].value
    assert (dons.number, dons.haut) == (Fraction(1, 2), 1)


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


def test_without_sales_nothing_was_bought():
    assert with_purchases(typed(cotisations=60), 500).ressources["commande"].value.number == 0


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


# --- Other readings -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("high", "expected"), [(-1, Side.CONTRE), (0, Side.CONTRE), (1, Side.INCONNU)])
def test_what_is_at_most_nil_is_not_there(high, expected):
    assert _is_positive(calcule_entre(-5, high)) is expected


def test_two_categories_seen_are_several():
    pair = lecture_definition("avise").categories[:2]
    found = _conclude([CategorieLue(definition=each, side=Side.POUR) for each in pair])
    assert found.kind is ConclusionKind.PLUSIEURS
    assert all(each.titre in found.texte for each in pair)
