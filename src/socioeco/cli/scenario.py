"""`socioeco scenario`: what could happen after the last actual year, as the cards that the person chose say."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from socioeco.cli.analyser import answers_of
from socioeco.cli.answers_check import tell_unused
from socioeco.cli.controler import status
from socioeco.cli.files import UnableToRead, read_all, read_json
from socioeco.cli.outputs import SCREEN, Result, put_json, write_files
from socioeco.cli.parser import BLOCKED, OK, USAGE
from socioeco.cli.printing import show, today
from socioeco.cli.screen import complain, emit
from socioeco.report.analysis import Analysis, analyse
from socioeco.report.data import as_json
from socioeco.report.scenario.cards import NOTHING, CartesInvalides, Plan, plans_of
from socioeco.report.scenario.catalogue import catalogue_of, example_data
from socioeco.report.scenario.data import scenario_data
from socioeco.report.scenario.play import Played, ground_of, play_plans
from socioeco.report.scenario.report import scenario_report
from socioeco.report.scenario.tables import scenario_tables
from socioeco.report.starting import depart_of
from socioeco.scenarios import Depart
from socioeco.trajectories import ExercicesInvalides
from socioeco.values import Value, non_calculable

REFUSALS = (UnableToRead, ExercicesInvalides, CartesInvalides)  # their message is French, for the person
MORE = (
    "Le rapport HTML (--html) montre toutes les années et ouvre chaque chiffre sur les écritures des cartes."
)
NO_FILE = (
    "Donnez un fichier à lire au moins, ou --modele pour voir les cartes. L’option --help donne un exemple."
)
NO_YEAR = "Aucun exercice réel n’a pu être lu\u00a0: un scénario part de la dernière année connue."


def run(options: argparse.Namespace) -> int:
    if options.modele:
        return _model(options)
    if not options.fichiers:
        complain(NO_FILE)
        return USAGE
    cards = None if options.cartes is None else read_json(Path(options.cartes))
    answers = answers_of(options.reponses)
    readings, is_whole = read_all(options.fichiers)
    analysis = analyse(readings, plan=options.plan or "", answers=answers)
    tell_unused(analysis)
    depart = _depart(analysis)
    if depart.number is None:
        return _refused(analysis, depart.raison)
    result = _result(_played(analysis, depart.number, cards, options), today())
    is_written = write_files(result, options)
    if options.json != SCREEN:
        show(result.document, MORE)
    return status([analysis], is_whole=is_whole and is_written, is_strict=options.strict)


def _model(options: argparse.Namespace) -> int:
    """The catalogue on the screen; the example after it, or alone where --json says."""
    if options.json is not None:
        return OK if put_json(example_data(), options.json) else USAGE
    show(catalogue_of())
    emit(as_json(example_data()), sys.stdout)
    return OK


def _depart(analysis: Analysis) -> Value[Depart]:
    return depart_of(analysis.exercices[-1]) if analysis.exercices else non_calculable(NO_YEAR)


def _refused(analysis: Analysis, reason: str) -> int:
    """Why there is nothing to start from, and what blocks the files."""
    complain(reason)
    for about, anomaly in analysis.anomalies:
        if anomaly.is_blocking:
            complain(f"{about}, {anomaly.code}\u00a0: {anomaly.message}")
    return BLOCKED if analysis.is_blocked else USAGE


def _played(analysis: Analysis, depart: Depart, cards: Any, options: argparse.Namespace) -> Played:
    """Without a file of cards, the last year repeated."""
    told = [{"nom": NOTHING.nom, "cartes": []}] if cards is None else None
    plans: tuple[Plan, ...] = plans_of({"scenarios": told} if told else cards, depart, years=options.annees)
    return play_plans(ground_of(analysis, depart), plans, years=options.annees, seed=options.graine)


def _result(played: Played, day: date) -> Result:
    return Result(
        make_data=lambda: scenario_data(played, today=day),
        make_tables=lambda: scenario_tables(played, today=day),
        make_document=lambda: scenario_report(played, today=day),
    )
