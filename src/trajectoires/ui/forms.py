"""One form with every kind of field, for the page of components."""

from django import forms

from trajectoires.ui.enums import Lever


class SampleForm(forms.Form):
    nom = forms.CharField(
        label="Nom de l’association",
        help_text="Tel qu’il figure dans vos statuts.",
        error_messages={"required": "Écrivez le nom de votre association."},
    )
    exercice = forms.ChoiceField(
        label="Exercice", choices=[("2025", "2025"), ("2024", "2024")], required=False
    )
    cotisations = forms.DecimalField(
        label="Cotisations de l’année",
        help_text="Vous pouvez écrire 1 234,5 ou 1234.5.",
        localize=True,
        error_messages={"invalid": "Écrivez un montant en chiffres, par exemple 1 234,50."},
    )
    recit = forms.CharField(label="Ce qui a changé cette année", widget=forms.Textarea, required=False)
    qui = forms.ChoiceField(
        label="Qui tient vos comptes ?",
        choices=[
            ("benevole", "une ou un bénévole"),
            ("salarie", "une salariée ou un salarié"),
            ("cabinet", "un cabinet d’expertise comptable"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une réponse."},
    )
    leviers = forms.MultipleChoiceField(
        label="Les leviers à regarder",
        choices=Lever.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Plusieurs réponses sont possibles.",
    )
    accord = forms.BooleanField(label="Garder ce travail trente jours", required=False)
    fichier = forms.FileField(
        label="Votre fichier de comptes",
        help_text="Il est lu, additionné, puis effacé.",
        error_messages={"required": "Choisissez un fichier."},
    )


WRONG = {"nom": "", "cotisations": "douze", "leviers": ["humaines"]}


def sample_forms() -> dict[str, SampleForm]:
    """The form as it is met first, and as it comes back with answers to correct."""
    return {
        "form": SampleForm(auto_id="exemple_%s"),
        "wrong_form": SampleForm(WRONG, auto_id="faux_%s"),
    }
