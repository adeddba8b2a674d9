"""Scenarios as JSON and as tables: documented keys, whole centimes, nothing invented where nothing is known."""

import csv
import io
import json

import pytest

from socioeco.report.data import as_json
from socioeco.report.scenario.cards import plans_of
from socioeco.report.scenario.data import CLES, scenario_data
from socioeco.report.scenario.tables import scenario_tables
from socioeco.report.tables import write_csv, write_ods

from .report_cases import TODAY
from .scenario_cases import KINDS, NAMED, play, played, typed_analysis


@pytest.fixture(params=KINDS)
def any_played(request):
    return played(request.param)


def data_of(kind):
    return json.loads(as_json(scenario_data(played(kind), today=TODAY)))


def table_of(found, key):
    return next(table for table in scenario_tables(found, today=TODAY) if table.key == key)


def test_every_key_is_documented(any_played):
    data = scenario_data(any_played, today=TODAY)
    assert data.keys() == CLES.keys()
    assert json.loads(as_json(data)) == data


def test_a_result_is_a_file_of_cards():
    found = played("named")
    plans = plans_of(data_of("named"), found.depart, years=found.annees)
    assert plans == plans_of(NAMED, found.depart, years=found.annees)
    assert [each["nom"] for each in data_of("named")["scenarios"]] == ["Sans la ville", "Nous agissons"]


def test_the_plan_of_the_json_adds_up(any_played):
    for scenario in scenario_data(any_played, today=TODAY)["scenarios"]:
        plan = scenario["plan"]
        months = zip(*(row["montants_centimes"] for row in plan["rubriques"]), strict=True)
        moved = zip(plan["ouverture_centimes"], map(sum, months), plan["cloture_centimes"], strict=True)
        assert all(before + change == after for before, change, after in moved)


def test_entries_are_those_of_the_cards_alone():
    (scenario,) = data_of("one")["scenarios"]
    assert {each["carte"] for each in scenario["ecritures"]} == {
        "Un financeur s’en va",
        "Une subvention nouvelle",
    }
    assert data_of("alone")["scenarios"][0]["ecritures"] == []


def test_what_is_not_known_is_null_with_its_reason():
    (scenario,) = data_of("unknown")["scenarios"]
    assert scenario["annees"][0]["tresorerie"]["nombre"] is None
    assert scenario["annees"][0]["tresorerie"]["raison"]
    assert scenario["tresorerie_la_plus_basse"]["nombre"] is None
    assert {each["sous_zero"] for each in scenario["pertes"]} == {None}
    assert scenario["futurs"] == {"raison": scenario["futurs"]["raison"]}
    assert data_of("alone")["comparaison"] is None


def test_futures_are_there_with_their_seed():
    futures = data_of("named")["scenarios"][0]["futurs"]
    assert (futures["nombre"], futures["graine"], len(futures["tresorerie_centimes"])) == (10_000, 1, 24)
    assert 0 <= futures["ou_l_argent_manque"] <= 10_000


# --- tables -----------------------------------------------------------------------------------------------


def test_every_table_is_written(any_played):
    tables = scenario_tables(any_played, today=TODAY)
    assert len({table.key for table in tables}) == len(tables)
    for table in tables:
        rows = list(csv.reader(io.StringIO(write_csv(table).decode("utf-8-sig"), newline=""), delimiter=";"))
        assert rows[0] == [column.label for column in table.columns]
        assert len(rows) == len(table.rows) + 1
    assert write_ods(tables, title="Essai").startswith(b"PK")


def test_the_balance_sheet_of_a_month_adds_up():
    table = table_of(played("named"), "mois")
    labels = [column.label for column in table.columns]
    first, last = labels.index("Immobilisations nettes"), labels.index("Trésorerie")
    assert len(table.rows) == 3 * 24
    for row in table.rows:
        assert sum(row[first : last + 1]) == sum(row[last + 1 :])


def test_a_card_without_question_has_its_row():
    analysis = typed_analysis(depenses=100, argent=5)
    found = play(
        analysis, [{"carte": "baisse_des_depenses", "debut": 2, "fin": 4, "reponses": {"montant": 12}}]
    )
    assert table_of(found, "cartes").rows == (
        ("Le scénario", "Les dépenses baissent", 2, 4, "Ou de quel montant par an\u202f?", "0,12\u00a0€"),
    )
    assert table_of(played("alone"), "cartes").rows == ()


@pytest.mark.parametrize(
    ("kind", "expected"), [("typed", {"oui"}), ("unknown", {"non calculable"}), ("alone", {"non"})]
)
def test_what_breaks_is_said(kind, expected):
    assert {row[-1] for row in table_of(played(kind), "pertes").rows} == expected


def test_futures_or_why_there_are_none():
    assert len(table_of(played("named"), "futurs").rows) == 2 * 24
    ((_, *nothing, reason),) = table_of(played("one"), "futurs").rows
    assert nothing == [None] * 4
    assert reason.startswith("Il faut au moins cinq années réelles")
