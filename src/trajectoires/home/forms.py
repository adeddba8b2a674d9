from typing import Any

from django import forms
from django.http import QueryDict

from trajectoires.home.enums import Question
from trajectoires.home.models import StartPage

UNKNOWN = "Cette réponse n’est plus proposée : choisissez-en une autre."


class StartForm(forms.Form):
    """Two questions for one kind of reader, sent by GET: nothing is kept, and the route has an address to share."""

    besoin = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez ce qui vous amène.", "invalid_choice": UNKNOWN},
    )
    moyens = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": "Dites ce que vous avez.", "invalid_choice": UNKNOWN},
    )

    def __init__(self, *args: Any, page: StartPage, reader: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in ((Question.BESOIN, reader["need"]), (Question.MOYENS, reader["means"])):
            self.fields[name].label = label
            self.fields[name].choices = page.answers(reader["who"], name)

    @classmethod
    def from_query(cls, query: QueryDict, *, page: StartPage, reader: Any) -> "StartForm":
        """Read the address. Until the form is sent (`repondre`) it is a beginning, without reproach."""
        is_begun = any(name in query for name in ("repondre", *Question.values))
        return cls(query if is_begun else None, page=page, reader=reader)
