"""What goes in the report, chosen before it is made; and the workbook that comes back."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from trajectoires.trajectories.forms.files import OneFileField
from trajectoires.trajectories.selectors.reports import Salaries
from trajectoires.trajectories.services.reports import Choices

MOST_WORKBOOK_BYTES = 5_000_000
MOST_NAME = 120
COMPLETE, SHORT = "complet", "court"
HIDE, SHOW = "masquer", "montrer"
LENGTHS = [
    (COMPLETE, "Complet : chaque indicateur et chaque changement expliqués, les repères, la méthode"),
    (SHORT, "Court : l’essentiel, les leviers, la position, à qui parler"),
]
SHOWN = [
    (HIDE, "Les masquer, et tout ce qui permettrait de les retrouver"),
    (SHOW, "Les montrer : nous sommes trois salariés ou plus, ou la personne est d’accord"),
]
WHY = {
    Salaries.TOLD: (
        "Vous comptez deux postes ou moins : le total des salaires dirait ce que gagne une personne. "
        "Nous les masquons, sauf si vous en décidez autrement."
    ),
    Salaries.UNKNOWN: (
        "Vous n’avez pas dit combien de postes vous comptez. Avec un ou deux salariés, le total des salaires "
        "dirait ce que gagne une personne : choisissez."
    ),
    Salaries.SAFE: "Vous comptez plus de deux postes : le total des salaires ne dit pas celui d’une personne.",
}
INITIAL = {Salaries.TOLD: HIDE, Salaries.SAFE: SHOW}


class ReportForm(forms.Form):
    """`salaries` says what the charges of staff tell: the question is asked only when there is staff.

    `name` is proposed for the cover; it can be changed or emptied.
    """

    use_required_attribute = False
    longueur = forms.ChoiceField(
        label="Quel rapport ?", choices=LENGTHS, initial=COMPLETE, widget=forms.RadioSelect,
        error_messages={"required": "Choisissez un rapport complet ou court."},
    )  # fmt: skip
    comptes = forms.BooleanField(
        label="Ajouter le détail des comptes : les lignes derrière chaque chiffre", required=False
    )
    salaires = forms.ChoiceField(
        label="Les charges de personnel (classe 64)", choices=SHOWN, widget=forms.RadioSelect,
        error_messages={"required": "Choisissez : masquer ou montrer les charges de personnel."},
    )  # fmt: skip
    nom = forms.CharField(
        label="Le nom à écrire sur la couverture", max_length=MOST_NAME, required=False,
        help_text="Vide : « Notre association ».",
        error_messages={"max_length": "Écrivez 120 signes au plus : un sigle suffit."},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, salaries: Salaries, has_name: bool, name: str = "") -> None:
        super().__init__(data)
        if has_name:
            del self.fields["nom"]
        else:
            self.fields["nom"].initial = name[:MOST_NAME]
        if salaries is Salaries.NONE:
            del self.fields["salaires"]
        else:
            self.fields["salaires"].help_text = WHY[salaries]
            self.fields["salaires"].initial = INITIAL.get(salaries)

    def choices(self) -> Choices:
        given = self.cleaned_data
        return Choices(
            name=" ".join(given.get("nom", "").split()),
            is_short=given["longueur"] == SHORT,
            has_lines=given["comptes"],
            hides_salaries=given.get("salaires") == HIDE,
        )


class WorkbookForm(forms.Form):
    """The workbook of figures, completed."""

    use_required_attribute = False
    classeur = OneFileField(
        label="Votre classeur complété",
        help_text="Le fichier ODS téléchargé ici, ou enregistré en XLSX ; 5 Mo au plus.",
        error_messages={"required": "Choisissez le classeur, puis recommencez."},
    )

    def clean_classeur(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["classeur"]
        if (file.size or 0) > MOST_WORKBOOK_BYTES:
            raise forms.ValidationError(
                f"« {file.name} » pèse plus de 5 Mo : ce n’est pas le classeur téléchargé ici."
            )
        return file
