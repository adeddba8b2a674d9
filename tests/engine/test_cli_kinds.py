"""Which reader a file needs: its content decides."""

import json
import os
import re
import threading
from functools import partial
from pathlib import Path

import pytest

from socioeco.cli import main
from socioeco.generator import generate_association
from socioeco.readers.fast import read_plain

from . import cli_cases as cases
from .cli_cases import GOOD


@pytest.fixture
def write(tmp_path):
    return partial(cases.write, tmp_path)


@pytest.mark.parametrize("command", ["controler", "analyser"])
@pytest.mark.parametrize("is_plain", [True, False])
def test_a_long_fec_is_read_by_columns_when_it_is_plain(command, is_plain, tmp_path, monkeypatch, capsys):
    (book,) = generate_association("club_benevole", seed=1, first_year=2025, years=1).exercices
    path, data = str(tmp_path / book.fec_name), book.fec_bytes()
    Path(path).write_bytes(data if is_plain else re.sub(rb"\n(\w+)\t", rb'\n"\1"\t', data, count=1))
    read_line_by_line = main([command, path, "--json", "-"]), capsys.readouterr().out
    found = []
    monkeypatch.setattr("socioeco.cli.kinds.SHORT", len(data))
    monkeypatch.setattr(
        "socioeco.cli.kinds.read_plain", lambda *told: found.append(read_plain(*told)) or found[0]
    )
    assert (main([command, path, "--json", "-"]), capsys.readouterr().out) == read_line_by_line
    assert [reading is not None for reading in found] == [is_plain]


def test_a_short_fec_is_read_once_line_by_line(write, monkeypatch):
    monkeypatch.setattr("socioeco.cli.kinds.read_plain", None)
    assert main(["controler", write(GOOD)]) == 0


def test_a_fec_named_csv_is_a_fec(write, capsys):
    assert main(["controler", write(GOOD, "comptes.csv"), "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["genre"] == "fec"


def test_a_balance_generale_is_read_by_its_content(tmp_path, capsys):
    path = tmp_path / "balance.csv"
    path.write_text(
        "Balance générale du 01/01/2025 au 31/12/2025\n"
        "Compte;Libellé;Débit;Crédit;Solde débiteur;Solde créditeur\n"
        "512000;Banque;1250,50;0,00;1250,50;0,00\n"
        "756000;Cotisations;0,00;1250,50;0,00;1250,50\n",
        encoding="utf-8",
    )
    assert main(["controler", str(path), "--json", "-"]) == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert (report["genre"], report["comptes"], report["resultat_centimes"]) == ("balance", 2, 125050)
    assert report["ecritures"] is None


def test_a_budget_is_read_by_its_content_and_is_never_an_actual_year(tmp_path, capsys):
    path = tmp_path / "budget.csv"
    path.write_text(
        "Budget prévisionnel 2027\n"
        "CHARGES;Montant;PRODUITS;Montant\n"
        "60 - Achats;1000;70 - Vente de produits finis, de marchandises, prestations de services;400\n"
        "64 - Charges de personnel;2000;74 - Subventions d'exploitation;2600\n",
        encoding="utf-8",
    )
    assert main(["analyser", str(path), "--json", "-"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["exercices"], data["budgets"][0]["exercice"]) == ([], "2027 (budget)")
    assert main(["controler", str(path)]) == 0
    assert "Budget" in capsys.readouterr().out


def test_a_table_that_is_neither_has_the_anomalies_of_a_balance(tmp_path, capsys):
    path = tmp_path / "recette.csv"
    path.write_text("farine;oeufs\nlait;sucre\n", encoding="utf-8")
    assert main(["controler", str(path), "--json", "-"]) == 1
    (report,) = json.loads(capsys.readouterr().out)
    assert report["genre"] == "balance"
    assert report["comptes"] is None


def test_a_damaged_workbook_is_anomalies(tmp_path, capsys):
    path = tmp_path / "comptes.txt"  # its content decides, not its name
    path.write_bytes(b"PK\x03\x04" + bytes(200))
    assert main(["controler", str(path), "--json", "-"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["anomalies"]


def test_amounts_by_poste_are_read(tmp_path, capsys):
    path = tmp_path / "postes.json"
    told = {"ouvert_le": "2025-01-01", "clos_le": "2025-12-31", "ressources": {"dons": 5000}, "charges": {}}
    path.write_text(json.dumps({"format": "socioeco-postes/1", **told}), encoding="utf-8")
    assert main(["controler", str(path), "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["ressources"]["total_centimes"] == 5000
    path.write_text(json.dumps({"format": "socioeco-postes/1"}), encoding="utf-8")
    assert main(["controler", str(path)]) == 1


def test_a_pipe_is_read_once_however_long(write, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("socioeco.cli.kinds.SHORT", 0)
    pipe = tmp_path / "tube"
    os.mkfifo(pipe)
    content = Path(write(GOOD)).read_bytes()
    writer = threading.Thread(target=pipe.write_bytes, args=(content,))
    writer.start()
    status = main(["controler", str(pipe), "--json", "-"])
    writer.join()
    assert (status, json.loads(capsys.readouterr().out)[0]["lignes"]) == (0, 2)


@pytest.mark.parametrize("damage", [lambda data: data[:400], lambda data: data[::-1], lambda data: data * 3,
                                    lambda data: data.replace(b"\t", b";"), lambda data: data.replace(b"2025", b"20\xff5"),
                                    lambda data: data[:300] + b"\0" * 50 + data[300:]])  # fmt: skip
def test_no_damaged_file_gives_a_traceback(damage, write, tmp_path, capsys):
    path = Path(write(GOOD))
    path.write_bytes(damage(path.read_bytes()))
    for command in (["controler", str(path)], ["analyser", str(path), "--sortie", str(tmp_path / "s")]):
        assert main(command) in {0, 1}
    assert "Traceback" not in capsys.readouterr().err
