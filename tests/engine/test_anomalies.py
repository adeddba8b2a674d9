"""Anomalies: grouped, sorted, in French, never quoting the file."""

import re

import pytest

from socioeco.anomalies import Anomaly, AnomalyCollector, Severite, kinds

PLACEHOLDERS = {
    "calcule", "cloture", "colonnes", "comptes", "contributions", "credit", "debit", "debut", "ecart",
    "emplois", "encodage", "feuille", "fin", "indice", "libelles", "limite", "mois", "nombre", "ouverture", "porte",
    "regime", "separateur", "solde",
}  # fmt: skip


def texts():
    return [
        (code, part, getattr(kind, part))
        for code, kind in kinds().items()
        for part in ("constat", "consequence", "remede", "exemple")
    ]


def test_ten_thousand_lines_make_one_message():
    collector = AnomalyCollector()
    for line in range(10_000, 0, -1):
        collector.add("F3-montant", ligne=line, colonne="Debit")
    (anomaly,) = collector.collected()
    assert anomaly.nombre == 10_000
    assert anomaly.premieres_lignes == (1, 2, 3, 4, 5)
    assert anomaly.message.startswith("Lignes 1, 2, 3, 4, 5… (10000 cas), colonne Debit. ")


def test_blocking_first_then_by_control_and_column():
    collector = AnomalyCollector()
    collector.add("F12-classe")
    collector.add("F8-trous")
    collector.add("F3-montant", ligne=9, colonne="Debit")
    collector.add("F3-montant", ligne=4, colonne="Credit")
    collector.add("F5-ecriture")
    found = [(anomaly.code, anomaly.ligne) for anomaly in collector.collected()]
    assert found == [
        ("F3-montant", 4),
        ("F3-montant", 9),
        ("F5-ecriture", None),
        ("F12-classe", None),
        ("F8-trous", None),
    ]
    assert collector.has_blocking


@pytest.mark.parametrize("code", kinds())
def test_a_code_names_its_control(code):
    assert re.fullmatch(r"(F([1-9]|1[0-4])|C[1-3]|T[1-8]|[ABDEG][1-9])-[a-z0-9-]+", code)


def test_every_control_of_the_method_has_a_code():
    controls = {code.partition("-")[0] for code in kinds()}
    assert controls >= {f"F{number}" for number in range(1, 15)}


@pytest.mark.parametrize(("code", "part", "text"), texts())
def test_a_text_is_a_french_sentence_without_foreign_placeholder(code, part, text):
    assert text.endswith(".")
    assert set(re.findall(r"{(\w+)}", text)) <= PLACEHOLDERS
    assert "'" not in text
    assert not re.search(r"[ ][:;!?»]|«[ ]", text)


@pytest.mark.parametrize(("code", "kind"), kinds().items())
def test_an_example_shows_a_case_and_is_no_template(code, kind):
    assert not re.search(r"[{}]", kind.exemple)
    assert kind.exemple not in (kind.constat, kind.remede)
    assert len(kind.exemple) < 200


def test_a_code_that_another_says_better_is_forgotten():
    collector = AnomalyCollector()
    collector.add("F3-compte", ligne=2, colonne="CompteNum")
    collector.add("F4-desequilibre", debit="1", credit="2", ecart="1")
    collector.forget("F3-compte")
    assert [anomaly.code for anomaly in collector.collected()] == ["F4-desequilibre"]


def test_json_and_back():
    anomaly = Anomaly(
        code="F3-date",
        severite=Severite.BLOQUANTE,
        constat="a.",
        consequence="b.",
        remede="c.",
        ligne=3,
        colonne="EcritureDate",
        premieres_lignes=(3,),
    )
    assert Anomaly.from_json(anomaly.to_json()) == anomaly
    assert anomaly.to_json()["message"] == "Ligne 3, colonne EcritureDate. a. b. c."
