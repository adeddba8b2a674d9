"""The names of the activities, and the activity of each value of a column."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from socioeco.typologies.activites import NON_REPARTI
from trajectoires.trajectories.enums import FEWEST_ACTIVITIES, MOST_ACTIVITIES
from trajectoires.trajectories.models import Activity

LONGEST = 80
TOO_LONG = f"Raccourcissez ce nom : {LONGEST} caractères au plus."
TAKEN = "« {name} » est déjà écrit plus haut : donnez un nom différent à chaque activité."
RESERVED = f"« {NON_REPARTI} » est le nom de ce qui reste. Donnez un autre nom à cette activité."
BLANK = "Écrivez un nom. Pour ne plus avoir cette activité, retirez-la par le lien « Retirer »."
TOO_FEW = "Nommez deux activités au moins : avec une seule, les résultats de l’association suffisent."
TOO_MANY = (
    f"Ces noms feraient plus de {MOST_ACTIVITIES} activités, le plus que nous comparons. "
    "Donnez le même nom à plusieurs valeurs, ou laissez-en vides."
)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


class NameField(forms.CharField):
    """One line; blanks around and inside are made one.

    `required` stays true when it may be blank, so that no label says « facultatif »: the page says it once.
    """

    def __init__(self, *, may_be_blank: bool = False, **options: Any) -> None:
        self.may_be_blank = may_be_blank
        super().__init__(
            max_length=LONGEST,
            error_messages={"max_length": TOO_LONG},
            widget=forms.TextInput(attrs={"autocomplete": "off", **options.pop("attributes", {})}),
            **options,
        )

    def clean(self, value: Any) -> str:
        name = " ".join(str(value or "").replace("\0", "").split())
        if not (name or self.may_be_blank):
            raise forms.ValidationError(BLANK)
        self.run_validators(name)
        if _same(name, NON_REPARTI):
            raise forms.ValidationError(RESERVED)
        return name


class NamesForm(forms.Form):
    """Those that exist may be renamed; as many lines as there is room for are there to add some."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, activities: Sequence[Activity]) -> None:
        super().__init__(data)
        self.activities = activities
        for place, each in enumerate(activities, start=1):
            self.fields[f"nom-{each.pk}"] = NameField(label=f"Activité {place}", initial=each.name)
        for place in range(len(activities) + 1, MOST_ACTIVITIES + 1):
            self.fields[f"nouvelle-{place}"] = NameField(label=f"Activité {place}", may_be_blank=True)

    @property
    def known(self) -> list[tuple[BoundField, Activity]]:
        return [(self[f"nom-{each.pk}"], each) for each in self.activities]

    @property
    def new(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("nouvelle-")]

    def clean(self) -> dict[str, Any]:
        seen: list[str] = []
        for name in self.fields:
            written = self.cleaned_data.get(name, "")
            if any(_same(written, other) for other in seen if written):
                self.add_error(name, TAKEN.format(name=written))
            seen.append(written)
        if len(list(filter(None, seen))) < FEWEST_ACTIVITIES and not self.errors:
            blank = next((name for name in self.fields if not self.cleaned_data.get(name)), None)
            self.add_error(blank, TOO_FEW)
        return self.cleaned_data

    def renamed(self) -> dict[int, str]:
        return {each.pk: self.cleaned_data[f"nom-{each.pk}"] for each in self.activities}

    def added(self) -> list[str]:
        return [self.cleaned_data[field.name] for field in self.new if self.cleaned_data[field.name]]


class ColumnForm(forms.Form):
    """By value of the column, the activity that it belongs to: the same name twice makes one. Blank: nobody's.

    `values` says of each what it holds.
    """

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        values: Mapping[str, str],
        kept: Mapping[str, int],
        activities: Sequence[Activity],
    ) -> None:
        super().__init__(data)
        self.values, self.activities = list(values), activities
        named = {each.pk: each.name for each in activities}
        for place, (value, about) in enumerate(values.items()):
            initial = named.get(kept[value], "") if value in kept else ""
            self.fields[f"valeur-{place}"] = NameField(
                label=f"« {value} »",
                may_be_blank=True,
                initial=initial if kept else _suggested(value, activities),
                help_text=about,
                attributes={"list": "activites"},
            )

    def clean(self) -> dict[str, Any]:
        names = set(map(str.casefold, self.names().values()))
        known = {each.name.casefold() for each in self.activities}
        if not names and not self.errors:
            self.add_error("valeur-0", "Nommez l’activité d’une valeur au moins, ou revenez sans garder.")
        if len((names | known) - {""}) > MOST_ACTIVITIES:
            self.add_error("valeur-0", TOO_MANY)
        return self.cleaned_data

    def names(self) -> dict[str, str]:
        """As the activity is already written when only capitals differ."""
        spelt = {each.name.casefold(): each.name for each in self.activities}
        found = {}
        for place, value in enumerate(self.values):
            if name := self.cleaned_data.get(f"valeur-{place}"):
                found[value] = spelt.setdefault(name.casefold(), name)
        return found


def _suggested(value: str, activities: Sequence[Activity]) -> str:
    """The activity of that name; the value itself while there is none: she reads it and changes it."""
    same = next((each.name for each in activities if _same(each.name, value)), "")
    return same or ("" if activities else value[:LONGEST])
