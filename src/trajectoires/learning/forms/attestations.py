"""What a learner asks of her attestation, and what somebody types who verifies one."""

import unicodedata
from datetime import datetime
from typing import Any

from django import forms

from trajectoires.learning.access import KEY_LENGTH, SIGNS, read_key
from trajectoires.learning.enums import Shown
from trajectoires.learning.models import Attestation
from trajectoires.learning.services import Wish, signs_not_written

LONGEST_NAME = 120
NO_NAME = "Écrivez le nom à porter sur l’attestation : prénom et nom, ou nom d’usage."
NAME_TOO_LONG = "Ce nom est trop long : 120 signes au plus. Abrégez une partie."
NOT_WRITTEN = "Le document ne sait pas écrire : {}. Écrivez le nom sans eux, par exemple en lettres latines."
NO_TYPED_NAME = "Écrivez le nom que vous lisez sur l’attestation."
NO_KEY = "Écrivez la clé que vous lisez en bas de l’attestation."
WRONG_LENGTH = (
    "Une clé a 28 signes, sans compter les tirets : celle-ci en a {}. Recopiez les sept groupes de quatre."
)
WRONG_SIGNS = (
    "Une clé n’a ni le zéro, ni le un, ni les lettres i, l, o et u, ni accent : {} ne peut pas y être. "
    "Recopiez-la à nouveau."
)
_JOINERS = "\u200c\u200d"  # some scripts need them inside a word


class NameField(forms.CharField):
    """A name in one line, without the signs that nobody sees and that would turn the page over."""

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFC", " ".join(super().to_python(value).split()))
        seen = "".join(sign for sign in text if sign in _JOINERS or unicodedata.category(sign)[0] != "C")
        return " ".join(seen.strip(_JOINERS).split())


class AttestationForm(forms.Form):
    """Nothing is ticked unless she ticked it before."""

    use_required_attribute = False

    name = NameField(
        label="Votre nom, comme vous voulez qu’il soit écrit",
        help_text="Il est sur le document. Nous ne vérifions pas qui vous êtes.",
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": NO_NAME, "max_length": NAME_TOO_LONG},
    )
    shown = forms.MultipleChoiceField(
        label="Ce que la page de vérification montre",
        help_text=(
            "Elle montre toujours le titre du cours, et dit que l’attestation vient bien de ce site. "
            "Le reste, seulement si vous le cochez."
        ),
        choices=Shown.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "« %(value)s » n’est pas dans la liste : cochez à nouveau."},
    )

    def __init__(self, data: Any = None, *, own: Attestation | None, now: datetime) -> None:
        self.now = now
        super().__init__(data, initial={"name": own.name, "shown": own.shown} if own else None)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if signs := signs_not_written(name, now=self.now):
            raise forms.ValidationError(NOT_WRITTEN.format(" ".join(signs)))
        return name

    def wish(self) -> Wish:
        return Wish(self.cleaned_data["name"], [Shown(part) for part in self.cleaned_data["shown"]])


class KeyForm(forms.Form):
    """Asked in the address: verifying writes nothing."""

    use_required_attribute = False

    cle = forms.CharField(
        label="La clé de vérification",
        help_text=(
            "Sept groupes de quatre signes, au bas de l’attestation. "
            "Les majuscules, les espaces et les tirets ne comptent pas."
        ),
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": NO_KEY, "max_length": WRONG_LENGTH.format("plus de 200")},
    )

    def clean_cle(self) -> str:
        """As it is kept."""
        key = read_key(self.cleaned_data["cle"])
        if strange := [sign for sign in dict.fromkeys(key) if sign not in SIGNS]:
            raise forms.ValidationError(WRONG_SIGNS.format(", ".join(f"« {sign} »" for sign in strange)))
        if len(key) != KEY_LENGTH:
            raise forms.ValidationError(WRONG_LENGTH.format(len(key)))
        return key


class NameForm(forms.Form):
    use_required_attribute = False

    name = NameField(
        label="Le nom que vous lisez sur l’attestation",
        help_text="Les accents et les majuscules ne comptent pas.",
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": NO_TYPED_NAME, "max_length": NAME_TOO_LONG},
    )
