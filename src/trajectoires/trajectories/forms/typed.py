"""Ten lines for one exercice, as a treasurer reads them on paper."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.forms import BoundField

from socioeco.readers import LABELS, TypedExercice, TypedLine
from socioeco.readers.typed import MAY_BE_NEGATIVE
from trajectoires.trajectories.fields import AmountField, NumberField
from trajectoires.trajectories.forms.lines import (
    AT_CLOSING,
    CHARGES,
    NEGATIVE_CHARGE,
    NEGATIVE_PRODUIT,
    PRODUITS,
    help_of,
)
from trajectoires.trajectories.forms.periods import PeriodForm, initial_of


class TypedForm(PeriodForm):
    """Every line may be blank; one amount at least among the produits, one among the charges."""

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
        super().__init__(data, today=today, initial=_initial(typed, hours, suggested_year))
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
        opened_on, closed_on = self.period
        return TypedExercice(
            opened_on=opened_on,
            closed_on=closed_on,
            lines={line: self.cleaned_data[line.value] for line in TypedLine},
        )

    def hours(self) -> int | None:
        return self.cleaned_data["heures"]

    def _check_some(self, lines: Iterable[TypedLine], message: str) -> None:
        """The message stands on the first line of the group: the summary leads there."""
        first, *_ = lines = [line.value for line in lines]
        if all(name in self.cleaned_data and self.cleaned_data[name] is None for name in lines):
            self.add_error(first, message)


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
    return {
        **initial_of(typed.opened_on, typed.closed_on),
        "heures": hours,
        **{line.value: typed.lines.get(line) for line in TypedLine},
    }
