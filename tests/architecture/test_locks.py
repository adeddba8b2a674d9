"""The lock files work with any index, and no committed file names a machine or a registry."""

import configparser
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

LOCKS = [
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-mutations.lock",
    "requirements-tools.lock",
]
PINNED = re.compile(r"([a-z0-9][a-z0-9.\[\],-]*)==([^\s;]+)(?: ;[^\\]*)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
COMMENT = re.compile(r"    #( +via|   )[^:]*(\(pyproject\.toml[^)]*\))?")
MACHINE_PATH = re.compile(r"(?<![\w.:-])/(?:home|root|work)/\w")
REGISTRIES = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|registry\.yarnpkg|proxy\.golang", re.IGNORECASE
)
INDEX_VARIABLES = ("PIP_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX", "NPM_CONFIG_REGISTRY")
PIP_FILES = ("/etc/pip.conf", "~/.pip/pip.conf", "~/.config/pip/pip.conf")
HERE = Path("tests/architecture/test_locks.py")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_versions_and_hashes_only(repository, lock):
    lines = repository.read(lock).splitlines()
    assert [line for line in lines if not any(form.fullmatch(line) for form in (PINNED, HASH, COMMENT))] == []
    follows = zip(lines, [*lines[1:], ""], strict=True)
    assert [line for line, after in follows if PINNED.fullmatch(line) and not HASH.fullmatch(after)] == []


def pins(repository, lock):
    found = PINNED.findall(repository.read(lock))
    assert found
    return found


def test_the_test_environment_is_the_runtime_one_and_more(repository):
    runtime, everything = (
        set(pins(repository, "requirements.lock")),
        set(pins(repository, "requirements-dev.lock")),
    )
    assert sorted(runtime - everything) == []
    shared = {name for name, _ in runtime}
    assert {pin for pin in everything if pin[0] in shared} == runtime


def test_every_declared_dependency_is_locked(repository):
    import tomllib

    declared = tomllib.loads(repository.read("pyproject.toml"))
    locked = {re.sub(r"\[.*", "", name) for name, _ in pins(repository, "requirements-dev.lock")}
    wanted = [*declared["project"]["dependencies"], *declared["dependency-groups"]["dev"]]
    names = {re.match(r"[\w.-]+", line)[0].lower().replace("_", "-") for line in wanted}
    assert sorted(names - locked) == []


def test_no_file_names_a_path_of_a_machine(repository):
    faults = [
        f"{path}:{number} {line.strip()[:100]}"
        for path, text in repository.texts()
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    assert not faults, "\n".join(faults)


def test_no_file_names_a_registry(repository):
    hosts = index_hosts()
    faults = [
        str(path)
        for path, text in repository.texts()
        if path != HERE and (REGISTRIES.search(text) or any(host in text for host in hosts))
    ]
    assert not faults, "\n".join(faults)


def index_hosts():
    """The registries this machine is told to use: a lock made here must not carry their names elsewhere."""
    given = [os.environ.get(name, "") for name in INDEX_VARIABLES]
    settings = configparser.ConfigParser(interpolation=None)
    settings.read([Path(name).expanduser() for name in PIP_FILES])
    given += [settings.get("global", "index-url", fallback="")]
    return {host for address in given if (host := urlsplit(address).hostname)} - {"localhost", "127.0.0.1"}
