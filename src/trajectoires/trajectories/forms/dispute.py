"""The person's own view of where she stands."""

from django import forms

LONGEST = 2_000


class DisputeForm(forms.Form):
    texte = forms.CharField(
        label="Votre avis",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=(
            "Ce que les comptes ne montrent pas, ou ce que vous voyez autrement. "
            "Gardé dans ce travail, avec sa date ; vide, il est retiré."
        ),
        error_messages={"max_length": "Raccourcissez votre texte : deux mille caractères au plus."},
    )
