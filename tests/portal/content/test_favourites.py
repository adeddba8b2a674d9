"""Pages kept at hand, in a session or in an account, and the list that an address names."""

import csv
import io
import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from trajectoires.content.models import Favourite

from .library_cases import add_resource, build_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    site = build_site()
    return [add_resource(site, f"r-{number}", title=f"Ressource {number}") for number in range(3)]


@pytest.fixture
def reader():
    return Client()


@pytest.fixture
def member():
    user = get_user_model().objects.create_user("lectrice@exemple.org", "une phrase de passe")
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def titles(response):
    return re.findall(r"<h3>\s*<a [^>]+>([^<]+)</a>", response.content.decode())


def kept(client):
    return titles(client.get("/favoris/"))


def keep(client, *pages):
    for page in pages:
        assert client.post(f"/favoris/ajouter/{page.pk}/").status_code == 302


def test_looking_keeps_nothing_and_leaves_no_cookie(reader, pages, words):
    response = reader.get("/favoris/")
    assert "Rien de gardé pour l’instant" in words(response)
    assert "exportez-la" not in words(response)
    assert "Rien de gardé" in words(reader.get("/favoris/?a=1"))
    assert not reader.cookies
    assert 'name="robots" content="noindex"' in response.content.decode()


def test_the_page_asks_and_its_button_keeps(reader, pages, words):
    page = words(reader.get(f"/favoris/ajouter/{pages[0].pk}/"))
    assert "Ressource 0" in page
    assert "Garder dans mes favoris" in page
    assert kept(reader) == []
    response = reader.post(f"/favoris/ajouter/{pages[0].pk}/", follow=True)
    assert "La page est dans vos favoris." in words(response)
    assert f'href="{pages[0].address}">Revenir à la page' in response.content.decode()
    assert kept(reader) == ["Ressource 0"]


def test_the_last_kept_comes_first_and_none_twice(reader, pages):
    keep(reader, pages[0], pages[1], pages[0])
    assert kept(reader) == ["Ressource 0", "Ressource 1"]


@pytest.mark.parametrize("client_name", ["reader", "member"])
def test_what_is_taken_off_can_be_put_back(request, client_name, pages, words):
    client = request.getfixturevalue(client_name)
    keep(client, *pages)
    response = client.post(f"/favoris/retirer/{pages[1].pk}/", follow=True)
    assert "« Ressource 1 » n’est plus dans vos favoris." in words(response)
    assert titles(response) == ["Ressource 2", "Ressource 0"]
    assert "n’est plus" not in words(client.get("/favoris/"))  # said once
    assert set(titles(client.post("/favoris/remettre/", {"pages": pages[1].pk}, follow=True))) == {
        "Ressource 0",
        "Ressource 1",
        "Ressource 2",
    }


@pytest.mark.parametrize("client_name", ["reader", "member"])
def test_the_list_is_emptied_and_put_back(request, client_name, pages, words):
    client = request.getfixturevalue(client_name)
    keep(client, *pages)
    response = client.post("/favoris/vider/", follow=True)
    assert titles(response) == []
    assert "Les 3 pages ne sont plus dans vos favoris." in words(response)
    offered = re.search(r'name="pages" value="([\d,]+)"', response.content.decode())[1]
    client.post("/favoris/remettre/", {"pages": offered})
    assert kept(client) == ["Ressource 2", "Ressource 1", "Ressource 0"]


def test_the_session_says_until_when(reader, pages, words):
    keep(reader, pages[0])
    assert "elle y reste jusqu’au" in words(reader.get("/favoris/"))
    before = reader.cookies["session"]["expires"]
    assert before
    assert "session" in reader.get("/favoris/").cookies  # each visit sets the thirty days again


def test_what_is_not_published_any_more_is_not_shown(reader, pages):
    keep(reader, *pages)
    pages[2].unpublish()
    assert kept(reader) == ["Ressource 1", "Ressource 0"]
    assert reader.get(f"/favoris/ajouter/{pages[2].pk}/").status_code == 404


def test_an_account_keeps_what_the_session_held(reader, pages):
    keep(reader, pages[0], pages[1])
    user = get_user_model().objects.create_user("lectrice@exemple.org", "une phrase de passe")
    other = Client()
    other.force_login(user)
    keep(other, pages[1], pages[2])
    reader.force_login(user)
    assert set(kept(reader)) == {"Ressource 0", "Ressource 1", "Ressource 2"}
    assert "favoris" not in reader.session
    assert set(kept(other)) == {"Ressource 0", "Ressource 1", "Ressource 2"}
    assert Favourite.objects.count() == 3


def test_nobody_sees_the_list_of_another(member, reader, pages):
    keep(member, pages[0])
    assert kept(reader) == []
    reader.post("/favoris/vider/")
    assert kept(member) == ["Ressource 0"]


def test_the_list_is_not_endless(reader, pages, words):
    session = reader.session
    session["favoris"] = list(range(10_000, 10_200))
    session.save()
    response = reader.post(f"/favoris/ajouter/{pages[0].pk}/", follow=True)
    assert "Votre liste a déjà 200 pages" in words(response)


@pytest.mark.parametrize("address", ["{2},{0}", " {2} , {0},{2}", "{2},x,{0},-1,99999999999999999999,é,²"])
def test_an_address_names_a_list_that_nobody_changes(reader, pages, address):
    response = reader.get("/favoris/", {"pages": address.format(*(page.pk for page in pages))})
    assert titles(response) == ["Ressource 2", "Ressource 0"]
    assert "<form method" not in response.content.decode()
    assert not reader.cookies


def test_the_address_of_the_list_opens_it_elsewhere(reader, pages):
    keep(reader, *pages)
    page = reader.get("/favoris/").content.decode()
    address = re.search(r"http://testserver(/favoris/\?pages=[\d,]+)", page)[1]
    assert titles(Client().get(address)) == ["Ressource 2", "Ressource 1", "Ressource 0"]


def test_the_list_is_exported(reader, pages):
    keep(reader, pages[0])
    (row,) = csv.DictReader(
        io.StringIO(reader.get("/favoris/exporter/").content.decode("utf-8-sig")), delimiter=";"
    )
    assert (row["Titre"], row["Sorte de page"]) == ("Ressource 0", "ressource")
    named = Client().get(f"/favoris/exporter/?pages={pages[1].pk}")
    assert b"Ressource 1" in named.content
    assert b"Ressource" not in Client().get("/favoris/exporter/").content


@pytest.mark.parametrize("address", ["/favoris/retirer/1/", "/favoris/vider/", "/favoris/remettre/"])
def test_nothing_is_changed_by_looking(reader, address):
    assert reader.get(address).status_code == 405


def test_a_button_of_another_site_keeps_nothing(pages):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/favoris/ajouter/{pages[0].pk}/").status_code == 403
