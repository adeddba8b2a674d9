"""`scenario`: cards from a file, the last year without any, refusals in French, the catalogue, every file written."""

import json

import pytest

from socioeco.cli import main
from socioeco.generator import generate_association

from . import cli_cases as cases
from .cli_cases import BAD, TYPED
from .scenario_cases import LOST, NAMED


@pytest.fixture(scope="module")
def accounts(tmp_path_factory):
    """The FEC of two years, as a command takes them."""
    folder = tmp_path_factory.mktemp("comptes")
    books = generate_association("subvention_perdue", seed=1, first_year=2023, years=2).exercices
    for book in books:
        (folder / book.fec_name).write_bytes(book.fec_bytes())
    return sorted(map(str, folder.iterdir()))


@pytest.fixture
def cards(tmp_path):
    def cards(content, name="cartes.json"):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    return cards


def test_cards_are_played_and_told(accounts, cards, capsys):
    assert main(["scenario", *accounts, "--cartes", cards([LOST])]) == 0
    out = capsys.readouterr().out
    told = ("Le point de départ, l’exercice 2024", "Un financeur s’en va", "Trésorerie à la fin de l’année",
            "plan de trésorerie, année 1 (2025)", "pour équilibrer", "Si un financeur s’arrêtait", "Total du passif",
            "Il faut au moins cinq années réelles", "Lire avec prudence", "--html")  # fmt: skip
    assert not [each for each in told if each not in out]
    assert "3\u00a0années jouées" in out


def test_several_scenarios_are_side_by_side_and_every_file_is_written(accounts, cards, tmp_path, capsys):
    folder = tmp_path / "sorties"
    asked = ["--annees", "2", "--graine", "7", "--sortie", str(folder), "--json", "-"]
    assert main(["scenario", *accounts, "--cartes", cards(NAMED), *asked]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["comparaison"]["noms"] == ["Comme l’an dernier", "Sans la ville", "Nous agissons"]
    assert (data["annees"], data["graine"]) == (2, 7)
    assert json.loads((folder / "resultat.json").read_bytes()) == data
    assert {"rapport.html", "tableaux.ods", "plan-de-tresorerie.csv"} <= {
        path.name for path in folder.iterdir()
    }
    again = ["--cartes", str(folder / "resultat.json"), "--annees", "2", "--graine", "7", "--json", "-"]
    assert main(["scenario", *accounts, *again]) == 0
    assert json.loads(capsys.readouterr().out) == data


def test_without_cards_the_last_year_is_repeated(accounts, capsys):
    assert main(["scenario", *accounts, "--annees", "1"]) == 0
    assert "Aucune carte" in capsys.readouterr().out


def test_ten_lines_are_a_start_too(cards, capsys):
    assert main(["scenario", cards(TYPED, "lignes.json"), "--annees", "1"]) == 0
    assert "Dix lignes saisies" in capsys.readouterr().out


def test_a_file_that_cannot_be_written_gives_2(accounts, tmp_path, capsys):
    assert main(["scenario", *accounts, "--annees", "1", "--html", str(tmp_path)]) == 2
    assert "c’est un dossier" in capsys.readouterr().err


# --- refusals ---------------------------------------------------------------------------------------------


def test_wrong_cards_are_told_all_at_once(accounts, cards, capsys):
    wrong = [{"carte": "inconnue"}, {**LOST, "debut": 99}, {**LOST, "reponses": {}}]
    assert main(["scenario", *accounts, "--cartes", cards(wrong), "--annees", "9"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert [line[:2] for line in printed.err.splitlines()] == ["- ", "- ", "- ", "- ", "so"]


@pytest.mark.parametrize("content", ["pas du JSON", "{}", '"texte"', "[3]", "{"])
def test_a_file_that_holds_no_cards_gives_2(content, accounts, cards, capsys):
    assert main(["scenario", *accounts, "--cartes", cards(content)]) == 2
    assert capsys.readouterr().err


def test_a_file_of_cards_that_is_not_there_gives_2(accounts, capsys):
    assert main(["scenario", *accounts, "--cartes", "/nulle/part.json"]) == 2
    assert "il n’existe pas" in capsys.readouterr().err


def test_no_file_gives_2_and_says_what_to_give(capsys):
    assert main(["scenario"]) == 2
    assert "--modele" in capsys.readouterr().err


def test_blocked_files_are_no_start_and_say_why(tmp_path, capsys):
    assert main(["scenario", cases.write(tmp_path, BAD)]) == 1
    told = capsys.readouterr().err
    assert "Aucun exercice réel n’a pu être lu" in told
    assert "F4-desequilibre" in told


def test_files_without_an_actual_year_give_2(tmp_path, capsys):
    path = tmp_path / "postes.json"
    told = {"ouvert_le": "2025-01-01", "clos_le": "2025-12-31", "ressources": {"dons": 5000}, "charges": {}}
    path.write_text(json.dumps({"format": "socioeco-postes/1", **told}), encoding="utf-8")
    assert main(["scenario", str(path)]) == 2
    assert "montants de postes" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["--graine", "-1"], ["--graine", "x"], ["--annees", "deux"], ["--js", "x"]]
)
def test_a_wrong_option_gives_2_in_french(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["scenario", "comptes.txt", *arguments])
    assert stop.value.code == 2
    assert "Commande incomplète ou inconnue" in capsys.readouterr().err


# --- the catalogue ----------------------------------------------------------------------------------------


def test_the_model_shows_cards_and_an_example(capsys):
    assert main(["scenario", "--modele"]) == 0
    out = capsys.readouterr().out
    assert "financeur_perdu\u00a0: un financeur s’en va" in out
    assert json.loads(out[out.index("\n{") :])["scenarios"]


def test_the_example_is_written_and_played(accounts, tmp_path, capsys):
    path = tmp_path / "cartes.json"
    assert main(["scenario", "--modele", "--json", str(path)]) == 0
    assert main(["scenario", *accounts, "--cartes", str(path), "--annees", "1"]) == 0
    assert "Nous cherchons des membres" in capsys.readouterr().out
    assert main(["scenario", "--modele", "--json", str(tmp_path)]) == 2
