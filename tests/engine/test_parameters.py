"""Dated parameters: what a file must say, what is found on a day, what errors tell."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from socioeco.parameters import (
    ParameterFileError,
    Precision,
    Reliability,
    Sense,
    UnknownParameterError,
    UnknownValueError,
    get,
    latest,
    load_parameters,
)

TODAY = date(2026, 11, 25)

FILE = """
sources:
  journal:
    titre: Journal officiel
    url: https://exemple.org/jo
parametres:
  - id: seuil-test
    titre: Un seuil
    unite: euro
    sens: au-dela
    concerne: associations
    lecture: Au-delà, il se passe quelque chose.
    valeurs:
      - depuis: 2020-01-01
        jusqu_au: 2020-12-31
        valeur: 100.5
        reference: Loi de 2020
        sources: [journal]
        consulte_le: 2026-11-23
        fiabilite: V
      - depuis: 2022-01-01
        valeur: 200
        reference: Loi de 2022
        sources: [journal]
        consulte_le: 2026-11-23
        fiabilite: 1S
"""


def _load(folder, content: str):
    (folder / "essai.yaml").write_text(content, encoding="utf-8")
    return load_parameters(folder)


def test_every_definition_of_the_method_loads():
    parameters = load_parameters()
    assert len(parameters) >= 60
    for id_, parameter in parameters.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", id_)
        for value in parameter.values:
            assert value.sources
            assert value.consulted_on <= TODAY
            assert value.since <= TODAY
            assert value.text[0].isdigit()
            assert value.text in value.phrase


def test_the_thresholds_of_subsidies_are_those_of_the_texts():
    convention = get("subvention-convention-seuil", on=TODAY)
    assert convention.centimes == 23_000_00
    assert convention.text == "23\u202f000\u00a0€"
    assert convention.phrase == "plus de 23\u202f000\u00a0€"
    assert convention.sense is Sense.AU_DELA
    assert convention.reference == "Décret du 6 juin 2001"
    assert get("subvention-paiement-delai", on=TODAY).phrase == "60\u00a0jours au plus"
    assert get("commissaire-comptes-dons-seuil", on=TODAY).centimes == 153_000_00


def test_a_value_is_the_one_of_the_day():
    plafond = "don-aide-personnes-plafond"
    assert get(plafond, on=date(2019, 6, 1)).value == 546
    assert get(plafond, on=date(2025, 10, 13)).value == 1000
    assert get(plafond, on=date(2025, 10, 14)).value == 2000
    assert get("smic-horaire", on=date(2026, 5, 31)).value == Decimal("12.02")
    assert get("smic-horaire", on=date(2026, 6, 1)).text == "12,31\u00a0€ par heure"
    assert get("smic-horaire", on=date(2026, 6, 1)).reliability is Reliability.SINGLE_SOURCE


def test_an_expired_value_is_not_given_for_a_later_day():
    seuil = "franchise-impots-commerciaux-seuil"
    assert get(seuil, on=date(2024, 12, 31)).value == 78_596
    with pytest.raises(UnknownValueError, match="dernière valeur vérifiée") as caught:
        get(seuil, on=TODAY)
    assert "78\u202f596\u00a0€" in str(caught.value)
    assert latest(seuil).until == date(2024, 12, 31)


def test_a_day_before_the_first_value_and_a_day_in_a_gap_have_no_value(tmp_path):
    parameter = _load(tmp_path, FILE)["seuil-test"]
    assert parameter.on(date(2019, 12, 31)) is None
    assert parameter.on(date(2021, 6, 1)) is None
    assert parameter.on(date(2020, 12, 31)).text == "100,50\u00a0€"
    assert parameter.on(date(2022, 1, 1)).text == "200\u00a0€"
    with pytest.raises(UnknownValueError, match="première valeur connue"):
        get("franchise-impots-commerciaux-seuil", on=date(1999, 1, 1))


def test_a_value_attested_one_day_is_not_claimed_before():
    value = latest("subvention-compte-rendu-delai")
    assert value.precision is Precision.ATTESTEE
    with pytest.raises(UnknownValueError):
        get(value.id, on=value.since - timedelta(days=1))


def test_an_unknown_id_gets_a_suggestion():
    with pytest.raises(UnknownParameterError, match="« subvention-convention-seuil »".replace(" ", "\u00a0")):
        get("subvention-convention-seuill", on=TODAY)
    with pytest.raises(UnknownParameterError) as caught:
        latest("zzz")
    assert "Vouliez-vous" not in str(caught.value)


def test_a_rate_has_a_ratio_and_an_amount_has_centimes():
    assert get("don-particulier-taux", on=TODAY).ratio == Decimal("0.66")
    assert get("mecenat-entreprise-plafond-chiffre-affaires", on=TODAY).ratio == Decimal("0.005")
    assert get("smic-mensuel", on=TODAY).centimes == 1_867_02
    with pytest.raises(ValueError, match="not an amount"):
        get("don-particulier-taux", on=TODAY).centimes  # noqa: B018
    with pytest.raises(ValueError, match="not a rate"):
        get("smic-mensuel", on=TODAY).ratio  # noqa: B018


def _without(field: str) -> str:
    return re.sub(rf"^ +{field}:.*\n", "", FILE, flags=re.MULTILINE)


@pytest.mark.parametrize("field", ["sources", "consulte_le", "reference", "fiabilite", "valeur"])
def test_a_value_without_its_source_or_date_is_refused(tmp_path, field):
    with pytest.raises(ParameterFileError) as caught:
        _load(tmp_path, _without(field))
    assert len(caught.value.problems) == 2  # one for each value: all problems at once
    assert f"seuil-test > valeurs > 2020-01-01 > {field}" in caught.value.problems[0]
    assert "ce champ manque" in caught.value.problems[0]


@pytest.mark.parametrize("field", ["unite", "lecture", "concerne", "titre"])
def test_a_parameter_without_its_words_is_refused(tmp_path, field):
    with pytest.raises(ParameterFileError, match="manque"):
        _load(tmp_path, _without(field))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[journal]", "[]", "au moins un"),
        ("[journal]", "[bulletin]", "source citée mais absente"),
        ("  journal:", "  autre: {titre: Autre source}\n  journal:", "source jamais citée"),
        ("fiabilite: V", "fiabilite: AV", "liste permise"),
        ("seuil-test", "Seuil_Test", "minuscules"),
        ("depuis: 2022-01-01", "depuis: 2019-01-01", "l’ordre des dates"),
        ("depuis: 2022-01-01", "depuis: 2020-06-01", "deux valeurs à la fois"),
        ("jusqu_au: 2020-12-31", "jusqu_au: 2019-12-31", "avant"),
        ("jusqu_au: 2020-12-31", "precision: attestee\n        note: Oui non", None),
        ("valeur: 200", "valeur: -200", "négative"),
        ("depuis: 2022-01-01\n        valeur: 200", "valeur: 200", "valeurs > n°.2 > depuis"),
        ("valeur: 200", "valeur: 200\n        couleur: rouge", "n’est pas connu"),
        ("url: https://exemple.org/jo", "url: pas une adresse", "url"),
        ("sources:\n  journal", "sources: [\n  journal", "YAML"),
    ],
)
def test_what_is_wrong_is_said_in_french(tmp_path, old, new, message):
    content = FILE.replace(old, new)
    assert content != FILE
    if message is None:
        assert _load(tmp_path, content)["seuil-test"].values[0].note == "Oui non"
        return
    with pytest.raises(ParameterFileError, match=message):
        _load(tmp_path, content)


def test_a_value_attested_after_it_was_read_is_refused(tmp_path):
    content = FILE.replace("consulte_le: 2026-11-23", "precision: attestee\n        consulte_le: 2019-11-23")
    with pytest.raises(ParameterFileError, match="attestée"):
        _load(tmp_path, content)


def test_one_id_in_two_files_is_refused(tmp_path):
    (tmp_path / "autre.yaml").write_text(FILE, encoding="utf-8")
    with pytest.raises(ParameterFileError, match="deux fois"):
        _load(tmp_path, FILE)
