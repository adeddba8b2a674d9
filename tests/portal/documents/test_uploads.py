"""What is left of an upload when something fails on the way, at each moment, and what the page says of it."""

import base64
import io
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.test import Client, RequestFactory

from trajectoires.documents import fields, middleware
from trajectoires.documents.enums import MAXIMUM_FILES
from trajectoires.documents.fields import FilesField, UnkeptFile
from trajectoires.documents.services import erase_leftovers, keep_upload, open_upload

START = "/agir/trajectoire/"
LIMIT = 200_000
PIECE = 1 << 16  # what a handler is given at once
EDGE = "limite-entre-deux-parties"
BASE64 = "Content-Transfer-Encoding: base64"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch) -> Path:
    """A private folder, a limit that tests can pass, and no request so short that it stays in memory."""
    for module in (middleware, fields):
        monkeypatch.setattr(module, "MAXIMUM_FILE_BYTES", LIMIT)
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    return settings.FILE_UPLOAD_TEMP_DIR


class Watched(io.BytesIO):
    """What a browser sends; at each piece asked for, what already lies in the folder is weighed."""

    def __init__(self, body: bytes, folder: Path, *, broken_at: int | None = None) -> None:
        super().__init__(body)
        self.folder = folder
        self.broken_at = broken_at
        self.weights: list[int] = []

    def read(self, size: int | None = -1) -> bytes:
        self.weights.append(on_disk(self.folder))
        if self.broken_at is not None and self.tell() >= self.broken_at:
            raise OSError("the browser is gone")
        return super().read(size)


