"""A zip is hostile until read: everything wrong is said at once, and nothing is written nor loaded."""

import io
import stat
import struct
import zipfile

import pytest

from trajectoires.content.loader import archives
from trajectoires.content.models import BasePage

from .conftest import load_zip, packed

pytestmark = pytest.mark.django_db
PERSON = b"---\ngenre: personne\ntitre: Ada\n---\n"


def reasons(source):
    report = load_zip(source)
    assert not BasePage.objects.exists()
    return {problem.path: problem.reason for problem in report.problems}


@pytest.mark.parametrize(
    "path",
    [
        "../dehors.md", "pages/../../dehors.md", "/etc/passwd", "pages\\..\\x.md", "C:/x.md", "pages//x.md",
        "pages/x\n.md", "pages/e\u0301te.md", "pages/.cache.md", "pages/con./x.md", "pages/" + "a" * 300 + ".md",
    ],
)  # fmt: skip
def test_a_path_that_is_not_plain_is_refused(path):
    assert set(reasons(packed({path: b"x"})).values()) == {
        "Ce chemin n’est pas écrit comme un chemin du site."
    }


def test_everything_wrong_is_said_at_once():
    target = packed({"lu.txt": b"x", "secrets/x.md": b"x", "pages/page.html": b"x", "images/zip.zip": b"x"})
    with zipfile.ZipFile(target, "a") as archive:
        link = zipfile.ZipInfo("images/lien.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("secrets/x.md", b"y")
        archive.writestr("PAGES/page.html", b"z")
    found = reasons(target)
    assert set(found) == {"lu.txt", "secrets/x.md", "pages/page.html", "images/lien.png", "PAGES/page.html"}
    assert found["images/lien.png"] == "Ce n’est pas un fichier ordinaire (lien, périphérique)."
    assert [
        problem.path
        for problem in load_zip(target).problems
        if problem.reason == "Ce fichier est là deux fois."
    ] == ["pages/page.html", "secrets/x.md"]


def test_a_zip_inside_the_zip_is_refused():
    inner = packed({"pages/index.md": b"x"}).getvalue()
    assert reasons(packed({"fichiers/encore.zip": inner})) == {
        "fichiers/encore.zip": "Une extension « zip » n’a pas sa place dans fichiers/."
    }


def test_a_bomb_is_refused_before_it_opens(monkeypatch):
    monkeypatch.setattr(archives, "MAXIMUM_TOTAL_BYTES", 1_000_000)
    source = packed({"fichiers/a.csv": b"\0" * 1_500_000})
    assert len(source.getvalue()) < 5_000
    assert "dépasse les limites" in reasons(source)["zip"]


def test_a_bomb_that_lies_about_its_size_writes_no_more_than_it_said():
    source = packed({"fichiers/a.csv": b"\0" * 500_000})
    content = source.getvalue().replace(struct.pack("<I", 500_000), struct.pack("<I", 10))
    assert reasons(io.BytesIO(content)) == {"fichiers/a.csv": "Ce fichier est abîmé dans le zip."}


def test_a_zip_of_too_many_files_is_refused_before_its_list_is_read(monkeypatch):
    monkeypatch.setattr(archives, "MAXIMUM_ENTRIES", 10)
    monkeypatch.setattr(zipfile.ZipFile, "__init__", lambda *_: pytest.fail("the list was read"))
    source = io.BytesIO(b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 11, 11, 500, 0, 0))
    assert "plus de 10 fichiers" in reasons(source)["envoi.zip"]


@pytest.mark.parametrize(
    "content", [b"", b"ceci n'est pas un zip", b"PK\x05\x06" + b"\xff" * 18, b"PK\x05\x06" + b"\0" * 18]
)
def test_what_is_no_zip_is_said(content):
    assert len(reasons(io.BytesIO(content))) == 1


def test_a_damaged_or_locked_zip_is_said():
    whole = packed({"personnes/ada.md": PERSON}).getvalue()
    at = whole.index(b"personnes/ada.md") + len(b"personnes/ada.md") + 3
    damaged = whole[:at] + b"\xff" + whole[at + 1 :]
    assert reasons(io.BytesIO(damaged)) == {"personnes/ada.md": "Ce fichier est abîmé dans le zip."}
    central = whole.index(b"PK\x01\x02") + 8
    locked = whole[:central] + b"\x01" + whole[central + 1 :]
    assert reasons(io.BytesIO(locked)) == {"personnes/ada.md": "Ce fichier est protégé par un mot de passe."}


def test_a_text_in_another_encoding_is_said():
    source = packed({"personnes/ada.md": PERSON.decode().replace("Ada", "Adélaïde").encode("cp1252")})
    assert reasons(source) == {"personnes/ada.md": "Ce caractère n’est pas écrit en UTF-8."}
