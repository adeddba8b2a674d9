"""Measure what the README promises: clone to first page, second start, and the weight of a first view of every page.

Run by `just bars` on a committed tree. Caches are emptied for the first start (a cache folder of its own); the package
registry and the machine are what they are, so times are goals, while bytes and requests are exact.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, Response, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PORT = 8731
SITE = f"http://127.0.0.1:{PORT}"
CHROMIUM = "/usr/bin/chromium"
FIRST_START_SECONDS, SECOND_START_SECONDS, MAXIMUM_BYTES, MAXIMUM_REQUESTS = 60, 5, 100_000, 12


@dataclass(frozen=True)
class Weight:
    path: str
    bytes: int
    requests: int
    third_party: int
    cookies: int
    has_form: bool

    @property
    def holds(self) -> bool:
        light = self.bytes <= MAXIMUM_BYTES and self.requests <= MAXIMUM_REQUESTS
        return light and not self.third_party and (self.has_form or not self.cookies)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("href") if tag == "a" else None
        if target:
            self.found.add(target)


def main() -> int:
    work = Path(tempfile.mkdtemp(prefix="bars-"))
    try:
        clone = work / "clone"
        started = time.monotonic()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        with _running(clone, work) as output:
            first = time.monotonic() - started
        started = time.monotonic()
        with _running(clone, work):
            second = time.monotonic() - started
            weights = _weigh(sorted(_addresses()))
        return _report(first, second, weights, output.read_text())
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


def _addresses() -> set[str]:
    """Every page of the site reachable by links, from the front page on."""
    known, waiting = {"/"}, ["/"]
    while waiting:
        path = waiting.pop()
        with urllib.request.urlopen(SITE + path, timeout=30) as answer:
            if "html" not in answer.headers["Content-Type"]:
                known.discard(path)
                continue
            links = _Links()
            links.feed(answer.read().decode())
        for target in links.found:
            parts = urlsplit(urljoin(SITE + path, target))
            if parts.netloc == urlsplit(SITE).netloc and not parts.query and parts.path not in known:
                known.add(parts.path)
                waiting.append(parts.path)
    return known


def _weigh(paths: list[str]) -> list[Weight]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        return [_weigh_one(browser, path) for path in paths]


def _weigh_one(browser: Browser, path: str) -> Weight:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    received: list[int] = []
    client.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - a builtin cannot be a handler
    page.goto(SITE + path, wait_until="networkidle")
    weight = Weight(
        path=path,
        bytes=sum(received),
        requests=len(answers),
        third_party=sum(not answer.url.startswith(SITE) for answer in answers),
        cookies=len(context.cookies()),
        has_form=page.locator("form[method=post]").count() > 0,
    )
    context.close()
    return weight


def _report(first: float, second: float, weights: list[Weight], output: str) -> int:
    print(output)
    for weight in sorted(weights, key=lambda weight: -weight.bytes):
        print(f"{weight.bytes:7} bytes, {weight.requests:2} requests  {weight.path}")
    heaviest = max(weights, key=lambda weight: weight.bytes)
    rows = [
        ("clone to first page", f"{first:.1f} s", f"{FIRST_START_SECONDS} s"),
        ("second start", f"{second:.1f} s", f"{SECOND_START_SECONDS} s"),
        ("pages weighed", str(len(weights)), ""),
        ("heaviest first view", f"{heaviest.bytes} bytes ({heaviest.path})", f"{MAXIMUM_BYTES} bytes"),
        (
            "most requests of a first view",
            str(max(weight.requests for weight in weights)),
            str(MAXIMUM_REQUESTS),
        ),
        ("requests to a third party", str(sum(weight.third_party for weight in weights)), "0"),
        (
            "pages with a cookie and no form",
            str(sum(weight.cookies > 0 and not weight.has_form for weight in weights)),
            "0",
        ),
    ]
    for label, measured, bar in rows:
        print(f"{label:34} {measured:60} {bar}")
    failing = [weight for weight in weights if not weight.holds]
    for weight in failing:
        print(f"OVER: {weight}")
    return int(bool(failing) or first > FIRST_START_SECONDS or second > SECOND_START_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
