"""Worked examples of the method: one YAML file by rule, readable by an accountant, run as a test.

Keys: `regle`, `source`, `ouverture` (of the exercice), `cloture` when it is not 31 December. Then either
`ecritures` (one list by entry, of lines « compte | libellé | débit | crédit ») or `saisie` (the ten lines, in euros).
`reponses` are what the person answered, in euros, hours or posts; `financeurs` who she says stands behind a label.

What is expected, in euros: `ressources`, `rapprochement`, `resultat`, `en_nature`, `postes`; `compte_de_resultat` and
`bilan`, by line; `retraitement`, the balances by account under the rules `vers`; and `indicateurs`, where a
share or a number is written as a fraction, a range as « bas à haut », an absence as « non calculable ».
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from socioeco.comptes import regime_for, regime_named
from socioeco.indicators import (
    compute_indicateurs,
    compute_ressources,
    compute_resultat,
    postes_of_balance,
    postes_of_typed,
    reconcile_classe_7,
    restate,
)
from socioeco.indicators.exemples import COUNTED
from socioeco.readers import (
    ExerciceAnswers,
    Financeur,
    GenreFinanceur,
    Question,
    TypedExercice,
    TypedLine,
    read_fec,
)

EXAMPLES = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in Path(__file__).parent.glob("*.yaml")
}
OF_ACCOUNTS = sorted(name for name, example in EXAMPLES.items() if "ecritures" in example)
HEADER = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|PieceRef|ValidDate|Debit|Credit"
EXPECTED = {
    "ressources", "rapprochement", "resultat", "en_nature", "postes", "compte_de_resultat", "bilan", "retraitement",
    "indicateurs",
}  # fmt: skip
KEYS = {"regle", "source", "ouverture", "cloture", "ecritures", "saisie", "reponses", "financeurs", *EXPECTED}
NOT_COMPUTABLE = "non calculable"


@pytest.fixture(params=sorted(EXAMPLES))
def example(request):
    return EXAMPLES[request.param]


@pytest.fixture(params=OF_ACCOUNTS)
def accounts(request):
    return EXAMPLES[request.param]


def exercice_of(example):
    opened_on = example["ouverture"]
    return opened_on, example.get("cloture", date(opened_on.year, 12, 31))


def balance_of(example):
    day = example["ouverture"].strftime("%Y%m%d")
    lines = [HEADER]
    for number, entry in enumerate(example["ecritures"], start=1):
        for line in entry:
            compte, libelle, debit, credit = (cell.strip() for cell in line.split("|"))
            lines.append(f"OD|Opérations|{number}|{day}|{compte}|{libelle}|P|{day}|{debit}|{credit}")
    reading = read_fec(["\n".join(lines).encode()], "exemple.txt", exercice=exercice_of(example))
    assert [anomaly.message for anomaly in reading.anomalies if anomaly.is_blocking] == []
    return reading.balance


def postes_of(example):
    values = {Question(key): answered(key, told) for key, told in example.get("reponses", {}).items()}
    answers = ExerciceAnswers(values=values)
    if "saisie" in example:
        opened_on, closed_on = exercice_of(example)
        lines = {TypedLine(key): centimes(euros) for key, euros in example["saisie"].items()}
        typed = TypedExercice(opened_on=opened_on, closed_on=closed_on, lines=lines)
        return postes_of_typed(typed, answers=answers)
    declared = {
        label: Financeur(GenreFinanceur(told["genre"]), told.get("nom", ""))
        for label, told in example.get("financeurs", {}).items()
    }
    regime = regime_for(example["ouverture"])
    return postes_of_balance(balance_of(example), regime, answers=answers, declared=declared)


def answered(key, told):
    return int(told) if Question(key) in COUNTED else centimes(told)


def centimes(euros):
    return int(Decimal(str(euros)) * 100)


def test_there_are_examples():
    assert len(EXAMPLES) >= 25


def test_the_example_says_its_rule_and_its_source(example):
    assert set(example) <= KEYS
    assert example["regle"]
    assert example["source"]
    assert ("saisie" in example) != ("ecritures" in example)
    assert set(example) & EXPECTED


def test_resources(example):
    ressources = postes_of(example).ressources
    expected = example.get("ressources", {})
    for key, euros in expected.items():
        if euros == NOT_COMPUTABLE:
            assert not ressources[key].value.is_computed, key
        else:
            assert ressources[key].value.number == centimes(euros), key
    if expected:
        others = [famille for famille in ressources.familles if famille.key not in expected]
        assert all(famille.value.or_default(0) == 0 for famille in others)


def test_an_answer_moves_resources_and_never_their_total(accounts):
    found = compute_ressources(balance_of(accounts), regime_for(accounts["ouverture"]))
    assert found.total_centimes == postes_of(accounts).ressources.total_centimes


def test_reconciliation(accounts):
    found = reconcile_classe_7(balance_of(accounts), regime_for(accounts["ouverture"]))
    assert found.ecart_centimes == 0
    expected = accounts.get("rapprochement", {})
    amounts = {poste: found.montant_centimes(poste) for poste in found.postes}
    assert {poste: amounts[poste] for poste in expected} == {
        poste: centimes(euros) for poste, euros in expected.items()
    }
    assert found.en_nature_centimes == centimes(accounts.get("en_nature", 0))


def test_result(example):
    found = postes_of(example).resultat_centimes
    assert found == centimes(example.get("resultat", Decimal(found) / 100))


def test_result_of_the_accounts(accounts):
    found = compute_resultat(balance_of(accounts))
    assert found.anomalies == ()
    assert found.resultat_centimes == postes_of(accounts).resultat_centimes


def test_postes(example):
    postes = postes_of(example)
    for name, euros in example.get("postes", {}).items():
        value = getattr(postes, name).value
        assert (NOT_COMPUTABLE if value.number is None else value.number) == (
            euros if euros == NOT_COMPUTABLE else centimes(euros)
        ), name


def test_statements(accounts):
    etats = postes_of(accounts).etats
    for name in ("compte_de_resultat", "bilan"):
        for cle, euros in accounts.get(name, {}).items():
            assert getattr(etats, name)[cle].montant_centimes == centimes(euros), cle
    assert etats.bilan.ecart_centimes == 0
    assert etats.compte_de_resultat.resultat_centimes == postes_of(accounts).resultat_centimes


def test_restatement(accounts):
    expected = accounts.get("retraitement")
    if expected:
        found = restate(
            balance_of(accounts), regime_for(accounts["ouverture"]), regime_named(expected["vers"])
        )
        soldes = {line.compte: line.solde_crediteur_centimes for line in found.balance.lines}
        told = {str(compte): centimes(euros) for compte, euros in expected["soldes"].items()}
        assert {compte: soldes.get(compte) for compte in told} == told
        left = sorted(each.source.compte for each in found.non_retraites)
        assert left == sorted(str(compte) for compte in expected.get("non_retraites", []))


def test_indicators(example):
    found = {each.definition.cle: each for each in compute_indicateurs(postes_of(example), niveau=None)}
    for cle, written in example.get("indicateurs", {}).items():
        assert bounds(found[cle]) == expected_bounds(written, found[cle].definition.unite), cle


def bounds(indicator):
    value = indicator.value
    if value.number is None:
        return NOT_COMPUTABLE
    return (value.number,) if value.haut is None else (value.number, value.haut)


def expected_bounds(written, unite):
    if written == NOT_COMPUTABLE:
        return NOT_COMPUTABLE
    read = centimes if unite == "euros" else Fraction
    return tuple(read(part.strip()) for part in str(written).split(" à "))
