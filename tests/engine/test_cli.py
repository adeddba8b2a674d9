"""The command: French, its exit statuses, files that cannot be read or written, screens that cannot write French."""

import io
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from socioeco.cli import main, screen
from socioeco.cli import progress as following
from socioeco.cli.parser import PLANS
from socioeco.comptes import REGIME_CODES
from socioeco.generator import generate_association

SOURCE = Path(__file__).parents[2] / "src"
GOOD = """
    BQ | 1 | 20250305 | 512000 | Banque      | 1250,50 | 0,00
    BQ | 1 | 20250305 | 756000 | Cotisations | 0,00    | 1250,50
"""
BAD = GOOD.replace("1250,50 | 0,00", "1250,00 | 0,00")
HEAVY = ("typing", "shutil", "pydantic", "yaml", "polars", "numpy", "odfdo", "lxml", "python_calamine", "dataclasses",
         "pathlib", "socioeco.readers", "socioeco.report", "socioeco.indicators")  # fmt: skip


@pytest.fixture
def write(tmp_path, fec_text):
    def write(table, name="123456782FEC20251231.txt"):
        path = tmp_path / name
        path.write_text(fec_text(table), encoding="utf-8")
        return str(path)

    return write


def run(*arguments, **options):
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE), **options},
    )


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


# --- analyser ---------------------------------------------------------------------------------------------


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


TYPED = {
    "format": 1,
    "ouvert_le": "2025-01-01",
    "clos_le": "2025-12-31",
    "lignes": {"cotisations": 100_000, "depenses": 80_000},
}


def test_a_year_that_closes_before_it_opens_is_told_in_french(capsys, tmp_path):
    path = tmp_path / "lignes.json"
    path.write_text(json.dumps({**TYPED, "clos_le": "2024-01-01"}), encoding="utf-8")
    assert main(["analyser", str(path)]) == 2
    assert "se termine avant de commencer" in capsys.readouterr().err
    assert main(["controler", str(path)]) == 2


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


@pytest.mark.parametrize("command", [[], ["controler"], ["analyser"], ["methode"]])
def test_help_is_french_with_examples_and_statuses(command, capsys):
    with pytest.raises(SystemExit) as stop:
        main([*command, "--help"])
    assert stop.value.code == 0
    out = capsys.readouterr().out
    assert f"  socioeco {' '.join(command)}".rstrip() in out
    assert "codes de sortie\u00a0:" in out
    assert not any(word in out for word in ("show this help", "usage: ", "positional", "optional"))


@pytest.mark.parametrize("command", [[], ["analyser"]])
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


def test_python_m_is_the_same_command():
    done = run("-m", "socioeco", "--version")
    assert (done.returncode, done.stdout) == (0, b"socioeco 0.2.0\n")


# --- screens ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["ascii", "cp850"])
@pytest.mark.parametrize("command", ["controler", "analyser"])
def test_a_screen_that_cannot_write_french_has_plain_signs(command, encoding, write, monkeypatch):
    page = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", page)
    assert main([command, write(GOOD)]) == 0
    assert "EUR" in page.buffer.getvalue().decode(encoding)


