"""What `./run` and `./test` share: the isolated environment, made from the hash-only lock files.

Only the standard library: this runs before anything is installed. Guarantees: a failed or interrupted installation is
repaired by the next call; nothing outside the repository is written.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
STAMP = VENV / "installed"
NEEDED_BYTES = 700_000_000


def stop(message: str) -> NoReturn:
    print(f"\n{message}\n", file=sys.stderr)
    raise SystemExit(1)


@contextlib.contextmanager
def step(label: str) -> Iterator[None]:
    """One line of progress, with the time it took."""
    print(f"  {label}…", end="", flush=True)
    started = time.monotonic()
    yield
    print(f"\r  {label} : {time.monotonic() - started:.1f} s".replace(".", ",", 1), flush=True)


def environment(*locks: str) -> Path:
    """Make `.venv` hold what the first lock file names, unless it holds one of the others (supersets of it).

    Returns the Python of that environment.
    """
    if sys.version_info < (3, 11):
        stop(f"Il faut Python 3.11 ou plus récent ; cette machine lance Python {sys.version.split()[0]}.")
    with _one_at_a_time():
        if not STAMP.exists() or STAMP.read_text() not in map(_fingerprint, locks):
            _install(locks[0])
            STAMP.write_text(_fingerprint(locks[0]))
    return VENV / "bin" / "python"


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    try:
        TOOLS.mkdir(exist_ok=True)
        lock = (TOOLS / "lock").open("w")
    except OSError as error:
        stop(f"Impossible d’écrire dans {ROOT} ({error.strerror}). Clonez le dépôt dans un dossier à vous.")
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fingerprint(lock: str) -> str:
    return f"{sys.version} {hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()}"


def _install(lock: str) -> None:
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES:
        stop(
            f"Il reste {free // 1_000_000} Mo sur le disque de {ROOT} ; l’installation en demande "
            f"{NEEDED_BYTES // 1_000_000}. Libérez de la place, puis relancez la même commande."
        )
    with step("Outil d’installation"):
        uv = _uv()
    with step("Environnement Python"):
        STAMP.unlink(missing_ok=True)
        _uv_run(uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV))
    with step("Bibliothèques"):
        _uv_run(uv, "pip", "sync", "--quiet", "--require-hashes", str(ROOT / lock))


def _uv() -> str:
    """uv from the machine, else from its wheel in a folder of the project: no right of administrator is needed."""
    own = TOOLS / "bin" / "uv"
    on_path = shutil.which("uv")
    if on_path or own.exists():
        return on_path or str(own)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
               "--root-user-action=ignore", "--require-hashes", "--target", str(TOOLS),
               "-r", str(ROOT / "requirements-tools.lock")]  # fmt: skip
    _call(command, dict(os.environ))
    return str(own)


def _uv_run(uv: str, *arguments: str) -> None:
    _call(
        [uv, *arguments],
        {**os.environ, "VIRTUAL_ENV": str(VENV), "UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "1"},
    )


def _call(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return
    said = (done.stderr or done.stdout).strip()
    if "No module named pip" in said:
        stop("Il manque pip. Sur Debian ou Ubuntu : apt-get install python3 python3-pip git")
    if "No space left" in said or "os error 28" in said:
        stop(
            "Le disque est plein. Libérez de la place, puis relancez la même commande : elle reprend proprement."
        )
    stop(
        "L’installation n’a pas abouti. Le premier lancement demande un accès au registre des paquets Python ; "
        "vérifiez le réseau, puis relancez la même commande : elle reprend proprement.\n"
        f"Ce que dit l’outil :\n{said[-1500:]}"
    )
