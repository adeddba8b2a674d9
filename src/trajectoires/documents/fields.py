"""A form field for several files, with limits in plain words."""

import io
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile

from trajectoires.documents.enums import MAXIMUM_FILE_BYTES, MAXIMUM_FILES


class UnkeptFile(UploadedFile):
    """A file that was weighed while it came in, and not kept. Name and size are true; to read it is refused."""

    def __init__(self, *, name: str, content_type: str, size: int) -> None:
        super().__init__(file=_NoBytes(), name=name, content_type=content_type, size=size)


class _NoBytes(io.RawIOBase):
    """A form that forgot the limits would take an empty file for the real one: this one answers 400 instead."""

    def seek(self, *_where: int) -> int:
        return 0

    def read(self, _size: int = -1) -> bytes:
        raise RequestDataTooBig("a file over the limits was not kept")


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Cleans to a list of uploaded files, all kept. Every refusal names its file; none hides another."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given: Sequence[Any] = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not given:
            super().clean(None, initial)
            return []
        errors = _refusals(given)
        if errors:
            raise forms.ValidationError(errors)
        return list(given)


def _refusals(files: Sequence[UploadedFile]) -> list[str]:
    errors = [refusal for file in files if (refusal := _refusal(file))]
    if len(files) > MAXIMUM_FILES:
        errors.append(
            f"Vous avez choisi {len(files)} fichiers ; {MAXIMUM_FILES} au plus sont lus à la fois. Envoyez-les en deux fois."
        )
    elif not errors and any(isinstance(file, UnkeptFile) for file in files):
        errors.append(f"Votre envoi compte plus de {MAXIMUM_FILES} fichiers. Envoyez-les en deux fois.")
    return errors


def _refusal(file: UploadedFile) -> str:
    if not file.size:
        return f"« {file.name} » est vide. Exportez-le à nouveau depuis votre logiciel de comptabilité."
    if file.size > MAXIMUM_FILE_BYTES:
        return (
            f"« {file.name} » pèse {_megabytes(file.size)} Mo ; la limite est de {MAXIMUM_FILE_BYTES // 1_000_000} Mo. "
            "Exportez un seul exercice par fichier."
        )
    return ""


def _megabytes(size: int) -> str:
    """One decimal, rounded up: what is over a limit never reads as the limit."""
    tenths = -(-size // 100_000)
    return f"{tenths // 10},{tenths % 10}"
