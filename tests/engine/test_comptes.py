"""Charts of accounts: dated, longest prefix, the label over the number."""

from datetime import date
from itertools import pairwise

import pytest
from pydantic import ValidationError

from socioeco.comptes import (
    REGIME_CODES,
    Regime,
    Ressource,
    Traitement,
    WordRule,
    check_regime,
    fold,
    regime_for,
    regime_named,
)
from socioeco.readers import Balance, BalanceLine


def balance(*lines):
    """Lines `compte, libelle, credit minus debit`."""
    return Balance(
        opened_on=date(2024, 1, 1),
        closed_on=date(2024, 12, 31),
        lines=tuple(
            BalanceLine(
                compte=compte,
                libelle=libelle,
                debit_centimes=max(-solde, 0),
                credit_centimes=max(solde, 0),
            )
            for compte, libelle, solde in lines
        ),
    )


@pytest.mark.parametrize(
    ("opened_on", "code"),
    [
        (date(1998, 1, 1), "99-01"),
        (date(2019, 12, 31), "99-01"),
        (date(2020, 1, 1), "2018-06"),
        (date(2024, 12, 31), "2018-06"),
        (date(2025, 1, 1), "2025"),
        (date(2040, 1, 1), "2025"),
    ],
)
def test_the_chart_follows_the_opening_date(opened_on, code):
    assert regime_for(opened_on).code == code


def test_charts_follow_each_other_without_a_hole():
    regimes = [regime_named(code) for code in REGIME_CODES]
    for before, after in pairwise(regimes):
        assert (after.ouvert_a_partir_du - before.ouvert_jusqu_au).days == 1
    assert regimes[-1].ouvert_jusqu_au is None


def test_an_unknown_chart_is_refused():
    with pytest.raises(KeyError):
        regime_named("../2025")


@pytest.mark.parametrize("code", REGIME_CODES)
def test_a_chart_covers_every_group_of_accounts_and_all_it_says_of_class_7_adds_up(code):
    regime = regime_named(code)
    groups = {str(group) for group in range(10, 80)} - {"55", "56", "57", "30"}
    unknown = {group for group in groups if not regime.rule_for(group + "0000")}
    assert unknown <= {"24", "46"}
    assert regime.source
    assert regime.titre


CASES = [
    ("99-01", "754000", "Collectes", Ressource.DONS),
    ("99-01", "755000", "Quote-part", Ressource.AUTRES),
    ("99-01", "771300", "Libéralités", Ressource.LEGS),
    ("2018-06", "7551", "Contributions financières", Ressource.FONDATIONS),
    ("2018-06", "75412", "Abandons de frais", Ressource.DONS),
    ("2018-06", "754200000", "Mécénats", Ressource.MECENAT),
    ("2018-06", "7543", "Legs", Ressource.LEGS),
    ("2018-06", "756100", "Cotisations", Ressource.COTISATIONS),
    ("2018-06", "730000", "Concours publics", Ressource.COMMANDE),
    ("2018-06", "741000", "Ville", Ressource.SUBVENTIONS),
    ("2018-06", "748000", "Subvention Fondation de France", Ressource.FONDATIONS),
    ("2018-06", "748000", "FONDS DE DOTATION RIVES", Ressource.FONDATIONS),
    ("2018-06", "748000", "École privée", Ressource.SUBVENTIONS),
    ("2018-06", "758000", "Dons des membres", Ressource.DONS),
    ("2018-06", "758000", "Redondance diverse", Ressource.AUTRES),
    ("2018-06", "747000", "ASP emplois aidés", Ressource.SUBVENTIONS),
    ("2018-06", "768000", "Intérêts", Ressource.PRODUITS),
    ("2025", "741000", "Subventions", Ressource.SUBVENTIONS),
    ("2025", "7780", "Fête du village", Ressource.VENTES),
]


@pytest.mark.parametrize(("code", "compte", "libelle", "expected"), CASES)
def test_the_family_of_a_resource(code, compte, libelle, expected):
    assert regime_named(code).classify(compte, libelle).ressource is expected


OUTSIDE = [
    ("2018-06", "747000", "Quote-part des subventions d’investissement", Traitement.SANS_ENCAISSEMENT),
    ("2025", "747000", "ASP", Traitement.SANS_ENCAISSEMENT),
    ("2018-06", "778000", "Produits exceptionnels", Traitement.EXCEPTIONNEL),
    ("2018-06", "757000", "Gains de change", Traitement.RESSOURCE),
    ("2025", "757000", "Cessions", Traitement.CESSION),
    ("99-01", "757000", "Quote-part du fonds associatif", Traitement.SANS_ENCAISSEMENT),
    ("2018-06", "7532", "Dotation consomptible", Traitement.SANS_ENCAISSEMENT),
    ("2025", "791000", "Transferts de charges", Traitement.SUPPRIME),
    ("2018-06", "791000", "Transferts de charges", Traitement.TRANSFERT),
    ("2025", "652000", "Valeur comptable", Traitement.CHARGE_SANS_DECAISSEMENT),
    ("2018-06", "652000", "Licences", Traitement.CHARGE),
]


