"""`--axe`: the FECs, read once more by the values of one of their columns. The last exercice must have it."""

import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from socioeco.cli.kinds import FIRST_BYTES, is_fec
from socioeco.cli.progress import told
from socioeco.cli.screen import complain
from socioeco.readers.axis import AxisReading, read_axis
from socioeco.report.analysis import Analysis, Exercice
from socioeco.report.by_axis import ParAxe, by_axis
from socioeco.report.wording import in_list
from socioeco.typologies.activites import Cle

NO_FEC = (
    "--axe lit les FEC du dernier exercice, et aucun des fichiers donnés n’en est un qui puisse être lu deux fois\u00a0: "
    "rien n’est dit par activité."
)
NOT_BEFORE = (
    "Rien n’est dit par activité en {year}\u00a0: aucun FEC de cet exercice n’a de colonne «\u00a0{column}\u00a0» qui "
    "puisse servir."
)
COLUMNS = "Colonnes de {name} en plus de celles de la loi\u00a0: {columns}."
SHARED = (
    "Les charges des comptes qui commencent par {comptes} sont partagées en proportion des charges directes de chaque "
    "activité."
)


def read_by_axis(
    analysis: Analysis, names: Sequence[str], column: str, indirectes: tuple[str, ...] = ()
) -> tuple[Analysis, tuple[ParAxe, ...], bool]:
    """The exercices with what the axis has to say of them, their activities, and whether there was a FEC to read.

    Charges whose account begins as one of `indirectes` are shared in proportion of direct charges.
    """
    if not analysis.exercices:
        return analysis, (), True  # nothing is computed: its anomalies say why
    *before, last = analysis.exercices
    readings = list(_readings(last, map(Path, names), column))
    if not readings:
        complain(NO_FEC)
        return analysis, (), False
    earlier = [_earlier(year, map(Path, names), column, indirectes) for year in before]
    found = (*(each for _, each in earlier), _activities(last, readings, indirectes))
    exercices = (*(year for year, _ in earlier), _told_by(last, readings))
    return replace(analysis, exercices=exercices), tuple(each for each in found if each), True


def _earlier(
    year: Exercice, paths: Iterable[Path], column: str, indirectes: tuple[str, ...]
) -> tuple[Exercice, ParAxe | None]:
    """A program may have added the column since: an exercice that lacks it is left as it is, and that is said."""
    readings = [each for each in _readings(year, paths, column) if not each.is_blocked]
    found = _activities(year, readings, indirectes)
    if found is None:
        complain(NOT_BEFORE.format(year=year.label, column=column))
        return year, None
    return _told_by(year, readings), found


def _told_by(year: Exercice, readings: Iterable[AxisReading]) -> Exercice:
    found = tuple(dict.fromkeys(anomaly for reading in readings for anomaly in reading.anomalies))
    return replace(year, anomalies=(*year.anomalies, *found))


# --- files ------------------------------------------------------------------------------------------------


def _readings(year: Exercice, paths: Iterable[Path], column: str) -> Iterator[AxisReading]:
    """Of the files of this exercice only."""
    for path in paths:
        if path.name in year.names:
            yield from filter(lambda reading: _is_of(year, reading), _read(path, column))


def _is_of(year: Exercice, reading: AxisReading) -> bool:
    """Two files of different folders may have one name. A column that cannot be used is told of both."""
    files = year.balance.empreintes if year.balance else ()
    return reading.fec is None or reading.fec.empreinte in files


def _read(path: Path, column: str) -> Sequence[AxisReading]:
    """Nothing when it is no FEC, a pipe, which is read once, or what `read_all` said that it could not open."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return ()
        with path.open("rb") as file:
            if not is_fec(file.read(FIRST_BYTES)):
                return ()
            file.seek(0)
            return (_read_fec(file, path.name, column),)
    except (OSError, ValueError):
        return ()


def _read_fec(file: BinaryIO, name: str, column: str) -> AxisReading:
    with told(name):
        reading = read_axis(file, name, column)
    if reading.fec is None and reading.colonnes:
        complain(COLUMNS.format(name=name, columns=in_list(map(_quoted, reading.colonnes))))
    return reading


def _quoted(name: str) -> str:
    return f"«\u00a0{name}\u00a0»"


# --- activities -------------------------------------------------------------------------------------------


def _activities(
    year: Exercice, readings: Sequence[AxisReading], indirectes: tuple[str, ...]
) -> ParAxe | None:
    found = by_axis(year, readings, indirectes=indirectes)
    if found is None or not indirectes:
        return found
    shared = by_axis(year, readings, indirectes=indirectes, cle_indirecte=_by_direct_charges(found))
    return shared and _saying(shared, SHARED.format(comptes=" ou ".join(indirectes)))


def _by_direct_charges(found: ParAxe) -> Cle:
    """Refunds may leave an activity with less than nothing: it bears no share."""
    direct = ((each.nom, each.charges_directes.value.number or 0) for each in found.par_activite.activites)
    return Cle(poids={nom: max(0, centimes) for nom, centimes in direct})


def _saying(found: ParAxe, sentence: str) -> ParAxe:
    told_of = found.par_activite
    return replace(found, par_activite=replace(told_of, alertes=(sentence, *told_of.alertes)))
