"""The consent that sends a story, and what a moderator answers."""

import hashlib
import json
from typing import Any

from django import forms

from trajectoires.content.services import ToldStory


class ConsentForm(forms.Form):
    """Consent is to what was shown: a draft, or accounts, that changed meanwhile are shown again first."""

    use_required_attribute = False
    empreinte = forms.CharField(required=False, widget=forms.HiddenInput)
    accord = forms.BooleanField(
        label="Nous sommes d’accord pour publier ce récit et ces chiffres, tels qu’ils sont ci-dessus",
        error_messages={"required": "Cochez cette case pour envoyer votre récit. Sans elle, rien ne part."},
    )
    courriel = forms.BooleanField(
        label="Me prévenir de la réponse par courriel",
        required=False,
        help_text="Un seul message, à l’adresse de votre compte. Sinon, la réponse se lit sur la page de votre récit.",
    )

    def __init__(self, data: Any = None, *, told: ToldStory) -> None:
        super().__init__(data)
        self.shown = fingerprint(told)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("empreinte") != self.shown:
            raise forms.ValidationError(
                "Le récit ou ses chiffres ont changé depuis l’aperçu. Relisez celui-ci, puis donnez votre accord."
            )
        return values


def fingerprint(told: ToldStory) -> str:
    return hashlib.sha256(json.dumps(told.as_json(), sort_keys=True).encode()).hexdigest()


class AnswerForm(forms.Form):
    """What a moderator writes to the organisation."""

    words = forms.CharField(
        label="Ce que l’association lira",
        help_text="Quelques phrases : ce qu’il faut changer, ou pourquoi non.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Écrivez à l’association : elle lira ces mots.",
            "max_length": "Raccourcissez : 1 000 signes au plus.",
        },
    )
