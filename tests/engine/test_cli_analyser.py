"""`analyser`: the report and every file that it writes, answers, results read again."""

import json
from functools import partial

import pytest

from socioeco.cli import main

from . import cli_cases as cases
from .cli_cases import GOOD, TYPED


@pytest.fixture
def write(tmp_path):
    return partial(cases.write, tmp_path)


def test_a_report_on_the_screen_and_every_file(write, capsys, tmp_path):
    folder = tmp_path / "sorties"
    assert main(["analyser", write(GOOD), "--sortie", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "D’où viennent les ressources" in out
    assert "--html" in out
    assert {"resultat.json", "rapport.html", "tableaux.ods", "ressources.csv"} <= {
        path.name for path in folder.iterdir()
    }


def test_each_file_can_be_asked_for_and_is_replaced(write, tmp_path):
    path, page = write(GOOD), tmp_path / "rapport.html"
    page.write_text("ancien", encoding="utf-8")
    asked = [
        "--html",
        page,
        "--ods",
        tmp_path / "t.ods",
        "--csv",
        tmp_path / "csv",
        "--json",
        tmp_path / "r.json",
    ]
    assert main(["analyser", path, *map(str, asked)]) == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "t.ods").read_bytes().startswith(b"PK")
    assert (tmp_path / "csv" / "comptes.csv").exists()
    assert json.loads((tmp_path / "r.json").read_bytes())["genre"] == "analyse"


def test_a_result_is_enough_to_tell_the_same_again(write, capsys, tmp_path):
    result = tmp_path / "resultat.json"
    assert main(["analyser", write(GOOD), "--json", str(result)]) == 0
    first = capsys.readouterr().out
    assert main(["analyser", str(result)]) == 0
    assert capsys.readouterr().out == first


def test_json_on_the_screen_takes_the_place_of_the_report(write, capsys):
    assert main(["analyser", write(GOOD), "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["exercices"][0]["exercice"] == "2025"


def test_a_file_that_cannot_be_written_gives_2_and_the_others_are_written(write, capsys, tmp_path):
    taken = tmp_path / "pris"
    taken.write_text("", encoding="utf-8")
    page = tmp_path / "rapport.html"
    assert main(["analyser", write(GOOD), "--csv", str(taken), "--html", str(page)]) == 2
    assert "ne peut pas être écrit" in capsys.readouterr().err
    assert page.exists()


def test_answers_widen_or_settle_what_accounts_do_not_say(write, capsys, tmp_path):
    sales = GOOD.replace("756000 | Cotisations", "706000 | Prestations")
    answers = tmp_path / "reponses.json"
    told = {"2025-01-01/2025-12-31": {"valeurs": {"achats_publics": 25050}, "inconnues": []}}
    answers.write_text(
        json.dumps({"format": 1, "exercices": told, "financeurs": {}, "opinions": {}}), encoding="utf-8"
    )
    assert main(["analyser", write(sales), "--reponses", str(answers), "--json", "-"]) == 0
    data = json.loads(capsys.readouterr().out)
    found = {
        each["cle"]: each["montant_centimes"]["nombre"]
        for each in data["exercices"][0]["ressources"]["familles"]
    }
    assert (found["commande"], found["ventes"]) == (25050, 100000)


@pytest.mark.parametrize("content", ["[]", '{"format": 9}', "pas du JSON", '{"format": 1}', '"texte"'])
def test_answers_that_are_none_give_2(content, write, capsys, tmp_path):
    answers = tmp_path / "reponses.json"
    answers.write_text(content, encoding="utf-8")
    assert main(["analyser", write(GOOD), "--reponses", str(answers)]) == 2
    assert capsys.readouterr().err.startswith("Le fichier ")


@pytest.mark.parametrize(
    "content",
    ["{", "[[" * 60_000, "{}", '{"genre": "analyse", "format": 1}', '{"genre": "analyse", "format": 9}'],
)
def test_a_json_that_is_no_result_gives_2(content, capsys, tmp_path):
    path = tmp_path / "resultat.json"
    path.write_text(content, encoding="utf-8")
    assert main(["analyser", str(path)]) == 2
    assert "Le fichier " in capsys.readouterr().err


@pytest.mark.parametrize("name", ["/nulle/part.json", "/dev/null/x.json"])
def test_a_json_that_cannot_be_opened_gives_2(name, capsys):
    assert main(["analyser", name]) == 2
    assert "ne peut pas être ouvert" in capsys.readouterr().err


def test_ten_typed_lines_are_read(capsys, tmp_path):
    path = tmp_path / "lignes.json"
    path.write_text(json.dumps(TYPED), encoding="utf-8")
    assert main(["controler", str(path), "--json", "-"]) == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert (report["genre"], report["lignes"], report["comptes"]) == ("saisie", 2, None)
    assert main(["analyser", str(path)]) == 0
    assert "vient de lignes saisies" in capsys.readouterr().out


def test_a_year_that_closes_before_it_opens_is_told_in_french(capsys, tmp_path):
    path = tmp_path / "lignes.json"
    path.write_text(json.dumps({**TYPED, "clos_le": "2024-01-01"}), encoding="utf-8")
    assert main(["analyser", str(path)]) == 2
    assert "se termine avant de commencer" in capsys.readouterr().err
    assert main(["controler", str(path)]) == 2
