"""Files of accounts, of any kind the engine reads, as they are chosen."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from trajectoires.documents.enums import MAXIMUM_FILE_BYTES, MAXIMUM_FILES, MAXIMUM_REQUEST_BYTES
from trajectoires.documents.fields import FilesField
from trajectoires.trajectories.enums import READ_AT_ONCE_BYTES, Genre

MEGABYTE = 1_000_000
LONG_FILES = (
    f"Les fichiers de plus de {READ_AT_ONCE_BYTES // MEGABYTE} Mo sont lus à part ; vous suivez l’avancement."
)
KINDS = (
    "Balance générale (CSV, XLSX, ODS), fichier des écritures (FEC), budget dans l’ordre du CERFA 12156 (CSV, XLSX, "
    "ODS), montants par poste (JSON) : mêlez-les, nous reconnaissons chacun."
)
RECOGNISE = "Reconnaître le fichier"


class ImportForm(forms.Form):
    fichiers = FilesField(
        label="Vos fichiers",
        help_text=(
            f"{KINDS} Un fichier par exercice, ou plusieurs parties à additionner ensuite ; {MAXIMUM_FILES} au plus, "
            f"{MAXIMUM_FILE_BYTES // MEGABYTE} Mo chacun et "
            f"{MAXIMUM_REQUEST_BYTES // MEGABYTE} Mo en tout au plus. {LONG_FILES}"
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
        help_text=f"{MAXIMUM_FILE_BYTES // MEGABYTE} Mo au plus. {LONG_FILES}",
        error_messages={"required": "Choisissez un fichier, puis recommencez."},
    )
    genre = forms.ChoiceField(
        label="Ce que c’est",
        help_text="Si nous avions pris l’ancien pour autre chose, dites-le ici : le fichier sera lu ainsi.",
        choices=[("", RECOGNISE), *Genre.choices],
        widget=forms.RadioSelect,
        required=False,
    )
