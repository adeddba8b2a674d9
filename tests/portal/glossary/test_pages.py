"""The glossary as readers and editors see it."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from trajectoires.glossary.models import Term
from trajectoires.glossary.services import publish_term
from trajectoires.users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "localhost"})


def read(reader: Client, address: str) -> str:
    response = reader.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_terms_stand_under_their_letters_accents_apart(publish, reader):
    publish("equivalent-temps-plein", "Équivalent temps plein")
    publish("exercice", "Exercice")
    publish("don", "Don")
    html = read(reader, "/glossaire/")
    assert html.index('id="lettre-d"') < html.index('id="lettre-e"')
    assert html.index("Équivalent") < html.index("Exercice")
    assert 'href="#lettre-e"' in html


def test_a_glossary_without_terms_says_so(reader):
    assert "Aucun terme n’est publié" in read(reader, "/glossaire/")


def test_a_term_shows_its_article_its_sources_and_other_terms_in_place(publish, reader):
    publish("legs", "Legs")
    source = {
        "type": "source",
        "value": {"reference": "Un guide", "url": "https://exemple.org/", "consulted_on": None},
    }
    body = '<p>Un don, un legs, un <a href="/glossaire/legs/">lien</a>.</p>'
    publish("don", "Don", variants=["dons"], body=body, sources=[source])
    html = read(reader, "/glossaire/don/")
    assert "<h1>Don</h1>" in html
    assert 'popovertarget="def-legs"' in html
    assert 'popovertarget="def-don"' not in html
    assert '<a href="https://exemple.org/">Un guide</a>' in html
    assert "Termes voisins" in html


def test_an_unpublished_or_unknown_term_is_not_found(publish, reader):
    term = publish("legs", "Legs")
    term.unpublish()
    assert reader.get("/glossaire/legs/").status_code == 404
    assert reader.get("/glossaire/inconnu/").status_code == 404


def test_pages_are_only_read(reader):
    assert reader.post("/glossaire/").status_code == 405


def test_a_wrong_term_is_refused_and_nothing_is_written():
    with pytest.raises(ValidationError):
        publish_term(slug="legs", values={"term": "", "definition": "x"})
    assert not Term.objects.exists()


def test_a_term_is_published_with_its_revision(publish):
    term = publish("legs", "Legs")
    assert (term.live, term.live_revision_id, term.has_unpublished_changes) == (
        True,
        term.latest_revision_id,
        False,
    )


@pytest.mark.usefixtures("_wagtail_templates")
def test_an_editor_finds_the_form_and_a_preview_of_a_term(publish):
    term = publish("legs", "Legs", variants=["legs universel"])
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.create_superuser("redaction@exemple.org", "une phrase de passe"))
    address = reverse(term.snippet_viewset.get_url_name("edit"), args=[term.pk])
    html = client.get(address).content.decode()
    assert "legs universel" in html
    assert "Relecture" in html
    preview = term.make_preview_request(preview_mode=term.default_preview_mode)
    assert "<h1>Legs</h1>" in preview.content.decode()
