"""Model fields shared by every room."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models
from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """A StreamField whose block list stays out of migrations.

    Blocks change often and never touch the table. The price: a data migration sees raw data only.
    """

    def deconstruct(self) -> Any:
        name, path, _, keywords = models.Field.deconstruct(self)
        return name, path, [], {**keywords, "block_types": []}


class ChoicesField(ArrayField):
    """Several values among the choices of the base field, ticked in a form."""

    def formfield(self, **options: Any) -> forms.Field:
        return models.Field.formfield(
            self,
            **{
                "form_class": forms.MultipleChoiceField,
                "choices": self.base_field.choices,
                "widget": forms.CheckboxSelectMultiple,
                **options,
            },
        )


class LinesFormField(forms.CharField):
    """A text area read as one value a line; blank lines are dropped."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(value or [])

    def to_python(self, value: Any) -> list[str]:
        return _lines(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _lines(initial) != _lines(data)


class LinesField(ArrayField):
    """A list of short texts, one a line in a form."""

    def formfield(self, **options: Any) -> forms.Field:
        return models.Field.formfield(self, **{"form_class": LinesFormField, **options})


class SearchedAsField(LinesField):
    """What people type when this is what they want: searched, and never shown to readers."""

    def __init__(self, base_field: models.Field | None = None, **options: Any) -> None:
        super().__init__(
            base_field or models.CharField(max_length=120),
            **{
                "verbose_name": "on cherche aussi avec ces mots",
                "blank": True,
                "default": list,
                "help_text": "Une expression par ligne, comme un lecteur la taperait : « la banque refuse le prêt »."
                " La recherche s’en sert ; les lecteurs ne les voient pas.",
                **options,
            },
        )


def _lines(value: str | Iterable[str] | None) -> list[str]:
    lines = value.splitlines() if isinstance(value, str) else value or []
    return [line.strip() for line in lines if line.strip()]
