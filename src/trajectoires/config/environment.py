"""Read the environment once, with errors that say what was expected. Every name is listed in docs/environment.md."""

import contextlib
import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def boolean(name: str, *, default: bool = False) -> bool:
    value = text(name, str(default))
    if value not in {"True", "False"}:
        raise ImproperlyConfigured(f"{name}={value!r} : on attend True ou False.")
    return value == "True"


def integer(name: str, *, default: int) -> int:
    value = text(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name}={value!r} : on attend un nombre entier.")
    return int(value)


def names(name: str, *, default: str = "") -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def mode() -> str:
    """`production` unless the environment says otherwise: forgetting a variable never opens a door."""
    value = text("TRAJECTOIRES_MODE", "production")
    if value not in {"production", "local", "test"}:
        raise ImproperlyConfigured(f"TRAJECTOIRES_MODE={value!r} : on attend production, local ou test.")
    return value


def email_tls() -> str:
    """How the connection to the mail server is kept secret."""
    value = text("EMAIL_TLS", "none")
    if value not in {"none", "starttls", "implicit"}:
        raise ImproperlyConfigured(f"EMAIL_TLS={value!r} : on attend none, starttls ou implicit.")
    return value


def secret_key(mode: str, data_dir: Path) -> str:
    """From the environment in production; on a local machine, one drawn at random and kept beside the data."""
    from_environment = text("SECRET_KEY")
    if from_environment:
        return from_environment
    if mode == "production":
        raise ImproperlyConfigured(
            "SECRET_KEY est absente. En production, donnez-la (50 caractères au hasard, gardés secrets). "
            "Sur votre machine, lancez ./run, qui s’en charge."
        )
    return _kept_secret(data_dir / "secret-key")


def _kept_secret(path: Path) -> str:
    from django.core.management.utils import get_random_secret_key

    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        drawn = path.with_suffix(f".{os.getpid()}")
        drawn.touch(mode=0o600)
        drawn.write_text(get_random_secret_key())
        with contextlib.suppress(FileExistsError):
            os.link(drawn, path)  # the first process to arrive wins; the others read its secret
        drawn.unlink()
    return path.read_text()


def database(url: str) -> dict[str, object]:
    """Django's settings for a `postgresql://` address (host in the query string for a socket)."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            "DATABASE_URL : on attend postgresql://utilisateur:mot-de-passe@hote:5432/base."
        )
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "trajectoires",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
