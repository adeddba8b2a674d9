"""Files that come in: weighed while they are received, put aside under a name that says nothing, erased in time."""

import base64
import io
import os
import re
import stat
from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.test import Client, RequestFactory

from trajectoires.documents import fields, middleware
from trajectoires.documents.enums import KEPT_MINUTES, MAXIMUM_FILES
from trajectoires.documents.fields import FilesField, UnkeptFile
from trajectoires.documents.services import erase_leftovers, erase_upload, keep_upload, open_upload

START = "/agir/trajectoire/"
LIMIT = 200_000
PIECE = 1 << 16  # what a handler is given at once
HOUR = KEPT_MINUTES * 60
EDGE = "limite-entre-deux-parties"


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


def requested(stream: io.BytesIO, announced: object) -> WSGIRequest:
    environ = RequestFactory().post(START).environ | {
        "wsgi.input": stream,
        "CONTENT_TYPE": f"multipart/form-data; boundary={EDGE}",
    }
    environ.pop("CONTENT_LENGTH")
    return WSGIRequest(environ if announced is None else environ | {"CONTENT_LENGTH": str(announced)})


@pytest.fixture
def send(folder):
    """The files of a request, with the stream they came by."""

    def post(*parts: bytes):
        stream = Watched(multipart(*parts), folder)
        return requested(stream, len(stream.getvalue())).FILES.getlist("fichiers"), stream

    return post


def refusals(files) -> list[str]:
    with pytest.raises(ValidationError) as raised:
        FilesField().clean(files)
    return raised.value.messages


# --- weighed while they come in ---------------------------------------------------------------------------------


def test_a_file_at_the_limit_is_written_and_read_back(send, folder):
    data = os.urandom(LIMIT)
    (file,), stream = send(part("juste.txt", data))
    assert isinstance(file, TemporaryUploadedFile)
    assert (file.size, b"".join(file.chunks())) == (LIMIT, data)
    assert FilesField().clean([file]) == [file]
    assert max(stream.weights) > 0, "nothing was seen while it came in"
    assert stat.S_IMODE(next(folder.iterdir()).stat().st_mode) == 0o600
    file.close()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("size", [LIMIT + 1, LIMIT + PIECE, 10 * LIMIT + 7])
def test_nothing_lies_beyond_the_limit_while_a_file_comes_in(send, folder, size):
    (file,), stream = send(part("grand livre.txt", bytes(size)))
    assert max(stream.weights) <= LIMIT
    assert on_disk(folder) == 0
    assert (file.name, file.size) == ("grand livre.txt", size)
    assert isinstance(file, UnkeptFile)
    assert stream.read() == b"", "the browser was heard to the end: it shows our page, not a broken connection"


