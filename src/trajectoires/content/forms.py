"""What a reader may choose."""

from typing import Any

from django import forms

from trajectoires.content.models import ModelPage

FEWEST, MOST = 2, 4


class ModelsForm(forms.Form):
    """Two to four models to put side by side."""

    modele = forms.MultipleChoiceField(
        label="Modèles à comparer",
        help_text="Deux, trois ou quatre.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choisissez au moins deux modèles.",
            "invalid_choice": "Le modèle %(value)s n’existe pas : les modèles vont de 1 à 7.",
        },
    )

    def __init__(self, *args: Any, models: list[ModelPage], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["modele"].choices = [
            (str(model.number), f"{model.number}. {model.title}") for model in models
        ]

    def clean_modele(self) -> list[int]:
        chosen = sorted({int(number) for number in self.cleaned_data["modele"]})
        if len(chosen) < FEWEST:
            raise forms.ValidationError("Choisissez au moins deux modèles.")
        if len(chosen) > MOST:
            raise forms.ValidationError("Choisissez quatre modèles au plus : au-delà, on ne lit plus.")
        return chosen
