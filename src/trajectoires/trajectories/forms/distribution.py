"""How one exercice is shared among the activities: keys, then amounts row by row, and what shares the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from socioeco.formats import format_euros
from socioeco.typologies.activites import Choix, Cible, Nature
from trajectoires.trajectories.enums import KeyKind
from trajectoires.trajectories.fields import AmountField, NumberField, OpenChoiceField
from trajectoires.trajectories.models import Activity, Distribution
from trajectoires.trajectories.selectors.activities import WHOLE_PERCENT

UNITS = {
    KeyKind.HOURS: r"h|heures?",
    KeyKind.SURFACE: r"m2|m²|mètres? carrés?",
    KeyKind.PEOPLE: r"personnes?",
    KeyKind.PERCENT: r"%|pour cent",
}
SHOWN_UNITS = {
    KeyKind.HOURS: "heures",
    KeyKind.SURFACE: "m²",
    KeyKind.PEOPLE: "personnes",
    KeyKind.PERCENT: "%",
}
EXAMPLES = {KeyKind.HOURS: "350", KeyKind.SURFACE: "42,5", KeyKind.PEOPLE: "25", KeyKind.PERCENT: "40"}
KEY_HELPS = {
    KeyKind.HOURS: "Les heures passées dans l’année pour chaque activité, d’après le planning.",
    KeyKind.SURFACE: "La surface que chaque activité occupe, mesurée ou lue sur le bail.",
    KeyKind.PEOPLE: "Les personnes inscrites ou présentes, comptées de la même façon partout.",
    KeyKind.PERCENT: "Les parts que vous décidez, pour cent. Ce qui manque pour faire le tout reste non réparti.",
}
REST_CHOICES = [
    ("", "Non réparti"),
    (KeyKind.HOURS.value, "Par les heures"),
    (KeyKind.SURFACE.value, "Par la surface"),
    (KeyKind.PEOPLE.value, "Par l’effectif"),
    (KeyKind.PERCENT.value, "En pourcentages"),
]
NEGATIVE = "Écrivez ce montant sans signe moins."
BEYOND = "« {row} » : vous donnez {beyond} de plus que cette ligne n’a ({amount}). Baissez un montant, ou videz-en un."
KEY_BLANK = "« {row} » : la clé « {key} » est vide. Remplissez-la plus haut, ou laissez le reste non réparti."
TOO_MUCH = "Vos pourcentages font plus de 100 %. Baissez-en un."


@dataclass(frozen=True)
class KeyFields:
    kind: KeyKind
    fields: list[BoundField]
    unit: str
    help_text: str

    @property
    def is_open(self) -> bool:
        return any(field.errors or field.value() not in {None, ""} for field in self.fields)


@dataclass(frozen=True)
class RowFields:
    cible: Cible
    amounts: list[BoundField]
    rest: BoundField


class DistributionForm(forms.Form):
    """Every line may be blank. `written` is what was typed but not kept, when the keys of another year are taken up."""

    use_required_attribute = False

    def __init__(  # noqa: PLR0913 - the exercice, whom it is shared among, what is known
        self,
        data: Any = None,
        *,
        cibles: Sequence[Cible],
        activities: Sequence[Activity],
        kept: Distribution | None,
        taken_up: Distribution | None = None,
        written: Mapping[str, Any] | None = None,
    ) -> None:
        initial = {**_initial(kept), **(written or {}), **(_keys(taken_up) if taken_up else {})}
        super().__init__(data, initial=initial)
        self.cibles, self.activities, self.kept = cibles, activities, kept
        for kind in KeyKind:
            for each in activities:
                self.fields[f"cle-{kind}-{each.pk}"] = _weight(kind, each.name)
        for cible in cibles:
            for each in activities:
                self.fields[f"{cible.cle}-{each.pk}"] = _amount(cible, each.name)
            self.fields[f"{cible.cle}-reste"] = OpenChoiceField(label="Le reste", choices=REST_CHOICES)

    @property
    def key_groups(self) -> list[KeyFields]:
        return [
            KeyFields(
                kind,
                [self[f"cle-{kind}-{a.pk}"] for a in self.activities],
                SHOWN_UNITS[kind],
                KEY_HELPS[kind],
            )
            for kind in KeyKind
        ]

    @property
    def produits(self) -> list[RowFields]:
        return [self._row(cible) for cible in self.cibles if cible.nature is not Nature.CHARGE]

    @property
    def charges(self) -> list[RowFields]:
        return [self._row(cible) for cible in self.cibles if cible.nature is Nature.CHARGE]

    def _row(self, cible: Cible) -> RowFields:
        amounts = [self[f"{cible.cle}-{each.pk}"] for each in self.activities]
        return RowFields(cible, amounts, self[f"{cible.cle}-reste"])

    def clean(self) -> dict[str, Any]:
        percents = f"cle-{KeyKind.PERCENT}"
        if sum(self.keys().get(KeyKind.PERCENT.value, {}).values()) > WHOLE_PERCENT:
            self.add_error(f"{percents}-{self.activities[0].pk}", TOO_MUCH)
        for cible in self.cibles:
            self._check_row(cible)
        return self.cleaned_data

    def _check_row(self, cible: Cible) -> None:
        centimes = self._centimes(cible)
        if beyond := Choix(centimes=centimes).beyond(cible):
            said = BEYOND.format(
                row=cible.libelle,
                beyond=format_euros(beyond, decimals=2),
                amount=format_euros(cible.montant_centimes, decimals=2),
            )
            self.add_error(f"{cible.cle}-{next(iter(centimes))}", said)
        kind = self.cleaned_data.get(f"{cible.cle}-reste")
        if kind and not self.keys().get(kind) and not self._is_wrong(kind):
            said = KEY_BLANK.format(row=cible.libelle, key=KeyKind(kind).label)
            self.add_error(f"{cible.cle}-reste", said)

    def _is_wrong(self, kind: str) -> bool:
        """Whether something of the key is told wrong already."""
        return any(self.has_error(f"cle-{kind}-{each.pk}") for each in self.activities)

    def _centimes(self, cible: Cible) -> dict[str, int]:
        found = {str(a.pk): self.cleaned_data.get(f"{cible.cle}-{a.pk}") for a in self.activities}
        return {number: amount for number, amount in found.items() if amount}

    def keys(self) -> dict[str, dict[str, int]]:
        """Hundredths by kind, then by activity; a blank or a nil is not written."""
        found = {
            kind.value: {
                str(each.pk): weight
                for each in self.activities
                if (weight := self.cleaned_data.get(f"cle-{kind}-{each.pk}"))
            }
            for kind in KeyKind
        }
        return {kind: weights for kind, weights in found.items() if weights}

    def choices(self) -> dict[str, dict[str, Any]]:
        return dict(self._choices())

    def _choices(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for cible in self.cibles:
            centimes, kind = self._centimes(cible), self.cleaned_data[f"{cible.cle}-reste"]
            if centimes or kind:
                yield cible.cle, {"centimes": centimes, **({"cle": kind} if kind else {})}


def _weight(kind: KeyKind, name: str) -> NumberField:
    return NumberField(label=name, units=UNITS[kind], has_hundredths=True, example=EXAMPLES[kind])


def _amount(cible: Cible, name: str) -> AmountField:
    return AmountField(label=name, may_be_negative=cible.montant_centimes < 0, negative=NEGATIVE)


def _initial(kept: Distribution | None) -> dict[str, Any]:
    if kept is None:
        return {}
    amounts = {
        f"{row}-{number}": centimes
        for row, said in kept.choices.items()
        for number, centimes in said.get("centimes", {}).items()
    }
    return {**amounts, **_keys(kept)}


def _keys(kept: Distribution) -> dict[str, Any]:
    """The weights, and which key shares the rest of each row: what may serve another year."""
    weights = {
        f"cle-{kind}-{number}": weight for kind, held in kept.keys.items() for number, weight in held.items()
    }
    return {
        **weights,
        **{f"{row}-reste": said["cle"] for row, said in kept.choices.items() if said.get("cle")},
    }
