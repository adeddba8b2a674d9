"""`socioeco controler`: facts, resources and anomalies of each file; its exit status says the worst of them."""

import argparse
from collections.abc import Sequence

from socioeco.anomalies import Anomaly, Severite
from socioeco.cli.files import read_all
from socioeco.cli.outputs import put_json
from socioeco.cli.parser import BLOCKED, OK, STRICT, USAGE
from socioeco.cli.printing import show
from socioeco.report.analysis import Analysis, analyse
from socioeco.report.control import control_data, control_of
from socioeco.trajectories import ExercicesInvalides

REFUSALS = (ExercicesInvalides,)  # its message is a French sentence for the person


def run(options: argparse.Namespace) -> int:
    readings, is_whole = read_all(options.fichiers)
    analyses = [analyse([reading], plan=options.plan or "") for reading in readings]
    if options.json is None:
        for analysis in analyses:
            show(control_of(analysis))
    elif not put_json([control_data(analysis) for analysis in analyses], options.json):
        return USAGE
    return status(analyses, is_whole=is_whole, is_strict=options.strict)


def status(analyses: Sequence[Analysis], *, is_whole: bool, is_strict: bool) -> int:
    """What could not be opened, then what is blocked, then warnings if they count."""
    found = [anomaly for analysis in analyses for _, anomaly in analysis.anomalies]
    if not is_whole:
        return USAGE
    if any(analysis.is_blocked for analysis in analyses):
        return BLOCKED
    return STRICT if is_strict and any(map(_is_warning, found)) else OK


def _is_warning(anomaly: Anomaly) -> bool:
    return anomaly.severite is not Severite.INFORMATION