def test_help_too(monkeypatch):
    done = run("-m", "socioeco", "--help", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"codes de sortie :" in done.stdout


def test_json_on_such_a_screen_loses_nothing(write, monkeypatch):
    page = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", page)
    assert main(["controler", write(BAD), "--json", "-"]) == 1
    (report,) = json.loads(page.buffer.getvalue())
    assert "égal" in report["anomalies"][0]["constat"]


def test_signs_without_a_plain_form_are_a_question_mark():
    assert screen.readable("é’…\u202f€ œ 中", "ascii") == "e'... EUR oe ?"
    assert screen.readable("é’", "utf-8") == "é’"


def test_a_reader_who_leaves_early_causes_no_traceback(write):
    path = write(GOOD)
    command = f'"{sys.executable}" -m socioeco analyser "{path}" "{path}" --json - | head -c 1'
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    assert (done.stdout, done.stderr) == (b"{", b"")


def test_a_broken_pipe_is_silent():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        screen.emit("personne ne lit", pipe)
        screen.emit("toujours personne", pipe)


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.mark.parametrize(("columns", "expected"), [(60, 60), (90, 90), (300, 100), (10, 40)])
def test_the_width_is_that_of_the_terminal_within_bounds(columns, expected, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    assert screen.width(Terminal()) == expected
    assert screen.width(io.StringIO()) == 80


@pytest.mark.parametrize(("real", "expected"), [(72, 72), (0, 80)])
def test_a_real_terminal_says_its_width(real, expected, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda _fileno: os.terminal_size((real, 24)))
    with open(os.devnull, encoding="utf-8") as out:  # noqa: PTH123 - any stream that is a file
        assert screen.columns(out) == expected
    monkeypatch.setenv("COLUMNS", "large")
    assert screen.columns(io.StringIO()) == 80


def test_titles_are_bold_on_a_terminal_unless_asked_otherwise(monkeypatch, write, capsys):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert screen.is_styled(Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not screen.is_styled(Terminal())
    assert main(["controler", write(GOOD)]) == 0
    assert "\033" not in capsys.readouterr().out


# --- progress ---------------------------------------------------------------------------------------------


@pytest.fixture
def seen(monkeypatch):
    """What a person at a terminal sees, once she looks, when every block takes a second and a half."""

    def look():
        terminal, clock = Terminal(), iter(range(0, 10_000, 3))
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setattr(following.time, "monotonic", lambda: next(clock) / 2)
        monkeypatch.setattr(following, "BLOCK", 4)
        return terminal

    return look


def test_a_long_reading_says_how_far_it_is_then_clears_the_line(seen):
    terminal = seen()
    blocks = list(following.followed(io.BytesIO(b"12345678"), "comptes.txt", 8))
    assert blocks == [b"1234", b"5678"]
    assert "comptes.txt\u00a0: 50\u00a0%" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\033[K")


def test_a_pipe_tells_what_was_read(seen):
    terminal = seen()
    list(following.followed(io.BytesIO(b"12345678"), "tube", 0))
    assert "tube\u00a0: 2\u00a0Mio" in terminal.getvalue()


def test_a_short_reading_says_nothing(seen, monkeypatch):
    terminal = seen()
    monkeypatch.setattr(following, "PATIENCE", 1e9)
    list(following.followed(io.BytesIO(b"12345678"), "comptes.txt", 8))
    assert terminal.getvalue() == ""


def test_nobody_looking_nothing_is_said(capsys):
    assert b"".join(following.followed(io.BytesIO(b"12345678"), "comptes.txt", 8)) == b"12345678"
    with following.told("comptes.txt"):
        pass
    assert capsys.readouterr().err == ""


def test_a_reading_in_one_go_is_announced_and_cleared(seen):
    terminal = seen()
    with following.told("comptes.txt"):
        assert "Lecture de comptes.txt…" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\033[K")


def test_interrupted_it_says_so(monkeypatch, write, capsys):
    def interrupt(_names):
        raise KeyboardInterrupt

    monkeypatch.setattr("socioeco.cli.controler.read_all", interrupt)
    assert main(["controler", write(GOOD)]) == 130
    assert capsys.readouterr().err == "Interrompu.\n"


# --- kinds ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_plain", [True, False])
def test_a_long_fec_is_read_by_columns_when_it_is_plain(is_plain, tmp_path, monkeypatch, capsys):
    (book,) = generate_association("club_benevole", seed=1, first_year=2025, years=1).exercices
    path = str(tmp_path / book.fec_name)
    Path(path).write_bytes(book.fec_bytes())
    assert main(["controler", path, "--json", "-"]) == 0
    expected = capsys.readouterr().out
    monkeypatch.setattr("socioeco.cli.kinds.SHORT", 0)
    if not is_plain:
        monkeypatch.setattr("socioeco.cli.kinds.read_plain", lambda *_arguments: None)
    assert main(["controler", path, "--json", "-"]) == 0
    assert capsys.readouterr().out == expected


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


def test_a_pipe_is_read_once(write, tmp_path, capsys):
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
