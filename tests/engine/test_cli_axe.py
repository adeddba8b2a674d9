"""`analyser --axe`: each exercice by activity, in every output; what cannot be read is told, and the rest is kept."""

import csv
import io
import json
import os
import sys
import threading
from pathlib import Path

import pytest
from odfdo import Document as OdfDocument

from socioeco.cli import main
from socioeco.cli.files import read_all
from socioeco.report.data import CLES

from .axis_cases import NAME, YEAR, with_axis
from .cli_cases import GOOD
from .cli_cases import write as write_plain

TITLE = "Activité par activité, en 2025"


@pytest.fixture
def path(tmp_path):
    return put(tmp_path)


def put(folder, table=YEAR, name=NAME):
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(with_axis(table))
    return str(folder / name)


def read(capsys, *arguments, status=0):
    assert main(["analyser", *arguments, "--json", "-"]) == status
    return json.loads(capsys.readouterr().out)


def test_every_output_tells_the_activities(path, tmp_path, capsys):
    folder = tmp_path / "sorties"
    assert main(["analyser", path, "--axe", "analytique", "--sortie", str(folder)]) == 0
    printed = capsys.readouterr()
    assert TITLE in printed.out
    assert printed.err == ""
    data = json.loads((folder / "resultat.json").read_bytes())
    assert data.keys() == CLES.keys()
    told = data["activites"]
    assert (told["exercice"], told["colonne"]) == ("2025", "Analytique")
    assert [each["cout_complet_centimes"] for each in told["activites"]] == [35_000, 40_000]
    assert told["non_reparti"]["charges_directes_centimes"] == 30_101
    assert "A4-ecriture-partagee" in [each["code"] for each in data["anomalies"]]
    rows = list(csv.reader(io.StringIO((folder / "activites.csv").read_text("utf-8-sig")), delimiter=";"))
    assert [row[1] for row in rows] == ["Activité", "Buvette", "Club", "Non réparti"]
    sheet = OdfDocument(folder / "tableaux.ods").body.get_table(name="Activités")
    assert float(sheet.get_value("C2")) == 600.0
    assert f">{TITLE}</h2>" in (folder / "rapport.html").read_text(encoding="utf-8")


def test_without_the_option_nothing_is_told_by_activity(path, tmp_path, capsys):
    assert read(capsys, path)["activites"] is None
    assert main(["analyser", path, "--csv", str(tmp_path / "csv")]) == 0
    assert TITLE not in capsys.readouterr().out
    assert not (tmp_path / "csv" / "activites.csv").exists()


def test_indirect_charges_are_shared_in_proportion_of_direct_ones(path, capsys):
    told = read(capsys, path, "--axe", "Analytique", "--indirectes", "613, 62")["activites"]
    shares = [each["charges_indirectes_centimes"] for each in told["activites"]]
    assert shares == [14_047, 16_054]  # 301,01 by 350 and 400: the centime left goes to the larger remainder
    assert told["alertes"] == [
        "Les charges des comptes qui commencent par 613 ou 62 sont partagées en proportion des charges directes de "
        "chaque activité."
    ]


def test_an_activity_with_less_than_no_charge_bears_no_share(tmp_path, capsys):
    refunded = YEAR.replace("250,00  | 0,00    | Buvette", "0,00 | 400,00 | Buvette").replace(
        "0,00    | 250,00  |", "400,00 | 0,00 |"
    )
    told = read(capsys, put(tmp_path, refunded), "--axe", "Analytique", "--indirectes", "613")["activites"]
    assert told["activites"][0]["charges_directes_centimes"] == -30_000
    assert [each["charges_indirectes_centimes"] for each in told["activites"]] == [0, 30_101]


@pytest.mark.parametrize("accounts", ["7", "loyer", "", "61,x"])
def test_only_charges_are_shared(accounts, path, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["analyser", path, "--axe", "Analytique", "--indirectes", accounts])
    assert stop.value.code == 2
    assert "Commande incomplète ou inconnue" in capsys.readouterr().err


def test_indirect_charges_need_an_axis(path, capsys):
    assert main(["analyser", path, "--indirectes", "61"]) == 2
    assert "donnez aussi --axe" in capsys.readouterr().err


@pytest.mark.parametrize("options", [[], ["--indirectes", "61"]])
def test_an_unknown_column_is_an_anomaly_and_the_rest_is_told(options, path, capsys):
    assert main(["analyser", path, "--axe", "Inconnue", *options]) == 1
    printed = capsys.readouterr()
    assert "A1-colonne-inconnue" in printed.out
    assert "D’où viennent les ressources" in printed.out
    assert TITLE not in printed.out
    assert printed.err == f"Colonnes de {NAME} en plus de celles de la loi\u00a0: «\u00a0Analytique\u00a0».\n"


def test_a_fec_without_another_column_says_so(tmp_path, capsys):
    data = read(capsys, write_plain(tmp_path), "--axe", "Analytique", status=1)
    assert [(each["objet"], each["code"]) for each in data["anomalies"]] == [
        ("Exercice 2025", "A1-sans-colonne")
    ]
    assert data["exercices"]
    assert data["activites"] is None


