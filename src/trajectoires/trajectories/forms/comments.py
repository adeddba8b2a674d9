"""A few lines beside a section of the results."""

import uuid
from typing import Any

from django import forms

from trajectoires.trajectories.enums import LONGEST_COMMENT


class CommentForm(forms.Form):
    """`place` is where it is written: a section, or `fil-12`. A page has many: each has its own identifiers."""

    use_required_attribute = False
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    texte = forms.CharField(
        label="Votre commentaire",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Écrivez votre commentaire.",
            "max_length": "Raccourcissez votre commentaire : mille caractères au plus.",
        },
    )

    def __init__(self, data: Any = None, *, place: str, label: str = "Votre commentaire") -> None:
        super().__init__(data, auto_id=f"commentaire-{place}-%s")
        self.place = place
        self.fields["texte"].label = label
