"""What can be concluded of a position, doubt kept as doubt; and the laws that every exercice obeys."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.readers import Financeur, GenreFinanceur
from socioeco.typologies import ConclusionKind, compute_position
from socioeco.typologies.convention import convention
from socioeco.typologies.parts import parts_of

from .typologies_cases import SIDES, balances, concluded, exercices, fec, measured, opinions, typed

# --- Conclusion --------------------------------------------------------------------------------------------------


def test_one_half_for_sure_dominates():
    kind, text = concluded(typed(subventions=50, cotisations=20, dons=30))
    assert kind is ConclusionKind.DOMINANT
    assert "subventions publiques" in text
    assert "modèle 4" in text


@pytest.mark.parametrize(
    ("opinion", "words"),
    [
        (None, "dépend aussi de votre réponse"),
        ("ne_sait_pas", "que vous ne savez pas"),
        ("oui", "va dans ce sens"),
        ("en_partie", "en partie dans ce sens"),
        ("non", "va contre"),
    ],
)
def test_a_share_alone_does_not_conclude_for_a_model_that_is_asked(opinion, words):
    opinions = {"membres": opinion} if opinion else {}
    kind, text = concluded(typed(cotisations=80, dons=20), **opinions)
    assert kind is ConclusionKind.DOMINANT
    assert "des comptes seuls ne montrent pas" in text
    assert words in text


def test_no_half_is_several_models():
    kind, text = concluded(typed(subventions=40, cotisations=35, dons=25))
    assert kind is ConclusionKind.PLUSIEURS
    assert "hybridation" in text
    named = [name in text for name in ("cotisations", "subventions", "générosité", "ventes")]
    assert named == [True, True, True, False]
    _, text = concluded(fec(("706", "Prestations", 40), ("756", "Cotisations", 45), ("7541", "Dons", 15)))
    assert text.endswith("Les plus présentes\u00a0: les cotisations, et les ventes et participations."), (
        "for sure only"
    )


def test_two_halves_are_several_models():
    kind, text = concluded(typed(subventions=50, cotisations=50))
    assert kind is ConclusionKind.PLUSIEURS
    assert "les cotisations, et les subventions publiques" in text


def test_sales_that_public_buyers_may_have_paid_leave_it_open():
    lines = (("706", "Prestations", 60), ("756", "Cotisations", 40))
    kind, text = concluded(fec(*lines))
    assert kind is ConclusionKind.PAS_ASSEZ
    assert "modèle 2" in text
    assert "modèle 3" in text
    kind, text = concluded(fec(*lines, purchases=10))
    assert (kind, "modèle 2" in text, "modèle 3" in text) == (ConclusionKind.DOMINANT, True, False)
    assert "Un marché" not in text
    kind, text = concluded(fec(*lines, purchases=55))
    assert (kind, "modèle 3" in text) == (ConclusionKind.DOMINANT, True)
    assert "Un marché est aussi une vente" in text


def test_payers_that_nobody_named_leave_it_open_with_the_reason():
    postes = fec(("7400", "Aide Untel", 70), ("756", "Cotisations", 30))
    kind, text = concluded(postes)
    assert kind is ConclusionKind.PAS_ASSEZ
    assert "les subventions publiques, ou la générosité et le mécénat" in text
    assert text.count("ne disent pas qui verse") == 1


def test_a_family_that_speaks_for_no_model_concludes_nothing():
    kind, text = concluded(fec(("758", "Divers", 70), ("756", "Cotisations", 30)))
    assert (kind, "ne parle pour aucun modèle" in text) == (ConclusionKind.PAS_ASSEZ, True)
    kind, text = concluded(typed(autres=70, cotisations=30))
    assert (kind, "legs" in text) == (ConclusionKind.PAS_ASSEZ, True)


@pytest.mark.parametrize("postes", [typed(), fec(), fec(("709", "Rabais", -10), ("756", "Cotisations", 5))])
def test_without_resources_there_is_not_enough_to_say(postes):
    kind, text = concluded(postes)
    assert kind is ConclusionKind.PAS_ASSEZ
    assert "pas de ressource" in text
    side, signal = measured(postes, 6)
    assert (side, signal.part.is_computed) == ("inconnus", False)
    assert "ce que pèsent les dons" in signal.texte


# --- Laws --------------------------------------------------------------------------------------------------------


@given(exercices, opinions)
def test_every_family_and_every_question_gives_one_signal(postes, answered):
    position = compute_position(postes, answered)
    assert [each.numero for each in position.modeles] == [1, 2, 3, 4, 5, 6, 7]
    for rule, each in zip(convention().modeles, position.modeles, strict=True):
        signals = each.pour + each.contre + each.inconnus
        assert sorted(s.famille for s in signals if s.part) == sorted(part.nom for part in rule.parts)
        assert [s.question for s in signals if s.part is None] == [rule.question] * bool(rule.question)


@given(exercices, opinions)
def test_no_number_stands_in_a_sentence_but_that_of_a_model(postes, answered):
    position = compute_position(postes, answered)
    signals = [s for each in position.modeles for s in each.pour + each.contre + each.inconnus]
    assert not re.search(r"\d", " ".join(signal.texte for signal in signals))
    said = position.conclusion.texte
    assert not re.search(r"\d", re.sub(r"modèle \d", "", said))
    assert "{" not in said


@given(exercices)
def test_a_share_that_is_exact_is_the_sum_of_its_lines(postes):
    whole = postes.ressources.total_centimes
    for part in parts_of(postes).values():
        if part.value.is_computed and not part.value.is_range:
            assert sum(line.montant_centimes for line in part.sources) == part.value.number * whole


@given(balances, st.integers(0, 5000), st.sampled_from(GenreFinanceur))
def test_what_is_known_later_lies_in_the_range_said_before(lines, purchases, genre):
    before = fec(*lines)
    sales = (before.ressources["ventes"].value.number or 0) // 100
    told = {"Aide Untel": Financeur(genre)}
    after = fec(*lines, purchases=max(min(purchases, sales), 0), declared=told)
    for groupe, part in parts_of(after).items():
        first = parts_of(before)[groupe]
        assert part.value.is_computed == first.value.is_computed
        if part.value.is_computed:
            assert first.value.number <= part.value.number
            assert (part.value.haut or part.value.number) <= max(first.value.number, first.value.haut or 0)


@given(balances, opinions)
def test_multiplying_every_amount_changes_no_signal(lines, answered):
    larger = tuple((compte, libelle, euros * 7) for compte, libelle, euros in lines)
    first, second = (compute_position(fec(*each), answered) for each in (lines, larger))

    def bare(modele):
        return [[replace(signal, sources=()) for signal in getattr(modele, side)] for side in SIDES]

    assert [bare(each) for each in first.modeles] == [bare(each) for each in second.modeles]
    assert first.conclusion == second.conclusion
