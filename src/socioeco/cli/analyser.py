"""`socioeco analyser`: one or several exercices, told on the screen and in the files that the person names."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from socioeco.cli.answers_check import tell_unused
from socioeco.cli.axe import read_by_axis
from socioeco.cli.controler import status
from socioeco.cli.files import UnableToRead, read_all, read_json
from socioeco.cli.outputs import SCREEN, Result, write_files
from socioeco.cli.printing import show, today
from socioeco.readers import Answers
from socioeco.report.analysis import NO_ANSWER, Analysis, analyse
from socioeco.report.by_axis import ParAxe, activities_table
from socioeco.report.chapters.activities import with_activities
from socioeco.report.data import to_data
from socioeco.report.document import Document
from socioeco.report.report import report_of
from socioeco.report.tables import Table, tables_of
from socioeco.report.told import check_rangements
from socioeco.trajectories import ExercicesInvalides

REFUSALS = (UnableToRead, ExercicesInvalides)  # their message is a French sentence for the person
MORE = "Le rapport HTML (--html) ouvre chaque chiffre jusqu’aux comptes qui le font."
NOT_ANSWERS = (
    "Le fichier {name} ne contient pas de réponses\u00a0: voyez la clé «\u00a0reponses\u00a0» d’un résultat écrit par "
    "--json."
)
NO_AXIS = "--indirectes partage des charges entre les activités de --axe\u00a0: donnez aussi --axe."


def run(options: argparse.Namespace) -> int:
    if options.indirectes and not options.axe:
        raise UnableToRead(NO_AXIS)
    answers = answers_of(options.reponses)
    readings, is_whole = read_all(options.fichiers)
    analysis, found, has_axis = _read_axis(
        analyse(readings, plan=options.plan or "", answers=answers), options
    )
    tell_unused(analysis)
    result = _result(analysis, found, today())
    is_written = write_files(result, options)
    if options.json != SCREEN:
        show(result.document, MORE)
    return status([analysis], is_whole=is_whole and has_axis and is_written, is_strict=options.strict)


def _read_axis(analysis: Analysis, options: argparse.Namespace) -> tuple[Analysis, tuple[ParAxe, ...], bool]:
    if not options.axe:
        return analysis, (), True
    return read_by_axis(analysis, options.fichiers, options.axe, options.indirectes)


def _result(analysis: Analysis, found: Sequence[ParAxe], day: date) -> Result:
    return Result(
        make_data=lambda: to_data(analysis, today=day, activities=found),
        make_tables=lambda: _tables(tables_of(analysis, today=day), found),
        make_document=lambda: _document(report_of(analysis, today=day), found),
    )


def _tables(tables: tuple[Table, ...], found: Sequence[ParAxe]) -> tuple[Table, ...]:
    return (*tables, activities_table(found)) if found else tables


def _document(document: Document, found: Sequence[ParAxe]) -> Document:
    return with_activities(document, found) if found else document


def answers_of(name: str | None) -> Answers:
    """A file of answers, or the answers of a result written by `--json`."""
    if name is None:
        return NO_ANSWER
    data = read_json(Path(name))
    try:
        answers = Answers.from_json(data.get("reponses", data))
        check_rangements(answers)
        return answers
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnableToRead(NOT_ANSWERS.format(name=name)) from error
