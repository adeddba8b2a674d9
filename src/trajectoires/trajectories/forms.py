from django import forms

from trajectoires.documents.enums import MAXIMUM_FILE_BYTES, MAXIMUM_FILES, MAXIMUM_REQUEST_BYTES
from trajectoires.documents.fields import FilesField


class ImportForm(forms.Form):
    fichiers = FilesField(
        label="Vos fichiers d’écritures (FEC)",
        help_text=(
            f"Un fichier par exercice, {MAXIMUM_FILES} au plus, {MAXIMUM_FILE_BYTES // 1_000_000} Mo chacun et "
            f"{MAXIMUM_REQUEST_BYTES // 1_000_000} Mo en tout au plus. "
            "Texte, séparé par des tabulations ou des barres verticales ; l’extension importe peu."
        ),
        error_messages={"required": "Choisissez au moins un fichier, puis recommencez."},
    )
