"""Ten typed lines: what a paper statement tells, what it cannot, and what is said of it."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.anomalies import Severite
from socioeco.comptes import Ressource
from socioeco.indicators import Origine, compute_indicateurs, postes_of_typed
from socioeco.indicators.sources import total
from socioeco.readers import (
    LABELS,
    UNKNOWN_WHEN_BLANK,
    ExerciceAnswers,
    Question,
    TypedExercice,
    TypedLine,
    check_typed,
)
from socioeco.readers.typed import MAY_BE_NEGATIVE

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
SEVEN = ("cotisations", "ventes", "commande", "subventions", "dons", "mecenat", "autres")
WHOLE = {
    "cotisations": 1000, "ventes": 3000, "commande": 500, "subventions": 4000, "dons": 200, "mecenat": 300,
    "autres": 1000, "salaires": 6000, "depenses": 3000, "argent": 1500, "fonds_propres": 2500,
}  # fmt: skip


def typed(period=YEAR, **lines):
    return TypedExercice(
        opened_on=period[0],
        closed_on=period[1],
        lines={TypedLine(key): amount for key, amount in lines.items()},
    )


def postes_of(answers=None, **lines):
    values = {Question(key): number for key, number in (answers or {}).items()}
    return postes_of_typed(typed(**lines), answers=ExerciceAnswers(values=values))


def indicators(answers=None, **lines):
    return {each.definition.cle: each for each in compute_indicateurs(postes_of(answers, **lines))}


def bounds(indicator):
    value = indicator.value
    return (
        None if value.number is None else (value.number, value.number if value.haut is None else value.haut)
    )


# --- Laws ----------------------------------------------------------------------------------------------------------


def _amount(line):
    number = st.integers(-(10**6) if line in MAY_BE_NEGATIVE else 0, 10**6)
    return st.none() | number


lines_typed = st.fixed_dictionaries({}, optional={line.value: _amount(line) for line in TypedLine})
purchases = st.none() | st.integers(0, 2 * 10**6)
BOUNDED = ("part_publique", "part_subventions", "part_commande", "premier_financeur", "diversite")


@given(lines=lines_typed)
def test_json_and_back(lines):
    exercice = typed(**{line.value: lines.get(line.value) for line in TypedLine})
    assert TypedExercice.from_json(exercice.to_json()) == exercice


def test_another_format_is_refused():
    with pytest.raises(ValueError, match="format"):
        TypedExercice.from_json({**typed().to_json(), "format": 99})


@given(lines=lines_typed, answer=purchases)
def test_families_add_up_to_the_produits_whatever_is_blank_or_answered(lines, answer):
    postes = postes_of({} if answer is None else {"achats_publics": answer}, **lines)
    typed_total = sum(lines.get(key) or 0 for key in SEVEN)
    known = [famille.value.number or 0 for famille in postes.ressources.familles]
    assert [famille.key for famille in postes.ressources.familles] == list(Ressource)
    assert sum(known) == postes.ressources.total_centimes == postes.produits.value.number == typed_total
    charges = (lines.get("salaires") or 0) + (lines.get("depenses") or 0)
    assert postes.resultat_centimes == typed_total - charges
    for famille in postes.ressources.familles:
        assert total(famille.sources) == (famille.value.number or 0), (
            "no line stands in a family that is not told"
        )


@given(lines=lines_typed, bought=purchases, first=purchases)
def test_an_answer_always_falls_inside_the_range_given_without_it(lines, bought, first):
    given_answers = {"achats_publics": bought, "premier_financeur": first}
    answers = {key: number for key, number in given_answers.items() if number is not None}
    before, after = indicators(**lines), indicators(answers, **lines)
    for cle in BOUNDED:
        wide, narrow = bounds(before[cle]), bounds(after[cle])
        if wide and narrow:
            assert wide[0] <= narrow[0] <= narrow[1] <= wide[1], cle


@given(lines=lines_typed)
def test_what_is_not_computed_says_what_to_look_for(lines):
    for cle, indicator in indicators(**lines).items():
        value = indicator.value
        assert value.raison if value.number is None else not value.is_range or value.reserve, cle


# --- A whole year -------------------------------------------------------------------------------------------------


def test_a_whole_year_gives_these_indicators():
    found = indicators(**WHOLE)
    assert {cle: bounds(each) for cle, each in found.items()} == {
        "part_publique": (Fraction(45, 100),) * 2,
        "part_subventions": (Fraction(40, 100),) * 2,
        "part_commande": (Fraction(5, 100),) * 2,
        "premier_financeur": (0, Fraction(48, 100)),
        "diversite": (Fraction(10**8, 27_380_000),) * 2,
        "mois_de_tresorerie": (Fraction(2),) * 2,
        "fonds_propres": (2500, 2500),
        "fonds_de_roulement": None,
        "besoin_en_fonds_de_roulement": None,
        "part_personnel": (Fraction(2, 3),) * 2,
        "resultat": (1000, 1000),
        "part_benevolat_valorise": None,
    }
    assert found["premier_financeur"].value.reserve.startswith("Au plus")
    assert "amortissements" in found["mois_de_tresorerie"].value.reserve


def test_a_figure_opens_to_typed_lines():
    found = indicators(**WHOLE)["part_personnel"]
    staff, charges = found.termes
    assert [(line.compte, line.libelle) for line in staff.sources] == [
        ("", "Salaires et charges, ligne saisie")
    ]
    assert [line.montant_centimes for line in charges.sources] == [6000, 3000]


@pytest.mark.parametrize(
    ("poste", "document"),
    [
        ("tresorerie", "relevés de banque"),
        ("fonds_propres", "bilan"),
        ("fonds_de_roulement", "bilan"),
        ("besoin_en_fonds_de_roulement", "bilan"),
    ],
)
def test_what_a_paper_does_not_tell_says_which_document_does(poste, document):
    value = getattr(postes_of(cotisations=100, depenses=50), poste).value
    assert value.number is None
    assert document in value.raison


def test_a_blank_line_is_nil_except_where_a_blank_means_i_do_not_know():
    postes = postes_of(ventes=100)
    assert postes.origine is Origine.SAISIE
    assert postes.regime is None
    assert postes.ressources["cotisations"].value.number == 0
    assert postes.ressources["commande"].value.number is None
    assert postes_of(ventes=100, commande=0).ressources["commande"].value.number == 0
    assert postes_of(commande=None).ressources["commande"].value.number == 0, "no sale: nothing can be hidden"
    assert {line.value for line in UNKNOWN_WHEN_BLANK} == {"commande", "argent", "fonds_propres"}


def test_public_purchases_answered_later_leave_the_sales():
    told = postes_of({"achats_publics": 40}, ventes=100, cotisations=10)
    assert (told.ressources["commande"].value.number, told.ressources["ventes"].value.number) == (40, 60)
    assert told.ressources.total_centimes == 110
    both = postes_of({"achats_publics": 40}, ventes=100, commande=7)
    assert both.ressources["commande"].value.number == 7, "what is typed is not asked again"
    assert told.ressources["commande"].value.reserve == ""
    capped = postes_of({"achats_publics": 400}, ventes=100).ressources["commande"].value
    assert (capped.number, "dépasse" in capped.reserve) == (100, True)


# --- The first funder -----------------------------------------------------------------------------------------------


def test_the_answer_makes_the_first_funder_exact():
    assert (
        bounds(indicators({"premier_financeur": 2500}, **WHOLE)["premier_financeur"]) == (Fraction(1, 4),) * 2
    )


def test_an_answer_above_what_was_typed_stops_there_and_says_so():
    value = indicators({"premier_financeur": 9000}, **WHOLE)["premier_financeur"].value
    assert value.number == Fraction(48, 100)
    assert "dépasse" in value.reserve


def test_sales_of_unknown_buyers_widen_the_first_funder():
    value = indicators(subventions=100, ventes=300, cotisations=100)["premier_financeur"].value
    assert (value.number, value.haut) == (0, Fraction(4, 5))
    assert "ventes" in value.reserve


def test_without_any_money_of_a_funder_there_is_no_first_one():
    value = indicators(ventes=300, cotisations=100)["premier_financeur"].value
    assert value.number is None
    assert "ni subvention" in value.raison


# --- Anomalies -----------------------------------------------------------------------------------------------------


def codes(exercice):
    return [anomaly.code for anomaly in check_typed(exercice)]


def test_a_whole_year_has_no_anomaly():
    assert codes(typed(**WHOLE)) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (dict.fromkeys(SEVEN), "T1-sans-ressource"),
        ({"salaires": None, "depenses": 0}, "T2-sans-depense"),
        ({"argent": None}, "T3-argent-vide"),
        ({"fonds_propres": None}, "T3-fonds-propres-vides"),
        ({"period": (date(2024, 1, 1), date(2025, 3, 31))}, "T4-duree"),
    ],
)
def test_one_thing_missing_is_one_anomaly(changes, code):
    assert codes(typed(**{**WHOLE, **changes})) == [code]


def test_blank_lines_are_named_and_nothing_typed_keeps_the_year_out():
    anomalies = check_typed(typed())
    assert [anomaly.code for anomaly in anomalies] == [
        "T1-sans-ressource",
        "T2-sans-depense",
        "T3-argent-vide",
        "T3-fonds-propres-vides",
    ]
    assert not any(anomaly.severite is Severite.BLOQUANTE for anomaly in anomalies)
    assert LABELS[TypedLine.ARGENT] in anomalies[-2].constat
    assert LABELS[TypedLine.FONDS_PROPRES] in anomalies[-1].constat


def test_the_two_dates_of_another_length_are_said():
    (anomaly,) = check_typed(typed(**WHOLE, period=(date(2024, 1, 1), date(2024, 6, 30))))
    assert "30 juin 2024" in anomaly.constat


@pytest.mark.parametrize(
    "period", [(date(2023, 9, 1), date(2024, 8, 31)), (date(2023, 3, 1), date(2024, 2, 29))]
)
def test_a_season_of_twelve_months_is_a_year(period):
    assert codes(typed(**WHOLE, period=period)) == []
