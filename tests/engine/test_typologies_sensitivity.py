"""How the position would change with what is not known: each end is the position really computed with that answer."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.indicators.financement import commande_bounds
from socioeco.readers import ExerciceAnswers, Financeur, GenreFinanceur, Opinion, Question
from socioeco.typologies import ConclusionKind, compute_position, sensitivity
from socioeco.typologies.convention import convention
from socioeco.typologies.entrees import GenreEntree, entrees_of
from socioeco.typologies.parts import parts_of
from socioeco.typologies.reponses import with_payers, with_purchases
from socioeco.typologies.signals import Side

from .typologies_cases import ASKED, SIDES, balances, exercices, fec, opinions, typed

ALL_SAID = dict.fromkeys(ASKED.values(), Opinion.NON)


def of_genre(variations, genre):
    return [each for each in variations if each.genre is genre]


def moved(issue):
    return {
        (each.numero, each.signal.famille): (each.avant.value, each.apres.value) for each in issue.bascules
    }


# --- Inputs -------------------------------------------------------------------------------------------------------


def test_purchases_are_taken_at_nothing_and_at_all_the_sales():
    postes = fec(("706", "Prestations", 60), ("756", "Cotisations", 40))
    (variation,) = sensitivity(postes, ALL_SAID)
    assert (variation.genre, variation.cle) == (GenreEntree.ACHATS_PUBLICS, "achats_publics")
    nothing, all_sales = variation.issues
    family = "la commande publique et la tarification"
    assert moved(nothing)[3, family] == ("inconnu", "contre")
    assert moved(all_sales)[3, family] == ("inconnu", "pour")
    assert (nothing.conclusion.kind, "modèle 2" in nothing.conclusion.texte) == (
        ConclusionKind.DOMINANT,
        True,
    )
    assert "modèle 3" in all_sales.conclusion.texte
    assert variation.changes_conclusion


def test_what_changes_nothing_is_left_out():
    assert sensitivity(fec(("706", "Prestations", 20), ("756", "Cotisations", 80)), ALL_SAID) == ()
    told = fec(("706", "Prestations", 60), ("756", "Cotisations", 40), purchases=30)
    assert sensitivity(told, ALL_SAID) == ()


def test_a_payer_that_no_label_tells_is_taken_public_then_private():
    postes = fec(("7400", "Aide Untel", 70), ("756", "Cotisations", 30))
    (variation,) = sensitivity(postes, ALL_SAID)
    assert (variation.genre, variation.cle) == (GenreEntree.FINANCEUR, "Aide Untel")
    public, private = variation.issues
    assert "subventions publiques" in public.conclusion.texte
    assert "générosité" in private.conclusion.texte
    assert moved(public)[4, "les subventions publiques"] == ("inconnu", "pour")


def test_payers_too_small_alone_are_taken_together():
    lines = (("7401", "Aide Untel", 15), ("7402", "Aide Dupré", 15), ("756", "Cotisations", 70))
    found = sensitivity(fec(*lines), ALL_SAID)
    assert [(each.genre, each.changes_conclusion) for each in found][-1] == (GenreEntree.FINANCEURS, False)
    together = found[-1].issues[0]
    assert moved(together)[4, "les subventions publiques"] == ("inconnu", "pour")


def test_legacies_hidden_in_a_typed_line_are_taken_too():
    (variation,) = of_genre(sensitivity(typed(autres=70, cotisations=30), ALL_SAID), GenreEntree.LEGS)
    nothing, everything = variation.issues
    assert "ne parle pour aucun modèle" in nothing.conclusion.texte
    assert "modèle 6" in everything.conclusion.texte


@pytest.mark.parametrize("answered", [{}, {"membres": Opinion.NE_SAIT_PAS}])
def test_a_question_without_answer_is_taken_at_yes_then_no(answered):
    found = of_genre(sensitivity(typed(cotisations=100), answered), GenreEntree.OPINION)
    assert [each.cle for each in found] == list(ASKED.values())
    yes, no = found[0].issues
    assert [each.apres for each in (*yes.bascules, *no.bascules)] == [Side.POUR, Side.CONTRE]
    assert "va dans ce sens" in yes.conclusion.texte
    assert [each.changes_conclusion for each in found] == [True, False, False, False]


def test_an_answered_question_is_no_longer_an_unknown():
    found = sensitivity(typed(cotisations=100), {"membres": Opinion.EN_PARTIE})
    assert [each.cle for each in found] == list(ASKED.values())[1:]


# --- Laws ---------------------------------------------------------------------------------------------------------


def sides(postes, answered):
    position = compute_position(postes, answered)
    return {
        (modele.numero, signal.famille or signal.question): name
        for modele in position.modeles
        for name in SIDES
        for signal in getattr(modele, name)
    }


def shares(postes):
    return {groupe: part.value for groupe, part in parts_of(postes).items()}


@given(balances, st.integers(0, 6000), st.sampled_from(GenreFinanceur))
def test_an_answer_supposed_is_the_answer_given(lines, purchases, genre):
    before = fec(*lines)
    purchases = min(purchases, max(before.ressources["ventes"].value.number or 0, 0) // 100)
    told = fec(*lines, purchases=purchases, declared={"Aide Untel": Financeur(genre)})
    supposed = with_purchases(before, purchases * 100)
    names = [each.nom for each in before.financeurs.versements]
    supposed = with_payers(supposed, genre, *names)
    assert supposed.answers == told.answers
    assert supposed.ressources.total_centimes == told.ressources.total_centimes
    sure = {groupe: value for groupe, value in shares(told).items() if value.is_computed}
    assert {groupe: shares(supposed)[groupe] for groupe in sure} == sure


@given(exercices, opinions, st.integers(0, 6000), st.sampled_from(GenreFinanceur))
def test_an_answer_inside_the_range_never_contradicts_a_sure_signal(postes, answered, purchases, genre):
    supposed = with_payers(postes, genre, *(each.nom for each in postes.financeurs.versements))
    if commande_bounds(postes).is_range:
        supposed = with_purchases(supposed, purchases * 100)
    found = sides(supposed, answered)
    for place, side in sides(postes, answered).items():
        assert side in ("inconnus", found[place])


@given(exercices, opinions)
def test_each_issue_is_the_position_computed_with_its_answer(postes, answered):
    entrees = {(each.genre, each.cle): each for each in entrees_of(postes, answered, convention())}
    before = sides(postes, answered)
    kept = sensitivity(postes, answered)
    for variation in kept:
        cases = entrees[variation.genre, variation.cle].cas
        for cas, issue in zip(cases, variation.issues, strict=True):
            after = sides(cas.postes, cas.opinions)
            changed = {place for place in before if before[place] != after[place]}
            assert {
                (each.numero, each.signal.famille or each.signal.question) for each in issue.bascules
            } == changed
            assert issue.conclusion == compute_position(cas.postes, cas.opinions).conclusion
    dropped = entrees.keys() - {(each.genre, each.cle) for each in kept}
    for cas in (cas for key in dropped for cas in entrees[key].cas):
        assert sides(cas.postes, cas.opinions) == before


@given(balances)
def test_scaling_the_amounts_changes_no_variation(lines):
    larger = tuple((compte, libelle, euros * 7) for compte, libelle, euros in lines)

    def bare(variation):
        return replace(variation, issues=tuple((issue.reponse, issue.conclusion, tuple(
            (each.numero, each.avant, each.apres) for each in issue.bascules)) for issue in variation.issues))  # fmt: skip

    first, second = (sensitivity(fec(*each), {}) for each in (lines, larger))
    assert [bare(each) for each in first] == [bare(each) for each in second]


def test_what_was_not_known_is_then_told():
    postes = fec(("706", "Prestations", 60))
    asked = replace(postes, answers=ExerciceAnswers(unknown=frozenset({Question.ACHATS_PUBLICS})))
    assert with_purchases(asked, 100).answers == ExerciceAnswers(values={Question.ACHATS_PUBLICS: 100})