def test_only_the_last_exercice_needs_the_column(path, tmp_path, capsys):
    before = write_plain(tmp_path, GOOD.replace("| 2025", "| 2024"), "123456782FEC20241231.txt")
    assert main(["analyser", before, path, "--axe", "Analytique", "--json", "-"]) == 0
    printed = capsys.readouterr()
    data = json.loads(printed.out)
    assert (data["activites"]["exercice"], data["activites_avant"]) == ("2025", [])
    assert not any(each["code"].startswith("A1") for each in data["anomalies"])
    assert printed.err == (
        "Rien n’est dit par activité en 2024\u00a0: aucun FEC de cet exercice n’a de colonne «\u00a0Analytique\u00a0» qui "
        "puisse servir.\n"
    )


def test_each_exercice_that_has_the_column_is_told_by_activity(path, tmp_path, capsys):
    earlier = YEAR.replace("| 2025", "| 2024").replace("600,00", "200,00")
    before = put(tmp_path / "avant", earlier, "123456782FEC20241231.txt")
    assert main(["analyser", before, path, "--axe", "Analytique", "--csv", str(tmp_path / "csv")]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.index(TITLE) < printed.out.index("Activité par activité, en 2024")
    told = (tmp_path / "csv" / "activites.csv").read_text("utf-8-sig")
    rows = [row[:3] for row in csv.reader(io.StringIO(told), delimiter=";")]
    assert [row for row in rows if row[1] == "Buvette"] == [
        ["2024", "Buvette", "200,00"],
        ["2025", "Buvette", "600,00"],
    ]
    data = read(capsys, before, path, "--axe", "Analytique", "--indirectes", "613")
    (year,) = data["activites_avant"]
    assert year["exercice"] == "2024"
    assert [each["charges_indirectes_centimes"] for each in year["activites"]] == [14_047, 16_054]
    assert ("Exercice 2024", "A4-ecriture-partagee") in [
        (each["objet"], each["code"]) for each in data["anomalies"]
    ]


def test_files_of_one_name_in_two_folders_are_told_apart(tmp_path, capsys):
    before = put(tmp_path / "avant", YEAR.replace("| 2025", "| 2024").replace("Buvette", "Loto"), "fec.txt")
    after = put(tmp_path / "apres", YEAR, "fec.txt")
    data = read(capsys, before, after, str(tmp_path / "absent" / "fec.txt"), "--axe", "Analytique", status=2)
    years = [*data["activites_avant"], data["activites"]]
    assert [[each["nom"] for each in year["activites"]] for year in years] == [
        ["Club", "Loto"],
        ["Buvette", "Club"],
    ]


# --- nothing to read --------------------------------------------------------------------------------------


def test_a_result_or_a_table_has_no_axis(path, tmp_path, capsys):
    result, table = tmp_path / "resultat.json", tmp_path / "balance.csv"
    assert main(["analyser", path, "--json", str(result)]) == 0
    table.write_text(
        "Balance générale du 01/01/2025 au 31/12/2025\nCompte;Libellé;Débit;Crédit\n"
        "512000;Banque;10,00;0,00\n756000;Cotisations;0,00;10,00\n",
        encoding="utf-8",
    )
    for name in (result, table):
        capsys.readouterr()
        assert main(["analyser", str(name), "--axe", "Analytique"]) == 2
        printed = capsys.readouterr()
        assert "rien n’est dit par activité" in printed.err
        assert "D’où viennent les ressources" in printed.out


def test_a_pipe_is_read_once(tmp_path, capsys):
    pipe = tmp_path / NAME
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(with_axis(),))
    writer.start()
    status = main(["analyser", str(pipe), "--axe", "Analytique"])
    writer.join()
    printed = capsys.readouterr()
    assert status == 2
    assert "lu deux fois" in printed.err
    assert "D’où viennent les ressources" in printed.out


def test_a_blocked_file_has_no_exercice_to_read_by_activity(tmp_path, capsys):
    path = put(tmp_path, YEAR.replace("900,00  | 0,00", "900,01  | 0,00"))
    data = read(capsys, path, "--axe", "Analytique", status=1)
    assert (data["exercices"], data["activites"]) == ([], None)


def test_a_file_that_changed_between_its_two_readings_is_not_the_same_exercice(path, capsys, monkeypatch):
    def read_then_changed(names):
        found = read_all(names)
        Path(path).write_bytes(with_axis(YEAR.replace("Ventes", "Autres ventes")))
        return found

    monkeypatch.setattr("socioeco.cli.analyser.read_all", read_then_changed)
    assert main(["analyser", path, "--axe", "Analytique"]) == 2
    assert "rien n’est dit par activité" in capsys.readouterr().err


def test_a_terminal_is_told_that_the_file_is_read_again(path, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert main(["analyser", path, "--axe", "Analytique"]) == 0
    assert f"Lecture de {NAME}…" in capsys.readouterr().err
