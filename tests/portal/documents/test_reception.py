"""A file is weighed while it comes in: beyond the limits nothing is kept, and its true size is still said."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, TemporaryUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from trajectoires.documents import middleware
from trajectoires.documents.enums import MAXIMUM_FILES
from trajectoires.documents.fields import FilesField, UnkeptFile

LIMIT = 300_000
END = b"--B--\r\n"


def part(name: str, size: int, *, encoding: str = "") -> bytes:
    head = f'--B\r\nContent-Disposition: form-data; name="fichiers"; filename="{name}"\r\n{encoding}\r\n'
    return head.encode() + b"x" * size + b"\r\n"


class Folder:
    """The private folder, as it is at each moment of a reception."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.heaviest = 0

    def sizes(self) -> list[int]:
        return sorted(path.stat().st_size for path in self.path.rglob("*") if path.is_file())


class Watched(io.BytesIO):
    """A body that looks at the private folder at each piece that is read of it."""

    def __init__(self, body: bytes, folder: Folder) -> None:
        super().__init__(body)
        self.folder = folder

    def read(self, size: int | None = -1) -> bytes:
        self.folder.heaviest = max(self.folder.heaviest, *self.folder.sizes(), 0)
        return super().read(size)


@pytest.fixture
def folder(settings, tmp_path, monkeypatch) -> Folder:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    monkeypatch.setattr(middleware, "MAXIMUM_FILE_BYTES", LIMIT)
    monkeypatch.setattr("trajectoires.documents.fields.MAXIMUM_FILE_BYTES", LIMIT)
    return Folder(tmp_path)


@pytest.fixture
def receive(folder) -> Iterator[Callable[..., WSGIRequest]]:
    """A request for what its sender sends and announces; it is over at the end of the test."""
    received = []

    def post(body: bytes, *, announced: object = None, **headers: str) -> WSGIRequest:
        environ = RequestFactory().post("/").environ | {
            "CONTENT_TYPE": "multipart/form-data; boundary=B",
            "CONTENT_LENGTH": str(len(body) if announced is None else announced),
            "wsgi.input": Watched(body, folder),
        }
        received.append(WSGIRequest(environ | headers))
        return received[-1]

    yield post
    for request in received:
        request.close()
    assert folder.sizes() == [], "what was kept of a request is erased with it"


def files(request: WSGIRequest) -> list[tuple[str, int, type]]:
    return [(file.name, file.size, type(file)) for file in request.FILES.getlist("fichiers")]


# --- size -------------------------------------------------------------------------------------------------------------


def test_a_short_request_stays_in_memory(receive, folder):
    assert files(receive(part("a.txt", 10) + END)) == [("a.txt", 10, InMemoryUploadedFile)]
    assert folder.heaviest == 0


def test_a_file_at_the_limit_is_kept_whole(receive, folder):
    request = receive(part("a.txt", LIMIT) + END)
    assert files(request) == [("a.txt", LIMIT, TemporaryUploadedFile)]
    assert request.FILES["fichiers"].read() == b"x" * LIMIT
    assert [path.stat().st_mode & 0o777 for path in folder.path.iterdir()] == [0o600]


@pytest.mark.parametrize("size", [LIMIT + 1, 5 * LIMIT])
def test_a_file_over_the_limit_says_its_true_size_and_leaves_nothing(receive, folder, size):
    request = receive(part("gros.txt", size) + part("bon.txt", 2000) + END)
    assert files(request) == [("gros.txt", size, UnkeptFile), ("bon.txt", 2000, TemporaryUploadedFile)]
    assert folder.sizes() == [2000]
    assert 0 < folder.heaviest <= LIMIT


def test_what_is_weighed_is_what_comes_out_of_its_encoding(receive):
    body = part("gros.txt", 4 * LIMIT, encoding="Content-Transfer-Encoding: base64\r\n") + END
    assert files(receive(body)) == [("gros.txt", 3 * LIMIT, UnkeptFile)]


def test_a_size_announced_for_the_part_is_not_believed(receive):
    body = part("gros.txt", 2 * LIMIT, encoding="Content-Length: 3\r\n") + END
    assert files(receive(body)) == [("gros.txt", 2 * LIMIT, UnkeptFile)]


def test_the_form_refuses_it_by_name_and_size(receive):
    class Form(forms.Form):
        fichiers = FilesField()

    request = receive(part("gros.txt", 5 * LIMIT) + part("bon.txt", 2000) + END)
    form = Form(request.POST, request.FILES)
    assert not form.is_valid()
    (said,) = form.errors["fichiers"]
    assert "« gros.txt » pèse 1,5 Mo" in said


# --- number -----------------------------------------------------------------------------------------------------------


def test_files_beyond_the_number_are_counted_and_not_kept(receive, folder):
    kept, more = MAXIMUM_FILES, 3
    request = receive(b"".join(part(f"{place}.txt", 200) for place in range(kept + more)) + END)
    kinds = [kind for *_, kind in files(request)]
    assert kinds == [TemporaryUploadedFile] * kept + [UnkeptFile] * more
    assert [size for _, size, _ in files(request)] == [200] * (kept + more)
    assert folder.sizes() == [200] * kept


def test_each_request_has_its_own_count(receive):
    for _ in range(MAXIMUM_FILES + 2):
        assert files(receive(part("a.txt", 2000) + END)) == [("a.txt", 2000, TemporaryUploadedFile)]


# --- a form that forgot the limits --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "use",
    [
        lambda file: file.read(),
        lambda file: list(file.chunks()),
        list,
        lambda file: file.open().read(1),
        lambda file: file.readline(),
    ],
    ids=["read", "chunks", "lines", "open", "line"],
)
def test_what_was_not_kept_is_never_taken_for_an_empty_file(receive, use):
    request = receive(part("gros.txt", LIMIT + 1) + END)
    with pytest.raises(RequestDataTooBig):
        use(request.FILES["fichiers"])


# --- a sender that lies, or leaves ----------------------------------------------------------------------------------------


def test_a_sender_that_leaves_in_the_middle_leaves_nothing(receive, folder):
    body = part("a.txt", 200_000)
    assert files(receive(body[:100_000], announced=len(body))) == []
    assert folder.heaviest > 0
    assert folder.sizes() == []


def test_a_sender_that_leaves_beyond_the_limit_leaves_nothing(receive, folder):
    body = part("gros.txt", 3 * LIMIT)
    assert files(receive(body[: 2 * LIMIT], announced=len(body))) == []
    assert folder.sizes() == []


def test_nothing_is_read_beyond_the_size_announced(receive, folder):
    request = receive(part("gros.txt", 5 * LIMIT) + END, announced=2000)
    assert files(request) == []
    assert request.environ["wsgi.input"].tell() == 2000


@pytest.mark.parametrize("announced", ["", "0", "abc"])
def test_without_a_size_announced_nothing_is_read(receive, announced):
    request = receive(
        part("gros.txt", 5 * LIMIT) + END, announced=announced, HTTP_TRANSFER_ENCODING="chunked"
    )
    assert files(request) == []
    assert request.environ["wsgi.input"].tell() == 0
