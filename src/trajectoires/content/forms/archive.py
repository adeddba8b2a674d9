"""A zip of content to load."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from trajectoires.documents.enums import MAXIMUM_FILE_BYTES

KEEP, WITHDRAW = "garder", "depublier"
_LIMIT = f"{MAXIMUM_FILE_BYTES // 1_000_000} Mo"


class ArchiveForm(forms.Form):
    archive = forms.FileField(
        label="Le zip",
        help_text=f"Dans la forme de l’export ci-dessus, {_LIMIT} au plus.",
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={"required": "Choisissez un fichier zip.", "empty": "Ce fichier est vide."},
    )
    absent = forms.ChoiceField(
        label="Ce qui est sur le site et n’est pas dans le zip",
        choices=[
            (KEEP, "reste en ligne (le zip ajoute et met à jour)"),
            (WITHDRAW, "est dépublié si cela venait d’un fichier (le zip dit tout le site)"),
        ],
        initial=KEEP,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez ce que devient ce qui n’est pas dans le zip."},
    )

    def clean_archive(self) -> UploadedFile:
        archive: UploadedFile = self.cleaned_data["archive"]
        if archive.size and archive.size > MAXIMUM_FILE_BYTES:
            raise forms.ValidationError(f"« {archive.name} » dépasse {_LIMIT}. Retirez-en des documents.")
        return archive

    @property
    def withdraws(self) -> bool:
        return bool(self.cleaned_data["absent"] == WITHDRAW)
