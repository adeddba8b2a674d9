"""An event, a rule and a signal come from a file, and go back to it unchanged."""

import datetime as dt

import pytest

from trajectoires.content.services import export_page, load_content
from trajectoires.news.models import EventPage, SignalPage

from .conftest import at

pytestmark = pytest.mark.django_db
REVIEW = "auteur: La rédaction\nmis_a_jour_le: 2026-11-25\na_revoir_le: 2027-11-25\n"
EVENT = f"""---
genre: evenement
titre: Une rencontre
chapeau: Une phrase.
themes:
- gestion
territoires:
- '53'
{REVIEW}debut: 2026-12-03 14:30
fin: 2026-12-03 16:00
journee_entiere: false
annule: false
format: les-deux
lieu: Rennes
adresse:
- 2 rue d'essai
- 35000 Rennes
organisateur: la-maison
inscription: https://exemple.org/inscription
inscription_jusqu_au: 2026-12-01
prix: Gratuit
enregistrement: https://exemple.org/film
compte_rendu:
- Un paragraphe.
- Un second.
---
"""
SIGNAL = f"""---
genre: signalement
titre: Une étude
chapeau: À lire pour son troisième tableau.
{REVIEW}adresse: https://exemple.org/etude
editeur: la-maison
publie_le: 2026-11-20
---
"""


def head(genre: str, title: str) -> str:
    return f"---\ngenre: {genre}\ntitre: {title}\nchapeau: Une phrase.\n{REVIEW}---\n"


@pytest.fixture
def folder(tmp_path):
    texts = {
        "pages/index.md": head("accueil", "Accueil"),
        "pages/agenda/index.md": head("agenda", "Agenda"),
        "pages/veille/index.md": head("veille", "Veille"),
        "pages/agenda/rencontre.md": EVENT,
        "pages/veille/etude.md": SIGNAL,
        "organisations/la-maison.md": "---\ngenre: organisation\ntitre: La Maison d'essai\n---\n",
    }
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def load(folder):
    return load_content(folder=folder, now=dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC))


def test_files_give_pages_that_give_files_back(folder):
    assert not load(folder).problems
    event, signal = EventPage.objects.get(), SignalPage.objects.get()
    assert (event.starts_at, event.ends_at) == (at("2026-12-03 14:30"), at("2026-12-03 16:00"))
    assert event.organiser.name == signal.publisher.name == "La Maison d'essai"
    assert export_page(event) == EVENT
    assert export_page(signal) == SIGNAL


def test_what_is_wrong_in_an_event_is_said_at_once(folder):
    wrong = EVENT.replace("debut: 2026-12-03 14:30", "debut: jeudi").replace("les-deux", "partout")
    (folder / "pages/agenda/rencontre.md").write_text(wrong, encoding="utf-8")
    reasons = " ".join(map(str, load(folder).problems))
    assert "jeudi" in reasons
    assert "partout" in reasons
    assert not EventPage.objects.exists()


def test_an_event_that_ends_before_it_starts_is_refused(folder):
    wrong = EVENT.replace("fin: 2026-12-03 16:00", "fin: 2026-12-03 10:00")
    (folder / "pages/agenda/rencontre.md").write_text(wrong, encoding="utf-8")
    assert "La fin se place après le début." in " ".join(map(str, load(folder).problems))
