"""One question, or all of them: the same fields, and nothing compulsory."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from trajectoires.kit.enums import Answer
from trajectoires.kit.models.questionnaire import Answers, Landmark, Question, Questionnaire, Step

WRONG = "choisissez une des réponses proposées."


class AnswersForm(forms.Form):
    """A choice a question, those already given ticked."""

    def __init__(self, steps: Sequence[Step], answers: Answers, data: Any = None) -> None:
        super().__init__(data, prefix="r", initial=answers)
        for step in steps:
            self.fields[step.key] = forms.ChoiceField(
                label=step.text,
                help_text=step.help,
                choices=step.choices,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": WRONG},
            )

    def given(self) -> dict[str, str]:
        """What was answered; a question left alone says nothing."""
        return {key: value for key, value in self.cleaned_data.items() if value}


@dataclass(frozen=True)
class Asked:
    """A question on its page. `only_if` says whom it concerns, as long as that is not known."""

    bound: BoundField
    step: Step
    only_if: str = ""


@dataclass(frozen=True)
class Group:
    landmark: Landmark
    asked: list[Asked]


@dataclass(frozen=True)
class Whole:
    """The whole questionnaire in one form: first questions, then a group a landmark."""

    form: AnswersForm
    firsts: list[Asked]
    groups: list[Group]


def whole_form(questionnaire: Questionnaire, answers: Answers, data: Any = None) -> Whole:
    form = AnswersForm(questionnaire.steps(answers), answers, data)
    groups = [
        Group(each, [asked_in(form, question, questionnaire, answers) for question in asked])
        for each in questionnaire.landmarks
        if (asked := questionnaire.asked_in(each, answers))
    ]
    return Whole(form, [Asked(form[each.key], each) for each in questionnaire.firsts], groups)


def asked_in(form: AnswersForm, step: Step, questionnaire: Questionnaire, answers: Answers) -> Asked:
    first = questionnaire.first(step.first) if isinstance(step, Question) else None
    if first is None or first.key in answers:
        return Asked(form[step.key], step)
    wanted = Answer(step.wanted).label.lower()
    return Asked(
        form[step.key], step, f"Seulement si vous répondez « {wanted} » à « {first.text} » Sinon, passez-la."
    )
