"""The files that `analyser` writes: JSON, CSV, ODS and HTML, each one tried even when another cannot be written."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from socioeco.cli.files import write
from socioeco.cli.screen import emit
from socioeco.report.analysis import Analysis
from socioeco.report.data import as_json, to_data
from socioeco.report.html import write_html
from socioeco.report.report import report_of
from socioeco.report.tables import tables_of, write_csv, write_ods

SCREEN = "-"


def put_json(data: Any, target: str) -> bool:
    """On the screen for `-`, else in the file. What the screen cannot write is escaped as JSON does: nothing is lost."""
    if target != SCREEN:
        return write(Path(target), as_json(data).encode())
    text = as_json(data)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = as_json(data, is_ascii=True)
    emit(text, sys.stdout)
    return True


def write_files(analysis: Analysis, options: argparse.Namespace, today: date) -> bool:
    """Whether every file that was asked for could be written."""
    done = [options.json is None or put_json(to_data(analysis, today=today), options.json)]
    done += [_write_csv(analysis, Path(name), today) for name in (options.csv,) if name]
    done += [_write_ods(analysis, Path(name), today) for name in (options.ods,) if name]
    done += [_write_html(analysis, Path(name), today) for name in (options.html,) if name]
    done += [_write_everything(analysis, Path(name), today) for name in (options.sortie,) if name]
    return all(done)


def _write_csv(analysis: Analysis, folder: Path, today: date) -> bool:
    tables = tables_of(analysis, today=today)
    done = [write(folder / f"{table.key}.csv", write_csv(table)) for table in tables]
    return all(done)


def _write_ods(analysis: Analysis, path: Path, today: date) -> bool:
    title = report_of(analysis, today=today).title
    return write(path, write_ods(tables_of(analysis, today=today), title=title))


def _write_html(analysis: Analysis, path: Path, today: date) -> bool:
    return write(path, write_html(report_of(analysis, today=today)).encode())


def _write_everything(analysis: Analysis, folder: Path, today: date) -> bool:
    done = [
        write(folder / "resultat.json", as_json(to_data(analysis, today=today)).encode()),
        _write_html(analysis, folder / "rapport.html", today),
        _write_ods(analysis, folder / "tableaux.ods", today),
        _write_csv(analysis, folder, today),
    ]
    return all(done)
