"""The words of the command. Imported by `--help`: argparse only, neither pathlib, dataclasses nor typing, as slow as it."""

from __future__ import annotations

import argparse
import sys

from socioeco import __version__
from socioeco.cli.screen import columns, emit

TYPE_CHECKING = False  # a type checker takes this name for true
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, NoReturn

OK, BLOCKED, USAGE, STRICT, INTERRUPTED = 0, 1, 2, 3, 130
YEARS, SEED = 3, 1  # of a scenario
PLANS = ("99-01", "2018-06", "2025")  # REGIME_CODES of `comptes`, which a test compares: importing it is slow

STATUSES = """codes de sortie\u00a0:
  0    tous les fichiers ont été lus (il peut y avoir des avertissements et des informations)
  1    au moins une anomalie bloquante\u00a0: ce dont elle parle n’est pas calculé
  2    la commande est mal écrite, ou un fichier ne peut pas être ouvert, ou écrit
  3    avec --strict\u00a0: aucune anomalie bloquante, mais au moins un avertissement
  130  la commande a été interrompue"""
FILES = """fichiers lus\u00a0:
  FEC (texte à dix-huit colonnes ou plus), balance générale et budget (CSV, XLSX, ODS), dix lignes saisies (JSON).
  Le contenu décide\u202f; le nom SirenFECAAAAMMJJ donne la date de clôture d’un FEC."""

DESCRIPTION = "Lit la comptabilité d’une association française et dit, au centime, ce qu’elle contient."
EXAMPLES = f"""exemples\u00a0:
  socioeco controler 123456782FEC20251231.txt
  socioeco analyser 123456782FEC20241231.txt 123456782FEC20251231.txt --html rapport.html
  socioeco scenario 123456782FEC20251231.txt --cartes cartes.json
  socioeco methode methode/

  socioeco COMMANDE --help décrit chaque commande.

{STATUSES}"""
CONTROLER = f"""exemples\u00a0:
  socioeco controler 123456782FEC20251231.txt
  socioeco controler *.txt --json -
  socioeco controler 123456782FEC20251231.txt --plan 2018-06 --strict

{FILES}

{STATUSES}"""
ANALYSER = f"""exemples\u00a0:
  socioeco analyser 123456782FEC20251231.txt
  socioeco analyser 123456782FEC20241231.txt 123456782FEC20251231.txt --sortie resultats/
  socioeco analyser comptes.txt --html rapport.html --ods tableaux.ods
  socioeco analyser comptes.txt --reponses reponses.json --json resultat.json
  socioeco analyser comptes.txt --axe Analytique --indirectes 61,62
  socioeco analyser resultat.json --html rapport.html

  Le rapport est écrit à l’écran, sauf quand --json - le remplace. --sortie écrit tout dans un dossier\u00a0:
  resultat.json, rapport.html, tableaux.ods et un CSV par tableau. Un fichier qui existe est remplacé.

  --axe lit chaque exercice activité par activité, selon une colonne que votre logiciel ajoute au FEC. Dans le dernier
  exercice, une colonne qui ne peut pas servir est une anomalie bloquante\u202f; le reste est calculé. Un exercice plus
  ancien qui n’a pas cette colonne est laissé de côté, et le programme le dit.

{FILES}
  Un résultat écrit par --json se relit\u00a0: il suffit pour refaire le rapport, sans les fichiers de départ.

{STATUSES}"""
SCENARIO = f"""exemples\u00a0:
  socioeco scenario --modele
  socioeco scenario --modele --json cartes.json
  socioeco scenario 123456782FEC20251231.txt
  socioeco scenario 123456782FEC20251231.txt --cartes cartes.json --html scenario.html
  socioeco scenario comptes/*.txt --cartes cartes.json --annees 5 --graine 7

  Part du dernier exercice réel des fichiers et joue mois par mois les cartes choisies. Plusieurs scénarios nommés
  dans un fichier de cartes sont comparés côte à côte. Sans carte, la dernière année se répète. Avec cinq exercices
  réels qui se suivent, une fourchette est tirée de vos propres variations\u202f; --graine redonne le même tirage.
  Un résultat écrit par --json est aussi un fichier de cartes. Des cartes qui ne peuvent pas être jouées donnent 2, et
  tout ce qu’il faut y corriger.

{FILES}

{STATUSES}"""
METHODE = """exemple\u00a0:
  socioeco methode methode/

  Écrit les pages des indicateurs, plans comptables, états, leviers, scénarios, repères et contrôles, et
  index.html qui y mène.

codes de sortie\u00a0:
  0    les pages sont écrites
  2    la commande est mal écrite, ou le dossier ne peut pas être écrit"""


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Given its width: argparse would import the whole of shutil to measure the terminal."""
    return argparse.RawDescriptionHelpFormatter(prog, width=columns(sys.stdout) - 2)


class FrenchParser(argparse.ArgumentParser):
    """argparse speaks English; what a person reads here is French."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_formatter, add_help=False, allow_abbrev=False, **options)
        self._positionals.title = "arguments"
        self._optionals.title = "options"
        self.add_argument("-h", "--help", "--aide", action="help", help="afficher cette aide")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "usage\u00a0: ", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "usage\u00a0: ", 1)

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - the English message is not shown
        self.print_usage(sys.stderr)
        self.exit(USAGE, "Commande incomplète ou inconnue. L’option --help donne un exemple.\n")

    def _print_message(self, message: str, file: Any = None) -> None:
        """On a screen that cannot write French, the help loses its accents rather than its reader."""
        emit(message, file or sys.stderr)


