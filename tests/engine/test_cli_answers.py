"""Answers that fit nothing are told on stderr, with what would fit; the report and the status stay the same."""

import json
from functools import partial

import pytest

from socioeco.cli import main
from socioeco.typologies import QUESTIONS

from . import cli_cases as cases
from .cli_cases import GOOD, TYPED

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


def test_a_funder_under_a_label_that_no_line_has_is_named_with_those_that_were_read(write, answers, capsys):
    told = {"genre": "commune", "nom": ""}
    path = answers(financeurs={"Subv. mairie": told, "Subvention mairie": told})
    book = GOOD.replace("756000 | Cotisations", "740000 | Subvention mairie")
    assert main(["analyser", write(book), "--reponses", path, "--json", "-"]) == 0
    printed = capsys.readouterr()
    assert printed.err == (
        "Réponses\u00a0: «\u00a0Subv. mairie\u00a0» n’est le libellé d’aucun versement lu, et n’est pas compté. Libellés "
        "lus\u00a0: «\u00a0Subvention mairie\u00a0».\n"
    )
    (found,) = [each for each in json.loads(printed.out)["anomalies"] if each["code"].startswith("A")]
    assert (found["code"], found["nombre"]) == ("A6-financeur-sans-ligne", 1)
    assert "mairie" not in found["message"]


@pytest.mark.parametrize("label", ["Subvention mairie", None])
def test_only_a_funder_that_meets_nothing_is_a_warning(label, write, answers, capsys):
    path = answers(financeurs={label: {"genre": "commune", "nom": ""}} if label else {})
    book = GOOD.replace("756000 | Cotisations", "740000 | Subvention mairie")
    assert main(["analyser", write(book), "--reponses", path, "--strict"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert "A6" not in printed.out


def test_ten_lines_have_no_label_to_meet(tmp_path, answers, capsys):
    path = answers(financeurs={"Subventions": {"genre": "commune", "nom": ""}})
    lines = tmp_path / "lignes.json"
    lines.write_text(json.dumps(TYPED), encoding="utf-8")
    assert main(["analyser", str(lines), "--reponses", path, "--strict"]) == 3
    assert "Libellés lus\u00a0: aucun." in capsys.readouterr().err
