"""To whom a work is opened, how much of it, and until when."""

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms

from trajectoires.trajectories.enums import LONGEST_SHARE, Scope
from trajectoires.trajectories.fields import DayField
from trajectoires.trajectories.services import Granted

USUAL = timedelta(days=90)
TELL_THE_PAY = (
    "Cochez aussi « Montrer les salaires », ou décochez les scénarios : avec un ou deux salariés, ils disent ce que gagne "
    "une personne."
)


def _what_scenarios_show(*, masks_staff: bool) -> str:
    said = (
        "Vos hypothèses, leurs montants, vos notes, la trésorerie mois par mois, et le salaire d’une embauche que vous "
        "étudiez. Chaque chiffre s’ouvre sur vos comptes : les comptes détaillés sont donc montrés aussi."
    )
    return (
        f"{said} Les scénarios disent les salaires : cochez alors « Montrer les salaires »."
        if masks_staff
        else said
    )


class ShareForm(forms.Form):
    """`masks_staff`: staff costs would be masked; the box that lifts the mask is asked for."""

    use_required_attribute = False
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    email = forms.EmailField(
        label="Adresse électronique de la personne invitée",
        help_text="Le lien ne s’ouvrira que pour une personne connectée avec cette adresse.",
        error_messages={
            "required": "Écrivez l’adresse de la personne à qui vous ouvrez vos chiffres.",
            "invalid": "Vérifiez cette adresse : il manque une partie, comme dans prenom@exemple.org.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, today: date, masks_staff: bool) -> None:
        super().__init__(data)
        self.today = today
        self.fields["ends_on"] = DayField(
            of_year=(12, 31),
            label="Jusqu’au",
            initial=today + USUAL,
            help_text="Ce jour compris, un an au plus. Par exemple 31/12/2026.",
        )
        self.fields["comptes"] = forms.BooleanField(
            label="Montrer aussi les comptes détaillés",
            required=False,
            help_text="Sinon, seuls les résultats : leurs chiffres et leurs formules, sans les lignes de comptes.",
        )
        self.fields["plan"] = forms.BooleanField(
            label="Montrer aussi le plan d’action",
            required=False,
            help_text="Ce que vous avez décidé, qui s’en charge, pour quand, et ce qui est atteint.",
        )
        self.fields["scenarios"] = forms.BooleanField(
            label="Montrer aussi les scénarios",
            required=False,
            help_text=_what_scenarios_show(masks_staff=masks_staff),
        )
        if masks_staff:
            self.fields["salaires"] = forms.BooleanField(
                label="Montrer les salaires",
                required=False,
                help_text=(
                    "Avec un ou deux salariés, leur montant dit ce que gagne une personne : cochez seulement si elle "
                    "en est d’accord. Vous en employez davantage ? Répondez à la question sur les postes salariés."
                ),
            )

    def clean_ends_on(self) -> date:
        ends_on: date | None = self.cleaned_data["ends_on"]
        if ends_on is None:
            raise forms.ValidationError(
                "Écrivez jusqu’à quand ce partage reste ouvert, par exemple 31/12/2026."
            )
        if not self.today <= ends_on <= self.today + LONGEST_SHARE:
            latest = self.today + LONGEST_SHARE
            raise forms.ValidationError(f"Choisissez une date entre aujourd’hui et le {latest:%d/%m/%Y}.")
        return ends_on

    def clean(self) -> dict[str, Any]:
        """A share never holds what it could not show."""
        if "salaires" in self.fields and self.cleaned_data["scenarios"] and not self.cleaned_data["salaires"]:
            self.add_error("scenarios", TELL_THE_PAY)
        return self.cleaned_data

    def _scopes(self) -> tuple[Scope, ...]:
        """Scenarios open on the accounts that they start from: these are granted too."""
        chosen = {scope for scope in Scope if self.cleaned_data.get(scope.value)}
        if Scope.SCENARIOS in chosen:
            chosen.add(Scope.ACCOUNTS)
        return (Scope.RESULTS, *(scope for scope in Scope if scope in chosen))

    def granted(self) -> Granted:
        values = self.cleaned_data
        return Granted(
            email=values["email"],
            scopes=self._scopes(),
            ends_on=values["ends_on"],
            shows_personnel=values.get("salaires", False),
        )
