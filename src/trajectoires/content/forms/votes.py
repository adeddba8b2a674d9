"""« Cette page vous a-t-elle été utile ? »"""

from django import forms

from trajectoires.content.models.votes import LONGEST_COMMENT

YES, NO = "oui", "non"


class VoteForm(forms.Form):
    """An answer, and a word if one likes. A machine fills the field that people do not see."""

    reponse = forms.ChoiceField(
        label="Cette page vous a-t-elle été utile ?",
        choices=[(YES, "Oui"), (NO, "Non")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez oui ou non.", "invalid_choice": "Choisissez oui ou non."},
    )
    commentaire = forms.CharField(
        label="Que manque-t-il ?",
        help_text=(
            "La rédaction lit, sans pouvoir vous répondre. N’écrivez ni nom, ni adresse, ni téléphone : "
            "ce qui y ressemble est retiré."
        ),
        max_length=LONGEST_COMMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "max_length": "Votre texte a %(show_value)s signes ; il en faut %(limit_value)s au plus. Raccourcissez-le."
        },
    )
    societe = forms.CharField(required=False)

    @property
    def is_useful(self) -> bool:
        return bool(self.cleaned_data["reponse"] == YES)

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.cleaned_data["societe"])
