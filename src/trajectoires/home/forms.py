from django import forms

from trajectoires.home.enums import Having, What, Who


class StartForm(forms.Form):
    """Three questions, sent by GET: nothing is kept, and the answer has an address that can be shared."""

    qui = forms.ChoiceField(
        label="1. Vous êtes…", choices=Who.choices, widget=forms.RadioSelect, initial=Who.DIRIGEANTE
    )
    quoi = forms.ChoiceField(
        label="2. Ce qui vous occupe…",
        choices=What.choices,
        widget=forms.RadioSelect,
        initial=What.COMPRENDRE,
    )
    avec = forms.ChoiceField(
        label="3. Vous avez sous la main…",
        choices=Having.choices,
        widget=forms.RadioSelect,
        initial=Having.RIEN,
    )
