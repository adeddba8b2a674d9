"""The command: its exit statuses, `controler` and `methode`, French help that imports nothing slow."""

import json
import runpy
from functools import partial

import pytest

from socioeco.cli import main
from socioeco.cli.parser import PLANS
from socioeco.comptes import REGIME_CODES

from . import cli_cases as cases
from .cli_cases import BAD, GOOD, run

HEAVY = ("typing", "shutil", "pydantic", "yaml", "polars", "numpy", "odfdo", "lxml", "python_calamine", "dataclasses",
         "pathlib", "socioeco.scenarios", "socioeco.readers", "socioeco.report", "socioeco.indicators")  # fmt: skip


@pytest.fixture
def write(tmp_path):
    return partial(cases.write, tmp_path)


# --- controler --------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("strict", [True, False])
def test_a_warning_gives_3_only_when_asked(strict, write):
    path = write(GOOD, "123456789FEC20251231.txt")  # a wrong key: F11-cle
    assert main(["controler", path, *(["--strict"] if strict else [])]) == (3 if strict else 0)


def test_an_information_is_no_warning(write, capsys):
    path = write(GOOD.replace("1250,50", "1250.50"))
    assert main(["controler", path, "--strict"]) == 0
    assert "[information] F3-point" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["/nulle/part.txt", "/", "nom\0coupé", "/dev/null/dedans"])
def test_a_file_that_cannot_be_opened_gives_2_and_the_others_are_read(name, write, capsys):
    assert main(["controler", name, write(GOOD)]) == 2
    printed = capsys.readouterr()
    assert "ne peut pas être ouvert" in printed.err
    assert "Cotisations" in printed.out


@pytest.mark.parametrize(
    "arguments",
    [[], ["controler"], ["detruire"], ["controler", "--couleur", "x"], ["controler", "--js", "x", "y"]],
)
def test_a_wrong_command_gives_2_in_french(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "Commande incomplète ou inconnue" in capsys.readouterr().err


def test_json_on_the_screen_and_in_a_file(write, capsys, tmp_path):
    path = write(GOOD)
    assert main(["controler", path, "--json", "-"]) == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert report["resultat_centimes"] == 125050
    assert report["regime"] == "2025"
    assert report["balance"]["lignes"][0]["compte"] == "512000"
    target = tmp_path / "dossier" / "resultat.json"
    assert main(["controler", path, "--json", str(target)]) == 0
    assert json.loads(target.read_text(encoding="utf-8")) == [report]
    assert main(["controler", path, "--json", str(tmp_path)]) == 2
    assert "c’est un dossier" in capsys.readouterr().err


def test_every_promised_key_closing_entries_undone(write, capsys):
    """Account 12 of the closing entry is taken back: the result is that of classes 6 and 7."""
    closed = f"""{GOOD}
        AC | 2 | 20250401 | 606100 | Fournitures | 50,00   | 0,00
        AC | 2 | 20250401 | 512000 | Banque      | 0,00    | 50,00
        CL | 3 | 20251231 | 756000 | Cotisations | 1250,50 | 0,00
        CL | 3 | 20251231 | 606100 | Fournitures | 0,00    | 50,00
        CL | 3 | 20251231 | 120000 | Résultat    | 0,00    | 1200,50
    """
    assert main(["controler", write(closed), "--json", "-"]) == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert {key: report[key] for key in PROMISED} == {
        "lignes": 7,
        "encodage": "UTF-8",
        "separateur": "tabulation",
        "total_debit_centimes": 255100,
        "total_credit_centimes": 255100,
        "comptes": 4,
        "ecritures": 3,
        "ecritures_desequilibrees": 0,
        "debut": "2025-03-05",
        "fin": "2025-12-31",
        "resultat_centimes": 120050,
        "soldes_par_classe_centimes": {"1": 0, "5": 120050, "6": 5000, "7": -125050},
        "produits_par_compte3_centimes": {"756": 125050},
    }


PROMISED = (
    "lignes", "encodage", "separateur", "total_debit_centimes", "total_credit_centimes", "comptes", "ecritures",
    "ecritures_desequilibrees", "debut", "fin", "resultat_centimes", "soldes_par_classe_centimes",
    "produits_par_compte3_centimes",
)  # fmt: skip


def test_a_blocked_file_still_tells_what_can_be_computed(write, capsys):
    assert main(["controler", write(BAD), "--json", "-"]) == 1
    (report,) = json.loads(capsys.readouterr().out)
    assert report["balance"] is None
    assert report["comptes"] == 2
    assert report["soldes_par_classe_centimes"] == {"5": 125000, "7": -125050}
    assert report["resultat_centimes"] == 125050
    codes = {anomaly["code"]: anomaly for anomaly in report["anomalies"]}
    assert {"code", "severite", "ligne", "colonne", "message"} <= codes["F4-desequilibre"].keys()


def test_a_file_that_tells_nothing_has_every_key_all_null(tmp_path, capsys):
    path = tmp_path / "photo.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    assert main(["controler", str(path), "--json", "-"]) == 1
    (report,) = json.loads(capsys.readouterr().out)
    assert {key: report[key] for key in PROMISED} == dict.fromkeys(PROMISED)


def test_the_chart_can_be_chosen(write, capsys):
    assert main(["controler", write(GOOD), "--plan", "2018-06", "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["regime"] == "2018-06"
    assert PLANS == REGIME_CODES


# --- methode ----------------------------------------------------------------------------------------------


def test_the_method_is_written_as_pages(capsys, tmp_path):
    assert main(["methode", str(tmp_path / "methode")]) == 0
    assert "index.html" in capsys.readouterr().out
    assert (tmp_path / "methode" / "index.html").exists()
    assert (tmp_path / "methode" / "anomalies.html").exists()


def test_a_folder_that_cannot_be_written_gives_2(capsys):
    assert main(["methode", "/dev/null/methode"]) == 2
    assert "ne peut pas être écrit" in capsys.readouterr().err


# --- help -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [[], ["controler"], ["analyser"], ["scenario"], ["methode"]])
def test_help_is_french_with_examples_and_statuses(command, capsys):
    with pytest.raises(SystemExit) as stop:
        main([*command, "--help"])
    assert stop.value.code == 0
    out = capsys.readouterr().out
    assert f"  socioeco {' '.join(command)}".rstrip() in out
    assert "codes de sortie\u00a0:" in out
    assert not any(word in out for word in ("show this help", "usage: ", "positional", "optional"))


@pytest.mark.parametrize("command", [[], ["analyser"], ["scenario"]])
def test_help_imports_nothing_slow(command):
    """A new process tells what it imported: --help waits for no reader, no chart of accounts, no spreadsheet."""
    code = (
        "import sys\nfrom socioeco.cli import main\n"
        f"try:\n    main({[*command, '--help']!r})\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = run("-c", code)
    imported = set(done.stderr.decode().split())
    assert "argparse" in imported
    assert imported.isdisjoint(HEAVY)


def test_python_m_is_the_same_command(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["socioeco", "--version"])
    with pytest.raises(SystemExit) as left:
        runpy.run_module("socioeco", run_name="__main__")
    assert (left.value.code, capsys.readouterr().out) == (0, "socioeco 0.4.0\n")