def build_parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of these words. Every command is named; one that they do not name has no option, for options cost time."""
    parser = FrenchParser(prog="socioeco", description=DESCRIPTION, epilog=EXAMPLES)
    parser.add_argument(
        "--version", action="version", version=f"socioeco {__version__}", help="afficher la version"
    )
    commands = parser.add_subparsers(title="commandes", metavar="COMMANDE", dest="commande", required=True)
    for name, (what, epilog, add_options) in COMMANDS.items():
        description = f"{what[:1].upper()}{what[1:]}."
        command = commands.add_parser(name, help=what, description=description, epilog=epilog)
        if name in words:
            add_options(command)
    return parser


def _add_controler(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--json", metavar="SORTIE", help="écrire le résultat en JSON dans ce fichier, ou - pour l’écran"
    )
    _add_reading_options(command)


def _add_analyser(command: argparse.ArgumentParser) -> None:
    _add_outputs(command)
    _add_answers(command)
    command.add_argument(
        "--axe", metavar="COLONNE", help="lire aussi par activité, selon cette colonne du FEC"
    )
    command.add_argument(
        "--indirectes",
        metavar="COMPTES",
        type=_charges,
        default=(),
        help="avec --axe\u00a0: charges à partager en proportion des charges directes (61,62)",
    )
    _add_reading_options(command)


def _charges(text: str) -> tuple[str, ...]:
    """Beginnings of accounts of charges. ValueError, which argparse tells as a wrong command, else."""
    accounts = tuple(text.replace(",", " ").split())
    if not accounts or not all(each.isdecimal() and each.startswith("6") for each in accounts):
        raise ValueError(text)
    return accounts


def _add_scenario(command: argparse.ArgumentParser) -> None:
    command.add_argument("--cartes", metavar="F", help="les cartes choisies (JSON)\u202f; voir --modele")
    command.add_argument("--modele", action="store_true", help="montrer les cartes et un exemple à adapter")
    command.add_argument(
        "--annees",
        metavar="N",
        type=int,
        default=YEARS,
        help=f"années à jouer, {YEARS} par défaut, 5 au plus",
    )
    command.add_argument(
        "--graine",
        metavar="N",
        type=_seed,
        default=SEED,
        help=f"graine du tirage des futurs, {SEED} par défaut",
    )
    _add_outputs(command)
    _add_answers(command)
    _add_reading_options(command, files="*")


def _seed(text: str) -> int:
    """A whole number that a generator accepts. ValueError, which argparse tells as a wrong command, else."""
    seed = int(text)
    if seed < 0:
        raise ValueError(text)
    return seed


def _add_methode(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "dossier", metavar="DOSSIER", help="où écrire les pages\u202f; il est créé s’il manque"
    )


def _add_outputs(command: argparse.ArgumentParser) -> None:
    command.add_argument("--sortie", metavar="DOSSIER", help="écrire le JSON, le HTML, l’ODS et les CSV ici")
    command.add_argument("--json", metavar="F", help="écrire tout le résultat en JSON, ou - pour l’écran")
    command.add_argument("--csv", metavar="DOSSIER", help="écrire un fichier CSV par tableau")
    command.add_argument("--ods", metavar="F", help="écrire un classeur ODS, une feuille par tableau")
    command.add_argument(
        "--html", metavar="F", help="écrire un rapport HTML d’un seul fichier, avec ses figures"
    )


def _add_answers(command: argparse.ArgumentParser) -> None:
    command.add_argument("--reponses", metavar="F", help="réponses à ce que les comptes ne disent pas (JSON)")


def _add_reading_options(command: argparse.ArgumentParser, *, files: str = "+") -> None:
    command.add_argument("fichiers", metavar="FICHIER", nargs=files, help="un fichier à lire")
    command.add_argument("--plan", choices=PLANS, help="plan comptable à suivre, au lieu du plan de l’année")
    command.add_argument("--strict", action="store_true", help="sortir avec 3 s’il y a un avertissement")


COMMANDS = {
    "controler": ("contrôler des fichiers et lister leurs anomalies", CONTROLER, _add_controler),
    "analyser": ("lire un ou plusieurs exercices et en tirer un rapport", ANALYSER, _add_analyser),
    "scenario": ("jouer des hypothèses, mois par mois, après le dernier exercice", SCENARIO, _add_scenario),
    "methode": ("écrire la méthode en pages HTML", METHODE, _add_methode),
}
