"""Blocks of one kind of page alone: the entries of a door, the steps of an example."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from trajectoires.content.blocks.lines import LineBlock


class EntryBlock(blocks.StructBlock):
    """One of the three links that a door shows on the first page."""

    label = blocks.CharBlock(label="Titre", max_length=100)
    href = blocks.CharBlock(label="Adresse", max_length=300, help_text="Par exemple /comprendre/modeles/.")

    class Meta:
        label = "Entrée"
        icon = "link"
        label_format = "{label}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["href"].startswith(("/", "https://")):
            error = ValidationError("Une adresse commence par / (ce site) ou par https:// (un autre site).")
            raise blocks.StructBlockValidationError(block_errors={"href": error})
        return cleaned


class StepBlock(blocks.StructBlock):
    """A dated step of a trajectory."""

    year = blocks.IntegerBlock(label="Année", min_value=1800, max_value=2100)
    until = blocks.IntegerBlock(label="Jusqu’à", required=False, min_value=1800, max_value=2100)
    fact = LineBlock(label="Ce qui s’est passé", help_text="Chaque chiffre garde son année.")

    class Meta:
        label = "Étape"
        icon = "date"
        label_format = "{year} {fact}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["until"] and cleaned["until"] < cleaned["year"]:
            error = ValidationError("La fin de la période est avant son début.")
            raise blocks.StructBlockValidationError(block_errors={"until": error})
        return cleaned
