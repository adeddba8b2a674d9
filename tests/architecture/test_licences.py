"""Everything is licensed, and nothing we stand on keeps us from the EUPL."""

import re
import tomllib
from importlib import metadata

import pytest
import yaml
from packaging.markers import Marker

COMPATIBLE = {
    *(
        "0BSD",
        "BSD",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "PSF-2.0",
        "PostgreSQL",
        "Zlib",
    ),
    *("Apache-2.0", "CC0-1.0", "MPL-2.0", "Unlicense"),
    *("LGPL", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later"),
}
SPELLINGS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
PIN = re.compile(r"^([a-z0-9.-]+)(?:\[[^\]]*\])?==\S+(?: ; ([^\\]*))? \\$", re.MULTILINE)


def test_every_declared_licence_has_its_text(repository):
    reuse = tomllib.loads(repository.read("REUSE.toml"))
    declared = {each["SPDX-License-Identifier"] for each in reuse["annotations"]}
    assert declared == {path.stem for path in (repository.root / "LICENSES").glob("*.txt")}
    assert repository.read("LICENSE") == repository.read("LICENSES/EUPL-1.2.txt")
    assert tomllib.loads(repository.read("pyproject.toml"))["project"]["license"] == "EUPL-1.2"


def test_every_licensed_path_exists(repository):
    reuse = tomllib.loads(repository.read("REUSE.toml"))
    paths = [
        path
        for each in reuse["annotations"]
        for path in ([each["path"]] if isinstance(each["path"], str) else each["path"])
    ]
    assert [path for path in paths if not (repository.root / path.split("*")[0]).exists()] == []


def runtime_packages(repository):
    found = PIN.findall(repository.read("requirements.lock"))
    assert found
    return sorted({name for name, marker in found if not marker or Marker(marker).evaluate()})


def licence_of(name):
    """Every licence that a package declares: its expression, else its classifiers, else its free text."""
    told = metadata.metadata(name)
    if told.get("License-Expression"):
        return re.split(r" (?:OR|AND|WITH) ", told["License-Expression"].strip("()"))
    classifiers = [
        line.split(" :: ")[-1] for line in told.get_all("Classifier", []) if line.startswith("License ::")
    ]
    return [SPELLINGS.get(text, text) for text in classifiers or [told.get("License") or "none declared"]]


def test_every_dependency_is_compatible_with_the_eupl(repository):
    licences = {name: licence_of(name) for name in runtime_packages(repository)}
    assert {name: found for name, found in licences.items() if not set(found) <= COMPATIBLE} == {}


@pytest.fixture(scope="module")
def publiccode(repository):
    return yaml.safe_load(repository.read("publiccode.yml"))


def test_publiccode_has_the_keys_of_the_standard(publiccode):
    required = {
        *("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"),
        *("description", "legal", "maintenance", "localisation"),
    }
    assert required - publiccode.keys() == set()
    assert publiccode["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert publiccode["softwareType"] == "standalone/web"
    assert publiccode["legal"]["license"] == "EUPL-1.2"
    assert publiccode["localisation"] == {"localisationReady": False, "availableLanguages": ["fr"]}


def test_publiccode_describes_within_the_lengths_of_the_standard(publiccode):
    assert {"fr", "en"} <= publiccode["description"].keys()
    for description in publiccode["description"].values():
        assert 0 < len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]


def test_publiccode_says_who_keeps_it(publiccode):
    maintenance = publiccode["maintenance"]
    assert maintenance["type"] in {"internal", "contract", "community", "none"}
    if maintenance["type"] in {"internal", "community"}:
        assert all(contact["name"] for contact in maintenance["contacts"])


def test_the_versions_agree(repository, publiccode):
    project = tomllib.loads(repository.read("pyproject.toml"))["project"]["version"]
    engine = re.search(r'__version__ = "(.+)"', repository.read("src/socioeco/__init__.py"))[1]
    assert {project, engine, str(publiccode["softwareVersion"])} == {project}
