"""Balances, budgets and JSON damaged by a seed: read, or refused with a reason; the long run is `just fuzz`."""

import importlib.util
import sys
from pathlib import Path
from random import Random

import pytest

from socioeco.generator.damage_tables import JSON_DAMAGES, TABLE_DAMAGES, WORKBOOK_DAMAGES, archive

TOOL = Path(__file__).resolve().parents[2] / "tools" / "fuzz_tables.py"
ALL = {**TABLE_DAMAGES, **WORKBOOK_DAMAGES, **JSON_DAMAGES}
TABLE = b"Compte;Libell\xc3\xa9;Solde\n512000;Banque;100,00\n756000;Cotisations;-100,00"
BOOK = archive({"content.xml": b"<a><b>1</b><b>2</b></a>", "mimetype": b"text", "empty": b""})
JSON = b'{"format": "x", "charges": {"personnel": 1}, "financeurs": [{"nom": "Ville"}]}'
FILES = [(TABLE, TABLE_DAMAGES), (BOOK, WORKBOOK_DAMAGES), (JSON, JSON_DAMAGES)]
CASES = [(data, damages, kind) for data, damages in FILES for kind in damages]


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("fuzz_tables", TOOL)
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz_tables"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["fuzz_tables"]


def test_each_sample_is_lawful_before_it_is_damaged(tool):
    for sample in tool.samples(1):
        reading = sample.read(sample.data, sample.name)
        assert not reading.is_blocked, (sample.name, reading.anomalies)


def test_damaged_tables_are_read_or_refused_with_a_reason(tool):
    draws = tool.draw_tables(20261125, 420)
    assert draws.failures == []
    assert draws.cases.total() == 420
    assert 0 < draws.refusals < 420


def test_a_reader_that_fails_is_named(tool, monkeypatch):
    def broken(_data, _name):
        raise KeyError("boom")

    sample = tool.Sample("balance.csv", TABLE, broken, TABLE_DAMAGES)
    monkeypatch.setattr(tool, "samples", lambda _seed: [sample])
    draws = tool.draw_tables(1, 3)
    assert len(draws.failures) == 3
    assert all(failure.endswith("KeyError") for failure in draws.failures)


@pytest.mark.parametrize(("data", "damages", "kind"), CASES)
def test_the_same_seed_gives_the_same_damage_and_does_some(data, damages, kind):
    made = [damages[kind](data, Random(seed)) for seed in range(30)]
    assert made == [damages[kind](data, Random(seed)) for seed in range(30)]
    assert any(other != data for other in made)
    assert len(set(made)) > 1 or kind == "fields doubled"


def test_an_object_that_lost_all_its_fields_may_still_be_damaged():
    assert JSON_DAMAGES["odd values"](b'{"charges": {}}', Random(4)) != b'{"charges": {}}'
