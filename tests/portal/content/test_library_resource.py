"""The page of one resource, and what a file that is kept here may do in a browser."""

import datetime as dt
import re

import pytest
from django.test import Client

from trajectoires.content.models import Relation
from trajectoires.content.presenters.library import published_in_words

from .library_cases import LIBRARY, add_document, add_resource, build_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return build_site()


def test_a_resource_of_somebody_else_says_where_it_leads(site, words):
    add_resource(
        site,
        "guide",
        title="Un guide",
        link_checked_on=dt.date(2026, 11, 20),
        licence=site.licence,
        duration="plus",
        territories=["53"],
    )
    response = Client().get(f"{LIBRARY}guide/")
    page = words(response)
    assert re.search(r'<a class="button"\s+href="https://exemple\.org/guide"', response.content.decode())
    assert "Site : Avise. Il s’ouvre dans la même fenêtre. Adresse vérifiée le 20 novembre 2026." in page
    assert (
        "Qui publie Avise Parution 2024 Usage Méthodes Format Guide Temps à prévoir Davantage "
        "Langue Français Territoire Bretagne" in page
    )
    assert "Licence ouverte 2.0 Reprendre en citant." in page
    assert (
        "Avise, « Un guide », guide, 2024, https://exemple.org/guide (adresse vérifiée le 20 novembre 2026)."
        in page
    )
    assert "target=" not in response.content.decode()
    assert "session" not in response.cookies


def test_what_is_not_known_is_said(site, words):
    add_resource(site, "guide", published="")
    page = words(Client().get(f"{LIBRARY}guide/"))
    assert "Parution Nous n’avons pas trouvé sa date" in page
    assert "Licence Nous n’en avons pas trouvé" in page
    assert "Nous n’avons pas encore vérifié cette adresse." in page


def test_a_file_says_its_format_its_size_and_its_language(site, words):
    document = add_document("plan.ods", b"x" * 48_213)
    add_resource(site, "plan", link="", file=document, language="en")
    response = Client().get(f"{LIBRARY}plan/")
    assert "Télécharger le document (ODS, 48 Ko, en anglais)" in words(response)
    assert document.url in response.content.decode()


def test_links_are_read_from_both_ends(site, words):
    page = add_resource(site, "guide", links=[site.models[4]])
    Relation.objects.create(source=site.lever, target=page, kind="ressource")
    read = words(Client().get(f"{LIBRARY}guide/"))
    assert "Modèles Modele-4" in read
    assert "Leviers Richesses-humaines" in read


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2024", "2024"), ("2024-06", "juin 2024"), ("2024-06-15", "15 juin 2024"), ("", ""),
        ("2024-06-01", "1er juin 2024"), ("2024-06-11", "11 juin 2024"), ("2024-13", "2024-13"),
        ("printemps", "printemps"),
    ],
)  # fmt: skip
def test_a_date_is_said_as_far_as_it_is_known(published, said):
    assert published_in_words(published) == said


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("page.html", b"<script>alert(1)</script>"), ("note.pdf", b"%PDF-1.7"), ("page.xhtml", b"<html/>"),
    ],
)  # fmt: skip
def test_a_file_is_never_shown_inside_the_site(name, data, db):
    response = Client().get(add_document(name, data).url)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert b"".join(response.streaming_content) == data
