"""The report of a trajectory, made as the worker makes it, against a bare typst compilation of as many pages.

Both in this run, on this machine, in turn: the best of several. The report counts all of the task, from the figures in the
database to the bytes put back there: reading, computing, rendering, typesetting in its own process. The yardstick is a
typst process that compiles as many pages of plain text, with the same fonts and the same standard.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

ROUNDS, LIMIT, BARRED = 5, 10.0, "court"
STORY, SEED, FIRST_YEAR, YEARS = "festival", 2026, 2023, 3
MEASURES = Path(__file__).resolve().parents[1] / "docs" / "mesures" / "pdf.md"
HEAD = """# The report of a trajectory, against a bare typst compilation

Written by `just pdf --ecrire`: do not edit.

- Date: {today}; Python {python}, typst {typst}, {cores} cores shared with other work: ratios tell more than times.
- Report: three years of a generated association, answers given. The whole task of the worker is counted, from the figures
  in the database to the bytes put back there; the first one of a process also reads the definitions of the engine.
- Yardstick: a process of its own that compiles as many pages of plain text, same fonts, same standard (PDF/UA-1).
- Method: in turn, best of {rounds}; the first report of the process is told apart.

| Report | Pages | kB | First, ms | Best, ms | Bare typst, ms | Ratio | Bar |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
"""


@dataclass(frozen=True)
class Measure:
    name: str
    pages: int
    size: int
    first: float
    best: float
    bare: float

    @property
    def ratio(self) -> float:
        return self.best / self.bare

    @property
    def holds(self) -> bool:
        """The bar is that of a report of some ten pages: the short one."""
        return self.name != BARRED or self.ratio <= LIMIT


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ecrire", action="store_true", help="write docs/mesures/pdf.md")
    chosen = options.parse_args()
    with _database():
        found = [_measure("court", is_short=True), _measure("complet", is_short=False)]
    for each in found:
        verdict = "" if each.name != BARRED else ": holds" if each.holds else ": BROKEN"
        times = f"{each.best * 1000:.0f} ms against {each.bare * 1000:.0f} ms"
        print(
            f"{each.name}, {each.pages} pages: {times}, {each.ratio:.1f} x (at most {LIMIT:g} x for « {BARRED} »){verdict}"
        )
    if chosen.ecrire:
        MEASURES.write_text(_told(found), encoding="utf-8")
    return 0 if all(each.holds for each in found) else 1


@contextmanager
def _database() -> Iterator[None]:
    """The database of the tests, empty, on the server of this machine."""
    os.environ["TRAJECTOIRES_MODE"] = "test"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trajectoires.config.settings")
    import django

    django.setup()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(made, verbosity=0)


def _measure(name: str, *, is_short: bool) -> Measure:
    work = _work()
    content, first = _timed(lambda: _made(work, is_short))
    pages = _count(content)
    best, bare = float("inf"), float("inf")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "main.typ").write_text(_plain(pages), encoding="utf-8")
        for _round in range(ROUNDS):
            bare = min(bare, _timed(lambda: _compiled(folder))[1])
            best = min(best, _timed(lambda: _made(work, is_short))[1])
        if _count(_compiled(folder)) != pages:
            raise SystemExit("the yardstick has not as many pages")
    return Measure(name=name, pages=pages, size=len(content), first=first, best=best, bare=bare)


def _work() -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from socioeco.generator import generate_association
    from socioeco.readers import Answers, ExerciceAnswers, Question, exercice_key
    from trajectoires.trajectories.services import receive_files

    told = generate_association(STORY, seed=SEED, first_year=FIRST_YEAR, years=YEARS, size="petite")
    sent = [SimpleUploadedFile(each.fec_name, each.fec_bytes()) for each in told.exercices]
    work = receive_files(trajectory=None, files=sent, now=datetime.now(UTC))
    answered = ExerciceAnswers(values={Question.ETP: 250, Question.HEURES: 2400, Question.PARTENAIRES: 4})
    keys = [exercice_key(each.opened_on, each.closed_on) for each in told.exercices]
    work.answers = Answers(exercices=dict.fromkeys(keys, answered)).to_json()
    work.save(update_fields=["answers"])
    return work


def _made(work: Any, is_short: bool) -> bytes:
    """The task of the worker, whole."""
    from trajectoires.trajectories import presenters, services
    from trajectoires.trajectories.models import Report

    now = datetime.now(UTC)
    report = Report.objects.create(
        trajectory=work, is_short=is_short, has_lines=False, hides_salaries=False,
        figures=str(now.timestamp()), asked_at=now,
    )  # fmt: skip
    services.make_report(report_id=report.pk, typeset=presenters.typeset_report, now=now)
    report.refresh_from_db()
    return bytes(report.content)


def _plain(pages: int) -> str:
    return '#set document(title: "Essai")\n#set text(lang: "fr")\n' + "\n#pagebreak()\n".join(
        ["#lorem(300)"] * pages
    )


def _compiled(folder: str) -> bytes:
    import trajectoires.documents

    fonts = Path(trajectoires.documents.__file__).parent / "typst" / "fonts"
    code = (
        "import sys, typst; sys.stdout.buffer.write(typst.compile(sys.argv[1], font_paths=[sys.argv[2]], "
        "ignore_system_fonts=True, pdf_standards=['ua-1']))"
    )
    order = [sys.executable, "-I", "-c", code, str(Path(folder, "main.typ")), str(fonts)]
    return subprocess.run(order, check=True, capture_output=True).stdout


def _count(content: bytes) -> int:
    import pikepdf

    return len(pikepdf.open(BytesIO(content)).pages)


def _timed(work: Callable[[], bytes]) -> tuple[bytes, float]:
    started = time.perf_counter()
    content = work()
    return content, time.perf_counter() - started


def _told(found: list[Measure]) -> str:
    from importlib.metadata import version

    rows = (
        f"| {each.name} | {each.pages} | {each.size // 1000} | {each.first * 1000:.0f} | {each.best * 1000:.0f} "
        f"| {each.bare * 1000:.0f} | {each.ratio:.1f} | {LIMIT if each.name == BARRED else ''} |\n"
        for each in found
    )
    head = HEAD.format(
        today=datetime.now(UTC).date().isoformat(),
        python=".".join(map(str, sys.version_info[:3])),
        typst=version("typst"),
        cores=os.cpu_count(),
        rounds=ROUNDS,
    )
    return head + "".join(rows)


if __name__ == "__main__":
    sys.exit(main())
