"""Remember that an installation is prepared, so that the next launch may go straight to the server.

The stamp holds a fingerprint of everything the preparation reads (code, content, lock file, options) and how many
migrations the database had: another database, or an older copy of it, is prepared again.
"""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
NAME = "prepared"


def is_current(data: Path, database_url: str, *, options: str) -> bool:
    stamp = data / NAME
    return stamp.exists() and stamp.read_text() == _wanted(database_url, options)


def write(data: Path, database_url: str, *, options: str) -> None:
    (data / NAME).write_text(_wanted(database_url, options))


def _wanted(database_url: str, options: str) -> str:
    return f"{_fingerprint()} {_migrations(database_url)} {options}"


def _fingerprint() -> str:
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for folder in ("src", "content"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


def _migrations(database_url: str) -> int:
    """How many the database has; none when it is empty."""
    import psycopg

    with psycopg.connect(database_url) as connection:
        if connection.execute("SELECT to_regclass('django_migrations')").fetchone() == (None,):
            return 0
        row = connection.execute("SELECT count(*) FROM django_migrations").fetchone()
        return int(row[0]) if row else 0
