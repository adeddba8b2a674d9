"""Worked examples of the method: one YAML file by rule, readable by an accountant, run as a test.

Keys: `regle`, `source`, `ouverture` (of the exercice), `ecritures` (one list by entry, of lines
« compte | libellé | débit | crédit »), then what is expected, in euros: `ressources`, `rapprochement`,
`resultat`, `en_nature`.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from socioeco.comptes import regime_for
from socioeco.indicators import compute_ressources, compute_resultat, reconcile_classe_7
from socioeco.readers import read_fec

EXAMPLES = sorted(Path(__file__).parent.glob("*.yaml"))
HEADER = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|PieceRef|ValidDate|Debit|Credit"
KEYS = {"regle", "source", "ouverture", "ecritures", "ressources", "rapprochement", "resultat", "en_nature"}


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def example(request):
    return yaml.safe_load(request.param.read_text(encoding="utf-8"))


@pytest.fixture
def balance(example):
    opened_on = example["ouverture"]
    day = opened_on.strftime("%Y%m%d")
    lines = [HEADER]
    for number, entry in enumerate(example["ecritures"], start=1):
        for line in entry:
            compte, libelle, debit, credit = (cell.strip() for cell in line.split("|"))
            lines.append(f"OD|Opérations|{number}|{day}|{compte}|{libelle}|P|{day}|{debit}|{credit}")
    exercice = (opened_on, date(opened_on.year, 12, 31))
    reading = read_fec(["\n".join(lines).encode()], "exemple.txt", exercice=exercice)
    assert [anomaly.message for anomaly in reading.anomalies if anomaly.is_blocking] == []
    return reading.balance


def centimes(euros):
    return int(Decimal(str(euros)) * 100)


def test_there_are_examples():
    assert len(EXAMPLES) >= 10


def test_the_example_says_its_rule_and_its_source(example):
    assert set(example) <= KEYS
    assert example["regle"]
    assert example["source"]
    assert set(example) & {"ressources", "rapprochement", "resultat", "en_nature"}


def test_resources(example, balance):
    expected = example.get("ressources", {})
    found = compute_ressources(balance, regime_for(balance.opened_on))
    for key, euros in expected.items():
        if euros == "non calculable":
            assert not found[key].value.is_computed, key
        else:
            assert found[key].value.number == centimes(euros), key
    if expected:
        others = [famille for famille in found.familles if famille.key not in expected]
        assert all(famille.value.or_default(0) == 0 for famille in others)


def test_reconciliation(example, balance):
    found = reconcile_classe_7(balance, regime_for(balance.opened_on))
    assert found.ecart_centimes == 0
    expected = example.get("rapprochement", {})
    amounts = {poste: found.montant_centimes(poste) for poste in found.postes}
    assert {poste: amounts[poste] for poste in expected} == {
        poste: centimes(euros) for poste, euros in expected.items()
    }
    assert found.en_nature_centimes == centimes(example.get("en_nature", 0))


def test_result(example, balance):
    found = compute_resultat(balance)
    assert found.anomalies == ()
    assert found.resultat_centimes == centimes(
        example.get("resultat", Decimal(found.resultat_centimes) / 100)
    )
