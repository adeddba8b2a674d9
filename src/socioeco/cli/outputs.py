"""The files that a command writes: JSON, CSV, ODS and HTML, each one tried even when another cannot be written."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from socioeco.cli.files import write
from socioeco.cli.screen import emit
from socioeco.report.data import as_json
from socioeco.report.document import Document
from socioeco.report.html import write_html
from socioeco.report.tables import Table, write_csv, write_ods

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


@dataclass(frozen=True)
class Result:
    """What was computed, told in each of three ways: what nobody asks for is not made."""

    make_data: Callable[[], Any]
    make_tables: Callable[[], tuple[Table, ...]]
    make_document: Callable[[], Document]

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return self.make_tables()

    @cached_property
    def document(self) -> Document:
        return self.make_document()


def write_files(result: Result, options: argparse.Namespace) -> bool:
    """Whether every file that was asked for could be written."""
    done = [options.json is None or put_json(result.make_data(), options.json)]
    done += [_write_csv(result, Path(name)) for name in (options.csv,) if name]
    done += [_write_ods(result, Path(name)) for name in (options.ods,) if name]
    done += [_write_html(result, Path(name)) for name in (options.html,) if name]
    done += [_write_everything(result, Path(name)) for name in (options.sortie,) if name]
    return all(done)


def _write_csv(result: Result, folder: Path) -> bool:
    done = [write(folder / f"{table.key}.csv", write_csv(table)) for table in result.tables]
    return all(done)


def _write_ods(result: Result, path: Path) -> bool:
    return write(path, write_ods(result.tables, title=result.document.title))


def _write_html(result: Result, path: Path) -> bool:
    return write(path, write_html(result.document).encode())


def _write_everything(result: Result, folder: Path) -> bool:
    done = [
        write(folder / "resultat.json", as_json(result.make_data()).encode()),
        _write_html(result, folder / "rapport.html"),
        _write_ods(result, folder / "tableaux.ods"),
        _write_csv(result, folder),
    ]
    return all(done)
