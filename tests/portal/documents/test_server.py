"""What the server that `./run` starts makes of a sender that lies about its size, or leaves."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from trajectoires.documents import middleware

SOURCES = Path(middleware.__file__).resolve().parents[2]
END = b"--B--\r\n"


def part(name: str, size: int) -> bytes:
    head = f'--B\r\nContent-Disposition: form-data; name="fichiers"; filename="{name}"\r\n\r\n'
    return head.encode() + b"x" * size + b"\r\n"


APPLICATION = """
import json, os
from django.conf import settings

settings.configure(
    FILE_UPLOAD_TEMP_DIR={folder!r},
    FILE_UPLOAD_MAX_MEMORY_SIZE=1000,
    FILE_UPLOAD_HANDLERS={handlers!r},
)
from django.core.handlers.wsgi import WSGIRequest


def application(environ, start_response):
    request = WSGIRequest(environ)
    files = [[file.name, file.size, type(file).__name__] for file in request.FILES.getlist("fichiers")]
    request.close()
    start_response("200 OK", [])
    return [json.dumps([files, os.listdir({folder!r})]).encode()]
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory) -> Iterator[int]:
    from django.conf import settings

    place = tmp_path_factory.mktemp("server")
    (place / "uploads").mkdir()
    source = APPLICATION.format(folder=str(place / "uploads"), handlers=settings.FILE_UPLOAD_HANDLERS)
    (place / "receiving.py").write_text(source)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads", "1"]
    server = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(free), "receiving:application"],
        cwd=place,
        env={**os.environ, "PYTHONPATH": f"{SOURCES}{os.pathsep}{place}"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(free)
        yield free
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


def wait_for(port: int) -> None:
    for _ in range(150):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server did not start")


def answer(port: int, head: bytes, body: bytes, *, leaves: bool = False) -> tuple[int, list]:
    """What the server answers to a request written by hand: its status, and what the application saw."""
    request = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as sender:
        sender.sendall(request + b"Content-Type: multipart/form-data; boundary=B\r\n" + head + b"\r\n" + body)
        if leaves:
            sender.shutdown(socket.SHUT_WR)
        said = b"".join(iter(lambda: sender.recv(65536), b""))
    status, _, content = said.partition(b"\r\n")[0].split()[1], *said.partition(b"\r\n\r\n")[1:]
    return int(status), json.loads(content) if content else []


BODY = part("a.txt", 2000) + END


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


def test_an_honest_sender_is_heard(port):
    head = b"Content-Length: %d\r\n" % len(BODY)
    assert answer(port, head, BODY) == (200, [[["a.txt", 2000, "TemporaryUploadedFile"]], []])


@pytest.mark.parametrize("more", [b"", b"Content-Length: 10\r\n"])
def test_a_body_in_pieces_of_no_announced_size_is_not_read(port, more):
    """Whatever a second header says: the server drops it, and Django reads nothing that was not announced."""
    head = b"Transfer-Encoding: chunked\r\n" + more
    assert answer(port, head, chunked(BODY)) == (200, [[], []])


def test_a_body_longer_than_announced_is_cut(port):
    assert answer(port, b"Content-Length: 50\r\n", BODY) == (200, [[], []])


def test_a_sender_that_leaves_leaves_nothing_on_the_disk(port):
    assert answer(port, b"Content-Length: 900000\r\n", part("a.txt", 500_000), leaves=True) == (200, [[], []])


@pytest.mark.parametrize(
    "head",
    [b"Content-Length: abc\r\n", b"Content-Length: -5\r\n", b"Content-Length: 5\r\nContent-Length: 9\r\n"],
)
def test_a_size_that_is_none_is_refused_by_the_server(port, head):
    assert answer(port, head, BODY)[0] == 400
