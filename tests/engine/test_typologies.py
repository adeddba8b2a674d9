"""Where an exercice stands among seven models: signals that can be opened, never a score."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from socioeco.formats import typographie
from socioeco.readers import Financeur, GenreFinanceur
from socioeco.typologies import QUESTIONS
from socioeco.typologies.convention import Convention, convention

from .typologies_cases import ASKED, SIDES, fec, measured, model, typed

SHEETS = Path(__file__).parents[2] / "content" / "pages" / "comprendre" / "modeles"


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
