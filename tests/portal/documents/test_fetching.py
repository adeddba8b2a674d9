"""What a hostile site may answer, and where it may try to lead: nothing holds us up, nothing leads inside."""

import contextlib
import gzip
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trajectoires.documents.enums import FetchFailure
from trajectoires.documents.services import UnableToFetch, addresses, connections, fetch, is_public

OK = b"HTTP/1.1 200 OK\r\n"
Answer = bytes | Callable[[socket.socket], None]


class Site:
    """A server of one thread that answers each request with what the test chose for its path, byte for byte."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[str] = []
        self._context = context
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str = "/") -> str:
        return f"{'https' if self._context else 'http'}://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            with (
                client,
                contextlib.suppress(OSError),
            ):  # the one who asked is gone: what a refusal looks like here
                self._answer(client)

    def _answer(self, client: socket.socket) -> None:
        if self._context:
            client = self._context.wrap_socket(client, server_side=True)
        request = b""
        while b"\r\n\r\n" not in request and (piece := client.recv(4096)):
            request += piece
        self.requests.append(request.decode("latin-1"))
        answer = self.answers.get(request.decode("latin-1").split(" ")[1], b"nothing of the kind\r\n")
        if callable(answer):
            answer(client)
        else:
            client.sendall(answer)
        client.close()


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


def whole(body: bytes, *headers: str, status: bytes = OK) -> bytes:
    lines = [*headers, f"Content-Length: {len(body)}", "", ""]
    return status + "\r\n".join(lines).encode() + body


def redirect(where: str, status: str = "302 Found") -> bytes:
    return f"HTTP/1.1 {status}\r\nLocation: {where}\r\nContent-Length: 0\r\n\r\n".encode()


def read(site: Site, path: str = "/", *, max_bytes: int = 10_000, timeout: float = 3, **options):
    return fetch(site.url(path), max_bytes=max_bytes, timeout=timeout, allow_private=True, **options)


def refusal(url: str, *, allow_private: bool = False, timeout: float = 3, max_bytes: int = 10_000):
    with pytest.raises(UnableToFetch) as caught:
        fetch(url, max_bytes=max_bytes, timeout=timeout, allow_private=allow_private)
    assert str(caught.value) == caught.value.failure.label
    return caught.value.failure


def refused(site: Site, answer: Answer, **options):
    site.answers["/"] = answer
    return refusal(site.url(), allow_private=True, **options)


# --- what comes -------------------------------------------------------------------------------------------------------


def test_an_answer_comes_whole(site):
    site.answers["/page?q=1"] = whole(b"bonjour", "ETag: x1", "Content-Type: text/plain")
    found = read(site, "/page?q=1", headers={"If-None-Match": "x0"})
    assert (found.status, found.body, found.url) == (200, b"bonjour", site.url("/page?q=1"))
    assert (found.headers["etag"], found.is_moved_for_good) == ("x1", False)
    assert "If-None-Match: x0" in site.requests[0]
    assert "User-Agent: trajectoires-socio-economiques (+http" in site.requests[0]
    assert f"Host: 127.0.0.1:{site.port}\r\n" in site.requests[0]


@pytest.mark.parametrize("status", ["304 Not Modified", "404 Not Found", "410 Gone", "500 Oh"])
def test_a_status_is_an_answer_not_an_error(site, status):
    site.answers["/"] = f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode()
    assert read(site).status == int(status[:3])


def test_a_compressed_answer_is_opened(site):
    site.answers["/"] = whole(gzip.compress(b"bonjour" * 100, mtime=0), "Content-Encoding: gzip")
    assert read(site).body == b"bonjour" * 100


def test_an_answer_in_chunks(site):
    site.answers["/"] = OK + b"Transfer-Encoding: chunked\r\n\r\n3\r\nbon\r\n4\r\njour\r\n0\r\n\r\n"
    assert read(site).body == b"bonjour"


def test_without_a_limit_no_body_is_read(site):
    site.answers["/"] = whole(b"x" * 50_000)
    assert read(site, max_bytes=0).body == b""


def test_head_asks_for_no_body(site):
    site.answers["/"] = OK + b"Content-Length: 900000\r\nContent-Encoding: gzip\r\n\r\n"
    assert read(site, method="HEAD").body == b""
    assert site.requests[0].startswith("HEAD / ")


def test_an_address_with_accents_is_sent_encoded(site):
    site.answers["/caf%C3%A9%20noir?%C3%A9"] = whole(b"oui")
    assert read(site, "/café noir?é#ancre").body == b"oui"


def test_redirects_are_followed(site):
    site.answers |= {"/a": redirect("/b", "301 Moved"), "/b": redirect("c", "308 Moved"), "/c": whole(b"ici")}
    found = read(site, "/a")
    assert (found.body, found.url, found.is_moved_for_good) == (b"ici", site.url("/c"), True)
    site.answers["/b"] = redirect("c", "307 For now")
    assert not read(site, "/a").is_moved_for_good


# --- where it may lead ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "240.0.0.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::",
        "64:ff9b::7f00:1", "64:ff9b::a00:1", "2001:db8::1", "2001:0:0:0:0:0:80ff:fffe",
    ],
)  # fmt: skip
def test_a_private_number_is_known_in_every_dress(number):
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_a_public_number(number):
    assert is_public(number)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0"]
)
def test_the_inside_is_refused_before_any_connection(host, monkeypatch):
    monkeypatch.setattr(connections, "_open", lambda *_: pytest.fail("connected"))
    assert refusal(f"http://{host}/") == FetchFailure.FORBIDDEN


@pytest.mark.parametrize(
    "url",
    [
        "", "ftp://exemple.org/", "file:///etc/passwd", "gopher://exemple.org/", "javascript:alert(1)",
        "//exemple.org/", "http:///chemin", "http://nom:secret@exemple.org/", "http://nom@exemple.org/",
        "http://exemple.org:99999/", "http://[1::2/", "http://" + "a" * 64 + ".org/", "http://exemple..org/",
        "http://exemple.org/" + "a" * 2000,
    ],
)  # fmt: skip
def test_what_is_not_an_address_of_the_web(url):
    assert refusal(url) == FetchFailure.MALFORMED


@pytest.mark.parametrize("port", [22, 25, 3306, 5432, 6379])
def test_other_services_are_out_of_reach(port):
    assert refusal(f"http://exemple.org:{port}/") == FetchFailure.FORBIDDEN


@pytest.fixture
def seen_as_public(monkeypatch, site):
    """The test's own server passes for a public site; every other private number stays private."""
    monkeypatch.setattr(addresses, "is_public", lambda number: number == "127.0.0.1" or is_public(number))
    monkeypatch.setattr(addresses, "ALLOWED_PORTS", {site.port, 80})
    return site


