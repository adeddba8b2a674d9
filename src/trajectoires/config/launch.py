"""What `./run` does once the environment stands: database, content, static files, web server, worker.

Guarantees: whatever stops it (Ctrl-C, a signal, the death of one of its processes), every process it started is
stopped; a second launch loses nothing and repairs an interrupted first one.
"""

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import traceback
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from trajectoires.config import lifeline, postgres, stamp

NEEDED_BYTES = 300_000_000
LEAVING_SECONDS = 5
DEMO_EMAIL = "redaction@demonstration.invalid"


class UnableToLaunch(Exception):
    """The platform cannot start; the message says what to do."""


def main() -> int:
    options = _options()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trajectoires.config.settings")
    os.environ["DATA_DIR"] = str(options.data)
    os.environ["SITE_URL"] = f"http://127.0.0.1:{options.port}"
    # A shell that starts a job in the background makes it deaf to Ctrl-C: not this one.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for ending in (signal.SIGTERM, signal.SIGHUP):  # SIGHUP: the terminal was closed
        signal.signal(ending, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        _check_port(options.port)
        _check_room(options.data)
        _prepare(options)
        return _serve(options)
    except KeyboardInterrupt:
        print("\nArrêté. Rien n’est perdu : relancez ./run quand vous voulez.")
        return 0
    except Exception as error:
        print(f"\n\n{error if _is_expected(error) else _unexpected(error, options.data)}\n", file=sys.stderr)
        return 1


def _unexpected(error: Exception, data: Path) -> str:
    """A person gets a sentence; whoever repairs gets the details, in a file."""
    details = data / "erreur-au-lancement.txt"
    details.write_text("".join(traceback.format_exception(error)))
    return (
        f"Le lancement s’est arrêté sur une erreur inattendue ({type(error).__name__}). Rien d’enregistré n’est perdu. "
        f"Le détail est dans {details} : joignez-le si vous signalez le problème."
    )


def _is_expected(error: Exception) -> bool:
    """Errors whose own message says what to do."""
    from django.core.exceptions import ImproperlyConfigured

    return isinstance(error, (UnableToLaunch, ImproperlyConfigured, postgres.UnableToStartPostgres))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./run", description="Installe ce qu’il faut, puis ouvre la plateforme sur cette machine.",
    )  # fmt: skip
    parser.add_argument("--port", type=int, default=8000, help="le port d’écoute (8000)")
    parser.add_argument(
        "--data", type=Path, default=_default_data(), help="le dossier des données (var/local)"
    )
    parser.add_argument("--vide", action="store_true", help="sans les associations de démonstration")
    options = parser.parse_args()
    options.data = options.data.expanduser().resolve()
    return options


def _default_data() -> Path:
    return Path(__file__).resolve().parents[3] / "var" / "local"


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise UnableToLaunch(
                f"Le port {port} est déjà pris, ou n’est pas permis ({error}). La plateforme tourne peut-être "
                f"déjà : ouvrez http://127.0.0.1:{port}. Sinon, choisissez-en un autre : "
                f"./run --port {port + 1} --data AUTRE_DOSSIER"
            ) from None


def _check_room(data: Path) -> None:
    import shutil

    try:
        data.mkdir(parents=True, exist_ok=True)
        (data / ".essai").write_text("")
        (data / ".essai").unlink()
    except OSError as error:
        raise UnableToLaunch(
            f"Impossible d’écrire dans {data} : {error.strerror}. Donnez un autre dossier avec --data."
        ) from None
    free = shutil.disk_usage(data).free
    if free < NEEDED_BYTES:
        raise UnableToLaunch(
            f"Il reste {free // 1_000_000} Mo pour {data} ; la base en demande {NEEDED_BYTES // 1_000_000}. "
            "Libérez de la place, ou donnez un autre dossier avec --data."
        )


@contextlib.contextmanager
def _step(label: str) -> Iterator[None]:
    print(f"  {label}…", end="", flush=True)
    started = time.monotonic()
    yield
    print(f"\r  {label} : {time.monotonic() - started:.1f} s".replace(".", ",", 1), flush=True)


