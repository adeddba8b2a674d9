"""Measure what the README promises: clone to first page, second start, and the weight of a first view of every page.

Run by `just bars` on a committed tree. Caches are emptied for the first start (a cache folder of its own); the package
registry and the machine are what they are, so times are goals, while bytes and requests are exact. `--site` weighs a site
that runs already, without times. `--ecrire` writes docs/mesures/poids.md. The exit status is 1 when a bar is missed.
"""

import argparse
import contextlib
import datetime as dt
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from poids import Weighing, crawl, heaviest, kilobytes, say, table, weigh_site

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "docs" / "mesures" / "poids.md"
PORT = 8731
SITE = f"http://127.0.0.1:{PORT}"
FIRST_START_SECONDS, SECOND_START_SECONDS = 60, 5
REPORT_TEXT = """# The first view of every page

What a browser that knows nothing of the site receives for one page: the page and all that comes with it, compressed, headers
included.

- Date: {date}; Python {python}, Chromium {chromium}, {system}, {cores} cores, {memory:.0f} GB.
- Command: `{command}` (`benchmarks/bars.py`, `benchmarks/poids.py`), on {site}.
- Method: every address that links lead to, from the front page and from {sent} answers to forms on, is asked once over HTTP
  ({asked} with the files). A page weighs what it is, and all that it names for a browser to load, and what this names in
  turn; of an image with several versions, the heaviest. Then Chromium, without a cache, sees the heaviest page of each
  kind ({kinds} of them; a kind is one type, the same choices in the address, the same files) and must load nothing that was
  not counted.
- A type is the genre that a page has in `content/`, or else the view that answers. The same page with other choices in its
  address (a filter, a sort, a search) counts once for each that a link leads to.
- Not weighed: the editors' space, and what asks for a link received by letter or for a course that one has done.

| Bar | Goal | Measured |
|---|---:|---:|
{bars}

## Public pages

{public}

## The pages of a work

Three years of files; they are weighed by the browser alone, since they need its cookie.

{own}
"""


@dataclass(frozen=True)
class Bar:
    label: str
    goal: str
    measured: str
    holds: bool

    @property
    def row(self) -> str:
        return f"| {self.label} | {self.goal} | {self.measured}{'' if self.holds else ' **over**'} |"


def main() -> int:
    options = _options()
    times, weighing = ([], weigh_site(options.site)) if options.site else _measure_clone()
    bars = [*times, *_bars(weighing)]
    report = _report(bars, weighing, options)
    print(report)
    for fault in weighing.faults:
        print(f"FAULT: {fault}")
    if options.ecrire:
        REPORT.write_text(report, encoding="utf-8")
    return 0 if all(bar.holds for bar in bars) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the bars of the README.")
    parser.add_argument(
        "--site", type=lambda given: given.rstrip("/"), help="weigh this running site, without times"
    )
    parser.add_argument("--ecrire", action="store_true", help="write docs/mesures/poids.md")
    return parser.parse_args()


def _measure_clone() -> tuple[list[Bar], Weighing]:
    work = Path(tempfile.mkdtemp(prefix="bars-"))
    try:
        clone = work / "clone"
        say("clone, then a first start with empty caches")
        started = time.monotonic()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        with _running(clone, work) as output:
            first = time.monotonic() - started
        print(output.read_text())
        say(f"first page after {first:.1f} s; second start")
        started = time.monotonic()
        with _running(clone, work):
            second = time.monotonic() - started
            say(f"first page after {second:.1f} s; weights")
            weighing = weigh_site(SITE)
        return [
            Bar(
                "clone to first page",
                f"{FIRST_START_SECONDS} s",
                f"{first:.1f} s",
                first <= FIRST_START_SECONDS,
            ),
            Bar(
                "second start", f"{SECOND_START_SECONDS} s", f"{second:.1f} s", second <= SECOND_START_SECONDS
            ),
        ], weighing
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextlib.contextmanager
def _running(clone: Path, work: Path) -> Iterator[Path]:
    output = work / "output"
    environment = {
        "PATH": "/usr/bin:/bin", "HOME": str(work), "UV_CACHE_DIR": str(work / "cache"), "PIP_NO_CACHE_DIR": "1",
        "PYTHONUNBUFFERED": "1", **{k: v for k, v in os.environ.items() if "CERT" in k or "PROXY" in k.upper()},
    }  # fmt: skip
    command = [sys.executable if not sys.prefix.endswith(".venv") else "/usr/bin/python3", "run"]
    with output.open("w") as file:
        process = subprocess.Popen(
            [*command, "--port", str(PORT), "--data", str(work / "data")], cwd=clone, env=environment, stdout=file,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            _wait(process)
            yield output
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def _wait(process: "subprocess.Popen[bytes]") -> None:
    for _ in range(6000):
        if process.poll() is not None:
            raise SystemExit("./run stopped before its first page")
        with contextlib.suppress(OSError):
            urllib.request.urlopen(SITE, timeout=30).close()
            return
        time.sleep(0.05)
    raise SystemExit("no page after five minutes")


def _bars(weighing: Weighing) -> list[Bar]:
    measured = [*weighing.public, *weighing.own, *weighing.seen]
    most, requests = heaviest(measured), max(weight.requests for weight in measured)
    none = {
        "addresses that do not answer, of those that links and pages name": weighing.unanswered,
        "pages where a browser loads what was not counted": weighing.unnamed,
        "pages that ask a third party for something": weighing.third_party,
        "pages that set a cookie without showing a form": weighing.cookies,
    }
    return [
        Bar(
            "heaviest first view",
            f"{kilobytes(crawl.MOST_BYTES)} kB",
            f"{kilobytes(most.bytes)} kB (`{most.address}`, of {len(weighing.public)} pages)",
            most.bytes <= crawl.MOST_BYTES,
        ),
        Bar(
            "most requests of a first view",
            str(crawl.MOST_REQUESTS),
            str(requests),
            requests <= crawl.MOST_REQUESTS,
        ),
        *(Bar(label, "0", str(len(found)), not found) for label, found in none.items()),
    ]


def _report(bars: list[Bar], weighing: Weighing, options: argparse.Namespace) -> str:
    return REPORT_TEXT.format(
        date=dt.datetime.now(tz=dt.UTC).date(),
        python=platform.python_version(),
        chromium=weighing.browser,
        system=platform.freedesktop_os_release()["PRETTY_NAME"],
        cores=os.cpu_count(),
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30,
        command=f"just bars{' --site …' if options.site else ''}",
        site="a site that ran already" if options.site else "a fresh clone, at its second start",
        sent=len(crawl.SENT),
        asked=weighing.asked,
        kinds=len(weighing.seen),
        bars="\n".join(bar.row for bar in bars),
        public="\n".join(table(weighing.public)),
        own="\n".join(table(weighing.own)),
    )


if __name__ == "__main__":
    sys.exit(main())
