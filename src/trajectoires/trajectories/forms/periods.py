"""The two dates of an exercice, as people write them: closing first, opening only when it is not a year before."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from django import forms

from socioeco.formats import format_date
from trajectoires.trajectories.fields import DayField

DAY = timedelta(days=1)
LONGEST_MONTHS = 24


class PeriodForm(forms.Form):
    """`furthest` is how many years ahead of today an exercice may close."""

    use_required_attribute = False
    furthest = 1

    cloture = DayField(
        label="Clôture de l’exercice",
        of_year=(12, 31),
        help_text="Son dernier jour : 31/12/2025 ou 31 août 2025. Une année seule, 2025, veut dire le 31 décembre.",
    )
    ouverture = DayField(
        label="Ouverture de l’exercice",
        of_year=(1, 1),
        help_text="Son premier jour. Laissez vide si l’exercice dure douze mois.",
    )

    def __init__(self, data: Any = None, *, today: date, initial: dict[str, Any]) -> None:
        self.today = today
        super().__init__(data, initial=initial)

    @property
    def has_own_opening(self) -> bool:
        """Whether the exercice does not last twelve months, or its opening is to be corrected."""
        return bool(self["ouverture"].value() or self["ouverture"].errors)

    @property
    def period(self) -> tuple[date, date]:
        closed_on: date = self.cleaned_data["cloture"]
        return self.cleaned_data["ouverture"] or usual_opening(closed_on), closed_on

    def clean(self) -> dict[str, Any]:
        self._check_dates()
        return self.cleaned_data

    def _check_dates(self) -> None:
        if self.has_error("cloture"):
            return
        closed_on: date | None = self.cleaned_data["cloture"]
        if closed_on is None:
            self.add_error("cloture", "Écrivez une date, par exemple 31/12/2025.")
        elif closed_on > _months_before(self.today, -12 * self.furthest):
            far = "d’un an" if self.furthest == 1 else "de deux ans"
            self.add_error(
                "cloture", f"Le {format_date(closed_on)} est dans plus {far}. Vérifiez l’année de clôture."
            )
        elif not self.has_error("ouverture"):
            self._check_opening(self.cleaned_data["ouverture"], closed_on)

    def _check_opening(self, opened_on: date | None, closed_on: date) -> None:
        if opened_on is None:
            return
        if opened_on > closed_on:
            self.add_error(
                "ouverture", f"Écrivez une date qui précède la clôture, le {format_date(closed_on)}."
            )
        elif opened_on <= _months_before(closed_on, LONGEST_MONTHS):
            self.add_error(
                "ouverture",
                "Vérifiez cette date : un exercice de plus de vingt-quatre mois ne se lit pas ici. "
                "Saisissez-en plusieurs.",
            )


class DatesForm(PeriodForm):
    """The dates of a table that was read."""

    furthest = 2  # a budget may be for a year to come

    def __init__(self, data: Any = None, *, today: date, opened_on: date, closed_on: date) -> None:
        super().__init__(data, today=today, initial=initial_of(opened_on, closed_on))


def initial_of(opened_on: date, closed_on: date) -> dict[str, date | None]:
    is_usual = opened_on == usual_opening(closed_on)
    return {"cloture": closed_on, "ouverture": None if is_usual else opened_on}


def usual_opening(closed_on: date) -> date:
    """The first day of the twelve months that end then: the day after the same closing, a year earlier."""
    return _months_before(closed_on, 12) + DAY


def _months_before(day: date, months: int) -> date:
    """The same day; the end of a month stays one, whatever the length of February."""
    rank = day.year * 12 + day.month - 1 - months
    year, month = divmod(rank, 12)
    last = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_last else min(day.day, last))
