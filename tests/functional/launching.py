"""`./run`'s own launcher on a folder of its own, and the site that it opens.

`python -m tests.functional.launching FOLDER` prepares an installation there, for the browser tests to begin as copies of
it: `./test` does so while its checks leave a core.
"""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Site:
    url: str
    email: str
    password: str
    data: Path
    process: "subprocess.Popen[str]"
    said: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run a management command on this site's own database; return what it printed."""
        done = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *arguments],
            env={**self.environment, "DATA_DIR": str(self.data)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_launcher(
    port: int, data: Path, *options: str, extra: dict[str, str] | None = None
) -> "subprocess.Popen[str]":
    """`./run` without its installation step."""
    environment = local_environment(extra)
    return subprocess.Popen(
        [sys.executable, "-m", "trajectoires.config.launch", "--port", str(port), "--data", str(data), *options],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip


def local_environment(extra: dict[str, str] | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATA_DIR"}
    return {**kept, "TRAJECTOIRES_MODE": "local", "PYTHONPATH": str(ROOT / "src"), **(extra or {})}


@contextlib.contextmanager
def launched(data: Path, *options: str, extra: dict[str, str] | None = None) -> Iterator[Site]:
    """A launcher, from the moment when it says that it is open; stopped by Ctrl-C at the end."""
    port = free_port()
    process = start_launcher(port, data, *options, extra=extra)
    try:
        said = ""
        while "Pour arrêter" not in said:
            line = process.stdout.readline() if process.stdout else ""
            if not line:
                raise AssertionError(f"the launcher stopped:\n{said}")
            said += line
        email, password = (
            re.search(rf"{label} : (\S+)", said) for label in ("compte de démonstration", "mot de passe")
        )
        yield Site(
            url=f"http://127.0.0.1:{port}",
            email=email[1],  # type: ignore[index]
            password=password[1],  # type: ignore[index]
            data=data,
            process=process,
            said=said,
            environment=local_environment(extra),
        )
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        if process.stdout:
            process.stdout.close()


@contextlib.contextmanager
def reachable_folder() -> Iterator[Path]:
    """A temporary folder that the database's account may traverse (pytest's own is closed to others)."""
    folder = Path(tempfile.mkdtemp(prefix="site-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copy(source: Path, target: Path) -> None:
    """With their owner: the files of the database belong to an account of its own."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def prepare(target: Path) -> None:
    """What a first start makes of an empty folder."""
    with reachable_folder() as folder:
        with launched(folder / "data", "--vide"):
            pass
        copy(folder / "data", target)


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
