"""What is started is stopped, whatever dies first, and nothing that was acknowledged is lost."""

import contextlib
import os
import signal
import socket
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

PATIENCE = 15  # seconds for everything to be gone
READING, RESULTS = "/agir/trajectoire/lecture/", "/agir/trajectoire/resultats/"
LONG = 5_300_000  # bytes: a file that waits for the task worker
PREPARED = """
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from trajectoires.content.models import LoadedFile
print(MigrationRecorder.Migration.objects.aggregate(Max("applied")), LoadedFile.objects.aggregate(Max("loaded_at")))
"""


def processes_of(data):
    """Every living process of an installation: its folder is in its command, its environment or under its feet."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (folder / "cmdline").read_bytes()
            surroundings = (
                command + (folder / "environ").read_bytes() + os.fsencode((folder / "cwd").readlink())
            )
            if command and os.fsencode(data) in surroundings:
                found[int(folder.name)] = command.replace(b"\0", b" ").decode(errors="replace").strip()
    return found


def parent_of(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def victims(site):
    """One process of each kind; the postmaster only where it is ours."""
    running = processes_of(site.data)
    web = next(pid for pid, command in running.items() if "trajectoires.config.web" in command)
    found = {
        "launcher": site.process.pid,
        "web master": web,
        "web worker": next(
            pid
            for pid, command in running.items()
            if parent_of(pid) == web and "resource_tracker" not in command
        ),
        "task worker": next(
            pid for pid, command in running.items() if "trajectoires.config.worker" in command
        ),
    }
    if "DATABASE_URL" not in site.environment:
        found["postmaster"] = next(pid for pid, command in running.items() if "bin/postgres -D" in command)
    return found


def left_after(data, seconds):
    """What is still running at the end of these seconds; nothing, as soon as nothing is."""
    deadline = time.monotonic() + seconds
    while (left := processes_of(data)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


def status_of(url):
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def prepared(site):
    return site.manage("shell", "-v", "0", "-c", PREPARED)


@pytest.fixture(autouse=True)
def _nothing_for_the_next_test(installation):
    """What a failed test left running would make the next one fail."""
    yield
    for pid in processes_of(installation.data):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_whatever_is_killed_all_stops_and_nothing_is_lost(
    installation, browser, uploads, import_files, subtests
):
    works = {}
    names = [
        "launcher",
        "web master",
        "web worker",
        "task worker",
        *([] if installation.extra else ["postmaster"]),
    ]
    for name in names:
        with subtests.test(killed=name), installation.launch() as site:
            check_works(site, works)
            works[name] = import_one(browser, site, uploads[len(works) % len(uploads)], import_files)
            if name == "task worker":  # a file that still waits is kept too
                os.kill(victims(site)[name], signal.SIGSTOP)
                works["waiting"] = import_one(browser, site, lengthened(uploads[0]), import_files, to=READING)
            os.kill(victims(site)[name], signal.SIGKILL)
            assert left_after(site.data, PATIENCE) == {}
            said, _ = site.process.communicate(timeout=PATIENCE)
            assert site.process.returncode == (-signal.SIGKILL if name == "launcher" else 1)
            assert name == "launcher" or "Relancez ./run : rien d’enregistré n’est perdu." in said
            assert "Traceback" not in said
    with installation.launch() as site:
        check_works(site, works)
    assert works.keys() == {*names, "waiting"}


def lengthened(upload):
    """The same entries until the file is long; the sums stay balanced."""
    header, entries = upload["buffer"].split(b"\r\n", 1)
    return {**upload, "buffer": b"\r\n".join([header, entries * (LONG // len(entries) + 1)])}


def import_one(browser, site, upload, import_files, *, to=RESULTS):
    """A new visitor's work, acknowledged: the site has answered. Cookies do not depend on the port."""
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    import_files(page, upload)
    page.wait_for_url(f"**{to}")
    state = context.storage_state()
    context.close()
    return browser, state, upload["name"]


def check_works(site, works):
    for browser, state, name in works.values():
        context = browser.new_context(base_url=site.url, storage_state=state)
        page = context.new_page()
        read = page.locator("#lectures summary").get_by_text(name, exact=True)
        deadline = time.monotonic() + PATIENCE
        while (
            page.goto(RESULTS).status == 200 and not read.is_visible()
        ):  # a file that waited is read meanwhile
            assert time.monotonic() < deadline, name
        assert read.is_visible()
        context.close()


@pytest.mark.parametrize(
    "sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL], ids=lambda sent: sent.name
)
def test_a_signal_leaves_nothing_even_when_all_has_barely_started(installation, sent):
    with installation.launch() as site:
        if sent is signal.SIGINT:
            os.killpg(site.process.pid, sent)  # as a terminal does for Ctrl-C
        else:
            site.process.send_signal(sent)
        assert left_after(site.data, PATIENCE) == {}
        said, _ = site.process.communicate(timeout=PATIENCE)
        assert "Traceback" not in said
        if sent in {signal.SIGINT, signal.SIGTERM}:
            assert site.process.returncode == 0
            assert "Arrêté. Rien n’est perdu" in said


def test_a_second_start_prepares_nothing_again(installation):
    with installation.launch() as site:
        before = prepared(site)
    with installation.launch() as site:
        assert prepared(site) == before
    for step in ("Structure de la base", "Contenus", "Associations de démonstration", "Fichiers statiques"):
        assert step not in site.said
    assert "Serveur web" in site.said


def test_two_installations_live_side_by_side(installation, site):
    """The shared one with its demonstrations, the other one without any."""
    demonstration = "/agir/trajectoire/demonstration/festival/"
    with installation.launch() as other:
        assert other.url != site.url
        assert status_of(site.url + demonstration) == 200
        assert status_of(other.url + demonstration) == 404
        with urllib.request.urlopen(f"{other.url}/agir/trajectoire/", timeout=60) as answer:
            assert "Cette installation a été ouverte sans démonstration." in answer.read().decode()
    assert left_after(other.data, PATIENCE) == {}
    assert status_of(f"{site.url}/") == 200


def test_a_port_that_is_taken_is_said_before_anything_starts(attempt, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = attempt(port, tmp_path / "data")
    assert done.returncode == 1
    assert f"Le port {port} est déjà pris" in done.stdout
    assert f"./run --port {port + 1}" in done.stdout
    assert "Traceback" not in done.stdout
    assert not (tmp_path / "data").exists()
    assert processes_of(tmp_path) == {}


@pytest.mark.parametrize("port", [-1, 70000])
def test_a_port_that_cannot_be_is_said(attempt, tmp_path, port):
    done = attempt(port, tmp_path / "data")
    assert done.returncode in {1, 2}
    assert str(port) in done.stdout
    assert "Traceback" not in done.stdout


@pytest.mark.parametrize("kind", ["below a file", "closed"])
def test_a_folder_that_cannot_be_written_is_said(attempt, unused_port, tmp_path, kind):
    if kind == "closed" and os.geteuid() == 0:
        pytest.skip("nothing is closed to root")
    place = tmp_path / "place"
    if kind == "closed":
        place.mkdir(mode=0o500)
    else:
        place.write_text("")
    done = attempt(unused_port, place / "data")
    assert done.returncode == 1
    assert f"Impossible d’écrire dans {place / 'data'}" in done.stdout
    assert "Donnez un autre dossier avec --data." in done.stdout
    assert "Traceback" not in done.stdout
