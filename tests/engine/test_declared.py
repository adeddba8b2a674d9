"""Amounts by poste from another program, in JSON: read strictly, all faults at once, never an exception."""

import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.comptes import RESSOURCES as FAMILLES
from socioeco.comptes import Ressource
from socioeco.indicators import Origine, compute_indicateurs
from socioeco.indicators.declared_postes import NO_FINANCEUR, VENTES, postes_of_declared
from socioeco.readers import ExerciceAnswers, GenreFinanceur, Question
from socioeco.readers.declared import RESSOURCES, SOLDES, declared_schema, read_postes_json

WHOLE = {
    "format": "socioeco-postes/1",
    "ouvert_le": "2025-01-01",
    "clos_le": "2025-12-31",
    "ressources": {
        "subventions": 45_000_00, "ventes": 20_000_00, "cotisations": 5_000_00, "dons": 0, "mecenat": 3_000_00,
        "fondations": 0, "legs": 0, "produits": 1_00, "autres": 0,
    },
    "produits_hors_ressources_centimes": 500_00,
    "financeurs": [
        {"nom": "Région A", "genre": "region", "montant_centimes": 15_000_00},
        {"nom": "Ville B", "genre": "commune", "montant_centimes": 33_000_00},
    ],
    "charges": {"personnel": 40_000_00, "services": 30_000_00, "dotations": 2_000_00},
    "tresorerie_centimes": 9_000_00,
    "fonds_propres_centimes": -1_000_00,
    "fonds_de_roulement_centimes": 12_000_00,
    "besoin_en_fonds_de_roulement_centimes": 3_000_00,
    "en_nature_centimes": None,
}  # fmt: skip


def read(content, **changes):
    data = {**content, **changes} if changes else content
    return read_postes_json(json.dumps(data).encode(), "postes.json")


def codes(reading):
    return {(anomaly.code, anomaly.colonne) for anomaly in reading.anomalies}


def test_a_whole_file_is_read_and_written_back():
    reading = read(WHOLE)
    assert (reading.is_blocked, reading.anomalies) == (False, ())
    exercice = reading.exercice
    assert (exercice.opened_on, exercice.closed_on) == (date(2025, 1, 1), date(2025, 12, 31))
    assert exercice.ressources["commande"] is None
    assert exercice.soldes["fonds_propres_centimes"] == -1_000_00
    again = read(exercice.to_json())
    assert again.exercice == exercice
    assert reading.to_json()["exercice"] == exercice.to_json()


def test_no_sale_holds_no_public_purchase():
    without = {**WHOLE["ressources"], "ventes": 0}
    answers = ExerciceAnswers(values={Question.ACHATS_PUBLICS: 5})
    postes = postes_of_declared(read(WHOLE, ressources=without).exercice, answers=answers)
    assert [postes.ressources[key].value.number for key in ("commande", "ventes")] == [0, 0]


def test_a_stream_and_bytes_give_the_same():
    data = json.dumps(WHOLE).encode("utf-8-sig")
    assert read_postes_json(io.BytesIO(data), "a") == read_postes_json(data, "a")


def test_its_postes_say_what_is_known_and_why_the_rest_is_not():
    postes = postes_of_declared(read(WHOLE).exercice)
    assert postes.origine is Origine.POSTES
    assert postes.ressources.total_centimes == 73_001_00
    assert postes.produits.value.number == 73_501_00
    assert (postes.charges.value.number, postes.charges_decaissables.value.number) == (72_000_00, 70_000_00)
    assert postes.personnel.value.number == 40_000_00
    assert postes.resultat_centimes == 1_501_00
    assert not postes.ressources["commande"].value.is_computed
    assert postes.ressources["ventes"].value.reserve == VENTES
    assert "Contributions volontaires" in postes.en_nature.value.raison
    assert postes.tresorerie.sources[0].libelle == SOLDES["tresorerie_centimes"]
    assert [payer.nom for payer in postes.financeurs.versements] == ["Ville B", "Région A"]
    assert postes.financeurs.versements[0].genre is GenreFinanceur.COMMUNE
    assert all(payer.is_declared for payer in postes.financeurs.versements)
    assert compute_indicateurs(postes)


def test_every_poste_is_the_sum_of_its_lines():
    postes = postes_of_declared(read(WHOLE).exercice)
    for poste in (postes.produits, postes.charges, postes.personnel, postes.charges_decaissables):
        assert sum(source.montant_centimes for source in poste.sources) == poste.value.number


def test_an_answer_on_public_purchase_is_moved_out_of_the_sales():
    answers = ExerciceAnswers(values={Question.ACHATS_PUBLICS: 8_000_00})
    ressources = postes_of_declared(read(WHOLE).exercice, answers=answers).ressources
    assert (ressources["commande"].value.number, ressources["ventes"].value.number) == (8_000_00, 12_000_00)
    assert (ressources["ventes"].value.reserve, ressources.total_centimes) == ("", 73_001_00)


