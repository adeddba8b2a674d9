"""A scenario and its cards. The engine judges a card: everything it says stands beside the question it is about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField, Field

from socioeco.comptes import RESSOURCES, Ressource
from socioeco.report.scenario.answers import month_named
from socioeco.report.scenario.cards import REFERENCE
from socioeco.scenarios import Carte, ChosenCard, Depart, Fourchette, Genre, Question, validate
from socioeco.scenarios.chosen import Reponse
from trajectoires.trajectories.fields import AmountField, NumberField, OpenChoiceField
from trajectoires.trajectories.models import Scenario
from trajectoires.trajectories.models.scenarios import (
    LONGEST_YEARS,
    NAME_LENGTH,
    NOTES_LENGTH,
    SHORTEST_YEARS,
    YEARS_IN_WORDS,
)

RESERVED = f"« {REFERENCE} » est le nom de la dernière année répétée : donnez un autre nom."
NEGATIVE = "Écrivez ce nombre sans signe moins : la carte dit déjà si cela monte ou descend."
CENTRAL = "Donnez aussi votre nombre central, celui que vous croyez le plus juste."
BOTH = "Donnez le plus bas et le plus haut, ou aucun des deux."
LOW, HIGH = "_bas", "_haut"
NO_END = "Jusqu’à la fin du scénario"


class ScenarioForm(forms.Form):
    nom = forms.CharField(
        label="Nom du scénario",
        max_length=NAME_LENGTH,
        help_text="Ce qui arrive, en quelques mots : « Sans la subvention de la ville ».",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Donnez un nom à ce scénario, pour le reconnaître parmi les autres.",
            "max_length": f"Raccourcissez ce nom : {NAME_LENGTH} signes au plus.",
        },
    )
    annees = forms.TypedChoiceField(
        label="Sur combien d’années ?",
        coerce=int,
        choices=[(each, YEARS_IN_WORDS[each]) for each in range(SHORTEST_YEARS, LONGEST_YEARS + 1)],
        initial=SHORTEST_YEARS,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez trois, quatre ou cinq ans.",
            "invalid_choice": "Choisissez trois, quatre ou cinq ans.",
        },
    )
    notes = forms.CharField(
        label="Vos notes",
        required=False,
        max_length=NOTES_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Pourquoi ce scénario, ce qui le rend probable. Elles sont reprises sur la feuille pour le conseil.",
        error_messages={"max_length": "Raccourcissez vos notes : mille signes au plus."},
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, scenario: Scenario | None = None, name: str = ""
    ) -> None:
        initial = {"nom": name}
        if scenario:
            initial = {"nom": scenario.name, "annees": scenario.years, "notes": scenario.notes}
        super().__init__(data, initial=initial)

    def clean_nom(self) -> str:
        """The name of the year repeated is no scenario's: pages set both side by side."""
        name: str = self.cleaned_data["nom"]
        if name.casefold() == REFERENCE.casefold():
            raise forms.ValidationError(RESERVED)
        return name


# --- a card -----------------------------------------------------------------------------------------------


class PercentField(AmountField):
    """In hundredths: « 20 », « 20 % » and « 12,5 » are read."""

    def read(self, text: str) -> int:
        return super().read(text.removesuffix("%"))


@dataclass(frozen=True)
class Asked:
    """A question of the card as the page lays it out; `range` holds the lowest and the highest, or nothing."""

    field: BoundField
    unit: str
    range: tuple[BoundField, ...]

    @property
    def is_range_open(self) -> bool:
        return any(bound.errors or bound.value() not in (None, "") for bound in self.range)