def _prepare(options: argparse.Namespace) -> None:
    """Bring database, content and static files up to date; nothing to do when nothing changed since last time."""
    with _step("Base de données"):
        options.server = (
            None if os.environ.get("DATABASE_URL") else postgres.ensure(options.data / "postgres")
        )
        options.database_url = os.environ.get("DATABASE_URL") or options.server.url
    chosen = "vide" if options.vide else "avec démonstration"
    if not stamp.is_current(options.data, options.database_url, options=chosen):
        _prepare_everything(with_demonstrations=not options.vide)
        stamp.write(options.data, options.database_url, options=chosen)


def _prepare_everything(*, with_demonstrations: bool) -> None:
    with _step("Application"):
        import django

        django.setup()
    from django.db import connections

    from trajectoires.config import installation

    with _step("Structure de la base"):
        installation.migrate()
        installation.establish_roles()
    with _step("Contenus"):
        report = installation.load_content()
    if report:
        print(report)
    if with_demonstrations:
        with _step("Associations de démonstration"):
            installation.load_demonstration()
    with _step("Fichiers statiques"):
        installation.collect_static()
    installation.demonstration_editor(DEMO_EMAIL)
    connections.close_all()


def _serve(options: argparse.Namespace) -> int:
    lifeline.offer()
    options.log = options.data / "journal.txt"
    log = options.log.open("w")
    web = _child(log, "trajectoires.config.web", "--port", str(options.port))
    children = {"le serveur web": web}
    try:
        with _step("Serveur web"):
            _wait_until_it_answers(options.port, children)
        children["les tâches de fond"] = _child(log, "trajectoires.config.worker")
        _announce(options)
        return _watch(children, options.server)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _stop(children.values())
        log.close()
        if options.server:
            options.server.leave(patience=LEAVING_SECONDS)  # what a server's own processes let go of last


def _child(log: IO[str], module: str, *arguments: str) -> "subprocess.Popen[bytes]":
    """What the processes say goes to a file: a person at the terminal reads sentences, not tracebacks."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def _wait_until_it_answers(port: int, children: "dict[str, subprocess.Popen[bytes]]") -> None:
    for _ in range(1800):
        _raise_if_one_died(children)
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30).close()
            return
        time.sleep(0.1)
    raise UnableToLaunch("Le serveur web n’a pas répondu en trois minutes. Machine très chargée ? Relancez.")


def _announce(options: argparse.Namespace) -> None:
    print(
        f"\nOuvert : http://127.0.0.1:{options.port}\n"
        f"Édition : http://127.0.0.1:{options.port}/edition/\n"
        f"  compte de démonstration : {DEMO_EMAIL}\n"
        f"  mot de passe : {(options.data / 'demonstration-password').read_text()}\n"
        f"Données : {options.data}\n"
        f"Journal : {options.log}\n"
        f"Courriels : {os.environ.get('EMAIL_HOST') or options.data / 'mails'}\n"
        "Pour arrêter : Ctrl-C",
        flush=True,
    )


def _watch(children: "dict[str, subprocess.Popen[bytes]]", server: postgres.Server | None) -> int:
    while True:
        time.sleep(0.5)
        _raise_if_one_died(children)
        if server and not server.answers():
            raise UnableToLaunch(
                "La base de données s’est arrêtée. Relancez ./run : rien d’enregistré n’est perdu."
            )


def _raise_if_one_died(children: "dict[str, subprocess.Popen[bytes]]") -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise UnableToLaunch(
                f"Un processus s’est arrêté ({name}). Relancez ./run : rien d’enregistré n’est perdu. "
                "Ce qu’il a dit est à la fin de journal.txt, dans le dossier des données."
            )


def _stop(children: "Iterator[subprocess.Popen[bytes]]") -> None:
    running = [child for child in children if child.poll() is None]
    for child in running:
        child.terminate()
    for child in running:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


if __name__ == "__main__":
    sys.exit(main())
