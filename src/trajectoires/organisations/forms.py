"""What members write. Every refusal is a French sentence that says what to write instead."""

import re
import uuid
from typing import Any

from django import forms
from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.fr import siren, siret

from trajectoires.organisations.enums import Role

SIREN_LENGTH = 9
RNA = re.compile(r"W\d[\dA-Z]\d{7}")
SPACES = re.compile(r"[\s.\-\u00a0\u202f]+")
NO_NAME = "Écrivez le nom de votre organisation."
ROLE_HELP = "La gestion invite, retire, partage et efface. Un membre lit et change les chiffres."


def _long(name: str, most: int) -> dict[str, str]:
    return {"max_length": f"Raccourcissez {name} : {most} caractères au plus."}


class RecordForm(forms.Form):
    """What an organisation says of itself; all but its name may stay empty."""

    name = forms.CharField(
        label="Nom",
        max_length=200,
        error_messages={"required": NO_NAME, **_long("le nom", 200)},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    short_name = forms.CharField(
        label="Sigle", max_length=40, required=False, error_messages=_long("le sigle", 40)
    )
    purpose = forms.CharField(
        label="Objet",
        max_length=2_000,
        required=False,
        help_text="Tel qu’il figure dans vos statuts.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=_long("l’objet", 2_000),
    )
    rna = forms.CharField(label="Numéro RNA", required=False, help_text="Un W et neuf chiffres : W123456789.")
    number = forms.CharField(
        label="SIREN ou SIRET", required=False, help_text="Neuf chiffres, ou quatorze pour un établissement."
    )
    address = forms.CharField(
        label="Adresse",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "street-address"}),
        error_messages=_long("l’adresse", 500),
    )
    town = forms.CharField(
        label="Commune",
        max_length=100,
        required=False,
        help_text="Avec son code postal, si vous voulez.",
        error_messages=_long("la commune", 100),
    )
    staff_count = forms.IntegerField(
        label="Effectif salarié",
        min_value=0,
        max_value=1_000_000,
        required=False,
        localize=True,
        help_text="Le nombre de personnes salariées.",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Écrivez un nombre entier, par exemple 3."
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def clean_rna(self) -> str:
        typed = SPACES.sub("", self.cleaned_data["rna"]).upper()
        if typed and not RNA.fullmatch(typed):
            raise forms.ValidationError("Vérifiez le numéro RNA : un W suivi de neuf chiffres.")
        return typed

    def clean_number(self) -> str:
        typed = SPACES.sub("", self.cleaned_data["number"])
        if not typed:
            return ""
        try:
            return str((siret if len(typed) > SIREN_LENGTH else siren).validate(typed))
        except WrongNumber:
            raise forms.ValidationError(
                "Vérifiez ce numéro : neuf chiffres pour un SIREN, quatorze pour un SIRET, sans faute de frappe."
            ) from None

    def values(self) -> dict[str, Any]:
        """The fields of an organisation; a SIRET says its SIREN."""
        values = dict(self.cleaned_data)
        number = values.pop("number")
        return {
            **values,
            "siren": number[:SIREN_LENGTH],
            "siret": number if len(number) > SIREN_LENGTH else "",
        }


class InviteForm(forms.Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    email = forms.EmailField(
        label="Son adresse électronique",
        help_text="Le lien ne s’ouvrira que pour une personne connectée avec cette adresse.",
        error_messages={
            "required": "Écrivez l’adresse de la personne à inviter.",
            "invalid": "Vérifiez cette adresse : il manque une partie, comme dans prenom@exemple.org.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label="Son rôle",
        choices=Role.choices,
        initial=Role.MEMBER,
        widget=forms.RadioSelect,
        help_text=ROLE_HELP,
        error_messages={"required": "Choisissez un rôle."},
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Role.choices)
