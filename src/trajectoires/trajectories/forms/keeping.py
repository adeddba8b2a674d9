"""Where a work is kept: in one organisation of the person, or in a new one that she names."""

from collections.abc import Sequence
from typing import Any

from django import forms

from trajectoires.organisations.models import Organisation

NEW = "nouvelle"


class KeepForm(forms.Form):
    """One field for whoever has no organisation without work; else a choice, and a name for a new one."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, organisations: Sequence[Organisation]) -> None:
        super().__init__(data)
        if organisations:
            choices = [(str(each.pk), each.name) for each in organisations]
            self.fields["organisation"] = forms.ChoiceField(
                label="Votre organisation",
                choices=[*choices, (NEW, "Une autre, que vous nommez ici")],
                initial=choices[0][0],
                widget=forms.RadioSelect,
                error_messages=dict.fromkeys(
                    ("required", "invalid_choice"), "Choisissez une organisation de la liste."
                ),
            )
        self.fields["nom"] = forms.CharField(
            label="Nom de l’organisation",
            max_length=200,
            required=not organisations,
            help_text="Elle n’apparaîtra nulle part publiquement.",
            error_messages={
                "required": "Écrivez le nom de votre organisation.",
                "max_length": "Raccourcissez le nom : 200 caractères au plus.",
            },
            widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        )

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("organisation") == NEW and not values.get("nom") and "nom" not in self.errors:
            self.add_error("nom", "Écrivez le nom de cette organisation.")
        return values

    @property
    def chosen_id(self) -> int | None:
        """The organisation that was chosen; None for the one that is named."""
        chosen = self.cleaned_data.get("organisation", NEW)
        return None if chosen == NEW else int(chosen)