@pytest.mark.parametrize(
    "where", ["http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/", "//127.0.0.2/"]
)
def test_a_redirect_to_the_inside_is_refused(seen_as_public, where):
    seen_as_public.answers["/"] = redirect(where)
    assert refusal(seen_as_public.url()) == FetchFailure.FORBIDDEN


@pytest.mark.parametrize("where", ["file:///etc/passwd", "http://u:p@exemple.org/"])
def test_a_redirect_to_no_web_address_is_refused(seen_as_public, where):
    seen_as_public.answers["/"] = redirect(where)
    assert refusal(seen_as_public.url()) == FetchFailure.MALFORMED


def _resolver(monkeypatch, *answers: list[str]) -> list[str]:
    """Each question gets the next of these answers; the names asked for are kept."""
    asked, waiting = [], iter(answers)

    def getaddrinfo(host, port, *_options, **_more):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in next(waiting)]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", getaddrinfo)
    return asked


def test_a_name_with_one_private_number_is_refused(monkeypatch):
    _resolver(monkeypatch, ["93.184.215.14", "10.0.0.1"])
    assert refusal("http://exemple.org/") == FetchFailure.FORBIDDEN


def test_a_name_that_changes_its_mind_is_asked_once(monkeypatch, seen_as_public):
    """The first number was checked and is the one that is called; a second question would give the inside."""
    real, called = socket.socket.connect, []

    def connect(sock, where):
        called.append(where[0])
        return real(sock, ("127.0.0.1", seen_as_public.port))

    monkeypatch.setattr(socket.socket, "connect", connect)
    asked = _resolver(monkeypatch, ["93.184.215.14"], ["93.184.215.14"])
    seen_as_public.answers["/"] = whole(b"oui")
    found = fetch(f"http://exemple.org:{seen_as_public.port}/", max_bytes=10, timeout=3)
    assert found.body == b"oui"
    assert (asked, called) == (["exemple.org", "93.184.215.14"], ["93.184.215.14"])
    assert f"Host: exemple.org:{seen_as_public.port}" in seen_as_public.requests[0]


