"""`socioeco analyser`: one or several exercices, told on the screen and in the files that the person names."""

import argparse
import sys
from datetime import date, datetime
from pathlib import Path

from socioeco.cli.controler import status
from socioeco.cli.files import UnableToRead, read_all, read_json
from socioeco.cli.outputs import SCREEN, write_files
from socioeco.cli.screen import emit, is_styled, width
from socioeco.readers import Answers
from socioeco.report.analysis import NO_ANSWER, Analysis, analyse
from socioeco.report.report import report_of
from socioeco.report.text import write_text
from socioeco.trajectories import ExercicesInvalides

REFUSALS = (UnableToRead, ExercicesInvalides)  # their message is a French sentence for the person
MORE = "Le rapport HTML (--html) ouvre chaque chiffre jusqu’aux comptes qui le font."
NOT_ANSWERS = (
    "Le fichier {name} ne contient pas de réponses\u00a0: voyez la clé «\u00a0reponses\u00a0» d’un résultat écrit par "
    "--json."
)


def run(options: argparse.Namespace) -> int:
    answers = _answers(options.reponses)
    readings, is_whole = read_all(options.fichiers)
    analysis = analyse(readings, plan=options.plan or "", answers=answers)
    today = datetime.now().astimezone().date()
    is_written = write_files(analysis, options, today)
    if options.json != SCREEN:
        _print(analysis, today)
    return status([analysis], is_whole=is_whole and is_written, is_strict=options.strict)


def _answers(name: str | None) -> Answers:
    """A file of answers, or the answers of a result written by `--json`."""
    if name is None:
        return NO_ANSWER
    data = read_json(Path(name))
    try:
        return Answers.from_json(data.get("reponses", data))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnableToRead(NOT_ANSWERS.format(name=name)) from error


def _print(analysis: Analysis, today: date) -> None:
    document = report_of(analysis, today=today)
    text = write_text(document, width=width(sys.stdout), is_styled=is_styled(sys.stdout))
    emit(f"{text}{MORE}\n", sys.stdout)
