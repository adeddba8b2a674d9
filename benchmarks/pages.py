"""Measure how fast a model sheet is served, against a stock Wagtail page of the same content, in one run.

Three servers, one after the other and again, same machine, same database, granian with two workers: the stock page; ours
with the cache of whole pages off and fragments warm; ours as installed. Run by `just pages`; `--ecrire` writes
docs/mesures/pages.md.
"""

import argparse
import contextlib
import datetime as dt
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from charge import pages_per_second

ROOT = Path(__file__).resolve().parents[1]
PATH = "/comprendre/modeles/cofinancement/"
PORT = 8741
SECONDS, WARMING, ROUNDS = 4.0, 2.0, 3
MOST_QUERIES, FRAGMENTS_RATIO, PAGES_RATIO = 10, 2.5, 25.0


@dataclass(frozen=True)
class Variant:
    label: str
    settings: str
    host: str
    path: str = PATH


STOCK = Variant("stock Wagtail page", "stock.settings", "stock.test")
FRAGMENTS = Variant("ours, page cache off, fragments warm", "stock.no_page_cache", "127.0.0.1")
PAGES = Variant("ours, page cache on", "trajectoires.config.settings", "127.0.0.1")


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--ecrire", action="store_true", help="write docs/mesures/pages.md")
    is_written = options.parse_args().ecrire
    with tempfile.TemporaryDirectory(prefix="pages-") as folder, _installation(Path(folder)) as environment:
        queries = {variant: _count(variant, environment) for variant in (STOCK, FRAGMENTS)}
        rates: dict[Variant, list[float]] = {STOCK: [], FRAGMENTS: [], PAGES: []}
        for _ in range(ROUNDS):
            for variant, measured in rates.items():
                measured.append(_rate(variant, environment))
    report, holds = _report({variant: median(measured) for variant, measured in rates.items()}, queries)
    print(report)
    if is_written:
        (ROOT / "docs" / "mesures" / "pages.md").write_text(report, encoding="utf-8")
    return 0 if holds else 1


@contextlib.contextmanager
def _installation(folder: Path) -> Iterator[dict[str, str]]:
    """An installation of its own, with the content of the repository and its copy for the yardstick."""
    environment = {
        **os.environ, "TRAJECTOIRES_MODE": "local", "DATA_DIR": str(folder / "data"),
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'benchmarks'}",
    }  # fmt: skip
    (folder / "data").mkdir()
    prepare = (
        "import django; django.setup(); from trajectoires.config import installation as i; "
        "i.migrate(); print(i.load_content()); i.load_demonstration(); i.collect_static()"
    )
    _python(["-c", prepare], "trajectoires.config.settings", environment)
    _python([str(ROOT / "benchmarks/stock/copying.py")], STOCK.settings, environment)
    yield environment


def _python(arguments: list[str], settings: str, environment: dict[str, str]) -> str:
    given = {**environment, "DJANGO_SETTINGS_MODULE": settings}
    done = subprocess.run(
        [sys.executable, *arguments], env=given, cwd=ROOT, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def _count(variant: Variant, environment: dict[str, str]) -> tuple[int, int]:
    script = str(ROOT / "benchmarks/stock/counting.py")
    cold, warm = _python([script, variant.host, variant.path], variant.settings, environment).split()
    return int(cold), int(warm)


def _rate(variant: Variant, environment: dict[str, str]) -> float:
    given = {**environment, "DJANGO_SETTINGS_MODULE": variant.settings}
    server = subprocess.Popen(
        [sys.executable, "-m", "trajectoires.config.web", "--port", str(PORT)], env=given, cwd=ROOT
    )
    try:
        _wait_for_server(server)
        ask = {"port": PORT, "host": variant.host, "path": variant.path}
        pages_per_second(**ask, seconds=WARMING)
        return pages_per_second(**ask, seconds=SECONDS)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for_server(server: "subprocess.Popen[bytes]") -> None:
    import socket

    for _ in range(600):
        if server.poll() is not None:
            raise SystemExit("the server stopped")
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", PORT), timeout=1).close()
            return
        time.sleep(0.05)
    raise SystemExit("the server does not answer")


def _report(rates: dict[Variant, float], queries: dict[Variant, tuple[int, int]]) -> tuple[str, bool]:
    fragments, pages = rates[FRAGMENTS] / rates[STOCK], rates[PAGES] / rates[STOCK]
    cold, warm = queries[FRAGMENTS]
    holds = warm <= MOST_QUERIES and fragments >= FRAGMENTS_RATIO and pages >= PAGES_RATIO
    lines = [
        "# A model sheet, against a stock Wagtail page of the same content",
        "",
        f"- Date: {dt.datetime.now(tz=dt.UTC).date()}; Python {platform.python_version()}, {os.cpu_count()} cores.",
        "- Command: `just pages` (benchmarks/pages.py; the yardstick is benchmarks/stock/).",
        f"- Page: `{PATH}`; granian, two workers of one thread; {ROUNDS} rounds of {SECONDS:.0f} s after {WARMING:.0f} s of",
        "  warming, over eight connections; medians.",
        "",
        "| | Requests per second | Ratio to stock | Bar | Queries, cold | Queries, warm |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        f"| {STOCK.label} | {rates[STOCK]:.0f} | 1 | | {queries[STOCK][0]} | {queries[STOCK][1]} |",
        f"| {FRAGMENTS.label} | {rates[FRAGMENTS]:.0f} | {fragments:.2f} | {FRAGMENTS_RATIO} | {cold} | {warm} |",
        f"| {PAGES.label} | {rates[PAGES]:.0f} | {pages:.1f} | {PAGES_RATIO:.0f} | {cold} | 0 |",
        "",
        f"A warm page may take {MOST_QUERIES} queries at most.",
        "",
    ]
    return "\n".join(lines), holds


if __name__ == "__main__":
    sys.exit(main())
