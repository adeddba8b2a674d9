"""`socioeco analyser`: one or several exercices, told on the screen and in the files that the person names."""

import argparse
from datetime import date
from pathlib import Path

from socioeco.cli.controler import status
from socioeco.cli.files import UnableToRead, read_all, read_json
from socioeco.cli.outputs import SCREEN, Result, write_files
from socioeco.cli.printing import show, today
from socioeco.readers import Answers
from socioeco.report.analysis import NO_ANSWER, Analysis, analyse
from socioeco.report.data import to_data
from socioeco.report.report import report_of
from socioeco.report.tables import tables_of
from socioeco.trajectories import ExercicesInvalides

REFUSALS = (UnableToRead, ExercicesInvalides)  # their message is a French sentence for the person
MORE = "Le rapport HTML (--html) ouvre chaque chiffre jusqu’aux comptes qui le font."
NOT_ANSWERS = (
    "Le fichier {name} ne contient pas de réponses\u00a0: voyez la clé «\u00a0reponses\u00a0» d’un résultat écrit par "
    "--json."
)


def run(options: argparse.Namespace) -> int:
    answers = answers_of(options.reponses)
    readings, is_whole = read_all(options.fichiers)
    analysis = analyse(readings, plan=options.plan or "", answers=answers)
    result = _result(analysis, today())
    is_written = write_files(result, options)
    if options.json != SCREEN:
        show(result.document, MORE)
    return status([analysis], is_whole=is_whole and is_written, is_strict=options.strict)


def _result(analysis: Analysis, day: date) -> Result:
    return Result(
        make_data=lambda: to_data(analysis, today=day),
        make_tables=lambda: tables_of(analysis, today=day),
        make_document=lambda: report_of(analysis, today=day),
    )


def answers_of(name: str | None) -> Answers:
    """A file of answers, or the answers of a result written by `--json`."""
    if name is None:
        return NO_ANSWER
    data = read_json(Path(name))
    try:
        return Answers.from_json(data.get("reponses", data))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnableToRead(NOT_ANSWERS.format(name=name)) from error