def test_what_the_file_says_of_public_purchase_wins_over_the_answer():
    told = {**WHOLE["ressources"], "commande": 2_000_00}
    answers = ExerciceAnswers(values={Question.ACHATS_PUBLICS: 8_000_00})
    ressources = postes_of_declared(read(WHOLE, ressources=told).exercice, answers=answers).ressources
    assert ressources["commande"].value.number == 2_000_00


def test_without_funders_the_reason_is_given():
    postes = postes_of_declared(read(WHOLE, financeurs=None).exercice)
    assert postes.financeurs.raison == NO_FINANCEUR


def test_the_families_are_those_of_the_charts():
    assert tuple(RESSOURCES) == tuple(key.value for key in Ressource)
    assert set(declared_schema()["properties"]["ressources"]["properties"]) == {key.value for key in FAMILLES}


def test_the_schema_names_every_field_that_is_read():
    schema = declared_schema()
    assert set(WHOLE) == set(schema["properties"])
    assert set(schema["required"]) <= set(WHOLE)


def test_all_the_faults_are_told_at_once():
    reading = read(
        {
            "format": "autre",
            "ouvert_le": "31/12/2025",
            "ressources": {"subventions": True, "ventes": 1.5, "dons": -1, "cotisations": "12", "couleur": 1},
            "financeurs": [{"nom": " ", "genre": "roi", "montant_centimes": 10**16}, 4],
            "charges": [],
            "surprise": 1,
            "tresorerie_centimes": {},
        }
    )
    assert reading.exercice is None
    assert codes(reading) >= {
        ("D1-format", None),
        ("D3-date", "ouvert_le"),
        ("D2-champ-absent", "clos_le"),
        ("D3-montant", "ressources.subventions"),
        ("D3-montant", "ressources.ventes"),
        ("D3-montant", "ressources.cotisations"),
        ("D3-negatif", "ressources.dons"),
        ("D2-champ-inconnu", None),
        ("D3-type", "financeurs.nom"),
        ("D3-genre", "financeurs.genre"),
        ("D3-montant", "financeurs.montant_centimes"),
        ("D3-type", "financeurs"),
        ("D3-type", "charges"),
        ("D3-montant", "tresorerie_centimes"),
    }


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "D1-illisible"),
        (b"[]", "D1-illisible"),
        (b"\xff\xfe\x00", "D1-illisible"),
        (b'{"a": ', "D1-illisible"),
        (b'{"ressources": ' + b"[" * 100_000, "D1-demesure"),
        (b" " * (2 << 20), "D1-demesure"),
        (b'{"format": "socioeco-postes/1", "format": "socioeco-postes/1"}', "D2-champ-double"),
        (b'{"ressources": {"dons": NaN}}', "D3-montant"),
        (b'{"ressources": {"dons": -Infinity}}', "D3-montant"),
        (b'{"ressources": {"dons": ' + b"9" * 30 + b"}}", "D3-montant"),
        (b'{"ressources": {"dons": ' + b"9" * 9000 + b"}}", "D3-montant"),
        (b'{"ouvert_le": "2025-02-30"}', "D3-date"),
        (b'{"ouvert_le": "1789-02-10"}', "D3-date"),
        (b'{"ouvert_le": 20250101}', "D3-date"),
        (b'{"ouvert_le": "2025-12-31", "clos_le": "2025-01-01"}', "D3-dates-inversees"),
        (b'{"financeurs": {}}', "D3-type"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_its_code(data, code):
    reading = read_postes_json(data, "x.json")
    assert reading.is_blocked
    assert code in {anomaly.code for anomaly in reading.anomalies}
    assert len(reading.empreinte) == 64


def test_what_does_not_hold_together_is_said_without_blocking():
    reading = read(WHOLE, tresorerie_centimes=1, ressources={}, financeurs=WHOLE["financeurs"])
    assert not reading.is_blocked
    found = {anomaly.code for anomaly in reading.anomalies}
    assert found == {"D4-identite", "D4-sans-ressource", "D4-financeurs"}


def test_a_field_of_another_format_is_left_out_with_a_warning():
    reading = read(WHOLE, commentaire="Bonjour")
    assert not reading.is_blocked
    assert codes(reading) == {("D2-champ-inconnu", None)}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(field=st.sampled_from(sorted(WHOLE)), value=JSON)
def test_any_value_in_any_field_never_raises(field, value):
    reading = read(WHOLE, **{field: value})
    assert reading.is_blocked == any(anomaly.is_blocking for anomaly in reading.anomalies)
    if reading.exercice:
        assert postes_of_declared(reading.exercice).ressources.familles


@given(data=st.binary(max_size=300))
def test_noise_never_raises(data):
    assert read_postes_json(data, "x").is_blocked
