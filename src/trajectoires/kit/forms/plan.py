"""An action of the plan: only what is to be done must be said."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from trajectoires.kit.enums import HOURS, LONGEST_WHAT, LONGEST_WHY, MEASURES, State
from trajectoires.kit.models import Action
from trajectoires.kit.services import Written
from trajectoires.trajectories.fields import AmountField, DayField

OWN_PLACES = ("/agir/trajectoire/", "/agir/autodiagnostic/")  # where a finding can be read
WHICH = "Choisissez ce que vous suivrez : sans mesure, une valeur visée ne se compare à rien."
WHOLE = "Écrivez un nombre entier d’heures, sans signe moins, par exemple 1 200."
TOO_LONG = "Raccourcissez : {} signes au plus."
LARGEST = 10**13  # centimes
TOO_LARGE = "Vérifiez ce montant : il dépasse cent milliards d’euros."


def _words(label: str, longest: int, help_text: str = "", *, rows: int = 0) -> forms.CharField:
    attributes = {"rows": rows} if rows else {"autocomplete": "off"}
    widget = forms.Textarea(attrs=attributes) if rows else forms.TextInput(attrs=attributes)
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        help_text=help_text,
        widget=widget,
        error_messages={"max_length": TOO_LONG.format(longest)},
    )


class _Amount(AmountField):
    """May be negative: a result, or an action that costs."""

    def __init__(self, **options: Any) -> None:
        super().__init__(may_be_negative=True, required=False, **options)

    def read(self, text: str) -> int:
        found = super().read(text)
        if abs(found) > LARGEST:
            raise forms.ValidationError(TOO_LARGE, code="hors")
        return found


class ActionForm(forms.Form):
    """`pages` are those that may be chosen, address and title. The state is asked of an action that is there."""

    use_required_attribute = False
    quoi = forms.CharField(
        label="Que faire ?",
        max_length=LONGEST_WHAT,
        help_text="Une phrase, un verbe d’abord : « Rencontrer la mairie ».",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Écrivez ce que vous allez faire, en une phrase.",
            "max_length": TOO_LONG.format(LONGEST_WHAT),
        },
    )
    pourquoi = _words("Pourquoi ?", LONGEST_WHY, "Le constat d’où vient cette action.", rows=3)
    page = forms.ChoiceField(
        label="Une page du site qui aide",
        required=False,
        error_messages={"invalid_choice": "Choisissez une page de la liste, ou aucune."},
    )
    qui = _words("Qui s’en charge ?", 100, "Une fonction ou un prénom : « la trésorière ».")
    quand = DayField(
        of_year=(12, 31), required=False, label="Pour quand ?", help_text="Par exemple 30/06/2027."
    )
    effet = _Amount(
        label="Effet attendu, en euros par an",
        help_text="Ce que l’action rapporte ou économise ; avec un signe moins, ce qu’elle coûte.",
    )
    effet_mots = _words(
        "Effet attendu, en mots", LONGEST_WHAT, "Ce qui aura changé, et que l’on pourra voir."
    )
    mesure = forms.ChoiceField(
        label="Ce que nous suivrons dans les comptes",
        required=False,
        choices=[("", "Rien"), *MEASURES.items()],
        error_messages={"invalid_choice": "Choisissez une mesure de la liste, ou « Rien »."},
    )
    vise_1 = _Amount(label="Valeur visée à N+1")
    vise_2 = _Amount(label="Valeur visée à N+2", help_text="En euros ; pour le bénévolat, en heures.")
    etat = forms.ChoiceField(
        label="Où en est-elle ?",
        choices=State.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Dites où en est cette action.",
            "invalid_choice": "Choisissez un des quatre états.",
        },
    )
    raison = _words("Si elle est abandonnée, pourquoi ?", LONGEST_WHAT)
    constat = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    suggestion = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        pages: Sequence[tuple[str, str]],
        action: Action | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(action) if action else dict(initial or {}))
        self.fields["page"].choices = [("", "Aucune"), *pages]
        if action is None:
            del self.fields["etat"], self.fields["raison"]

    def clean_constat(self) -> str:
        """Never an address of elsewhere: it becomes a link."""
        found: str = self.cleaned_data["constat"]
        return found if found.startswith(OWN_PLACES) else ""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        self._check_targets(values)
        if values.get("etat") == State.DROPPED and not values.get("raison") and "raison" not in self.errors:
            self.add_error(
                "raison", "Dites pourquoi elle est abandonnée : le plan s’en souviendra pour vous."
            )
        return values

    def _check_targets(self, values: dict[str, Any]) -> None:
        given = [name for name in ("vise_1", "vise_2") if values.get(name) is not None]
        if given and not values.get("mesure") and "mesure" not in self.errors:
            self.add_error("mesure", WHICH)
        for name in given if values.get("mesure") == HOURS else ():
            if values[name] % 100 or values[name] < 0:
                self.add_error(name, WHOLE)

    def written(self) -> Written:
        values = self.cleaned_data
        scale = 100 if values["mesure"] == HOURS else 1  # hours were read as if they were euros
        state = State(values.get("etat", State.TO_DO))
        return Written(
            what=values["quoi"],
            why=values["pourquoi"],
            why_href=values["constat"],
            suggestion=values["suggestion"],
            page=values["page"],
            who=values["qui"],
            due_on=values["quand"],
            effect_centimes=values["effet"],
            effect=values["effet_mots"],
            measure=values["mesure"],
            target_1=_scaled(values["vise_1"], scale),
            target_2=_scaled(values["vise_2"], scale),
            state=state,
            dropped_because=values["raison"] if state is State.DROPPED else "",
        )


def _scaled(number: int | None, scale: int) -> int | None:
    return None if number is None else number // scale


def _initial(action: Action) -> dict[str, str | int | date | None]:
    scale = 100 if action.measure == HOURS else 1
    targets = {
        f"vise_{rank}": None if target is None else target * scale
        for rank, target in ((1, action.target_1), (2, action.target_2))
    }
    return {
        "quoi": action.what,
        "pourquoi": action.why,
        "page": action.page,
        "qui": action.who,
        "quand": action.due_on,
        "effet": action.effect_centimes,
        "effet_mots": action.effect,
        "mesure": action.measure,
        **targets,
        "etat": action.state,
        "raison": action.dropped_because,
        "constat": action.why_href,
        "suggestion": action.suggestion,
    }