def test_an_unknown_name(monkeypatch):
    def fail(*_arguments, **_options):
        raise socket.gaierror

    monkeypatch.setattr(addresses.socket, "getaddrinfo", fail)
    assert refusal("http://exemple.org/") == FetchFailure.UNKNOWN_HOST


def test_a_resolver_that_never_answers(monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_a, **_o: [over.wait(5)][:0])
    begun = time.monotonic()
    assert refusal("http://exemple.org/", timeout=0.3) == FetchFailure.SLOW
    assert time.monotonic() - begun < 2
    over.set()


def test_a_port_where_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert refusal(f"http://127.0.0.1:{port}/", allow_private=True) == FetchFailure.UNREACHABLE


# --- what it may answer -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        whole(b"x" * 10_001),
        OK + b"\r\n" + b"x" * 200_000,  # no length announced
        OK + b"Transfer-Encoding: chunked\r\n\r\n" + b"2710\r\n" + b"x" * 10_000 + b"\r\n1\r\nx\r\n0\r\n\r\n",
        whole(gzip.compress(b"\0" * 30_000_000, mtime=0), "Content-Encoding: gzip"),
        whole(gzip.compress(b"x", mtime=0) + b"x" * 10_001, "Content-Encoding: gzip"),
    ],
    ids=["announced", "endless", "chunks", "bomb", "tail"],
)
def test_too_large(site, answer):
    assert refused(site, answer) == FetchFailure.TOO_LARGE


def test_ten_thousand_bytes_are_not_too_large(site):
    site.answers["/"] = whole(b"x" * 10_000)
    assert len(read(site).body) == 10_000


@pytest.mark.parametrize(
    "answer",
    [
        b"220 ftp ready\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: 1\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nA: " + b"x" * 70_000 + b"\r\n\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nbo",
        OK + b"Content-Length: 50\r\n\r\ncut",
        whole(b"not gzip", "Content-Encoding: gzip"),
        whole(gzip.compress(b"x" * 900, mtime=0)[:-9], "Content-Encoding: gzip"),
        whole(gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "Content-Encoding: gzip, gzip"),
        whole(b"x", "Content-Encoding: br"),
        redirect("http://[/"),
    ],
)
def test_garbled(site, answer):
    assert refused(site, answer) in {FetchFailure.GARBLED, FetchFailure.MALFORMED}


def test_a_site_that_hangs_up(site):
    assert refused(site, b"") == FetchFailure.UNREACHABLE


def _drip(start: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    def answer(client: socket.socket) -> None:
        client.sendall(start)
        for _ in range(100):
            time.sleep(0.05)
            client.sendall(drop)

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        _drip(b"", b"H"),
        _drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        _drip(OK, b"A"),
        _drip(OK + b"\r\n", b"x"),
        _drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        _drip(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"A: 1\r\n"),
    ],
    ids=["status", "continue", "headers", "body", "chunks", "trailer"],
)
def test_a_drip_does_not_outlast_the_deadline(site, answer):
    begun = time.monotonic()
    assert refused(site, answer, timeout=0.4) == FetchFailure.SLOW
    assert time.monotonic() - begun < 2


def test_the_deadline_holds_for_all_redirects_together(site):
    def slow(client: socket.socket) -> None:
        time.sleep(0.2)
        client.sendall(redirect("/"))

    assert refused(site, slow, timeout=0.5) == FetchFailure.SLOW
    assert len(site.requests) < 5


def test_a_ring_of_redirects(site):
    assert refused(site, redirect("/")) == FetchFailure.TOO_MANY_REDIRECTS
    assert len(site.requests) == 6


# --- certificates -----------------------------------------------------------------------------------------------------


@pytest.fixture
def secret_site(tmp_path: Path) -> Iterator[Site]:
    """A site whose certificate nobody signed but itself."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = (
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=x -keyout {key} -out {certificate}"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    made = Site(context)
    yield made
    made.close()


def test_a_certificate_that_nobody_signed(secret_site):
    assert refusal(secret_site.url(), allow_private=True) == FetchFailure.INSECURE


def test_a_site_that_does_not_speak_tls(site):
    site.answers["/"] = whole(b"x")
    assert refusal(site.url().replace("http", "https"), allow_private=True, timeout=0.5) in {
        FetchFailure.INSECURE,
        FetchFailure.SLOW,
    }
