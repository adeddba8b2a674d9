"""Where an exercice stands among seven models: signals that can be opened, never a score, and doubt kept as doubt."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from socioeco.comptes import regime_named
from socioeco.formats import typographie
from socioeco.indicators import postes_of_balance, postes_of_typed
from socioeco.readers import (
    Balance,
    BalanceLine,
    ExerciceAnswers,
    Financeur,
    GenreFinanceur,
    Opinion,
    Question,
    TypedExercice,
    TypedLine,
)
from socioeco.typologies import QUESTIONS, ConclusionKind, compute_position
from socioeco.typologies.convention import Convention, convention
from socioeco.typologies.parts import parts_of

SHEETS = Path(__file__).parents[2] / "content" / "pages" / "comprendre" / "modeles"
REGIME = regime_named("2018-06")
YEAR = {"opened_on": date(2024, 1, 1), "closed_on": date(2024, 12, 31)}
ASKED = {1: "membres", 3: "operatrice", 5: "cofinancement", 7: "mutualisation"}
SIDES = ("pour", "contre", "inconnus")


def typed(**lines):
    """Ten lines, in euros."""
    amounts = {TypedLine(key): None if euros is None else euros * 100 for key, euros in lines.items()}
    return postes_of_typed(TypedExercice(**YEAR, lines=amounts))


def fec(*lines, purchases=None, declared=None):
    """Lines `compte, libelle, credit in euros` of a balance."""
    accounts = tuple(
        BalanceLine(
            compte=compte,
            libelle=libelle,
            debit_centimes=max(-euros, 0) * 100,
            credit_centimes=max(euros, 0) * 100,
        )
        for compte, libelle, euros in lines
    )
    answers = ExerciceAnswers(values={} if purchases is None else {Question.ACHATS_PUBLICS: purchases * 100})
    balance = Balance(**YEAR, lines=accounts)
    return postes_of_balance(balance, REGIME, answers=answers, declared=declared or {})


def model(postes, number, **opinions):
    found = compute_position(postes, {key: Opinion(opinion) for key, opinion in opinions.items()})
    return next(each for each in found.modeles if each.numero == number)


def measured(postes, number, place=0):
    """The side of a measured signal of a model, and the signal."""
    found = model(postes, number)
    shares = [(side, each) for side in SIDES for each in getattr(found, side) if each.part is not None]
    families = [part.nom for part in convention().modeles[number - 1].parts]
    return next(pair for pair in shares if pair[1].famille == families[place])


def concluded(postes, **opinions):
    found = compute_position(postes, {key: Opinion(opinion) for key, opinion in opinions.items()})
    return found.conclusion.kind, found.conclusion.texte


# --- The convention and the sheets ------------------------------------------------------------------------------


def test_titles_and_slugs_are_those_of_the_sheets():
    heads = {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8").split("\n---\n")[0])
        for path in SHEETS.glob("*.md")
    }
    sheets = {
        head["numero"]: (slug, typographie(head["titre"]), head["titre_reconstitue"])
        for slug, head in heads.items()
        if head["genre"] == "modele"
    }
    ours = {each.numero: (each.slug, each.titre, each.reconstitution) for each in convention().modeles}
    assert ours == sheets
    assert [each.numero for each in convention().modeles if each.reconstitution] == [1, 7]


def test_a_convention_says_what_it_is_and_what_it_is_not():
    rules = convention()
    assert rules.version == "1"
    assert rules.depuis == date(2026, 11, 25)
    assert "Convention de la plateforme" in rules.source
    assert "janvier" in rules.source
    assert "exploratoire" in " ".join(rules.limites)
    assert (rules.seuil, rules.dominante) == (Fraction(1, 4), Fraction(1, 2))


def test_four_models_are_asked():
    assert {question.modele: question.cle for question in QUESTIONS} == ASKED
    assert all(question.texte.endswith("\u202f?") and question.aide for question in QUESTIONS)


DAMAGES = [
    lambda data: data["modeles"].pop(),
    lambda data: data["modeles"].reverse(),
    lambda data: data["questions"].pop(),
    lambda data: data["questions"][0].update(modele=2),
    lambda data: data.update(seuil="3/4"),
    lambda data: data.update(seuil=0),
    lambda data: data["phrases"]["reponses"].pop("non"),
    lambda data: data["phrases"]["avis"].pop("sans_reponse"),
    lambda data: data["phrases"]["signaux"].pop("contre"),
    lambda data: data.update(note_sur_vingt=12),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_convention_that_is_not_whole_is_refused(damage):
    data = convention().model_dump(mode="json")
    assert Convention.model_validate(data) == convention()
    damage(data)
    with pytest.raises(ValidationError):
        Convention.model_validate(data)


# --- Signals from a share ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cotisations", "side"), [(25, "pour"), (24, "contre"), (0, "contre"), (100, "pour")]
)
def test_a_quarter_is_the_threshold(cotisations, side):
    found, signal = measured(typed(cotisations=cotisations, dons=100 - cotisations), 1)
    assert (found, signal.part.number) == (side, Fraction(cotisations, 100))
    assert signal.famille == "les cotisations"


def test_a_share_says_in_words_and_opens_to_its_lines():
    side, signal = measured(fec(("756", "Cotisations", 30), ("7541", "Dons", 70)), 1)
    assert side == "pour"
    assert signal.texte == "Les cotisations pèsent au moins un quart de vos ressources."
    assert [(line.compte, line.montant_centimes) for line in signal.sources] == [("756", 3000)]
    _, singular = measured(typed(subventions=100), 5, place=1)
    assert singular.texte.startswith("L’argent public pèse au moins un quart")


def test_public_purchase_hidden_in_sales_is_unknown_and_names_the_question():
    side, signal = measured(fec(("706", "Prestations", 60), ("756", "Cotisations", 40)), 3)
    assert (side, signal.question) == ("inconnus", "achats_publics")
    assert (signal.part.number, signal.part.haut) == (0, Fraction(6, 10))
    assert [line.compte for line in signal.sources] == ["706"]


def test_sales_too_small_to_matter_leave_no_doubt():
    side, signal = measured(fec(("706", "Prestations", 20), ("756", "Cotisations", 80)), 3)
    assert (side, signal.question) == ("contre", "")


@pytest.mark.parametrize(("purchases", "side"), [(0, "contre"), (24, "contre"), (25, "pour"), (60, "pour")])
def test_an_answer_on_purchases_settles_the_signal(purchases, side):
    postes = fec(("706", "Prestations", 60), ("756", "Cotisations", 40), purchases=purchases)
    assert measured(postes, 3)[0] == side
    sold, signal = measured(postes, 2)
    assert (sold, signal.part.number) == ("pour", Fraction(6, 10)), "a sale is a sale, whoever pays"
    assert "achats publics" in signal.texte
    assert sum(line.montant_centimes for line in signal.sources) == 6000


def test_account_73_speaks_for_the_operator_and_is_not_a_sale():
    postes = fec(("73", "Tarification ARS", 70), ("756", "Cotisations", 30))
    assert measured(postes, 3)[0] == "pour"
    assert measured(postes, 2)[0] == "contre"


def test_a_private_payer_under_74_is_private_money():
    lines = (("7400", "Aide Untel", 70), ("756", "Cotisations", 30))
    unknown = fec(*lines)
    assert [measured(unknown, number)[0] for number in (4, 6)] == ["inconnus", "inconnus"]
    assert measured(unknown, 4)[1].part.reserve
    private = fec(*lines, declared={"Aide Untel": Financeur(GenreFinanceur.PRIVE)})
    assert [measured(private, number)[0] for number in (4, 5, 6)] == ["contre", "pour", "pour"]
    assert measured(private, 4)[1].sources == ()
    assert [line.compte for line in measured(private, 6)[1].sources] == ["7400"]
    public = fec(*lines, declared={"Aide Untel": Financeur(GenreFinanceur.COMMUNE)})
    assert [measured(public, number)[0] for number in (4, 5, 6)] == ["pour", "contre", "contre"]
    assert [measured(postes, 5, place=1)[0] for postes in (private, public)] == ["contre", "pour"]


def test_mecenat_and_foundations_of_a_typed_year_are_one_line():
    postes = typed(mecenat=40, cotisations=60)
    assert [measured(postes, number)[0] for number in (5, 6)] == ["pour", "pour"]
    assert measured(postes, 6)[1].part.number == Fraction(4, 10)


def test_legacies_may_hide_in_a_typed_line():
    side, signal = measured(typed(dons=10, autres=30, cotisations=60), 6)
    assert side == "inconnus"
    assert (signal.part.number, signal.part.haut) == (Fraction(1, 10), Fraction(4, 10))
    assert "legs" in signal.part.reserve
    assert measured(typed(dons=10, autres=0, cotisations=60), 6)[1].part.reserve == ""
    assert measured(fec(("7541", "Dons", 10), ("758", "Divers", 30), ("756", "Cotisations", 60)), 6)[0] == (
        "contre"
    )


def test_a_typed_line_left_blank_is_unknown_and_zero_is_not():
    assert measured(typed(ventes=50, dons=50), 3)[0] == "inconnus"
    assert measured(typed(ventes=50, commande=0, dons=50), 3)[0] == "contre"
    told = typed(ventes=20, commande=30, dons=50)
    assert measured(told, 3)[0] == "pour"
    assert measured(told, 2)[1].part.number == Fraction(5, 10)


# --- Models that are asked ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "key"), ASKED.items())
def test_without_an_answer_the_question_stands_among_the_unknown(number, key):
    rich = typed(cotisations=100, commande=100, mecenat=100, subventions=100)
    for postes in (rich, typed()):
        for opinions in ({}, {key: "ne_sait_pas"}):
            assert key in [signal.question for signal in model(postes, number, **opinions).inconnus]


@pytest.mark.parametrize(
    ("opinion", "side"),
    [("oui", "pour"), ("en_partie", "pour"), ("non", "contre"), ("ne_sait_pas", "inconnus")],
)
@pytest.mark.parametrize(("number", "key"), ASKED.items())
def test_an_answer_takes_its_side(number, key, opinion, side):
    found = model(typed(dons=100), number, **{key: opinion})
    assert [name for name in SIDES for each in getattr(found, name) if each.question == key] == [side]
    (signal,) = [each for each in getattr(found, side) if each.question == key]
    asked = next(question.texte for question in QUESTIONS if question.cle == key)
    assert asked in signal.texte
    assert (signal.part, signal.sources) == (None, ())


def test_nothing_of_the_accounts_speaks_for_the_seventh():
    found = model(typed(cotisations=10, ventes=10, commande=10, subventions=10, dons=10, mecenat=10), 7)
    assert (found.pour, found.contre, len(found.inconnus)) == ((), (), 1)


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

ACCOUNTS = [
    ("706", "Prestations"), ("709", "Rabais"), ("73", "Tarification"), ("7400", "Aide Untel"),
    ("7410", "Ville"), ("7541", "Dons"), ("7542", "Mécénats"), ("7543", "Legs"), ("755", "Fondation Untel"),
    ("756", "Cotisations"), ("758", "Divers"), ("768", "Intérêts"),
]  # fmt: skip
balances = st.lists(
    st.tuples(st.sampled_from(ACCOUNTS), st.integers(-300, 5000)), unique_by=lambda line: line[0], max_size=9
).map(lambda lines: tuple((*account, euros) for account, euros in lines))
typed_lines = st.dictionaries(
    st.sampled_from([line.value for line in list(TypedLine)[:7]]), st.none() | st.integers(0, 5000)
)
exercices = balances.map(lambda lines: fec(*lines)) | typed_lines.map(lambda lines: typed(**lines))
opinions = st.dictionaries(st.sampled_from(sorted(ASKED.values())), st.sampled_from(Opinion))


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
