"""The feeds that files propose: made once, not followed, then the team's own."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command

from trajectoires.news.models import FeedSource
from trajectoires.news.services import load_sources

pytestmark = pytest.mark.django_db
ROW = {"nom": "Une source", "editeur": "la-maison", "flux": "https://exemple.org/rss", "themes": ["droit"]}


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "veille").mkdir()
    return tmp_path


def write(folder: Path, *rows: object) -> Path:
    (folder / "veille" / "sources.yaml").write_text(yaml.safe_dump(list(rows)), encoding="utf-8")
    return folder


def test_a_source_is_made_once_and_waits_to_be_followed(organiser, folder):
    assert load_sources(folder=write(folder, ROW)) == []
    source = FeedSource.objects.get()
    assert (source.publisher, source.themes, source.is_active, source.status) == (
        organiser, ["droit"], False, "jamais vérifiée",
    )  # fmt: skip
    FeedSource.objects.update(name="Changée", is_active=True)
    assert load_sources(folder=folder) == []
    assert FeedSource.objects.get().name == "Changée"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"editeur": "personne"}, "l’organisation « personne » n’a pas de fiche"),
        ({"flux": "ftp://exemple.org"}, "URL valide"),
        ({"themes": ["rien"]}, "n’est pas un choix valide"),
        ({"inconnu": 1}, "rien d’autre que nom, editeur, flux"),
    ],
)
def test_each_problem_is_said_and_the_others_are_loaded(organiser, folder, change, words):
    other = {**ROW, "flux": "https://exemple.org/autre"}
    (problem,) = load_sources(folder=write(folder, {**ROW, **change}, other))
    assert problem.startswith("veille/sources.yaml, « Une source » : ")
    assert words in problem
    assert FeedSource.objects.get().feed_url == other["flux"]


@pytest.mark.parametrize("text", ["a: b", "- [", "texte"])
def test_a_file_that_is_not_a_list_is_said(folder, text):
    (folder / "veille" / "sources.yaml").write_text(text)
    with pytest.raises(CommandError, match="n’est pas une liste de sources"):
        call_command("charger_veille", folder)


def test_our_own_file_is_read(capsys):
    call_command("charger_veille", settings.CONTENT_DIR)
    assert "à jour" in capsys.readouterr().out
    assert not FeedSource.objects.filter(is_active=True).exists()


def test_no_file_is_no_problem(tmp_path):
    assert load_sources(folder=tmp_path) == []
