"""Send damaged files to the readers for some minutes, and write what happened in docs/mesures/fuzz.md.

Three parts, all drawn from one seed. Bombs first: each of 40 MB, read in a process of its own, so that its memory is its
own; its time is compared with a clean file of the same size read in the same run. Then draws: small generated books
under the three accounting texts, with one to three kinds of damage each, for the minutes asked. Last, damaged balances,
budgets and JSON, in text and in workbooks (`fuzz_tables`), as many as asked.

`just fuzz 10` for ten minutes; `tools/fuzz.py 10 --seed 7` to replay a run. Exit status 1 when something failed.
"""

import argparse
import json
import multiprocessing
import platform
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from random import Random

from fuzz_tables import TableDraws, draw_tables

import socioeco
from socioeco.generator import FecFormat, Regime, generate_association
from socioeco.generator.bombs import BOMBS
from socioeco.generator.damage import DAMAGES, damage
from socioeco.readers import Balance, read_fec

REPORT = Path(__file__).resolve().parents[1] / "docs" / "mesures" / "fuzz.md"
CLEAN = "a clean file"
NAME = "123456782FEC20251231.txt"
BOMB_BYTES = 40_000_000
CLEAN_LINES = 310_000
STUCK_SECONDS = 180
YEARS = {Regime.CRC_99_01: 2018, Regime.ANC_2018_06: 2021, Regime.PCG_2025: 2025}
STORIES = ("club_benevole", "festival", "employeur_commande_publique")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One file read alone: processor seconds, peak memory above the start of the process, size of what is kept."""

    kind: str
    megabytes: float
    seconds: float
    peak: float
    kept: int
    outcome: str

    @property
    def pace(self) -> float:
        return self.seconds / self.megabytes


@dataclass
class Draws:
    cases: Counter[str] = field(default_factory=Counter)
    balances: int = 0
    refusals: int = 0
    failures: list[str] = field(default_factory=list)
    worst: tuple[float, str] = (0.0, "")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("minutes", type=float)
    parser.add_argument("--seed", type=int, default=int(f"{date.today():%Y%m%d}"))  # noqa: DTZ011 - a day, no instant
    parser.add_argument("--tables", type=int, default=10_000, help="damaged balances, budgets and JSON")
    parser.add_argument("--report", type=Path, default=REPORT)
    options = parser.parse_args()
    clean = _told(_alone(CLEAN))
    bombs = [_told(_alone(kind)) for kind in BOMBS]
    draws = _draw(options.seed, time.monotonic() + options.minutes * 60)
    tables = draw_tables(options.seed, options.tables)
    options.report.parent.mkdir(parents=True, exist_ok=True)
    options.report.write_text(_report(options, clean, bombs, draws, tables), encoding="utf-8")
    broken = [bomb.kind for bomb in bombs if not _is_sound(bomb)]
    failures = draws.failures + tables.failures
    print(
        f"{draws.cases.total()} draws, {tables.cases.total()} tables, {len(failures)} failures; "
        f"bombs that failed: {broken or 'none'}"
    )
    return 1 if broken or failures else 0


# --- bombs --------------------------------------------------------------------------------------------------------------


def _alone(kind: str) -> Measure:
    """Read in a new process. One that raises, dies or takes too long has an outcome that says so."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(kind, sender))
    process.start()
    sender.close()
    try:
        answer = receiver.recv() if receiver.poll(STUCK_SECONDS) else "STUCK"
    except EOFError:
        answer = "DIED"
    process.kill()
    process.join()
    if isinstance(answer, Measure):
        return answer
    return Measure(kind=kind, megabytes=BOMB_BYTES / 1e6, seconds=0, peak=0, kept=0, outcome=answer)


def _measure(kind: str, sender) -> None:
    chunks = list(_clean() if kind == CLEAN else BOMBS[kind](BOMB_BYTES))
    before = _peak_kilobytes()
    start = time.process_time()
    try:
        reading = read_fec(chunks, NAME)
    except Exception as error:
        sender.send(f"RAISED {type(error).__name__}")
        return
    seconds = time.process_time() - start
    peak = (_peak_kilobytes() - before) * 1024 / 1e6
    kept = len(json.dumps(reading.to_json(), ensure_ascii=False).encode())
    sender.send(
        Measure(
            kind=kind,
            megabytes=sum(map(len, chunks)) / 1e6,
            seconds=seconds,
            peak=peak,
            kept=kept,
            outcome=_outcome(reading),
        )
    )


