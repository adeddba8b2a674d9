"""The embedded server: each claim of the module's docstring, on a real server in a folder of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[3] / "src"
HOLD = """
import sys, time
from pathlib import Path
from trajectoires.config import postgres
server = postgres.ensure(Path(sys.argv[1]))
print(server.url, (server.data / "postmaster.pid").read_text().split()[0], flush=True)
sys.stdin.read()
"""


class User:
    """A process that uses the server until it is told to leave."""

    def __init__(self, base: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(base)], env={**os.environ, "PYTHONPATH": str(SOURCE)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def said(self) -> tuple[str, int]:
        url, pid = self.process.stdout.readline().split()
        return url, int(pid)

    def leave(self) -> None:
        self.process.communicate(timeout=30)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=30)


def is_alive(pid: int) -> bool:
    """A zombie that nobody reaped yet is dead."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def base():
    """A folder that another account may reach, as PostgreSQL refuses root."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    folder.chmod(0o711)
    yield folder / "postgres"
    shutil.rmtree(folder)


def test_several_processes_at_once_share_one_server_that_stops_with_the_last(base):
    users = [User(base) for _ in range(4)]
    answers = {user.said() for user in users}
    assert len(answers) == 1
    pid = answers.pop()[1]
    for user in users[:-1]:
        user.leave()
    assert is_alive(pid)
    users[-1].leave()
    assert not is_alive(pid)


def test_a_killed_user_is_forgotten_and_the_next_one_stops_the_server(base):
    killed = User(base)
    pid = killed.said()[1]
    killed.kill()
    assert is_alive(pid)
    next_user = User(base)
    assert next_user.said()[1] == pid
    next_user.leave()
    assert not is_alive(pid)


def test_a_killed_server_comes_back_with_all_that_was_acknowledged(base):
    import psycopg

    first = User(base)
    url, pid = first.said()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n int); INSERT INTO kept SELECT generate_series(1, 500)")
    os.kill(pid, signal.SIGKILL)
    first.kill()
    second = User(base)
    url, new_pid = second.said()
    assert new_pid != pid
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (500,)
    second.leave()


def test_a_stale_number_never_costs_a_bystander_its_life(base):
    user = User(base)
    pid = user.said()[1]
    os.kill(pid, signal.SIGKILL)
    user.kill()
    bystander = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        pid_file = next(base.glob("**/postmaster.pid"), None)
        if pid_file is not None:
            lines = pid_file.read_text().splitlines()
            pid_file.write_text("\n".join([str(bystander.pid), *lines[1:]]) + "\n")
        second = User(base)
        second.said()
        second.leave()
        time.sleep(0.2)
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_an_interrupted_first_start_is_begun_again(base):
    partial = base / "data.partial"
    partial.mkdir(parents=True)
    (partial / "PG_VERSION").write_text("18\n")
    user = User(base)
    assert user.said()[0].startswith("postgresql://")
    user.leave()
    assert not partial.exists()


def test_only_the_servers_own_directories_are_private(base):
    before = base.parent.stat().st_mode
    user = User(base)
    user.said()
    user.leave()
    assert base.parent.stat().st_mode == before
    assert (base / "data").stat().st_mode & 0o077 == 0
    assert (base / "run").stat().st_mode & 0o077 == 0
