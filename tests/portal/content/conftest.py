"""A small corpus in a folder of the test, and the people of the editors' space."""

import datetime as dt
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.template import engines

from trajectoires.content.models import BasePage
from trajectoires.content.services import load_content
from trajectoires.users.models import User

NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
REVIEW = "auteur: La rédaction\nmis_a_jour_le: 2026-11-25\na_revoir_le: 2027-11-25\n"
SOURCES = "sources:\n- reference: Une enquête, 2020\n  adresse: https://exemple.org/enquete\n"
COMPARED = "".join(
    f"  {key}: Une phrase.\n" for key in ("definition", "argent", "decide", "atout", "vigilance", "comptes")
)


class Corpus:
    """Files that a test writes, and what the site makes of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(
        self, path: str, *, genre: str, title: str = "Un titre", more: str = "", body: str = ""
    ) -> None:
        header = f"genre: {genre}\ntitre: {title}\nchapeau: Une phrase.\n{REVIEW}{more}"
        self.write_text(path, f"---\n{header}---\n" + (f"\n{body}\n" if body else ""))

    def write_text(self, path: str, text: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def write_model(self, number: int, *, slug: str, more: str = "", body: str = "") -> None:
        own = f"numero: {number}\ntitre_reconstitue: false\ncomparaison:\n{COMPARED}"
        self.write(
            f"pages/comprendre/modeles/{slug}.md",
            genre="modele", title=slug.capitalize(), more=SOURCES + more + own, body=body,
        )  # fmt: skip

    def write_term(self, slug: str, *, term: str, more: str = "", body: str = "") -> None:
        self.write(f"glossaire/{slug}.md", genre="terme", title=term, more=SOURCES + more, body=body)

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def load(self):
        return load_content(folder=self.folder, now=NOW)


@pytest.fixture
def corpus(tmp_path) -> Corpus:
    """The first page, a door, a list, and nothing else yet; not loaded."""
    corpus = Corpus(tmp_path)
    corpus.write("pages/index.md", genre="accueil", title="Accueil")
    entries = "question: De quoi vit-on ?\nentrees:\n- titre: Les modèles\n  vers: /comprendre/modeles/\n"
    corpus.write("pages/comprendre/index.md", genre="porte", title="Comprendre", more=entries)
    corpus.write("pages/comprendre/modeles/index.md", genre="liste", title="Les sept modèles")
    return corpus


@pytest.fixture
def page_at(db):
    def find(address: str) -> BasePage:
        return next(page for page in BasePage.objects.all() if page.address == address).specific

    return find


def edit(page: BasePage, **values: object) -> None:
    """What an editor does in /edition/: change fields and publish."""
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


@pytest.fixture
def editor(db) -> User:
    """Somebody of Wagtail's own group of editors."""
    user = User.objects.create_user("editrice@exemple.org", "une phrase de passe")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def admin(db) -> User:
    return User.objects.create_superuser("redaction@exemple.org", "une phrase de passe")


@pytest.fixture
def _wagtail_templates() -> None:
    """Wagtail's own forms name variables that do not exist: they are not ours to forbid."""
    for engine in engines.all():
        engine.engine.string_if_invalid = ""
