"""The smallest pieces of a body: a sentence, a title."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail import blocks


class LineBlock(blocks.TextBlock):
    """A sentence: shown in a text area since it may be long, kept on one line.

    Its field says its name by itself: in a list, what Wagtail writes above is not a label.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(rows=1, **options)

    @cached_property
    def field(self) -> forms.Field:
        return says_its_name(super().field, self.label)

    def clean(self, value: Any) -> str:
        return " ".join(str(super().clean(value)).split())


class HeadingBlock(blocks.CharBlock):
    """The title of a part; its field says its name by itself, as that of a line does."""

    def set_name(self, name: str) -> None:
        super().set_name(name)
        says_its_name(self.field, self.label)


def says_its_name(field: forms.Field, name: object) -> forms.Field:
    """Give the field a name that assistive tools read, and return it."""
    field.widget.attrs["aria-label"] = name
    return field
