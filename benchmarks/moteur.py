"""Measure the engine against bare tools on one million FEC lines: time by ratio, memory in megabytes.

`PYTHONPATH=src .venv/bin/python benchmarks/moteur.py`. Each case is a process of its own, its start and its imports
counted; cases of a same ratio are run in turn, several times, after one that is not counted. A ratio is that of the
best times, which the other work of a machine disturbs least; the ratio of the medians is given beside. The exit status
is 1 when a bar is missed. `--ecrire` writes docs/mesures/moteur.md.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
REPORT = HERE.parent / "docs" / "mesures" / "moteur.md"
LINES, ROUNDS = 1_000_000, 7
MOST_OF_POLARS, MOST_OF_CSV, MOST_OF_PYTHON, LEAST_OF_FEC_PARSER = 2.0, 4.0, 3.0, 25.0
MOST_MEGABYTES_FAST, MOST_MEGABYTES_STREAMING = 600.0, 100.0


@dataclass
class Case:
    """A command, and the runs of it: seconds by the clock and of the processor, peak memory."""

    name: str
    command: Sequence[str]
    walls: list[float] = field(default_factory=list)
    processors: list[float] = field(default_factory=list)
    peaks: list[float] = field(default_factory=list)
    answers: set[str] = field(default_factory=set)

    def run(self, *, is_counted: bool = True) -> None:
        started = time.perf_counter()
        with subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True) as process:
            answer = process.stdout.read() if process.stdout else ""
            _pid, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{self.name} failed")
        if is_counted:
            self.walls.append(wall)
            self.processors.append(usage.ru_utime + usage.ru_stime)
            self.peaks.append(usage.ru_maxrss / 1024)
            self.answers.add(answer)

    @property
    def best(self) -> float:
        return min(self.walls)

    @property
    def row(self) -> tuple[str, ...]:
        times = (self.best, median(self.walls), min(self.processors))
        return (self.name, str(len(self.walls)), *(f"{each:.3f}" for each in times), f"{max(self.peaks):.0f}")


@dataclass(frozen=True)
class Bar:
    """One promise: a figure, its limit, and which side of it is right."""

    name: str
    figure: float
    limit: float
    unit: str = "x"
    is_floor: bool = False
    median: float | None = None

    @property
    def holds(self) -> bool:
        return self.figure >= self.limit if self.is_floor else self.figure <= self.limit

    @property
    def row(self) -> tuple[str, ...]:
        beside = "" if self.median is None else f"{self.median:.2f}"
        side = "at least" if self.is_floor else "at most"
        verdict = "holds" if self.holds else "MISSED"
        return (self.name, f"{self.figure:.2f}", beside, f"{side} {self.limit:g} {self.unit}", verdict)


def main() -> int:
    options = _options()
    plain, dirty = _files(options.dossier, options.lignes)
    cases = _cases(plain, dirty)
    for names in (("polars", "polars-lazy", "engine"), ("csv", "streaming"), ("python", "help")):
        _in_turn([cases[name] for name in names], options.repetitions)
    cases["fec-parser"].run()
    for names in (("polars", "polars-lazy", "engine", "fec-parser"), ("csv", "streaming")):
        if len(set().union(*(cases[name].answers for name in names))) != 1:
            raise SystemExit(f"{', '.join(names)} do not find the same debit")
    bars = [*_bars(cases), *_simulation()]
    _print(list(cases.values()), bars)
    if options.ecrire:
        REPORT.write_text(_report(options, plain, list(cases.values()), bars), encoding="utf-8")
    return int(not all(bar.holds for bar in bars))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lignes", type=int, default=LINES, help="lines of the file")
    parser.add_argument("--repetitions", type=int, default=ROUNDS, help="counted runs of each case")
    parser.add_argument("--dossier", type=Path, default=Path(tempfile.gettempdir()) / "socioeco-mesures")
    parser.add_argument("--ecrire", action="store_true", help="write docs/mesures/moteur.md")
    return parser.parse_args()


def _files(folder: Path, lines: int) -> tuple[Path, Path]:
    command = [sys.executable, str(HERE / "moteur_fichiers.py"), str(folder), str(lines)]
    plain, dirty = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return Path(plain), Path(dirty)


def _cases(plain: Path, dirty: Path) -> dict[str, Case]:
    def case(name: str, path: Path) -> Case:
        return Case(name, [sys.executable, str(HERE / "moteur_cas.py"), name, str(path)])

    cases = [case(name, plain) for name in ("polars", "polars-lazy", "engine", "fec-parser")]
    cases += [case(name, dirty) for name in ("csv", "streaming")]
    cases += [Case("python", [sys.executable, "-c", "pass"])]
    cases += [Case("help", [sys.executable, "-m", "socioeco", "--help"])]
    return {each.name: each for each in cases}


def _in_turn(cases: Sequence[Case], rounds: int) -> None:
    for each in cases:
        each.run(is_counted=False)
    for _round in range(rounds):
        for each in cases:
            each.run()


def _bars(cases: dict[str, Case]) -> list[Bar]:
    engine, streaming = cases["engine"], cases["streaming"]
    return [
        _ratio("engine / polars", engine, cases["polars"], MOST_OF_POLARS),
        Bar("engine, memory", max(engine.peaks), MOST_MEGABYTES_FAST, "MB"),
        Bar(
            "fec-parser / engine", cases["fec-parser"].best / engine.best, LEAST_OF_FEC_PARSER, is_floor=True
        ),
        _ratio("streaming / csv", streaming, cases["csv"], MOST_OF_CSV),
        Bar("streaming, memory", max(streaming.peaks), MOST_MEGABYTES_STREAMING, "MB"),
        _ratio("socioeco --help / python -c pass", cases["help"], cases["python"], MOST_OF_PYTHON),
    ]


def _ratio(name: str, measured: Case, yardstick: Case, limit: float) -> Bar:
    beside = median(measured.walls) / median(yardstick.walls)
    return Bar(name, measured.best / yardstick.best, limit, median=beside)


def _simulation() -> list[Bar]:
    """The bar of the scenarios, when their measure is there; taken last, for it is in this process."""
    try:
        import simulation
    except ModuleNotFoundError as missing:
        if missing.name != "simulation":
            raise
        print("no benchmarks/simulation.py: the futures are not measured")
        return []
    return [Bar(each.name, each.ratio, each.limit) for each in simulation.measures()]


CASES = ("case", "runs", "best, s", "median, s", "processor, s", "memory, MB")
BARS = ("bar", "figure", "of medians", "limit", "")


def _print(cases: Sequence[Case], bars: Sequence[Bar]) -> None:
    for row in (CASES, *(each.row for each in cases)):
        print("{:18}{:>6}{:>10}{:>11}{:>14}{:>12}".format(*row))
    print()
    for row in (BARS, *(bar.row for bar in bars)):
        print("{:54}{:>8}{:>12}  {:18}{}".format(*row))


def _report(options: argparse.Namespace, plain: Path, cases: Sequence[Case], bars: Sequence[Bar]) -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in ("polars", "numpy", "pydantic", "fec-parser"))
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"
    size = plain.stat().st_size / 1e6
    by_name = {case.name: case for case in cases}
    cases_ratio = f"{by_name['engine'].best / by_name['polars-lazy'].best:.2f}"
    return f"""# The engine against bare tools

