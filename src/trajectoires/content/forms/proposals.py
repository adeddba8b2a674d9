"""What a visitor writes to propose a resource, and what a moderator answers."""

import datetime as dt
from typing import Any

from django import forms
from django.core import signing

from trajectoires.content.enums import Audience, Format, Medoc
from trajectoires.content.models import ResourceProposal
from trajectoires.content.selectors.proposals import published_at
from trajectoires.organisations.models import Organisation

SALT = "content.proposal"
QUICKEST_SECONDS = 3  # a person reads before she sends


class ProposalForm(forms.Form):
    """A machine gives itself away: it fills a field that people do not see, or sends at once."""

    titre = forms.CharField(
        label="Titre de la ressource",
        max_length=255,
        error_messages={"required": "Écrivez le titre de la ressource."},
    )
    adresse = forms.URLField(
        label="Son adresse sur le web",
        help_text="Elle commence par https://. Laissez vide si c’est un livre ou un document papier.",
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Cette adresse n’est pas complète. Recopiez-la depuis votre navigateur."},
    )
    qui_publie = forms.CharField(
        label="Qui la publie",
        help_text="L’organisation, ou la personne.",
        max_length=200,
        error_messages={"required": "Écrivez qui publie la ressource."},
    )
    pourquoi = forms.CharField(
        label="Ce qu’elle apporte",
        help_text="Une ou deux phrases : à quelle question elle répond.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Écrivez en une phrase ce qu’elle apporte."},
    )
    pour_qui = forms.MultipleChoiceField(
        label="Pour qui",
        choices=[(value, label[:1].upper() + label[1:]) for value, label in Audience.choices],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    courriel = forms.EmailField(
        label="Votre courriel, pour vous répondre",
        help_text="Effacé dès la décision, et au plus tard au bout de 90 jours. Sans lui, la référence suffit à suivre.",
        required=False,
        error_messages={"invalid": "Cette adresse n’est pas complète : il y faut un @ et un point."},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    societe = forms.CharField(required=False)
    jeton = forms.CharField(required=False)

    def __init__(self, *args: Any, now: dt.datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now = now

    def clean_adresse(self) -> str:
        link = self.cleaned_data["adresse"]
        known = published_at(link) if link else None
        if known:
            raise forms.ValidationError(
                f"Cette adresse est déjà dans la bibliothèque : « {known.title} ». Merci d’y avoir pensé."
            )
        return link

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("societe"):
            raise forms.ValidationError(
                "Un champ que l’on ne voit pas a été rempli, sans doute par un programme. Renvoyez le formulaire."
            )
        if not self.errors and self._age() < QUICKEST_SECONDS:
            raise forms.ValidationError(
                "Le formulaire est parti trop vite pour avoir été relu. Relisez, puis renvoyez-le."
            )
        return values

    @property
    def seal(self) -> str:
        """When the form was first shown, signed. One that is not ours is replaced."""
        sent = self.data.get("jeton", "")
        return sent if _shown_at(sent) is not None else signing.dumps(int(self.now.timestamp()), salt=SALT)

    def _age(self) -> float:
        """How long the form was before somebody's eyes; none when its seal is not ours."""
        shown_at = _shown_at(self.cleaned_data.get("jeton", ""))
        return 0 if shown_at is None else self.now.timestamp() - shown_at

    def values(self) -> dict[str, Any]:
        """What the model keeps."""
        cleaned = self.cleaned_data
        return {
            "title": cleaned["titre"],
            "link": cleaned["adresse"],
            "publisher_name": cleaned["qui_publie"],
            "reason": cleaned["pourquoi"],
            "audience": cleaned["pour_qui"],
            "email": cleaned["courriel"],
        }


def _shown_at(seal: str) -> int | None:
    try:
        return int(signing.loads(seal, salt=SALT))
    except signing.BadSignature:
        return None


class RetainForm(forms.Form):
    """What the draft needs and the visitor was not asked."""

    medoc = forms.ChoiceField(label="Usage", choices=Medoc.choices)
    format = forms.ChoiceField(label="Format", choices=Format.choices)
    publisher = forms.ModelChoiceField(
        label="Qui publie",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Une organisation nouvelle",
    )

    def __init__(self, *args: Any, proposal: ResourceProposal, **options: Any) -> None:
        super().__init__(*args, **options)
        named = Organisation.objects.filter(name__iexact=proposal.publisher_name).first()
        self.fields["publisher"].queryset = Organisation.objects.all()
        self.fields["publisher"].initial = named
        self.fields["publisher"].help_text = f"La personne a écrit « {proposal.publisher_name} »."


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label="Raison du refus",
        help_text="Une ou deux phrases. La personne qui a proposé la lira.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Écrivez la raison : la personne qui a proposé la lira."},
    )
