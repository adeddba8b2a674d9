"""Every private address, every visitor, the answer. A new address fails here until its line is written."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from trajectoires.trajectories.models import ImportedFile, Trajectory

# Open to anyone, and safe: nothing of a visitor is shown or changed.
PUBLIC = {
    "home:start": [],
    "search:results": [],
    "glossary:index": [],
    "glossary:term": ["tresorerie"],
    "trajectories:demonstration": ["club-benevole"],
    "ui:gallery": [],
}
ACTORS = ("owner", "other_visitor", "passer_by", "signed_in_editor")  # fixtures of conftest.py, in this order
# Route, method: the answer to each actor. « other_visitor » has a work of her own, and asks about the owner's.
PRIVATE = {
    ("trajectories:start", "get"): (200, 200, 200, 200),
    ("trajectories:start", "head"): (200, 200, 200, 200),
    ("trajectories:start", "post"): (422, 422, 422, 422),  # no file
    ("trajectories:start", "put"): (405, 405, 405, 405),
    ("trajectories:results", "get"): (200, 200, 404, 404),
    ("trajectories:results", "head"): (200, 200, 404, 404),
    ("trajectories:results", "post"): (405, 405, 405, 405),
    ("trajectories:remove_file", "get"): (405, 405, 405, 405),
    ("trajectories:remove_file", "post"): (302, 404, 404, 404),
    ("trajectories:remove_file", "delete"): (405, 405, 405, 405),
    ("trajectories:erase", "get"): (405, 405, 405, 405),
    ("trajectories:erase", "post"): (302, 302, 404, 404),
    ("trajectories:erase", "delete"): (405, 405, 405, 405),
}


def our_routes(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """The names of the addresses of our rooms: Wagtail's own, and files, are left out."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver) and str(entry.urlconf_name).startswith("<module 'trajectoires."):
            yield from our_routes(entry, entry.namespace or namespace)
        elif isinstance(entry, URLPattern) and entry.callback.__module__.startswith("trajectoires."):
            yield f"{namespace}:{entry.name}"


def test_every_address_is_in_the_matrix_or_said_public():
    routes = set(our_routes(get_resolver()))
    assert len(routes) >= 10
    assert routes == {route for route, _ in PRIVATE} | set(PUBLIC)


@pytest.fixture
def visitors(owner, other_visitor, passer_by, signed_in_editor):
    return dict(zip(ACTORS, (owner, other_visitor, passer_by, signed_in_editor), strict=True))


@pytest.mark.parametrize(("route", "method"), PRIVATE, ids=map("-".join, PRIVATE))
def test_private_address(visitors, route, method):
    file = ImportedFile.objects.get(name="123456782FEC20251231.txt")
    address = reverse(route, args=[file.id] if route.endswith("remove_file") else [])
    answers = {}
    for actor in reversed(ACTORS):  # the owner comes last: what is hers must still be there
        assert ImportedFile.objects.filter(id=file.id).exists()
        response = getattr(visitors[actor], method)(address)
        answers[actor] = response.status_code
        assert actor == "owner" or file.name not in response.content.decode()
    assert answers == dict(zip(ACTORS, PRIVATE[route, method], strict=True))


@pytest.mark.parametrize(("route", "arguments"), PUBLIC.items(), ids=list(PUBLIC))
def test_public_address(visitors, term, demonstration, route, arguments):
    address = reverse(route, args=arguments)
    assert {actor: visitor.get(address).status_code for actor, visitor in visitors.items()} == dict.fromkeys(
        ACTORS, 200
    )


@pytest.mark.parametrize(("route", "arguments"), PUBLIC.items(), ids=list(PUBLIC))
def test_a_public_address_only_reads(term, demonstration, passer_by, route, arguments):
    address = reverse(route, args=arguments)
    assert [getattr(passer_by, method)(address).status_code for method in ("post", "put", "delete")] == [
        405
    ] * 3
    assert passer_by.head(address).status_code == 200
    assert not passer_by.cookies


def test_one_work_says_nothing_of_another(owner, other_visitor):
    pages = [
        client.get(reverse("trajectories:results")).content.decode() for client in (owner, other_visitor)
    ]
    names = ["123456782FEC20251231.txt", "732829320FEC20251231.txt"]
    assert [[name in page for name in names] for page in pages] == [[True, False], [False, True]]


def test_the_key_of_a_work_opens_no_address(owner, passer_by):
    key = Trajectory.objects.get().id
    for address in (f"/agir/trajectoire/{key}/", f"/agir/trajectoire/demonstration/{key}/"):
        assert passer_by.get(address).status_code == 404


def test_editing_asks_to_sign_in(lenient_templates, passer_by, owner, signed_in_editor):
    assert [client.get("/edition/").status_code for client in (passer_by, owner)] == [302, 302]
    assert signed_in_editor.get("/edition/").status_code == 200


@pytest.fixture
def term(db, now):
    from trajectoires.glossary.models import Term

    return Term.objects.create(slug="tresorerie", term="Trésorerie", definition="L’argent disponible.")


@pytest.fixture
def demonstration(db, now):
    return Trajectory.objects.create(created_at=now, demonstration_slug="club-benevole", name="Essai")
