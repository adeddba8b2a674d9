"""What accounts cannot tell, asked. Every question may stay without answer, and « je ne sais pas » is one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django import forms
from django.forms import BoundField

from socioeco.indicators import GENRES
from socioeco.readers import (
    Answers,
    ExerciceAnswers,
    Financeur,
    GenreFinanceur,
    Opinion,
    Question,
)
from socioeco.typologies import QUESTIONS
from trajectoires.trajectories.fields import OpenChoiceField
from trajectoires.trajectories.forms.questions import question_field
from trajectoires.trajectories.selectors import Exercice, Work
from trajectoires.trajectories.selectors.questions import (
    asked_at,
    labels_to_explain,
    lever_questions,
    question_name,
    questions_of,
)

UNKNOWN = "Je ne sais pas"
BOTH = "Vous avez écrit un nombre et coché « Je ne sais pas ». Gardez l’un des deux."
NAME_LENGTH = 120
UNITS = {
    Question.HEURES: "heures",
    Question.ETP: "ETP",
    Question.EN_NATURE: "€",
    Question.HEURES_TEMPS_PLEIN: "heures",
    Question.SERVICE_CIVIQUE: "mois",
    Question.SERVICE_CIVIQUE_HEURES: "heures",
    Question.MECENAT_COMPETENCES: "heures",
    Question.MECENAT_COMPETENCES_COUT: "€",
}
GENRE_CHOICES = [
    ("", "Pas de réponse"),
    *((genre.value, name) for genre, name in GENRES.items() if genre is not GenreFinanceur.INCONNU),
    (GenreFinanceur.INCONNU.value, UNKNOWN),
]
OPINIONS = [
    (Opinion.OUI.value, "Oui"),
    (Opinion.EN_PARTIE.value, "En partie"),
    (Opinion.NON.value, "Non"),
    (Opinion.NE_SAIT_PAS.value, UNKNOWN),
]


@dataclass(frozen=True)
class Asked:
    """One question on one exercice: its number, and the box « Je ne sais pas »."""

    question: Question
    number: BoundField
    unknown: BoundField

    @property
    def unit(self) -> str:
        return UNITS.get(self.question, "")

    @property
    def is_wrong(self) -> bool:
        return bool(self.number.errors or self.unknown.errors)


@dataclass(frozen=True)
class ExerciceQuestions:
    """`more`: those of the levers that few can answer, apart."""

    label: str
    asked: list[Asked]
    more: list[Asked]
    is_first: bool

    @property
    def is_open(self) -> bool:
        """The latest exercice stands open; another one when something is to be corrected there."""
        return self.is_first or any(each.is_wrong for each in (*self.asked, *self.more))

    @property
    def shows_more(self) -> bool:
        """Closed while there is nothing to correct there."""
        return any(each.is_wrong for each in self.more)


@dataclass(frozen=True)
class LabelQuestions:
    label: str
    genre: BoundField
    nom: BoundField


class AnswersForm(forms.Form):
    use_required_attribute = False

    def __init__(self, data: Any = None, *, work: Work) -> None:
        self.work = work
        self.labels = labels_to_explain(work.exercices, work.answers)
        super().__init__(data)
        for exercice in work.exercices:
            self._ask_exercice(exercice)
        for label, exercices in self.labels.items():
            self._ask_label(label, exercices)
        for question in QUESTIONS:
            self.fields[_model(question.cle)] = OpenChoiceField(
                label=question.texte,
                help_text=question.aide,
                choices=OPINIONS,
                widget=forms.RadioSelect,
                initial=work.answers.opinions.get(question.cle),
            )

    @property
    def exercices(self) -> Iterator[ExerciceQuestions]:
        """The latest first: it is the one best remembered."""
        for rank, exercice in enumerate(reversed(self.work.exercices)):
            first, more = (
                [self._asked(exercice, question) for question in found(exercice)]
                for found in (questions_of, lever_questions)
            )
            yield ExerciceQuestions(exercice.label, first, more, is_first=rank == 0)

    @property
    def financeurs(self) -> list[LabelQuestions]:
        return [LabelQuestions(label, self[_genre(label)], self[_nom(label)]) for label in self.labels]

    @property
    def models(self) -> list[BoundField]:
        return [self[_model(question.cle)] for question in QUESTIONS]

    def clean(self) -> dict[str, Any]:
        for exercice in self.work.exercices:
            for question in asked_at(exercice):
                name, box = question_name(exercice, question), _unknown(exercice, question)
                if self.cleaned_data.get(name) is not None and self.cleaned_data.get(box):
                    self.add_error(name, BOTH)
        return self.cleaned_data

    def answers(self) -> Answers:
        """All the answers of the work: those of this page, and those it did not ask for, as they were."""
        known = self.work.answers
        return Answers(
            exercices={**known.exercices, **{each.key: self._answered(each) for each in self.work.exercices}},
            financeurs=self._financeurs(known.financeurs),
            opinions={**known.opinions, **self._opinions()},
        )

    def _ask_exercice(self, exercice: Exercice) -> None:
        known = exercice.postes.answers
        for question in asked_at(exercice):
            field = question_field(question, exercice)
            field.initial = known.get(question)
            self.fields[question_name(exercice, question)] = field
            self.fields[_unknown(exercice, question)] = forms.BooleanField(
                label=UNKNOWN, required=False, initial=question in known.unknown
            )

    def _ask_label(self, label: str, exercices: list[str]) -> None:
        known = self.work.answers.financeurs.get(label)
        self.fields[_genre(label)] = OpenChoiceField(
            label=f"Qui paie « {label} » ?",
            help_text=f"Dans vos comptes : {', '.join(exercices)}.",
            choices=GENRE_CHOICES,
            initial=known.genre.value if known else "",
        )
        self.fields[_nom(label)] = forms.CharField(
            label=f"Son nom, pour « {label} »",
            max_length=NAME_LENGTH,
            required=False,
            initial=known.nom if known else "",
            help_text="Deux libellés du même nom comptent pour un seul financeur.",
            error_messages={"max_length": f"Raccourcissez ce nom : {NAME_LENGTH} caractères au plus."},
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    def _asked(self, exercice: Exercice, question: Question) -> Asked:
        return Asked(question, self[question_name(exercice, question)], self[_unknown(exercice, question)])

    def _answered(self, exercice: Exercice) -> ExerciceAnswers:
        known, asked = exercice.postes.answers, asked_at(exercice)
        numbers = {question: self.cleaned_data[question_name(exercice, question)] for question in asked}
        unknown = {question for question in asked if self.cleaned_data[_unknown(exercice, question)]}
        return replace(
            known,
            values={
                **{question: number for question, number in known.values.items() if question not in asked},
                **{question: number for question, number in numbers.items() if number is not None},
            },
            unknown=known.unknown.difference(asked) | unknown,
        )

    def _financeurs(self, known: Mapping[str, Financeur]) -> dict[str, Financeur]:
        kept = {label: financeur for label, financeur in known.items() if label not in self.labels}
        for label in self.labels:
            genre, nom = self.cleaned_data[_genre(label)], self.cleaned_data[_nom(label)]
            if genre or nom:
                kept[label] = Financeur(GenreFinanceur(genre or GenreFinanceur.INCONNU), nom)
        return kept

    def _opinions(self) -> dict[str, Opinion]:
        chosen = {question.cle: self.cleaned_data[_model(question.cle)] for question in QUESTIONS}
        return {cle: Opinion(opinion) for cle, opinion in chosen.items() if opinion}


# Names of fields come from what they ask about, never from a rank: a page left open while files come in keeps its sense.


def _unknown(exercice: Exercice, question: Question) -> str:
    return f"{question_name(exercice, question)}_inconnu"


def _genre(label: str) -> str:
    return f"genre_{_mark(label)}"


def _nom(label: str) -> str:
    return f"nom_{_mark(label)}"


def _model(cle: str) -> str:
    return f"modele_{cle}"


def _mark(label: str) -> str:
    return sha256(label.encode()).hexdigest()[:12]