@pytest.mark.parametrize(("code", "compte", "libelle", "expected"), OUTSIDE)
def test_what_changes_from_a_chart_to_another(code, compte, libelle, expected):
    assert regime_named(code).classify(compte, libelle).traitement is expected


def test_an_account_outside_the_chart_has_no_place():
    assert regime_named("2025").classify("?", "") is None
    assert regime_named("2025").classify("900000", "") is None


def definition(**changes):
    compte = {"prefixe": "70", "famille": "ventes", "traitement": "ressource", "ressource": "ventes"}
    return {
        "code": "x",
        "titre": "t",
        "source": "s",
        "ouvert_a_partir_du": date(2000, 1, 1),
        "ouvert_jusqu_au": None,
        "relu_le": date(2026, 1, 1),
        "comptes": [{**compte, **changes}],
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"prefixe": "7O"},
        {"ressource": None},
        {"traitement": "bilan"},
        {"ressource": "tombola"},
        {"couleur": "bleu"},
    ],
)
def test_a_wrong_definition_is_refused(changes):
    Regime.model_validate(definition())
    with pytest.raises(ValidationError):
        Regime.model_validate(definition(**changes))


def test_a_prefix_stands_once():
    twice = definition()
    twice["comptes"] *= 2
    with pytest.raises(ValidationError):
        Regime.model_validate(twice)


HINTS = [
    ("2025", ("791000", "Transferts de charges", 500), "avant 2025"),
    ("2025", ("777000", "Quote-part", 500), "avant 2025"),
    ("2018-06", ("747000", "Quote-part des subventions", 500), "à partir de 2025"),
    ("2018-06", ("649000", "Remboursements", 500), "à partir de 2025"),
    ("2018-06", ("870000", "Bénévolat", 500), "CRC 99-01"),
    ("99-01", ("870000", "Dons en nature", 500), "ANC 2018-06"),
]


@pytest.mark.parametrize(("code", "line", "indice"), HINTS)
def test_accounts_that_contradict_the_date_are_said(code, line, indice):
    (anomaly,) = check_regime(balance(line), regime_named(code))
    assert anomaly.code == "C1-regime"
    assert line[0] in anomaly.constat
    assert indice in anomaly.constat


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("2018-06", ("791000", "Transferts de charges", 500)),
        ("2018-06", ("747000", "ASP", 500)),
        ("2018-06", ("649000", "Autres charges", -500)),
        ("2025", ("870000", "Dons en nature", 500)),
        ("99-01", ("870000", "Bénévolat", 500)),
    ],
)
def test_accounts_in_their_chart_say_nothing(code, line):
    assert check_regime(balance(line), regime_named(code)) == ()


def test_accounts_of_one_sign_make_one_sentence_that_names_the_chart():
    lines = balance(("775000", "Cessions", 500), ("791000", "Transferts de charges", 500))
    (anomaly,) = check_regime(lines, regime_named("2025"))
    assert "775000, 791000" in anomaly.constat
    assert "2025" in anomaly.constat


def test_an_account_without_a_label_is_placed_by_its_number():
    assert regime_named("2018-06").classify("778000").traitement is Traitement.EXCEPTIONNEL


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Œuvre d’ÆGIR", "oeuvre d aegir"),
        ("œuvres, ex æquo", "oeuvres ex aequo"),
        ("  Été   2025 ", "ete 2025"),
        ("ﬁn n°2", "fin n 2"),
    ],
)
def test_labels_are_compared_folded(label, expected):
    assert fold(label) == expected


@pytest.mark.parametrize(
    ("label", "is_matched"),
    [
        ("politique de la ville", False),
        ("ville de rennes", True),
        ("ville de rennes politique de la ville", True),
        ("villeurbanne", False),
        ("la politique de la ville et la mairie", True),
    ],
)
def test_a_decoy_hides_the_word_it_contains_and_no_other(label, is_matched):
    rule = WordRule(mots=("Ville", "Mairie"), sauf=("Politique de la ville",))
    assert rule.matches(label) is is_matched


def test_what_stands_around_a_decoy_makes_no_new_word():
    assert not WordRule(mots=("ab",), sauf=("x",)).matches("a x b")
