"""What every request meets: a limit of size; what every answer carries: headers, and words when it fails."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from trajectoires.config.middleware import DRAINED_AT_MOST, PIECE, refuse_oversized
from trajectoires.documents.enums import MAXIMUM_REQUEST_BYTES

START = "/agir/trajectoire/"
FOUND = "/recherche/"


class Body:
    """A browser that sends `size` bytes, without anybody holding them."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.given = 0
        self.largest = 0

    def read(self, wanted: int = -1) -> bytes:
        piece = min(self.size - self.given, wanted if wanted >= 0 else self.size)
        self.given += piece
        self.largest = max(self.largest, piece)
        return bytes(piece)

    readline = read  # Django takes hold of both


@pytest.fixture
def send():
    """The answer of the middleware to a body of a size, announced by a header; the view says « passé »."""

    def post(body: Body, announced: object) -> HttpResponse:
        environ = RequestFactory().post(START).environ | {
            "wsgi.input": body,
            "CONTENT_LENGTH": str(announced),
        }
        return refuse_oversized(lambda request: HttpResponse("passé"))(WSGIRequest(environ))

    return post


# --- size -------------------------------------------------------------------------------------------------------------


def test_a_request_too_heavy_is_read_away_piece_by_piece(send, words):
    body = Body(MAXIMUM_REQUEST_BYTES + 1)
    response = send(body, body.size)
    assert (response.status_code, body.given) == (413, body.size)
    assert body.largest <= PIECE
    text = words(response)
    assert "Ce fichier est trop lourd" in text
    assert "50 Mo au plus par fichier, 120 Mo en tout" in text


def test_no_more_than_the_limit_is_read_away(send):
    body = Body(3 * DRAINED_AT_MOST)
    assert send(body, body.size).status_code == 413
    assert body.given == DRAINED_AT_MOST


def test_a_request_at_the_limit_reaches_the_view_unread(send):
    body = Body(MAXIMUM_REQUEST_BYTES)
    assert send(body, body.size).content.decode() == "passé"
    assert body.given == 0


def test_a_size_announced_and_not_sent_is_refused_without_waiting(send):
    body = Body(10)
    assert send(body, MAXIMUM_REQUEST_BYTES + 1).status_code == 413
    assert body.given == 10


@pytest.mark.parametrize("announced", ["", "-1", "abc", "1e12", "²", "٣", "0x10"])
def test_a_size_that_is_no_number_is_no_size(send, announced):
    assert send(Body(0), announced).content.decode() == "passé"


def test_a_body_longer_than_its_size_is_cut_there():
    body = Body(MAXIMUM_REQUEST_BYTES)
    environ = RequestFactory().post(START).environ | {"wsgi.input": body, "CONTENT_LENGTH": "12"}
    refuse_oversized(lambda request: HttpResponse(request.read()))(WSGIRequest(environ))
    assert body.given == 12


def test_the_refusal_comes_before_session_form_and_view():
    order = [name.rpartition(".")[2] for name in settings.MIDDLEWARE]
    refused = order.index("refuse_oversized")
    assert order[:2] == ["SecurityMiddleware", "security_headers"]
    assert all(refused < order.index(later) for later in ("SessionMiddleware", "CsrfViewMiddleware"))
    assert order.index("CsrfViewMiddleware") < order.index("AuthenticationMiddleware")
    assert order.index("SessionMiddleware") < order.index("CsrfViewMiddleware")


# --- headers ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), [(START, 200), (FOUND, 200), ("/nulle-part/", 404)])
def test_an_answer_carries_its_headers(client, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert_hardened(response)


@pytest.mark.django_db
def test_a_refusal_of_size_carries_them_too(client):
    body = Body(MAXIMUM_REQUEST_BYTES + 1)
    response = client.post(START, CONTENT_LENGTH=str(body.size), **{"wsgi.input": body})
    assert response.status_code == 413
    assert not response.cookies
    assert_hardened(response)


def assert_hardened(response: HttpResponse) -> None:
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]


@pytest.mark.django_db
def test_the_editors_space_has_a_policy_of_its_own(lenient_templates, client):
    policy = client.get("/edition/login/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "http" not in policy


# --- when it fails ----------------------------------------------------------------------------------------------------


@pytest.fixture
def failing(monkeypatch, db):
    """The answer to a visitor of a page whose code raises."""

    def get(error: Exception) -> HttpResponse:
        def fail(*_args: object, **_options: object) -> None:
            raise error

        monkeypatch.setattr("trajectoires.search.views.answer", fail)
        return Client(raise_request_exception=False).get(FOUND, {"q": "don"})

    return get


def test_a_failure_of_the_site_says_no_secret(failing, words):
    response = failing(RuntimeError("secret de fabrication"))
    text = words(response)
    assert response.status_code == 500
    assert "Le site a rencontré une erreur" in text
    assert 'href="/contact/"' in response.content.decode()
    assert [word for word in ("Traceback", "RuntimeError", "secret de fabrication") if word in text] == []
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("is_redirected", [False, True])
def test_an_unknown_host_is_answered_in_french_even_before_there_is_a_session(settings, words, is_redirected):
    settings.SECURE_SSL_REDIRECT = is_redirected
    response = Client(raise_request_exception=False).get(FOUND, headers={"host": "ailleurs.example.org"})
    assert response.status_code == 400
    assert "Votre demande n’a pas pu être lue" in words(response)
    assert "ailleurs" not in response.content.decode()


def test_a_page_that_is_not_for_this_visitor(failing, words):
    response = failing(PermissionDenied("raison interne"))
    text = words(response)
    assert response.status_code == 403
    assert "Cette page ne vous est pas ouverte" in text
    assert "raison interne" not in text
    assert 'action="/recherche/"' in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/nulle-part/", "/glossaire/inconnu/", f"{START}demonstration/inconnue/", "/%00"]
)
def test_an_unknown_address_helps(client, words, address):
    response = client.get(address)
    html, text = response.content.decode(), words(response)
    assert response.status_code == 404
    assert "Cette page n’existe pas, ou plus" in text
    assert all(f'href="{href}"' in html for href in ("/plan-du-site/", "/contact/", "/agir/"))
    assert "Traceback" not in text
    assert 'role="search"' in html


@pytest.mark.django_db
def test_a_form_that_cannot_be_trusted_says_how_to_go_on(words):
    response = Client(enforce_csrf_checks=True).post(START)
    text = words(response)
    assert response.status_code == 403
    assert "Votre envoi n’a pas été pris en compte" in text
    assert "Rechargez la page" in text
    assert "CSRF" not in text
