"""What a reader chooses. Nothing ticked means everything."""

from datetime import datetime
from typing import Any

from django import forms
from django.core import signing
from django.utils.text import slugify

from trajectoires.content.enums import Theme
from trajectoires.digests.enums import LONGEST, QUICKEST, Frequency
from trajectoires.digests.models import Subscription
from trajectoires.digests.selectors import Choice
from trajectoires.geography.enums import Region

WRONG_ADDRESS = "Écrivez une adresse électronique complète, par exemple prenom@exemple.org."
NO_ADDRESS = "Écrivez l’adresse électronique où recevoir la lettre, par exemple prenom@exemple.org."
TOO_LONG = "Cette adresse est trop longue : 254 signes au plus."
TOO_QUICK = (
    "Envoi trop rapide : nous l’avons pris pour celui d’un robot. Relisez vos choix, puis envoyez à nouveau."
)
TOO_OLD = "Cette page était ouverte depuis plus d’un jour. Envoyez à nouveau : vos choix sont encore là."
BUSY = "Trop de demandes nous arrivent en ce moment. Vos choix sont encore là : envoyez à nouveau dans une heure."
REGIONS = sorted(Region.choices, key=lambda choice: slugify(choice[1]))  # as one looks for one's own


class ChoiceForm(forms.Form):
    use_required_attribute = False

    themes = forms.MultipleChoiceField(
        label="Vos thèmes",
        help_text="Aucune case cochée : tous les thèmes.",
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "« %(value)s » n’est pas un thème de la liste : cochez à nouveau."},
    )
    territories = forms.MultipleChoiceField(
        label="Vos régions",
        help_text="Aucune case cochée : toutes les régions. Ce qui vaut pour toute la France vous parvient toujours.",
        choices=REGIONS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": "« %(value)s » n’est pas une région de la liste : cochez à nouveau."
        },
    )
    frequency = forms.ChoiceField(
        label="Quand la recevoir ?",
        help_text="Rien de nouveau, pas de lettre.",
        choices=Frequency.choices,
        widget=forms.RadioSelect,
        initial=Frequency.WEEKLY,
        error_messages={
            "required": "Choisissez quand recevoir la lettre.",
            "invalid_choice": "Choisissez l’une des deux réponses.",
        },
    )

    def choice(self) -> dict[str, Any]:
        names = ("themes", "territories", "frequency")
        chosen = {name: self.cleaned_data[name] for name in names}
        return {**chosen, "frequency": Frequency(chosen["frequency"])}

    @classmethod
    def of(cls, subscription: Subscription, data: Any = None) -> "ChoiceForm":
        names = ("themes", "territories", "frequency")
        return cls(data, initial={name: getattr(subscription, name) for name in names})


class SubscribeForm(ChoiceForm):
    """Two things that only a machine does: fill the field that nobody sees, and answer within two seconds."""

    email = forms.EmailField(
        label="Votre adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": NO_ADDRESS, "invalid": WRONG_ADDRESS, "max_length": TOO_LONG},
    )
    trap = forms.CharField(label="Laissez ce champ vide", required=False)
    shown_at = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("email", "frequency", "themes", "territories")

    def __init__(self, data: Any = None, *, now: datetime) -> None:
        self.now = now
        super().__init__(data)

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.cleaned_data.get("trap"))

    @property
    def stamp(self) -> str:
        """The signed moment of the page: the same again after a correction, a new one when it is no good."""
        posted = self.data.get("shown_at", "") if self.is_bound else ""
        age = self._age(posted)
        return posted if age is not None and age <= LONGEST.total_seconds() else self._sign()

    def clean(self) -> dict[str, Any]:
        """A machine's haste is said when nothing else is wrong: to correct takes longer than two seconds."""
        age = self._age(self.cleaned_data.get("shown_at", ""))
        if self.errors:
            return self.cleaned_data
        if age is None or age > LONGEST.total_seconds():
            self.add_error(None, TOO_OLD)
        elif age < QUICKEST.total_seconds():
            self.add_error(None, TOO_QUICK)
        return self.cleaned_data

    def _sign(self) -> str:
        return signing.dumps(self.now.timestamp(), salt="digests.form")

    def _age(self, stamp: str) -> float | None:
        try:
            return self.now.timestamp() - float(signing.loads(stamp, salt="digests.form"))
        except signing.BadSignature:
            return None


class PreviewForm(forms.Form):
    """For the editors: whose letter to look at."""

    theme = forms.ChoiceField(
        label="Thème", choices=[("", "Tous les thèmes"), *Theme.choices], required=False
    )
    territory = forms.ChoiceField(
        label="Région", choices=[("", "Toutes les régions"), *REGIONS], required=False
    )
    frequency = forms.ChoiceField(label="Fréquence", choices=Frequency.choices, required=False)

    def choice(self) -> Choice:
        """What was chosen; a value that is not of the list counts for nothing chosen."""
        self.is_valid()
        chosen = {name: self.cleaned_data.get(name) for name in ("theme", "territory")}
        theme, territory = (frozenset(filter(None, [each])) for each in chosen.values())
        return Choice(theme, territory)

    def rhythm(self) -> Frequency:
        self.is_valid()
        return Frequency(self.cleaned_data.get("frequency") or Frequency.WEEKLY)
