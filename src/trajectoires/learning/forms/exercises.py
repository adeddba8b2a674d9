"""One form for each exercise, its fields made from what is asked. An answer that cannot be read is said beside it."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from typing import Any

from django import forms

from socioeco.formats import Refusal, parse_montant, typographie
from trajectoires.learning.enums import ExerciseKind, Unit
from trajectoires.learning.models import PlacementPage
from trajectoires.learning.models.exercises import Exercise
from trajectoires.learning.selectors import FigureQuestion
from trajectoires.learning.services import readable

CHOOSE_ONE = "Choisissez une réponse."
CHOOSE_SOME = "Cochez une réponse au moins."
CHOOSE = "Choisissez."
WRITE = "Écrivez un nombre."
UNREADABLE = "Écrivez un nombre en chiffres, par exemple 12 ou 1 500."
ALL_DIFFERENT = "Une même place est donnée deux fois : chaque ligne a la sienne."
HUNDREDTHS = 100


class NumberField(forms.CharField):
    """A number as people write it: spaces, a comma, a unit after it. Its value is kept as a fraction written out."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        for unit in (Unit.POURCENT.value, Unit.MOIS.value):
            text = text.removesuffix(unit).rstrip()
        if not text:
            return ""
        read = parse_montant(text)
        if isinstance(read, Refusal):
            raise forms.ValidationError(UNREADABLE)
        return str(Fraction(read, HUNDREDTHS))


class ExerciseForm(forms.Form):
    """`given` is what `services.mark` reads, in the order of the answers."""

    def __init__(
        self,
        exercise: Exercise,
        data: Any = None,
        *,
        question: FigureQuestion | None = None,
        given: Sequence[str] = (),
    ) -> None:
        self.exercise = exercise
        self.question = question
        super().__init__(data, auto_id=f"{exercise.key}_%s")
        self.fields.update(_FIELDS[exercise.kind](exercise, question))
        if given:
            self.initial = self._initial(given)

    @property
    def given(self) -> list[str]:
        value = self.cleaned_data.get("reponse")
        if value is not None:
            return list(value) if isinstance(value, list) else [value]
        return [self.cleaned_data[name] for name in self.names]

    @property
    def names(self) -> list[str]:
        """The fields in the order of the answers, which is not the one in which they are shown."""
        return [f"r{place}" for place in range(len(self.exercise.answers))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        places = [cleaned[name] for name in self.names if cleaned.get(name)]
        if self.exercise.kind is ExerciseKind.ORDRE and len(set(places)) < len(places):
            raise forms.ValidationError(ALL_DIFFERENT)
        return cleaned

    def _initial(self, given: Sequence[str]) -> dict[str, Any]:
        if "reponse" in self.fields:
            is_many = self.exercise.kind is ExerciseKind.CHOIX_MULTIPLES
            return {"reponse": list(given) if is_many else readable(given[0])}
        return dict(zip(self.names, map(readable, given), strict=False))


def _one(exercise: Exercise, _question: FigureQuestion | None) -> dict[str, forms.Field]:
    choices = [(str(place), answer.text) for place, answer in enumerate(exercise.answers)]
    return {"reponse": _radio(exercise.instruction, choices)}


def _radio(label: str, choices: Sequence[tuple[str, str]]) -> forms.Field:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages={"required": CHOOSE_ONE}
    )


def _many(exercise: Exercise, _question: FigureQuestion | None) -> dict[str, forms.Field]:
    return {
        "reponse": forms.MultipleChoiceField(
            label=exercise.instruction,
            help_text="Plusieurs réponses sont possibles.",
            choices=[(str(place), answer.text) for place, answer in enumerate(exercise.answers)],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": CHOOSE_SOME},
        )
    }


def _order(exercise: Exercise, _question: FigureQuestion | None) -> dict[str, forms.Field]:
    places = [str(place) for place in range(1, len(exercise.answers) + 1)]
    return _selects(exercise, [(place, place) for place in places], empty="Place")


def _pairs(exercise: Exercise, _question: FigureQuestion | None) -> dict[str, forms.Field]:
    values = shuffled([answer.value for answer in exercise.answers], exercise.key)
    return _selects(exercise, [(value, typographie(value)) for value in values], empty="Choisir")


def _selects(exercise: Exercise, choices: list[tuple[str, str]], *, empty: str) -> dict[str, forms.Field]:
    """A list to choose from beside each answer; the answers of an order are shown in another one."""
    places = list(range(len(exercise.answers)))
    if exercise.kind is ExerciseKind.ORDRE:
        places = [int(place) for place in shuffled([str(place) for place in places], exercise.key)]
    return {
        f"r{place}": forms.ChoiceField(
            label=exercise.answers[place].text,
            choices=[("", empty), *choices],
            error_messages={"required": CHOOSE},
        )
        for place in places
    }


def _table(exercise: Exercise, _question: FigureQuestion | None) -> dict[str, forms.Field]:
    return {
        f"r{place}": NumberField(
            label=f"{answer.text}, en {exercise.unit}", max_length=20, error_messages={"required": WRITE}
        )
        for place, answer in enumerate(exercise.answers)
    }


def _figures(exercise: Exercise, question: FigureQuestion | None) -> dict[str, forms.Field]:
    if question is None or question.reason:
        return {}
    if question.choices:
        return {"reponse": _radio(exercise.instruction, [(each, each) for each in question.choices])}
    return {
        "reponse": NumberField(
            label=exercise.instruction,
            help_text=f"En {question.unit}.",
            max_length=20,
            error_messages={"required": WRITE},
        )
    }


class PlacementForm(forms.Form):
    """The questions of « Par quelle leçon commencer ? », answered in the address; every one asks for an answer."""

    def __init__(self, page: PlacementPage, data: Any = None) -> None:
        super().__init__(data)
        for block in page.questions:
            key, text = block.value["key"], block.value["text"]
            self.fields[key] = _radio(text, page.answers(key))


def shuffled(values: Sequence[str], key: str) -> list[str]:
    """In an order that depends on the exercise alone, and is never the one given."""
    mixed = sorted(values, key=lambda value: sha256(f"{key} {value}".encode()).digest())
    return mixed if mixed != list(values) else [*mixed[1:], mixed[0]]


_FIELDS: Mapping[ExerciseKind, Callable[[Exercise, FigureQuestion | None], dict[str, forms.Field]]] = {
    ExerciseKind.CHOIX_UNIQUE: _one,
    ExerciseKind.CAS: _one,
    ExerciseKind.CHOIX_MULTIPLES: _many,
    ExerciseKind.ORDRE: _order,
    ExerciseKind.PAIRES: _pairs,
    ExerciseKind.TABLEAU: _table,
    ExerciseKind.MES_CHIFFRES: _figures,
}
