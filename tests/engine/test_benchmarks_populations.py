"""Whom a published figure is about: told by the accounts or the person, never guessed."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from socioeco.benchmarks import (
    CLES,
    Convient,
    Fiabilite,
    Profil,
    Reponse,
    applicable_reperes,
    compare_to_repere,
    repere_named,
    reperes,
)
from socioeco.indicators import Origine

from .benchmarks_cases import beside, bounds, fec, typed


def fit(postes, cle, **told):
    found = compare_to_repere(postes, repere_named(cle), profil=Profil(**told))
    return {colonne.cle: each.convient for colonne, each in found.ajustements}


@pytest.mark.parametrize(
    ("postes", "hires"),
    [
        (typed(salaires=10), True),
        (typed(cotisations=10), False),
        (fec(c641=-10), True),
        (fec(c621=-10), None),
        (replace(typed(), personnel=replace(typed().tresorerie)), None),
    ],
)
def test_accounts_of_staff_say_who_hires_unless_they_are_others(postes, hires):
    expected = {
        True: (Convient.OUI, Convient.NON),
        False: (Convient.NON, Convient.OUI),
        None: (Convient.INCONNU, Convient.INCONNU),
    }[hires]
    found = fit(postes, "employeuses-ou-non")
    assert (found["employeuses"], found["non-employeuses"], found["ensemble"]) == (*expected, Convient.OUI)
    answer = {True: Reponse.OUI, False: Reponse.NON, None: Reponse.INCONNU}[hires]
    if postes.personnel.value.is_computed:
        assert beside(postes, "associations-sportives")["employeuses"].reponse is answer


def test_what_the_person_says_overrides_the_accounts():
    assert fit(typed(), "employeuses-ou-non", is_employeuse=True)["employeuses"] is Convient.OUI


def test_a_sector_is_told_never_guessed():
    culture = fit(typed(salaires=5), "culture-employeuses")
    assert set(culture.values()) == {Convient.INCONNU}
    told = fit(typed(salaires=5), "culture-employeuses", secteur="culture", fonction="creation")
    assert (told["creation"], told["diffusion"], told["ensemble"]) == (
        Convient.OUI,
        Convient.NON,
        Convient.OUI,
    )
    assert set(fit(typed(salaires=5), "culture-employeuses", secteur="sport").values()) == {Convient.NON}


def test_a_column_about_others_is_said():
    said = compare_to_repere(typed(), repere_named("solidite-2025")).remarques
    assert any(
        each.startswith("Employeuses, mars 2025\u00a0: Cette colonne porte sur des employeuses")
        for each in said
    )
    assert any("5\u202f557 réponses" in each for each in said)


def applies(postes, **told):
    found = applicable_reperes(postes, profil=Profil(**told))
    assert [each.repere.cle for each in found] == list(CLES)
    return {each.repere.cle: (each.est_applicable, each.raison) for each in found}


def test_tables_that_apply_and_why_the_others_do_not():
    found = applies(typed(cotisations=10), secteur="sport")
    assert found["structure-des-ressources"] == (True, "")
    assert found["solidite-2025"] == (True, "")
    assert found["adherents"] == (False, "Les comptes ne disent pas le nombre d’adhérents.")
    assert not found["culture-employeuses"][0]
    assert "autre secteur" in found["culture-employeuses"][1]
    assert "pas de salaire" in found["subvention-mediane-sport"][1]
    assert found["associations-sportives"] == (True, "")


def test_a_table_that_waits_for_an_answer_says_which():
    found = applies(typed(cotisations=10, salaires=5))
    assert found["budget-median-culture"][0]
    assert "dites le vôtre" in found["budget-median-culture"][1]


def test_a_budget_or_a_year_without_resources_stands_beside_nothing():
    forecast = replace(typed(cotisations=10), origine=Origine.BUDGET)
    assert not any(is_applicable for is_applicable, _ in applies(forecast).values())
    assert compare_to_repere(forecast, repere_named("adherents")).remarques[0].startswith("Un budget est")
    assert "rien ne se met en face" in applies(typed())["structure-des-ressources"][1]


def test_a_published_figure_comes_with_all_it_takes_to_read_it():
    found = compare_to_repere(typed(cotisations=10), repere_named("structure-des-ressources"))
    orders = found.lignes[1].publies[1]
    assert (orders.colonne.annee, bounds(orders.value)) == (2011, (Fraction(24, 100), Fraction(25, 100)))
    assert orders.fiabilite is Fiabilite.VERIFIEE
    assert len(orders.sources) == 3
    assert "49 − 17" in found.lignes[0].publies[0].note


def test_no_word_judges():
    judging = re.compile(
        r"\b(bon|bonne|mauvais|mauvaise|insuffisant|trop|mieux|pire|retard|avance)\b", re.IGNORECASE
    )
    for is_full in (typed(cotisations=10, salaires=5), typed(), fec(c706=10, c642=-5)):
        for repere in reperes():
            said = compare_to_repere(is_full, repere).remarques
            assert not [each for each in said if judging.search(each)]
