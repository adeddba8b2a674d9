"""Several files in one field: every refusal names its file, none hides another."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from trajectoires.documents.enums import MAXIMUM_FILE_BYTES, MAXIMUM_FILES, MAXIMUM_REQUEST_BYTES
from trajectoires.documents.fields import FilesField, UnkeptFile


@pytest.fixture
def field():
    return FilesField(error_messages={"required": "Choisissez au moins un fichier."})


def file(name="fec.txt", *, size=3):
    """A file that says its size without holding it."""
    made = SimpleUploadedFile(name, b"abc")
    made.size = size
    return made


def refusals(field, data):
    with pytest.raises(ValidationError) as raised:
        field.clean(data)
    return raised.value.messages


def test_all_the_files_in_their_order(field):
    files = [file("2025.txt"), file("2024.txt", size=MAXIMUM_FILE_BYTES)]
    assert field.clean(files) == files
    assert field.clean(files[0]) == files[:1]


@pytest.mark.parametrize("data", [None, [], "", ()])
def test_none_is_asked_again_in_its_own_words(field, data):
    assert refusals(field, data) == ["Choisissez au moins un fichier."]


def test_none_is_fine_where_none_is_needed():
    assert FilesField(required=False).clean(None) == []


def test_an_empty_file(field):
    (said,) = refusals(field, [file("vide.txt", size=0)])
    assert "« vide.txt » est vide" in said
    assert "Exportez-le à nouveau" in said


def test_a_file_too_heavy_says_its_weight_and_the_limit(field):
    (said,) = refusals(field, [file("gros.txt", size=61_000_000)])
    assert "« gros.txt » pèse 61,0 Mo" in said
    assert "la limite est de 50 Mo" in said


def test_one_byte_over_the_limit_is_not_said_to_weigh_the_limit(field):
    (said,) = refusals(field, [file("juste.txt", size=MAXIMUM_FILE_BYTES + 1)])
    assert "pèse 50 Mo" not in said


def test_too_many_files(field):
    (said,) = refusals(field, [file(f"{number}.txt") for number in range(MAXIMUM_FILES + 1)])
    assert "Vous avez choisi 11 fichiers" in said
    assert "10 au plus" in said


def unkept(name="fec.txt", *, size=3):
    return UnkeptFile(name=name, content_type="text/plain", size=size)


def test_a_file_that_was_not_kept_is_refused_in_the_same_words(field):
    (said,) = refusals(field, [file(), unkept("gros.txt", size=61_000_000)])
    assert "« gros.txt » pèse 61,0 Mo" in said
    (said,) = refusals(field, [*[file()] * MAXIMUM_FILES, unkept(), unkept()])
    assert "Vous avez choisi 12 fichiers" in said


def test_a_file_not_kept_because_of_another_field_is_never_taken(field):
    (said,) = refusals(field, [unkept()])
    assert "plus de 10 fichiers" in said


def test_every_refusal_is_said_at_once(field):
    files = [file("vide.txt", size=0), file("gros.txt", size=60_000_000), *[file("bon.txt")] * 9]
    said = refusals(field, files)
    assert [
        name for name in ("vide.txt", "gros.txt", "11 fichiers") if not any(name in line for line in said)
    ] == []
    assert len(said) == 3


def test_the_field_takes_several_files(field):
    assert "multiple" in field.widget.render("fichiers", None)


def test_one_file_at_the_limit_fits_in_a_request():
    assert MAXIMUM_REQUEST_BYTES > 2 * MAXIMUM_FILE_BYTES
