"""The command: French, three exit statuses, JSON on demand."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from socioeco.cli import main

GOOD = """
    BQ | 1 | 20250305 | 512000 | Banque      | 1250,50 | 0,00
    BQ | 1 | 20250305 | 756000 | Cotisations | 0,00    | 1250,50
"""
BAD = GOOD.replace("1250,50 | 0,00", "1250,00 | 0,00")


@pytest.fixture
def write(tmp_path, fec_text):
    def write(table, name="123456782FEC20251231.txt"):
        path = tmp_path / name
        path.write_text(fec_text(table), encoding="utf-8")
        return str(path)

    return write


def test_facts_resources_and_anomalies_in_french(write, capsys):
    assert main(["controler", write(GOOD)]) == 0
    out = capsys.readouterr().out
    assert "Total des débits\u00a0: 1\u202f250,50\u00a0€" in out
    assert "Cotisations\u00a0: 1\u202f250,50\u00a0€" in out
    assert "Résultat\u00a0: 1\u202f250,50\u00a0€" in out
    assert "Anomalies\u00a0: aucune" in out


def test_a_blocking_anomaly_gives_1_and_the_other_files_are_read(write, capsys):
    assert main(["controler", write(BAD), write(GOOD, "732829320FEC20251231.txt")]) == 1
    out = capsys.readouterr().out
    assert "F4-desequilibre" in out
    assert "Anomalies\u00a0: aucune" in out


@pytest.mark.parametrize("arguments", [["controler", "/nulle/part.txt"], ["controler", "/"]])
def test_a_file_that_cannot_be_opened_gives_2(arguments, capsys):
    assert main(arguments) == 2
    assert "ne peut pas être ouvert" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["controler"], ["detruire"], ["controler", "--couleur", "x"]])
def test_a_wrong_command_gives_2_in_french(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "Commande incomplète ou inconnue" in capsys.readouterr().err


def test_help_is_french_with_an_example(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["controler", "--help"])
    assert stop.value.code == 0
    out = capsys.readouterr().out
    assert "socioeco controler 123456782FEC20251231.txt" in out
    assert "show this help" not in out


def test_json_on_the_screen_and_in_a_file(write, capsys, tmp_path):
    path = write(GOOD)
    assert main(["controler", path, "--json", "-"]) == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert report["resultat_centimes"] == 125050
    assert report["regime"] == "2025"
    assert report["balance"]["lignes"][0]["compte"] == "512000"
    target = tmp_path / "resultat.json"
    assert main(["controler", path, "--json", str(target)]) == 0
    assert json.loads(target.read_text(encoding="utf-8")) == [report]
    assert main(["controler", path, "--json", str(tmp_path)]) == 2


def test_the_chart_can_be_chosen(write, capsys):
    assert main(["controler", write(GOOD), "--plan", "2018-06", "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["regime"] == "2018-06"


def test_python_m_is_the_same_command():
    source = Path(__file__).parents[2] / "src"
    done = subprocess.run(
        [sys.executable, "-m", "socioeco", "--version"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(source)},
    )
    assert (done.returncode, done.stdout) == (0, "socioeco 0.2.0\n")
