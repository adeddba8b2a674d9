"""The steps that bring a database and a folder up to date. Each is a no-op when nothing changed."""

import hashlib
import secrets
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils import timezone


def migrate() -> None:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def establish_roles() -> None:
    """The groups of the editors' space and their rights."""
    from trajectoires.content.services import establish_roles as establish

    establish()


def load_content() -> str:
    """Load `content/`; return what an editor should know, or an empty string."""
    from trajectoires.content.services import load_content as load
    from trajectoires.content.services import load_search_words
    from trajectoires.news.services import load_sources

    folder = settings.CONTENT_DIR
    report = str(load(folder=folder, now=timezone.now()))
    return "\n".join(filter(None, [report, *load_search_words(folder=folder), *load_sources(folder=folder)]))


def load_demonstration() -> None:
    from trajectoires.demo.services import load_demonstrations

    load_demonstrations(now=timezone.now())


def collect_static() -> None:
    """Copy static files when a file of ours or a library changed: the stamp holds what was copied."""
    stamp = Path(settings.STATIC_ROOT) / ".fingerprint"
    wanted = _static_fingerprint()
    if not stamp.exists() or stamp.read_text() != wanted:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(wanted)


def _static_fingerprint() -> str:
    ours = sorted((settings.ROOT / "src" / "trajectoires").glob("*/static/**/*"))
    digest = hashlib.sha256((settings.ROOT / "requirements.lock").read_bytes())
    for path in ours:
        if path.is_file():
            digest.update(str(path.relative_to(settings.ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


def demonstration_editor(email: str) -> None:
    """An editor's account for a local installation, with a password drawn here and kept beside the data."""
    from django.contrib.auth import get_user_model

    users = get_user_model().objects
    kept = settings.DATA_DIR / "demonstration-password"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(9))
    password = kept.read_text()
    user = users.filter(email=email).first()
    if user is None:
        users.create_superuser(email, password, first_name="Rédaction", last_name="de démonstration")
    elif not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
