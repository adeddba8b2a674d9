"""What pages of the editors' space may load, and who may frame them; the words of its door."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from trajectoires.config.middleware import EDITOR_POLICY
from trajectoires.content.models import SheetPage
from trajectoires.content.services import PUBLISHERS

pytestmark = pytest.mark.django_db
INLINE = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
HANDLER = re.compile(r"<[^>]+\son(?:click|change|submit|load|error|input)=", re.IGNORECASE)
# The scripts that Wagtail 8 writes in its pages, for which 'unsafe-inline' stays: date fields, choosers, rows of links.
KNOWN = re.compile(
    r"\s*(?:init(?:Date|Time|DateTime)Chooser\(|new \w+\(|"
    r"\(function\(\) \{\s*var panel = new (?:Inline|MultipleChooser)Panel\()"
)


@pytest.fixture
def page(corpus, page_at):
    corpus.write("pages/comprendre/essai.md", genre="fiche", title="Un essai")
    corpus.load()
    return page_at("/comprendre/essai/")


@pytest.fixture
def addresses(page):
    arguments = {
        "wagtailadmin_pages:edit": [page.pk],
        "wagtailadmin_pages:add": ["content", SheetPage._meta.model_name, page.pk],
        "wagtailadmin_pages:history": [page.pk],
        "wagtailadmin_explore": [page.pk],
        "content_reread": [page.pk],
    }
    names = [
        "wagtailadmin_home",
        "wagtailimages:index",
        "content_reviews",
        "content_dead_links",
        "content_votes",
    ]
    return [reverse(name, args=arguments.get(name, [])) for name in [*names, *arguments]]


def test_every_page_of_the_space_has_its_policy(desks, addresses):
    for address in addresses:
        response = desks[PUBLISHERS].client.get(address)
        assert response.status_code == 200, address
        assert response.headers["Content-Security-Policy"] == EDITOR_POLICY


def test_the_policy_lets_nothing_of_another_site_in():
    sources = {source for directive in EDITOR_POLICY.split("; ") for source in directive.split()[1:]}
    assert sources == {"'none'", "'self'", "'unsafe-inline'", "data:", "blob:"}
    assert "'unsafe-eval'" not in EDITOR_POLICY


def test_the_only_scripts_in_a_page_are_those_that_are_known(desks, addresses):
    """A new one is read before it is let in; none of ours is."""
    found = 0
    for address in addresses:
        html = desks[PUBLISHERS].client.get(address).content.decode()
        scripts = INLINE.findall(html)
        found += len(scripts)
        assert [script for script in scripts if not KNOWN.match(script)] == [], address
        assert not HANDLER.search(html), address
    assert found, "Wagtail writes no script in its pages any more: 'unsafe-inline' can go"


def test_the_preview_of_a_page_may_load_what_the_page_may(desks, page):
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    desks[PUBLISHERS].client.post(
        preview, desks[PUBLISHERS].form(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    )
    response = desks[PUBLISHERS].client.get(preview)
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy
    assert len(policy.split("; ")) == len(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"])
    html = response.content.decode()
    assert INLINE.findall(html) == []
    assert "checker-axe-configuration" in html  # the checker of the preview
    assert "Hi\\u00e9rarchie" in html  # in French, as JSON writes it


def test_a_reader_never_meets_the_tools_of_the_team(client, page, desks):
    for visitor in (client, desks[PUBLISHERS].client):
        html = visitor.get(page.address, headers={"host": "localhost"}).content.decode()
        assert "wagtail" not in html


@pytest.mark.usefixtures("_wagtail_templates")
def test_the_door_speaks_french(client):
    html = client.get(reverse("wagtailadmin_login")).content.decode()
    assert "Espace d’édition" in html
    assert "Mot de passe" in html
    assert not re.search(r">\s*Password", html)