def on_disk(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def part(name: str, data: bytes, *headers: str) -> bytes:
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="fichiers"; filename="{name}"'
    return "\r\n".join([head, *headers, "", ""]).encode() + data + b"\r\n"


def multipart(*parts: bytes) -> bytes:
    return b"".join(parts) + f"--{EDGE}--\r\n".encode()


@pytest.fixture
def request_for() -> Iterator[Callable[..., WSGIRequest]]:
    """A request for what comes by a stream; it is over at the end of the test."""
    made = []

    def make(stream: Watched, *, announced: object = None) -> WSGIRequest:
        environ = RequestFactory().post(START).environ | {
            "wsgi.input": stream,
            "CONTENT_TYPE": f"multipart/form-data; boundary={EDGE}",
            "CONTENT_LENGTH": str(len(stream.getvalue()) if announced is None else announced),
        }
        made.append(WSGIRequest(environ))
        return made[-1]

    yield make
    for request in made:
        request.close()


@pytest.fixture
def send(folder, request_for):
    """The files of a request, with the stream they came by."""

    def post(*parts: bytes):
        stream = Watched(multipart(*parts), folder)
        return request_for(stream).FILES.getlist("fichiers"), stream

    return post


# --- while it comes in --------------------------------------------------------------------------------------------------


def test_what_was_written_is_gone_well_before_the_end(send):
    (file,), stream = send(part("gros.txt", bytes(10 * LIMIT)))
    passed = -(-(LIMIT + PIECE) // PIECE) + 1
    assert any(stream.weights[:passed])
    assert not any(stream.weights[passed:])
    assert len(stream.weights) > 2 * passed
    assert (file.size, stream.read()) == (10 * LIMIT, b""), "the browser was heard to the end"


@pytest.mark.parametrize("place", range(3))
def test_one_file_over_the_limit_costs_nothing_to_its_neighbours(send, place):
    sent = [("bon.txt", os.urandom(LIMIT)), ("bon aussi.txt", b"abc")]
    sent.insert(place, ("gros.txt", bytes(LIMIT + 1)))
    files, _ = send(*(part(name, data) for name, data in sent))
    assert [(file.name, file.size) for file in files] == [(name, len(data)) for name, data in sent]
    kept = [file.read() for file in files if not isinstance(file, UnkeptFile)]
    assert kept == [data for name, data in sent if name != "gros.txt"]


@pytest.mark.parametrize(("size", "is_kept"), [(LIMIT - 1, True), (LIMIT, True), (LIMIT + 1, False)])
def test_the_limit_is_that_of_the_bytes_behind_an_encoding(send, size, is_kept):
    written = base64.encodebytes(bytes(size))
    assert len(written) > LIMIT
    (file,), _ = send(part("base64.txt", written, BASE64))
    assert (file.size, not isinstance(file, UnkeptFile)) == (size, is_kept)


# --- what breaks on the way ---------------------------------------------------------------------------------------------


def answered(request: WSGIRequest) -> HttpResponse:
    """What the middleware lets through of a view that looks at the files."""
    return middleware.erase_unfinished(lambda asked: HttpResponse(str(len(asked.FILES))))(request)


@pytest.mark.parametrize("size", [LIMIT, 5 * LIMIT])
def test_a_connection_that_breaks_leaves_nothing(folder, request_for, size):
    whole = part("entier.txt", bytes(LIMIT))
    body = multipart(whole, part("coupé.txt", bytes(size)))
    stream = Watched(body, folder, broken_at=len(whole) + size - PIECE)
    with pytest.raises(UnreadablePostError):
        answered(request_for(stream))
    assert max(stream.weights) > LIMIT, "half of the second lay beside the first"
    assert list(folder.iterdir()) == []


def test_an_encoding_that_breaks_leaves_nothing(folder, request_for):
    stream = Watched(multipart(part("faux.txt", b"QUJD" * 30_000 + b"!", BASE64)), folder)
    with pytest.raises(MultiPartParserError):
        answered(request_for(stream))
    assert max(stream.weights) > 0
    assert list(folder.iterdir()) == []


@pytest.mark.django_db
def test_the_site_leaves_nothing_of_it_either(folder):
    body = multipart(part("faux.txt", b"QUJD" * 30_000 + b"!", BASE64))
    response = Client().generic("POST", START, body, content_type=f"multipart/form-data; boundary={EDGE}")
    assert response.status_code == 400
    assert list(folder.iterdir()) == []


def test_what_came_whole_is_erased_with_its_request(folder, request_for):
    request = request_for(
        Watched(multipart(part("bon.txt", b"abc"), part("gros.txt", bytes(2 * LIMIT))), folder)
    )
    assert answered(request).content == b"1", "one field"
    request.close()
    assert list(folder.iterdir()) == []


# --- a length that lies -------------------------------------------------------------------------------------------------


def test_a_negative_length_is_refused_unread(folder, request_for):
    stream = Watched(multipart(part("fec.txt", b"abc")), folder)
    with pytest.raises(MultiPartParserError):
        _ = request_for(stream, announced=-7).FILES
    assert stream.tell() == 0


@pytest.mark.parametrize("announced", [20, 1000, 5000, LIMIT])
def test_a_short_length_does_not_bring_megabytes_into_memory(settings, folder, request_for, announced):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
    stream = Watched(multipart(part("long.txt", bytes(20 * LIMIT))), folder)
    assert request_for(stream, announced=announced).FILES.getlist("fichiers") == []
    assert (stream.tell(), on_disk(folder)) == (announced, 0)


def test_a_length_longer_than_the_body_reads_the_body(folder, request_for):
    stream = Watched(multipart(part("court.txt", b"abc")), folder)
    (file,) = request_for(stream, announced=10 * LIMIT).FILES.getlist("fichiers")
    assert (file.size, file.read()) == (3, b"abc")


# --- through the page ---------------------------------------------------------------------------------------------------


def heavy(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, bytes(3 * LIMIT))


@pytest.mark.django_db
def test_the_page_names_every_file_over_the_limit_and_keeps_none(folder, words, upload, fec):
    good = upload(fec("741000 Subventions 1000", year=2025), year=2025)
    response = Client().post(START, {"fichiers": [heavy("gros.txt"), good, heavy("gras.txt")]})
    assert response.status_code == 422
    text = words(response)
    for name in ("gros.txt", "gras.txt"):
        assert f"« {name} » pèse 0,6 Mo" in text
    assert good.name not in text
    assert on_disk(folder) == 0


@pytest.mark.django_db
def test_the_page_counts_the_files_beyond_the_number(folder, words):
    files = [SimpleUploadedFile(f"{number}.txt", b"abc") for number in range(MAXIMUM_FILES + 2)]
    response = Client().post(START, {"fichiers": files})
    assert response.status_code == 422
    assert f"Vous avez choisi {MAXIMUM_FILES + 2} fichiers" in words(response)
    assert on_disk(folder) == 0


@pytest.mark.django_db
def test_a_file_under_the_limit_goes_through_the_folder_and_does_not_stay(folder, upload, fec):
    good = upload(fec("741000 Subventions 1000", year=2025), year=2025)
    assert Client().post(START, {"fichiers": good}).status_code == 302
    assert on_disk(folder) == 0


def test_a_file_that_came_after_too_many_is_refused_in_a_field_of_its_own(send):
    files, _ = send(*(part(f"{number}.txt", b"abc") for number in range(MAXIMUM_FILES + 1)))
    assert FilesField().clean(files[:1]) == files[:1]
    with pytest.raises(ValidationError, match=f"plus de {MAXIMUM_FILES} fichiers"):
        FilesField().clean(files[-1])


# --- while it waits -----------------------------------------------------------------------------------------------------


def waiting(folder: Path) -> list[Path]:
    return sorted((folder / "attente").iterdir())


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_what_waits_is_private_whatever_the_machine_allows(folder, umask):
    before = os.umask(umask)
    try:
        keep_upload(SimpleUploadedFile("fec.txt", b"abc"))
    finally:
        os.umask(before)
    (path,) = waiting(folder)
    modes = [stat.S_IMODE(each.stat().st_mode) for each in (path, path.parent)]
    assert modes == [0o600, 0o700]


def test_a_file_that_was_looked_at_is_kept_from_its_beginning(folder):
    file = SimpleUploadedFile("fec.txt", b"abcdef")
    file.read(3)
    with open_upload(keep_upload(file)) as kept:
        assert kept.read() == b"abcdef"


class FullDisk(SimpleUploadedFile):
    def chunks(self, chunk_size=None):
        yield b"the first half of somebody's accounts"
        raise OSError("no space left on device")


def test_half_a_file_does_not_stay(folder):
    with pytest.raises(OSError, match="no space"):
        keep_upload(FullDisk("fec.txt", b"abc"))
    assert waiting(folder) == []


def test_a_link_goes_and_what_it_shows_stays(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_bytes(b"x")
    os.utime(elsewhere, (1000, 1000))
    (folder / "link").symlink_to(elsewhere)
    assert erase_leftovers(folder=folder) == 1
    assert elsewhere.read_bytes() == b"x"
    assert list(folder.iterdir()) == []
