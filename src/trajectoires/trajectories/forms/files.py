"""Files of accounting entries, as they are chosen."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from trajectoires.documents.enums import MAXIMUM_FILE_BYTES, MAXIMUM_FILES, MAXIMUM_REQUEST_BYTES
from trajectoires.documents.fields import FilesField
from trajectoires.trajectories.enums import READ_AT_ONCE_BYTES

MEGABYTE = 1_000_000
LONG_FILES = (
    f"Les fichiers de plus de {READ_AT_ONCE_BYTES // MEGABYTE} Mo sont lus à part ; vous suivez l’avancement."
)
KINDS = "Texte, séparé par des tabulations ou des barres verticales ; l’extension importe peu."


class ImportForm(forms.Form):
    fichiers = FilesField(
        label="Vos fichiers d’écritures (FEC)",
        help_text=(
            f"Un fichier par exercice, {MAXIMUM_FILES} au plus, {MAXIMUM_FILE_BYTES // MEGABYTE} Mo chacun et "
            f"{MAXIMUM_REQUEST_BYTES // MEGABYTE} Mo en tout au plus. {LONG_FILES} {KINDS}"
        ),
        error_messages={"required": "Choisissez au moins un fichier, puis recommencez."},
    )


class OneFileField(FilesField):
    """One file, refused in the same words as several."""

    widget = forms.FileInput

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        files = super().clean(data, initial)
        return files[0] if files else None


class ReplaceForm(forms.Form):
    fichier = OneFileField(
        label="Le fichier qui prend sa place",
        help_text=f"{MAXIMUM_FILE_BYTES // MEGABYTE} Mo au plus. {LONG_FILES} {KINDS}",
        error_messages={"required": "Choisissez un fichier, puis recommencez."},
    )
