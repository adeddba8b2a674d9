"""The real thing: `./run`'s own launcher on a folder of its own, and Debian's Chromium in front of it.

The site is shared by the whole session: a test that changes it puts it back.
"""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

import pytest

from socioeco.generator import generate_association

from .launching import Site, copy, free_port, launched, prepare, reachable_folder, start_launcher

CHROMIUM = "/usr/bin/chromium"
# Where `./test` prepared an installation, while its checks ran.
PREPARED = Path(os.environ.get("PREPARED_INSTALLATION", "/nowhere"))
MISSING = "no browser to drive: apt-get install chromium libatomic1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.functional)
            if not (Path(CHROMIUM).exists() and find_library("atomic")):
                item.add_marker(pytest.mark.skip(reason=MISSING))


@contextlib.contextmanager
def database_of_its_own(name: str) -> Iterator[dict[str, str]]:
    """With DATABASE_URL, a fresh database on that server; without, nothing: the launcher brings its own server."""
    given = os.environ.get("DATABASE_URL")
    if not given:
        yield {}
        return
    import psycopg

    base, _, query = given.partition("?")
    address = f"{base.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {"DATABASE_URL": address}
        finally:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def prepared(one_at_a_time) -> Iterator[Callable[[Path], None]]:
    """A first start prepares a folder, once a run: the installations of the tests begin as copies of it."""

    def copy_to(data: Path) -> None:
        if PREPARED.exists():
            copy(PREPARED, data)
            return
        with one_at_a_time("installation") as first:
            if not first.exists():
                prepare(first)
            copy(first, data)

    yield copy_to
    with one_at_a_time("installation") as first:  # a process that comes later prepares it again
        shutil.rmtree(first, ignore_errors=True)


@pytest.fixture(scope="session")
def site(prepared, worker_id) -> Iterator[Site]:
    with reachable_folder() as folder, database_of_its_own(f"functional_tests_{worker_id}") as extra:
        if not extra:
            prepared(folder / "data")
        with launched(folder / "data", extra=extra) as running:
            yield running


@dataclass(frozen=True)
class Installation:
    """A folder and a database of its own, for tests that stop and start."""

    data: Path
    extra: dict[str, str]

    def launch(self) -> "contextlib.AbstractContextManager[Site]":
        return launched(self.data, "--vide", extra=self.extra)


@pytest.fixture(scope="module")
def installation(prepared, worker_id) -> Iterator[Installation]:
    with reachable_folder() as folder, database_of_its_own(f"functional_tests_apart_{worker_id}") as extra:
        if not extra:
            prepared(folder / "data")
        yield Installation(folder / "data", extra)


@pytest.fixture
def unused_port() -> int:
    return free_port()


@pytest.fixture(scope="session")
def attempt() -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Launch where a launch cannot succeed; return the code and all that was said."""

    def run(port: int, data: Path) -> "subprocess.CompletedProcess[str]":
        process = start_launcher(port, data)
        said, _ = process.communicate(timeout=60)
        return subprocess.CompletedProcess(process.args, process.returncode, said)

    return run


@pytest.fixture(scope="module")
def browser():
    """Not for the session: Playwright's event loop would forbid the database to the tests that come after."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def visitor(browser, site) -> Iterator[Callable]:
    """Make a page for a new visitor: a context of her own, closed at the end of the test."""
    contexts = []

    def arrive(**options):
        defaults = {"base_url": site.url, "locale": "fr-FR", "viewport": {"width": 1280, "height": 900}}
        contexts.append(browser.new_context(**{**defaults, **options}))
        return contexts[-1].new_page()

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def only_page(browser, site):
    """One page for all the views of a module (see `looking.arrive`): to make one costs as much as to look at it."""
    context = browser.new_context(base_url=site.url, locale="fr-FR", reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def page(visitor):
    """A new visitor, JavaScript on."""
    return visitor()


@pytest.fixture(params=[True, False], ids=["js", "no-js"])
def page_with_and_without_js(visitor, request):
    """The same journey twice: with JavaScript, and without."""
    return visitor(java_script_enabled=request.param)


@pytest.fixture(scope="session")
def association():
    """Three years of a fictitious association, for a visitor to import."""
    return generate_association("festival", seed=7, first_year=2023, years=3)


@pytest.fixture(scope="session")
def uploads(association) -> list[dict[str, object]]:
    """Its accounting files, as a browser sends them."""
    return [
        {"name": exercice.fec_name, "mimeType": "text/plain", "buffer": exercice.fec_bytes()}
        for exercice in association.exercices
    ]


@pytest.fixture(scope="session")
def import_files() -> Callable:
    """Send files from the trajectory's first page; the browser is left on what the site answers."""

    def send(page, files):
        page.goto("/agir/trajectoire/")
        page.get_by_label("Vos fichiers", exact=True).set_input_files(files)
        page.get_by_role("button", name="Importer mes comptes").or_(
            page.get_by_role("button", name="Ajouter ces fichiers")
        ).click()

    return send


@pytest.fixture(scope="session")
def type_year() -> Callable:
    """Type the lines of an exercice, known by their labels, and keep them."""

    def send(page, closing, lines):
        page.goto("/agir/trajectoire/saisir/")
        for label, words in {"Clôture de l’exercice": closing, **lines}.items():
            page.get_by_label(label, exact=True).fill(words)
        page.get_by_role("button", name="Garder cette année").click()

    return send


@pytest.fixture(scope="session")
def erase_everything() -> Callable:
    """End a visitor's work if she has one, so that the shared site keeps nothing of a test."""

    def erase(page):
        if page.goto("/agir/trajectoire/effacer/").status == 200:
            page.get_by_role("button", name="Tout effacer maintenant").click()

    return erase


@pytest.fixture(scope="session")
def sign_in() -> Callable:
    """Enter the editors' space."""

    def enter(page, email, password):
        page.goto("/edition/")
        page.get_by_label("Adresse électronique").fill(email)
        page.locator("[name=password]").fill(password)
        page.get_by_role("button", name="S'identifier").click()
        page.wait_for_url("**/edition/")
        return page

    return enter


@pytest.fixture
def visiting(visitor, erase_everything):
    """A visitor on her way out: what is left of her work is erased at the end."""
    page = visitor()
    yield page
    erase_everything(page)
