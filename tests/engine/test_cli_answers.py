"""Answers that fit nothing are told on stderr, with what would fit; the report and the status stay the same."""

import json
from functools import partial

import pytest

from socioeco.cli import main
from socioeco.typologies import QUESTIONS

from . import cli_cases as cases
from .cli_cases import GOOD

YEAR = {"valeurs": {}, "inconnues": []}


@pytest.fixture
def write(tmp_path):
    return partial(cases.write, tmp_path)


@pytest.fixture
def answers(tmp_path):
    def write_answers(**told):
        path = tmp_path / "reponses.json"
        data = {"format": 1, "exercices": {}, "financeurs": {}, "opinions": {}, **told}
        path.write_text(json.dumps(data), encoding="utf-8")
        return str(path)

    return write_answers


def test_a_misspelt_opinion_is_named_with_the_accepted_ones(write, answers, capsys):
    path = answers(opinions={"operateur": "oui", "membres": "non"})
    assert main(["analyser", write(GOOD), "--reponses", path, "--strict"]) == 0
    told = capsys.readouterr().err
    assert "«\u00a0operateur\u00a0»" in told
    assert "«\u00a0membres\u00a0» n’est" not in told
    assert all(f"«\u00a0{each.cle}\u00a0»" in told for each in QUESTIONS)


def test_an_exercice_that_was_not_read_is_named_with_those_that_were(write, answers, capsys):
    path = answers(exercices={"2024-01-01/2024-12-31": YEAR})
    assert main(["analyser", write(GOOD), "--reponses", path]) == 0
    told = capsys.readouterr().err
    assert "«\u00a02024-01-01/2024-12-31\u00a0» n’est aucun des exercices lus" in told
    assert "«\u00a02025-01-01/2025-12-31\u00a0»" in told


def test_without_any_exercice_none_is_said(write, answers, capsys):
    path = answers(exercices={"2024-01-01/2024-12-31": YEAR})
    assert main(["analyser", write(cases.BAD), "--reponses", path]) == 1
    assert "Exercices\u00a0: aucun." in capsys.readouterr().err


def test_answers_that_fit_are_silent(write, answers, capsys):
    path = answers(exercices={"2025-01-01/2025-12-31": YEAR}, opinions={"operatrice": "oui"})
    assert main(["analyser", write(GOOD), "--reponses", path]) == 0
    assert capsys.readouterr().err == ""