Written by `benchmarks/moteur.py --ecrire`: do not edit.

- Date: {_today()}; engine {_engine_version()}; Python {platform.python_version()}; {versions}.
- Machine: {machine}, shared with other work: ratios tell more than times.
- Command: `PYTHONPATH=src .venv/bin/python benchmarks/moteur.py --ecrire`.
- File: {options.lignes} lines, {size:.0f} MB, the generated books of the five stories as one year of one association; the
  dirty one is the same in ISO 8859-15 with CR CR LF.
- Method: each case is a process of its own, its start and its imports counted; yardstick and measured case in turn,
  {options.repetitions} times after one that is not counted, fec-parser once. Ratios are of the best times. Memory is the
  greatest peak of the process. Every case must find the same debit.

{_table(BARS, [bar.row for bar in bars])}

{_table(CASES, [each.row for each in cases])}

- engine: read, every control, classified, all the indicators.
- polars: typed read into a table, then balance by account and entries that do not balance, written the usual way.
- polars-lazy: the same two answers as one lazy query of the streaming engine, which keeps no table; shown without a bar:
  engine / polars-lazy is {cases_ratio}, of best times.
- streaming: every control on the dirty file; csv: the csv module and sums by account, told the encoding.
"""


def _today() -> str:
    return f"{date.today():%Y-%m-%d}"  # noqa: DTZ011 - a day, no instant


def _engine_version() -> str:
    from socioeco import __version__

    return __version__


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    ruler = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ruler, *rows))


if __name__ == "__main__":
    sys.exit(main())
