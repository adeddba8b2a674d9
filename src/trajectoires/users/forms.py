"""An address, a code, the name of a key."""

from typing import Any

from allauth.core.internal.cryptokit import compare_user_code, normalize_user_code
from django import forms

from trajectoires.users.enums import CODE_DIGITS

NO_ADDRESS = "Écrivez votre adresse électronique, par exemple prenom@exemple.org."
WRONG_ADDRESS = "Écrivez une adresse électronique complète, par exemple prenom@exemple.org."
TOO_LONG = "Cette adresse est trop longue : 254 signes au plus."
TOO_MANY = "Trop de codes ont été demandés. Le dernier reçu vaut peut-être encore. Sinon, recommencez dans une heure."
SAME = "C’est déjà l’adresse de votre compte. Écrivez la nouvelle."
NO_CODE = "Écrivez le code reçu par courriel."
NOT_A_CODE = f"Un code a {CODE_DIGITS} chiffres. Vérifiez qu’il n’en manque pas."


class AddressForm(forms.Form):
    use_required_attribute = False

    email = forms.EmailField(
        label="Votre adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": NO_ADDRESS, "invalid": WRONG_ADDRESS, "max_length": TOO_LONG},
    )


class NewAddressForm(AddressForm):
    """Another address than one's own."""

    def __init__(self, data: Any = None, *, own: str) -> None:
        self.own = own
        super().__init__(data)
        self.fields["email"].label = "Votre nouvelle adresse électronique"

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if email == self.own.lower():
            raise forms.ValidationError(SAME)
        return email


class CodeForm(forms.Form):
    """`is_wrong` says that the code has its eight digits and is not the one: that alone is a try."""

    use_required_attribute = False
    is_wrong = False

    code = forms.CharField(
        label="Le code reçu",
        help_text="Huit chiffres. Le tiret ne compte pas.",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "20"}
        ),
        error_messages={"required": NO_CODE},
    )

    def __init__(self, data: Any = None, *, expected: str = "") -> None:
        self.expected = expected
        super().__init__(data)

    def clean_code(self) -> str:
        typed = normalize_user_code(self.cleaned_data["code"])
        if not (len(typed) == CODE_DIGITS and typed.isascii() and typed.isdigit()):
            raise forms.ValidationError(NOT_A_CODE)
        if not compare_user_code(actual=typed, expected=self.expected):
            self.is_wrong = True
        return typed

    def say_wrong(self, left: int) -> None:
        """How many tries are left, in words."""
        tries = f"Il vous reste {left} essais" if left > 1 else "Il vous reste un essai"
        self.add_error("code", f"Ce n’est pas le code. {tries}. Regardez dans le dernier courriel reçu.")


class KeyForm(forms.Form):
    """What the browser answers is checked by the service; a person only writes the name."""

    name = forms.CharField(
        label="Un nom pour la reconnaître",
        help_text="Par exemple : téléphone, ordinateur du bureau.",
        max_length=60,
        required=False,
    )
    credential = forms.JSONField(widget=forms.HiddenInput)
