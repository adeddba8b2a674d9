"""Ten lines for one exercice, as a treasurer reads them on paper."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.forms import BoundField

from socioeco.formats import format_date
from socioeco.readers import LABELS, TypedExercice, TypedLine
from socioeco.readers.typed import MAY_BE_NEGATIVE
from trajectoires.trajectories.forms.fields import AmountField, DayField, NumberField
from trajectoires.trajectories.forms.lines import (
    AT_CLOSING,
    CHARGES,
    NEGATIVE_CHARGE,
    NEGATIVE_PRODUIT,
    PRODUITS,
    help_of,
)

DAY = timedelta(days=1)
LONGEST_MONTHS = 24


class TypedForm(forms.Form):
    """Every line may be blank; one amount at least among the produits, one among the charges."""

    use_required_attribute = False

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
    heures = NumberField(
        label="Heures données par les bénévoles",
        units="h|heures?",
        example="1 200",
        help_text=(
            "Toutes ensemble, réunions comprises ; une estimation suffit. Elles se lisent à côté de l’argent, "
            "jamais dedans. Vide : vous ne savez pas."
        ),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        typed: TypedExercice | None = None,
        hours: int | None = None,
        suggested_year: int,
        today: date,
    ) -> None:
        self.today = today
        super().__init__(data, initial=_initial(typed, hours, suggested_year))
        for line in TypedLine:
            self.fields[line.value] = _amount_field(line)
        self.order_fields(["cloture", "ouverture", *TypedLine, "heures"])

    @property
    def produits(self) -> list[BoundField]:
        return [self[line.value] for line in PRODUITS]

    @property
    def charges(self) -> list[BoundField]:
        return [self[line.value] for line in CHARGES]

    @property
    def at_closing(self) -> list[BoundField]:
        return [self[line.value] for line in AT_CLOSING]

    @property
    def has_own_opening(self) -> bool:
        """Whether the exercice does not last twelve months, or its opening is to be corrected."""
        return bool(self["ouverture"].value() or self["ouverture"].errors)

    def clean(self) -> dict[str, Any]:
        self._check_dates()
        self._check_some(
            PRODUITS, "Écrivez un montant au moins parmi les produits, sur cette ligne ou les six suivantes."
        )
        self._check_some(
            CHARGES, "Écrivez un montant au moins parmi les dépenses, sur cette ligne ou la suivante."
        )
        return self.cleaned_data

    def exercice(self) -> TypedExercice:
        closed_on: date = self.cleaned_data["cloture"]
        return TypedExercice(
            opened_on=self.cleaned_data["ouverture"] or usual_opening(closed_on),
            closed_on=closed_on,
            lines={line: self.cleaned_data[line.value] for line in TypedLine},
        )

    def hours(self) -> int | None:
        return self.cleaned_data["heures"]

    def _check_dates(self) -> None:
        if self.has_error("cloture"):
            return
        closed_on: date | None = self.cleaned_data["cloture"]
        if closed_on is None:
            self.add_error("cloture", "Écrivez une date, par exemple 31/12/2025.")
        elif closed_on > _months_before(self.today, -12):
            self.add_error(
                "cloture", f"Le {format_date(closed_on)} est dans plus d’un an. Vérifiez l’année de clôture."
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

    def _check_some(self, lines: Iterable[TypedLine], message: str) -> None:
        """The message stands on the first line of the group: the summary leads there."""
        first, *_ = lines = [line.value for line in lines]
        if all(name in self.cleaned_data and self.cleaned_data[name] is None for name in lines):
            self.add_error(first, message)


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


def _amount_field(line: TypedLine) -> AmountField:
    return AmountField(
        label=LABELS[line],
        help_text=help_of(line),
        may_be_negative=line in MAY_BE_NEGATIVE,
        negative=NEGATIVE_CHARGE if line in CHARGES else NEGATIVE_PRODUIT,
    )


def _initial(typed: TypedExercice | None, hours: int | None, suggested_year: int) -> dict[str, Any]:
    if typed is None:
        return {"cloture": date(suggested_year, 12, 31)}
    is_usual = typed.opened_on == usual_opening(typed.closed_on)
    return {
        "cloture": typed.closed_on,
        "ouverture": None if is_usual else typed.opened_on,
        "heures": hours,
        **{line.value: typed.lines.get(line) for line in TypedLine},
    }
