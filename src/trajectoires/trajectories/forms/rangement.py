"""Where an account stands, and who is behind a label."""

from collections.abc import Mapping
from typing import Any

from django import forms

from socioeco.readers import Financeur, GenreFinanceur
from trajectoires.trajectories.forms.answers import GENRE_CHOICES, NAME_LENGTH

CHOOSE = "Choisissez une place dans la liste."


class PlaceForm(forms.Form):
    use_required_attribute = False

    place = forms.ChoiceField(
        label="Où le ranger ?",
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    partout = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, places: Mapping[str, str], place: str, others: list[str]) -> None:
        super().__init__(data, initial={"place": place, "partout": True})
        self.fields["place"].choices = list(places.items())  # type: ignore[attr-defined]
        self.fields["partout"].label = f"Aussi pour {', '.join(others)}, où ce compte porte le même nom"
        if not others:
            del self.fields["partout"]

    @property
    def everywhere(self) -> bool:
        return bool(self.cleaned_data.get("partout"))


class FinanceurForm(forms.Form):
    use_required_attribute = False

    genre = forms.ChoiceField(
        label="Qui paie ?",
        choices=[choice for choice in GENRE_CHOICES if choice[0]],
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    nom = forms.CharField(
        label="Son nom",
        max_length=NAME_LENGTH,
        required=False,
        help_text="Deux libellés du même nom comptent pour un seul financeur.",
        error_messages={"max_length": f"Raccourcissez ce nom : {NAME_LENGTH} caractères au plus."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def financeur(self) -> Financeur:
        return Financeur(GenreFinanceur(self.cleaned_data["genre"]), self.cleaned_data["nom"])
