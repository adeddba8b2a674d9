"""How often to be reminded, on which day, of which course; the address, when one asks."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from trajectoires.learning.enums import Rhythm, Weekday
from trajectoires.learning.models import CoursePage, Reminder
from trajectoires.learning.services.reminders import Choice

NO_ADDRESS = "Écrivez l’adresse électronique où recevoir le rappel, par exemple prenom@exemple.org."
WRONG_ADDRESS = "Écrivez une adresse électronique complète, par exemple prenom@exemple.org."
TOO_LONG = "Cette adresse est trop longue : 254 signes au plus."
BUSY = "Trop de demandes nous arrivent en ce moment. Vos choix sont encore là : envoyez à nouveau dans une heure."


class ReminderForm(forms.Form):
    """`courses` are those that may be followed; of one alone, nothing is asked."""

    use_required_attribute = False

    rhythm = forms.ChoiceField(
        label="À quel rythme ?",
        choices=Rhythm.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez un rythme.",
            "invalid_choice": "Choisissez l’un des trois rythmes.",
        },
    )
    weekday = forms.TypedChoiceField(
        label="Quel jour ?",
        help_text="Le rappel part le matin. « Chaque mois » : le premier de ces jours dans le mois.",
        choices=Weekday.choices,
        coerce=int,
        error_messages={
            "required": "Choisissez un jour.",
            "invalid_choice": "Choisissez un jour de la semaine dans la liste.",
        },
    )

    def __init__(self, courses: Sequence[CoursePage], data: Any = None, *, initial: dict[str, Any]) -> None:
        self.courses = {str(course.pk): course for course in courses}
        super().__init__(data, initial=initial)
        if len(courses) > 1:
            self.fields["course"] = forms.ChoiceField(
                label="Pour quel cours ?",
                choices=[(str(course.pk), course.title) for course in courses],
                widget=forms.RadioSelect,
                error_messages={
                    "required": "Choisissez un cours.",
                    "invalid_choice": "Choisissez l’un des cours de la liste.",
                },
            )

    def choice(self) -> Choice:
        only = next(iter(self.courses))
        course = self.courses[self.cleaned_data.get("course", only)]
        return Choice(course, self.cleaned_data["rhythm"], self.cleaned_data["weekday"])

    @classmethod
    def of(cls, reminder: Reminder, courses: Sequence[CoursePage], data: Any = None) -> "ReminderForm":
        initial = {
            "rhythm": reminder.rhythm,
            "weekday": reminder.weekday,
            "course": str(reminder.course_id),
        }
        return cls(courses, data, initial=initial)


class AskForm(ReminderForm):
    """The address of an account is written in advance; the day is the one of today."""

    email = forms.EmailField(
        label="Votre adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": NO_ADDRESS, "invalid": WRONG_ADDRESS, "max_length": TOO_LONG},
    )
    field_order = ("email", "rhythm", "weekday")

    @classmethod
    def blank(
        cls, courses: Sequence[CoursePage], data: Any = None, *, email: str, today: dt.date
    ) -> "AskForm":
        initial = {"email": email, "rhythm": Rhythm.WEEKLY, "weekday": today.weekday()}
        if courses:
            initial["course"] = str(courses[0].pk)
        return cls(courses, data, initial=initial)
