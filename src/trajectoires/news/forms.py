"""The filters of a list, sent by GET: they make an address that can be kept, shared, or followed as a feed."""

from typing import Any

from django import forms
from django.db.models import TextChoices
from django.http import QueryDict

from trajectoires.content.enums import Audience, Theme
from trajectoires.geography.enums import Region
from trajectoires.news.enums import EventFormat, Section
from trajectoires.news.selectors import Filters

ATTRIBUTES = {"theme": "theme", "territoire": "territory", "public": "audience", "format": "format"}


def _one_of(label: str, everything: str, choices: type[TextChoices]) -> forms.ChoiceField:
    listed = [(value, name[:1].upper() + name[1:]) for value, name in choices.choices]
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", everything), *listed],
        widget=forms.Select(attrs={"class": "field"}),
        error_messages={"invalid_choice": "« %(value)s » n’est pas dans la liste."},
    )


class FilterForm(forms.Form):
    """Bound to the address, whatever else it carries. A value that is not in a list is said; then nothing is filtered."""

    theme = _one_of("Thème", "Tous les thèmes", Theme)
    territoire = _one_of("Territoire", "Tous les territoires", Region)
    public = _one_of("Pour qui", "Tous les publics", Audience)
    format = _one_of("Format", "Tous les formats", EventFormat)

    def __init__(self, query: QueryDict, *, section: Section) -> None:
        super().__init__(query, auto_id="filtre-%s")
        for name in self.fields.keys() - set(fields_of(section)):
            del self.fields[name]

    @property
    def chosen(self) -> dict[str, str]:
        """What is filtered, by name of field; nothing when something is wrong."""
        if not self.is_valid():
            return {}
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def filters(self) -> Filters:
        return Filters(**{ATTRIBUTES[name]: value for name, value in self.chosen.items()})

    @property
    def query(self) -> str:
        """The part of an address that says the filters: `?theme=droit`, or nothing."""
        query = QueryDict(mutable=True)
        query.update(self.chosen)
        return f"?{query.urlencode()}" if query else ""

    @property
    def words(self) -> list[str]:
        """The filters in words: « Droit et fiscalité », « Bretagne »."""
        chosen: dict[str, Any] = self.chosen
        return [str(dict(self.fields[name].choices)[value]) for name, value in chosen.items()]  # type: ignore[attr-defined]


def fields_of(section: Section) -> tuple[str, ...]:
    return ("theme", "territoire", "format" if section is Section.AGENDA else "public")
