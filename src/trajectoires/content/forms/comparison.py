"""What a reader may choose."""

from typing import Any

from django import forms
from django.http import QueryDict

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

    @classmethod
    def from_query(cls, query: QueryDict, *, models: list[ModelPage]) -> "ModelsForm":
        """Read `?modele=4&modele=5`. One model alone is a beginning: ticked, and without reproach."""
        wanted = query.getlist("modele")
        if len(wanted) < FEWEST:
            return cls(models=models, initial={"modele": wanted})
        return cls(query, models=models)

    @property
    def is_begun(self) -> bool:
        """Whether one model alone is in the address: nothing to compare yet, nothing wrong either."""
        return not self.is_bound and bool(self.initial.get("modele"))

    @property
    def chosen(self) -> list[int]:
        """The numbers chosen, in order; none until the choice is a good one."""
        return self.cleaned_data["modele"] if self.is_valid() else []

    def clean_modele(self) -> list[int]:
        chosen = sorted({int(number) for number in self.cleaned_data["modele"]})
        if len(chosen) < FEWEST:
            raise forms.ValidationError("Choisissez au moins deux modèles.")
        if len(chosen) > MOST:
            raise forms.ValidationError("Choisissez quatre modèles au plus : au-delà, on ne lit plus.")
        return chosen
