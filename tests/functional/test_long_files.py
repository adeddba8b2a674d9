"""Long files are read by the worker: where it stands is said, leaving loses nothing, no byte stays on the disk.

The worker is held still while the test looks, so that nothing depends on the speed of the machine.
"""

import contextlib
import os
import re
import signal
import time
from pathlib import Path

import pytest

START, READING, RESULTS = "/agir/trajectoire/", "/agir/trajectoire/lecture/", "/agir/trajectoire/resultats/"
PATIENCE = 60  # seconds for the worker to read what it was sent
LONGEST = 30_000_000  # bytes: long enough to be seen while it is read
LONG = 5_300_000


@pytest.fixture
def visiting(page_with_and_without_js, erase_everything):
    yield page_with_and_without_js
    erase_everything(page_with_and_without_js)


@pytest.fixture
def has_script(request):
    return request.node.callspec.params["page_with_and_without_js"]


@pytest.fixture(scope="module")
def long_files(association, tmp_path_factory):
    """A file of thirty megabytes for 2023, one of five for 2024, a short one for 2025."""
    folder = tmp_path_factory.mktemp("long")
    sizes = (LONGEST, LONG, 0)
    return [
        write(folder, exercice, size) for exercice, size in zip(association.exercices, sizes, strict=True)
    ]


def write(folder, exercice, size):
    """The entries of the exercice, again and again until the file has this size; the sums stay balanced."""
    header, entries = exercice.fec_bytes().split(b"\r\n", 1)
    path = folder / exercice.fec_name
    path.write_bytes(b"\r\n".join([header, entries * max(1, -(-size // len(entries)))]))
    return path


@pytest.fixture
def worker(site):
    """Hold the site's worker still, let it go on; it goes on at the end, whatever happens."""
    pid = worker_of(site.data)
    yield lambda sent: os.kill(pid, sent)
    os.kill(pid, signal.SIGCONT)


def worker_of(data):
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            is_worker = b"trajectoires.config.worker" in (folder / "cmdline").read_bytes()
            if is_worker and os.fsencode(data) in (folder / "environ").read_bytes():
                return int(folder.name)
    raise AssertionError("the site has no worker")


def uploads_left(site):
    return [path for path in (site.data / "uploads").rglob("*") if path.is_file()]


def wait_until(condition, what):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def catch_while_it_is_read(page, worker):
    """Let the worker begin, and hold it once the status page has seen it read a part of the long file."""

    def is_seen():
        page.goto(READING)
        assert page.get_by_role("link", name="Actualiser").count() == 1, "it was read too fast to be seen"
        bar = page.get_by_role("progressbar")
        return bar.count() == 1 and 0 < float(bar.get_attribute("value")) < float(bar.get_attribute("max"))

    worker(signal.SIGCONT)
    wait_until(is_seen, "the reading never began")
    worker(signal.SIGSTOP)


def test_long_files_are_followed_to_the_results(  # noqa: PLR0917 - fixtures
    visiting, has_script, worker, long_files, import_files, site
):
    worker(signal.SIGSTOP)
    import_files(visiting, long_files)
    visiting.wait_for_url(f"**{READING}")
    waiting = visiting.get_by_text("En attente")
    assert waiting.count() == 2
    assert len(uploads_left(site)) == 2
    catch_while_it_is_read(visiting, worker)
    assert re.search(r"\d Mo lus sur 30,\d Mo", plain(visiting.locator("main").inner_text()))
    assert waiting.count() == 1
    check_that_leaving_loses_nothing(visiting)
    visiting.goto(READING)
    worker(signal.SIGCONT)
    follow_to_the_end(visiting, has_script)
    visiting.wait_for_url(f"**{RESULTS}")
    assert visiting.locator("#comptes > details.data").count() == 3
    assert visiting.get_by_role("link", name="Suivre leur lecture").count() == 0
    assert uploads_left(site) == []


def plain(text):
    return " ".join(text.split())


def check_that_leaving_loses_nothing(page):
    """The short file is there already; the hub and the results lead back to the reading."""
    page.goto("/comprendre/")
    page.goto(RESULTS)
    assert page.locator("#comptes > details.data").count() == 1
    page.get_by_role("link", name="Suivre leur lecture").click()
    page.wait_for_url(f"**{READING}")
    page.goto(START)
    page.get_by_role("link", name="Suivre la lecture").click()
    page.wait_for_url(f"**{READING}")


def follow_to_the_end(page, has_script):
    """With JavaScript there is nothing to press."""
    if has_script:
        page.wait_for_url(f"**{RESULTS}", timeout=PATIENCE * 1_000)
        return
    refresh = page.get_by_role("link", name="Actualiser")
    wait_until(lambda: refresh.count() == 0 or refresh.click(), "the reading never ended")
    page.get_by_text("Tout est lu.").wait_for()
    page.get_by_role("link", name="Voir mes résultats").click()


def test_a_file_that_waits_is_taken_back_and_erasing_forgets_the_others(  # noqa: PLR0917 - fixtures
    visitor, worker, long_files, import_files, erase_everything, site
):
    page = visitor()
    worker(signal.SIGSTOP)
    import_files(page, long_files[:2])
    page.wait_for_url(f"**{READING}")
    page.get_by_role("button", name=f"Retirer : {long_files[0].name}").click()
    page.get_by_role("status").get_by_text(f"« {long_files[0].name} » est retiré.").wait_for()
    assert page.get_by_text("En attente").count() == 1
    assert len(uploads_left(site)) == 1
    erase_everything(page)
    page.get_by_text("Tout est effacé").wait_for()
    assert uploads_left(site) == []