class CardForm(forms.Form):
    """The questions of one card, and its months. Valid when the engine accepts the card."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        carte: Carte,
        depart: Depart,
        years: int,
        card: ChosenCard | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(carte, card))
        self.carte, self.depart, self.years = carte, depart, years
        for question in carte.questions:
            self.fields.update(_fields(question, depart))
        months = [(each, month_named(depart, each)) for each in range(1, years * 12 + 1)]
        self.fields["debut"] = _month("À partir de quand ?", months)
        if carte.bornee:
            self.fields["fin"] = _month("Jusqu’à quand ?", [("", NO_END), *months], required=False)

    @property
    def asked(self) -> list[Asked]:
        return [
            Asked(
                field=self[each.cle],
                unit=UNITS.get(each.genre, ""),
                range=tuple(self[name] for name in _range_names(each) if name in self.fields),
            )
            for each in self.carte.questions
        ]

    @property
    def months(self) -> list[BoundField]:
        return [self[name] for name in ("debut", "fin") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        self._check_ranges()
        unread = set(self.errors)
        for error in validate([self.card()], self.depart, years=self.years):
            if error.question and error.question not in unread and error.question in self.fields:
                self.add_error(error.question, error.message)
            elif not error.question and not unread:
                self.add_error(None, error.message)
        return self.cleaned_data

    def _check_ranges(self) -> None:
        for question in self.carte.questions:
            low, high = (self.cleaned_data.get(name) for name in _range_names(question))
            is_read = not any(name in self.errors for name in (question.cle, *_range_names(question)))
            if is_read and (low is None) != (high is None):
                self.add_error(f"{question.cle}{LOW if low is None else HIGH}", BOTH)
            elif is_read and low is not None and self.cleaned_data.get(question.cle) is None:
                self.add_error(question.cle, CENTRAL)

    def card(self) -> ChosenCard:
        """What was read so far; a question that could not be read is left out."""
        answers = {each.cle: self._answer(each) for each in self.carte.questions}
        return ChosenCard(
            carte=self.carte.cle,
            debut=self.cleaned_data.get("debut") or 1,
            fin=self.cleaned_data.get("fin") or None,
            reponses={cle: answer for cle, answer in answers.items() if answer is not None},
        )

    def _answer(self, question: Question) -> Reponse | None:
        central = self.cleaned_data.get(question.cle)
        if central in (None, ""):
            return None
        low, high = (self.cleaned_data.get(name) for name in _range_names(question))
        if low is None or high is None or not isinstance(central, int):
            return central
        return Fourchette(bas=low, central=central, haut=high)


UNITS = {Genre.MONTANT: "€", Genre.POURCENTAGE: "%", Genre.MOIS: "mois"}


def _range_names(question: Question) -> tuple[str, str]:
    return f"{question.cle}{LOW}", f"{question.cle}{HIGH}"


def _fields(question: Question, depart: Depart) -> Iterator[tuple[str, Field]]:
    hint = question.aide or question.pourquoi_propose
    yield question.cle, _field(question, depart, label=question.texte, help_text=hint)
    if question.may_range:
        for name, label in zip(_range_names(question), ("Au plus bas", "Au plus haut"), strict=True):
            field = _field(question, depart, label=label)
            field.required = False
            yield name, field


def _field(question: Question, depart: Depart, *, label: str, help_text: str = "") -> Field:
    said = {"label": label, "help_text": help_text}
    field: Field
    match question.genre:
        case Genre.MONTANT:
            field = AmountField(negative=NEGATIVE, **said)
        case Genre.POURCENTAGE:
            field = PercentField(negative=NEGATIVE, **said)
        case Genre.PAYEUR:
            field = _choice([(each, each) for each in depart.payeurs], said)
        case Genre.FAMILLE:
            field = _choice([(each.value, RESSOURCES[each]) for each in _families(depart)], said)
        case _:
            field = NumberField(units="mois", example="6", **said)
    field.required = not question.facultative
    return field


def _choice(choices: list[tuple[str, str]], said: dict[str, str]) -> Field:
    wrong = {"invalid_choice": "Choisissez dans la liste."}
    return OpenChoiceField(choices=[("", "Choisissez"), *choices], error_messages=wrong, **said)


def _families(depart: Depart) -> list[Ressource]:
    """Those that the last year holds."""
    return [
        family
        for family in RESSOURCES
        if sum(flux.montant_centimes for flux in depart.flux if flux.famille is family) > 0
    ]


def _month(label: str, choices: list[tuple[Any, str]], *, required: bool = True) -> Field:
    wrong = "Choisissez un mois dans la liste."
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=int,
        empty_value=None,
        required=required,
        error_messages={"required": wrong, "invalid_choice": wrong},
    )


def _initial(carte: Carte, card: ChosenCard | None) -> dict[str, Any]:
    if card is None:
        return {each.cle: each.propose for each in carte.questions if each.propose is not None}
    initial: dict[str, Any] = {"debut": card.debut, "fin": card.fin}
    for cle, answer in card.reponses.items():
        if isinstance(answer, Fourchette):
            initial |= {cle: answer.central, f"{cle}{LOW}": answer.bas, f"{cle}{HIGH}": answer.haut}
        else:
            initial[cle] = answer
    return initial