def _peak_kilobytes() -> int:
    """Of this process only: on Linux `ru_maxrss` also remembers the process that started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1])


def _clean() -> Iterator[bytes]:
    book = generate_association("festival", seed=1, first_year=2025, years=1).exercices[0]
    return book.fec_chunks(FecFormat(), lines=CLEAN_LINES)


def _outcome(reading) -> str:
    codes = [anomaly.code for anomaly in reading.anomalies if anomaly.is_blocking]
    if reading.is_blocked != bool(codes):
        return "WITHOUT A REASON"
    return ", ".join(dict.fromkeys(codes)) or "balance"


def _is_sound(measure: Measure) -> bool:
    return not measure.outcome.isupper() and not measure.outcome.startswith("RAISED")


def _told(measure: Measure) -> Measure:
    print(f"{measure.kind:28} {measure.seconds:6.1f} s {measure.peak:6.0f} MB  {measure.outcome}", flush=True)
    return measure


# --- draws --------------------------------------------------------------------------------------------------------------


def _draw(seed: int, end: float) -> Draws:
    draws = Draws()
    books = [
        generate_association(
            story, seed=seed, first_year=year, years=1, regime=regime, size="petite"
        ).exercices[0]
        for story in STORIES
        for regime, year in YEARS.items()
    ]
    files = [(book.fec_name, book.fec_bytes()) for book in books]
    for number in count():
        if time.monotonic() > end:
            return draws
        rng = Random(f"{seed}/{number}")  # noqa: S311 - a seeded draw is wanted, not a secret
        name, data = files[number % len(files)]
        kinds = rng.choices(list(DAMAGES), k=rng.choice((1, 1, 2, 3)))
        for kind in kinds:
            data = damage(data, kind, rng) if len(data) > 20_000 else data
        _try(draws, f"draw {number}: {' + '.join(kinds)}", kinds, name, data)
    return draws


def _try(draws: Draws, label: str, kinds: list[str], name: str, data: bytes) -> None:
    draws.cases.update(kinds[:1])
    start = time.process_time()
    try:
        reading = read_fec([data], name)
        problem = "" if _outcome(reading) != "WITHOUT A REASON" else "neither balance nor reason"
        written = json.dumps(reading.to_json())
        if reading.balance and Balance.from_json(json.loads(written)["balance"]) != reading.balance:
            problem = "the balance is not read back as it was written"
    except Exception as error:
        draws.failures.append(f"{label}: {type(error).__name__}")
        return
    if problem:
        draws.failures.append(f"{label}: {problem}")
    draws.balances += reading.balance is not None
    draws.refusals += reading.balance is None
    if len(data) > 50_000:  # on a smaller file the clock measures the start
        draws.worst = max(draws.worst, ((time.process_time() - start) / len(data) * 1e6, label))


# --- report -------------------------------------------------------------------------------------------------------------


def _report(
    options: argparse.Namespace, clean: Measure, bombs: list[Measure], draws: Draws, tables: TableDraws
) -> str:
    slowest, heaviest = max(bombs, key=lambda bomb: bomb.pace), max(bombs, key=lambda bomb: bomb.peak)
    failed = [f"{bomb.kind}: {bomb.outcome}" for bomb in bombs if not _is_sound(bomb)]
    failed += draws.failures + tables.failures
    lines = [
        "# Damaged files sent to the readers",
        "",
        "Written by `just fuzz`: do not edit. Every file must end as a balance, or as a refusal whose reason is said;",
        "never as an error, never as a worker that does not come back.",
        "",
        f"- Date: {date.today():%Y-%m-%d}; engine {socioeco.__version__}; Python {platform.python_version()}, "  # noqa: DTZ011
        f"{platform.machine()}.",
        f"- Command: `just fuzz {options.minutes:g}`; seed {options.seed}.",
        f"- Draws: {draws.cases.total()} damaged books ({len(DAMAGES)} kinds of damage, one to three each, three accounting "
        f"texts): {draws.balances} read, {draws.refusals} refused with a reason.",
        f"- Tables: {tables.cases.total()} damaged balances, budgets and JSON, in text and in workbooks: "
        f"{tables.cases.total() - tables.refusals} read, {tables.refusals} refused with a reason.",
        f"- Bombs: {len(bombs)} kinds, {BOMB_BYTES // 10**6} MB each as a rule, each read in a process of its own.",
        f"- Failures: {len(failed) or 'none'}.",
        *(f"  - {failure}" for failure in failed[:50]),
        f"- Clean file of {clean.megabytes:.0f} MB in the same run: {clean.pace:.3f} s/MB, {clean.peak:.0f} MB of memory.",
        f"- Slowest bomb: « {slowest.kind} », {slowest.pace:.3f} s/MB: {slowest.pace / clean.pace:.1f} × the clean file.",
        f"- Heaviest bomb: « {heaviest.kind} », {heaviest.peak:.0f} MB of memory.",
        f"- Slowest draw: {draws.worst[0]:.3f} s/MB ({draws.worst[1]}).",
        "",
        "Time is processor time of reading alone. Memory is the peak of the process above its peak before reading, the file "
        "being made already. Kept is the size of everything the reading gives, as it would be stored.",
        "",
        "| Bomb | Size (MB) | s/MB | × clean | Memory (MB) | Kept (kB) | Ends as |",
        "|---|---:|---:|---:|---:|---:|---|",
        *(_row(measure, clean) for measure in (clean, *bombs)),
        "",
        "| First kind of damage drawn | Cases |",
        "|---|---:|",
        *(f"| {kind} | {number} |" for kind, number in sorted((draws.cases + tables.cases).items())),
        "",
    ]
    return "\n".join(lines)


def _row(measure: Measure, clean: Measure) -> str:
    ratio = measure.pace / clean.pace
    numbers = f"{measure.megabytes:.1f} | {measure.pace:.3f} | {ratio:.1f} | {measure.peak:.0f} | {measure.kept / 1000:.0f}"
    return f"| {measure.kind} | {numbers} | {measure.outcome} |"


if __name__ == "__main__":
    sys.exit(main())