def test_once_over_the_limit_what_was_written_is_gone_before_the_end(send):
    _, stream = send(part("gros.txt", bytes(10 * LIMIT)))
    passed = -(-(LIMIT + PIECE) // PIECE) + 1
    assert any(stream.weights[:passed])
    assert not any(stream.weights[passed:])
    assert len(stream.weights) > 2 * passed


def test_a_file_over_the_limit_is_refused_by_its_name_and_true_size(send):
    files, _ = send(part("bon.txt", b"abc"), part("gros.txt", bytes(10 * LIMIT)), part("bon aussi.txt", b"def"))
    assert [(file.name, file.size) for file in files] == [
        ("bon.txt", 3),
        ("gros.txt", 10 * LIMIT),
        ("bon aussi.txt", 3),
    ]
    (said,) = refusals(files)
    assert "« gros.txt » pèse 2,0 Mo" in said
    assert [files[0].read(), files[2].read()] == [b"abc", b"def"]


def test_the_weight_is_that_of_the_bytes_behind_an_encoding(send):
    written = base64.encodebytes(bytes(LIMIT))
    assert len(written) > LIMIT
    (file,), _ = send(part("base64.txt", written, "Content-Transfer-Encoding: base64"))
    assert (file.size, FilesField().clean([file])) == (LIMIT, [file])
    (file,), _ = send(part("base64.txt", written + base64.encodebytes(b"a"), "Content-Transfer-Encoding: base64"))
    assert (file.size, isinstance(file, UnkeptFile)) == (LIMIT + 1, True)


def test_a_part_that_lies_on_its_own_length_is_weighed_all_the_same(send, folder):
    (file,), stream = send(part("menteur.txt", bytes(5 * LIMIT), "Content-Length: 3"))
    assert (file.size, isinstance(file, UnkeptFile)) == (5 * LIMIT, True)
    assert max(stream.weights) <= LIMIT


@pytest.mark.parametrize("read", ["read", "chunks", "lines"])
def test_a_form_that_forgot_the_limit_does_not_take_nothing_for_a_file(send, read):
    (file,), _ = send(part("gros.txt", bytes(LIMIT + 1)))
    ways = {"read": file.read, "chunks": lambda: list(file.chunks()), "lines": lambda: list(file)}
    with pytest.raises(RequestDataTooBig):
        ways[read]()


def test_files_beyond_the_number_are_counted_and_not_kept(send, folder):
    files, stream = send(*(part(f"{number}.txt", b"abc") for number in range(1, MAXIMUM_FILES + 4)))
    assert len(files) == MAXIMUM_FILES + 3
    assert [isinstance(file, UnkeptFile) for file in files] == [False] * MAXIMUM_FILES + [True] * 3
    assert len(list(folder.iterdir())) == MAXIMUM_FILES
    assert {file.size for file in files} == {3}
    (said,) = refusals(files)
    assert f"Vous avez choisi {MAXIMUM_FILES + 3} fichiers" in said


def test_one_file_that_came_last_of_too_many_is_refused_in_a_field_for_one(send):
    files, _ = send(*(part(f"{number}.txt", b"abc") for number in range(MAXIMUM_FILES + 1)))
    (said,) = refusals(files[-1])
    assert f"plus de {MAXIMUM_FILES} fichiers" in said


def test_each_request_is_weighed_from_nothing(send):
    for _ in range(2):
        files, _stream = send(*(part(f"{number}.txt", b"abc") for number in range(MAXIMUM_FILES)))
        assert not any(isinstance(file, UnkeptFile) for file in files)


@pytest.mark.parametrize("size", [LIMIT, 5 * LIMIT])
def test_a_browser_that_leaves_on_the_way_leaves_nothing_behind(folder, size):
    body = multipart(part("coupé.txt", bytes(size)))
    stream = Watched(body, folder, broken_at=size - PIECE)
    with pytest.raises(UnreadablePostError):
        _ = requested(stream, len(body)).FILES
    assert max(stream.weights) > 0
    assert list(folder.iterdir()) == []


# --- a length that is absent, or lies ---------------------------------------------------------------------------


@pytest.mark.parametrize("announced", [None, "", "abc", "0"])
def test_without_a_length_nothing_is_read(folder, announced):
    """A body sent in chunks, without a length: no file came, and the form asks for one."""
    stream = Watched(multipart(part("fec.txt", b"abc")), folder)
    request = requested(stream, announced)
    assert (request.FILES, stream.tell(), stream.weights) == ({}, 0, [])
    with pytest.raises(ValidationError):
        FilesField().clean(request.FILES.getlist("fichiers"))


def test_a_negative_length_is_refused_unread(folder):
    stream = Watched(multipart(part("fec.txt", b"abc")), folder)
    with pytest.raises(MultiPartParserError):
        _ = requested(stream, "-7").FILES
    assert stream.tell() == 0


@pytest.mark.parametrize("announced", [300, 5000, LIMIT])
def test_a_length_shorter_than_the_body_is_where_reading_stops(folder, announced):
    stream = Watched(multipart(part("long.txt", bytes(20 * LIMIT))), folder)
    (file,) = requested(stream, announced).FILES.getlist("fichiers")
    assert stream.tell() == announced
    assert file.size < announced
    assert on_disk(folder) <= announced


def test_a_length_that_hides_a_body_from_the_limits_of_memory_hides_it_from_the_reader_too(settings, folder):
    """« 1 000 bytes » goes to memory; the megabytes behind are never read."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
    stream = Watched(multipart(part("long.txt", bytes(20 * LIMIT))), folder)
    (file,) = requested(stream, 1000).FILES.getlist("fichiers")
    assert (stream.tell(), on_disk(folder)) == (1000, 0)
    assert file.size < 1000


def test_a_length_longer_than_the_body_reads_the_body(folder):
    stream = Watched(multipart(part("court.txt", b"abc")), folder)
    (file,) = requested(stream, 10 * LIMIT).FILES.getlist("fichiers")
    assert (file.size, file.read()) == (3, b"abc")


# --- through the page -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_page_names_every_file_over_the_limit_and_keeps_none(folder, words, fec):
    good = SimpleUploadedFile("123456782FEC20251231.txt", fec("741000 Subventions 1000", year=2025))
    heavy = [SimpleUploadedFile(name, bytes(3 * LIMIT)) for name in ("gros.txt", "gras.txt")]
    response = Client().post(START, {"fichiers": [heavy[0], good, heavy[1]]})
    assert response.status_code == 200
    text = words(response)
    for name in ("gros.txt", "gras.txt"):
        assert f"« {name} » pèse 0,6 Mo" in text
    assert on_disk(folder) == 0


@pytest.mark.django_db
def test_a_file_under_the_limit_goes_through_the_folder_to_the_results(folder, fec):
    good = SimpleUploadedFile("123456782FEC20251231.txt", fec("741000 Subventions 1000", year=2025))
    assert Client().post(START, {"fichiers": good}).status_code == 302
    assert on_disk(folder) == 0


# --- put aside ----------------------------------------------------------------------------------------------------


def waiting(folder: Path) -> list[Path]:
    return sorted((folder / "attente").iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_what_waits_is_private_whatever_the_machine_allows(folder, umask):
    before = os.umask(umask)
    try:
        keep_upload(SimpleUploadedFile("fec.txt", b"abc"))
    finally:
        os.umask(before)
    (path,) = waiting(folder)
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)


def test_the_bytes_come_back_by_the_name_until_they_are_erased(folder):
    data = os.urandom(3 * PIECE + 5)
    name = keep_upload(SimpleUploadedFile("fec.txt", data))
    with open_upload(name) as kept:
        assert kept.read() == data
    erase_upload(name)
    assert waiting(folder) == []
    erase_upload(name)
    with pytest.raises(FileNotFoundError):
        open_upload(name)


def test_a_file_that_was_read_already_is_kept_whole(folder):
    file = SimpleUploadedFile("fec.txt", b"abcdef")
    file.read(3)
    with open_upload(keep_upload(file)) as kept:
        assert kept.read() == b"abcdef"


def test_a_name_says_nothing_and_is_never_given_twice(folder):
    files = [SimpleUploadedFile("Les amis du lac.txt", b"abc") for _ in range(20)]
    names = [keep_upload(file) for file in files]
    assert len(set(names)) == 20
    assert all(re.fullmatch("[0-9a-f]{32}", name) for name in names)
    assert [path.name for path in waiting(folder)] == sorted(names)


@pytest.mark.parametrize("name", ["", ".", "..", "../secret", "/etc/passwd", "a" * 31, "a" * 33, "../" + "a" * 29])
@pytest.mark.parametrize("use", [open_upload, erase_upload])
def test_a_name_that_is_not_ours_opens_nothing(folder, use, name):
    (folder / "secret").write_bytes(b"x")
    with pytest.raises(ValueError, match="not the name"):
        use(name)
    assert (folder / "secret").exists()


def test_a_file_that_was_not_kept_cannot_wait(send, folder):
    (file,), _ = send(part("gros.txt", bytes(LIMIT + 1)))
    with pytest.raises(RequestDataTooBig):
        keep_upload(file)
    assert on_disk(folder) == 0


class FullDisk(SimpleUploadedFile):
    def chunks(self, chunk_size=None):
        yield b"the first half of somebody's accounts"
        raise OSError("no space left on device")


def test_half_a_file_does_not_stay(folder):
    with pytest.raises(OSError, match="no space"):
        keep_upload(FullDisk("fec.txt", b"abc"))
    assert waiting(folder) == []


# --- leftovers ----------------------------------------------------------------------------------------------------


def test_what_waited_too_long_is_erased_and_the_rest_waits(folder):
    names = [keep_upload(SimpleUploadedFile("fec.txt", b"abc")) for _ in range(3)]
    raw = folder / "x.upload"
    raw.write_bytes(b"x")
    now = raw.stat().st_mtime
    for path, age in zip([folder / "attente" / name for name in names] + [raw], (HOUR + 1, HOUR, 0, HOUR + 1), strict=True):
        os.utime(path, (now - age, now - age))
    assert erase_leftovers(folder=folder, now=now) == 2
    assert {path.name for path in waiting(folder)} == set(names[1:])
    assert not raw.exists()
    assert erase_leftovers(folder=folder, now=now + 2 * HOUR) == 2
    assert waiting(folder) == []


def test_the_clock_of_a_file_starts_when_it_is_received(folder):
    name = keep_upload(SimpleUploadedFile("fec.txt", b"abc"))
    assert erase_leftovers(folder=folder) == 0
    received = (folder / "attente" / name).stat().st_mtime
    assert erase_leftovers(folder=folder, now=received + HOUR + 1) == 1


def test_a_link_goes_and_what_it_shows_stays(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_bytes(b"x")
    os.utime(elsewhere, (1000, 1000))
    (folder / "link").symlink_to(elsewhere)
    assert erase_leftovers(folder=folder) == 1
    assert elsewhere.read_bytes() == b"x"


def test_another_process_that_erases_first_is_no_failure(folder, monkeypatch):
    old = folder / "old.upload"
    old.write_bytes(b"x")
    os.utime(old, (1000, 1000))
    erase = Path.unlink

    def twice(path, **options):
        erase(path)
        erase(path, **options)

    monkeypatch.setattr(Path, "unlink", twice)
    assert erase_leftovers(folder=folder) == 0
    assert list(folder.iterdir()) == []
