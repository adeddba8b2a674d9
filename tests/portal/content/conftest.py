"""A small corpus in a folder of the test, and the people of the editors' space."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.http import QueryDict
from django.template import engines
from django.test import Client
from django.urls import reverse
from django.utils.text import slugify
from wagtail.test.utils.form_data import querydict_from_html

from trajectoires.content.models import BasePage
from trajectoires.content.services import (
    MODERATORS,
    PUBLISHERS,
    WRITERS,
    LoadReport,
    establish_roles,
    load_archive,
    load_content,
)
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

    def write_record(self, name: str, genre: str, title: str, more: str) -> None:
        self.write_text(f"{name}.md", f"---\ngenre: {genre}\ntitre: {title}\n{more}---\n")

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


RESOURCE = "pages/ressources/bibliotheque/essai.md"


@pytest.fixture
def library(corpus, tmp_path_factory, settings) -> Corpus:
    """A resource with everything that it names: who signs, who publishes, its licence, its file; not loaded."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    entries = "question: Où lire ?\nentrees:\n- titre: Tout\n  vers: /ressources/bibliotheque/\n"
    corpus.write("pages/ressources/index.md", genre="porte", title="Ressources", more=entries)
    corpus.write("pages/ressources/bibliotheque/index.md", genre="bibliotheque", title="Tout")
    corpus.write_record("organisations/avise", "organisation", "Avise", "site: https://www.avise.org/\n")
    corpus.write_record("licences/cc-by-sa", "licence", "Partage", "")
    corpus.write_record("personnes/ada-exemple", "personne", "Ada Exemple", "fonction: Comptable\n")
    corpus.write_record("personnes/zoe-exemple", "personne", "Zoé Exemple", "")
    own = "usage: outils\nformat: modele\nlangue: fr\nediteur: avise\nlicence: cc-by-sa\n"
    corpus.write(
        RESOURCE, genre="ressource", title="Un essai", more=own + "verifiee_le: 2026-11-25\nfichier: fichiers/essai.ods\n"
    )  # fmt: skip
    signed = "auteur: La rédaction\nsignataires:\n- ada-exemple\n- zoe-exemple\n"
    corpus.write_text(RESOURCE, corpus.read(RESOURCE).replace("auteur: La rédaction\n", signed))
    (corpus.folder / "fichiers").mkdir()
    (corpus.folder / "fichiers/essai.ods").write_bytes(b"des octets")
    return corpus


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def packed(files: Mapping[str, bytes | str]) -> io.BytesIO:
    """A zip of these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return target


def unpacked(source: io.BytesIO) -> dict[str, bytes]:
    with zipfile.ZipFile(source) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def load_zip(source: io.BytesIO, **options: bool) -> LoadReport:
    return load_archive(source=source, name="envoi.zip", now=NOW, **options)


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
def people(db) -> dict[str, User]:
    """Somebody of each role, and an administrator, by the name of the role."""
    establish_roles()
    found = {"administration": User.objects.create_superuser("admin@exemple.org", "une phrase de passe")}
    for role in (WRITERS, MODERATORS, PUBLISHERS):
        user = User.objects.create_user(
            f"{slugify(role)}@exemple.org", "une phrase de passe", first_name=role
        )
        user.groups.add(Group.objects.get(name=role))
        found[role] = user
    return found


@pytest.fixture
def editor(people) -> User:
    """Somebody who writes and does not publish."""
    return people[WRITERS]


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    def open_browser(user: User) -> Client:
        client = Client(headers={"host": "localhost"})
        client.force_login(user)
        return client

    return open_browser


@pytest.fixture
def admin(db) -> User:
    return User.objects.create_superuser("redaction@exemple.org", "une phrase de passe")


@pytest.fixture
def _wagtail_templates() -> None:
    """Wagtail's own forms name variables that do not exist: they are not ours to forbid."""
    for engine in engines.all():
        engine.engine.string_if_invalid = ""


class Desk:
    """What somebody does in the editors' space, form after form, as a browser would send it."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def form(self, address: str, form_id: str = "page-edit-form") -> QueryDict:
        """The form of an address, filled in as it is shown; blocks, which only a browser draws, are none."""
        response = self.client.get(address)
        assert response.status_code == 200, (response.status_code, address)
        html = response.content.decode()
        data = querydict_from_html(html, form_id=form_id)
        for name, value in data.items():
            data[name] = value.removeprefix(
                "\n"
            )  # the line feed that opens a text area is not part of its text
        for stream in re.findall(r'id="(\w+)" data-block', html):
            data[f"{stream}-count"] = "0"
        return data

    def send(self, address: str, *, action: str = "", **values: object):
        """Fill in the form, press a button; return the answer, which must not be the form again."""
        data = self.form(address)
        for name, value in values.items():
            data[name] = value
        if action:
            data[f"action-{action}"] = "1"
        response = self.client.post(address, data)
        assert response.status_code == 302, shown_errors(response)
        return response

    def edit(self, page, *, action: str = "", **values: object) -> None:
        self.send(reverse("wagtailadmin_pages:edit", args=[page.pk]), action=action, **values)

    def add(self, parent, model, *, action: str = "", **values: object) -> BasePage:
        address = reverse("wagtailadmin_pages:add", args=[*model._meta.label_lower.split("."), parent.pk])
        self.send(address, action=action, **values)
        return model.objects.order_by("pk").last()

    def decide(self, page, action: str, comment: str = "") -> None:
        """Answer the step of the workflow where the page waits."""
        state = page.current_workflow_task_state
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
        response = self.client.post(address, {"comment": comment})
        assert response.status_code in {200, 302}, response.status_code


def shown_errors(response) -> str:
    return re.sub(
        r"\s+", " ", " / ".join(re.findall(r"error-message[^>]*>(.*?)</", response.content.decode(), re.S))
    )


@pytest.fixture
def desks(people, sign_in, _wagtail_templates) -> dict[str, Desk]:
    """The desk of each role."""
    return {role: Desk(sign_in(user)) for role, user in people.items()}
