"""Amounts, numbers and dates as people type them. A blank is an answer here: it never stops a form."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms

from socioeco.formats import Refusal, format_nombre, parse_date, parse_montant

LONGEST = 60  # characters: longer is a page pasted by mistake
TOO_LONG = "Ce texte est trop long pour un nombre. Écrivez seulement le nombre."
YEAR = re.compile(r"(19|20)\d\d")
LARGEST = 10**9  # no association counts more hours, posts or partners


def write_hundredths(number: int) -> str:
    """As in a field: « 1 234,50 », « 1 200 ». What is written so is read back the same."""
    return format_nombre(Decimal(number) / 100, decimals=2 if number % 100 else 0)


class TypedField(forms.CharField):
    """A line of text read into a value; None for a blank.

    `required` stays true so that no label says « facultatif »: on these pages nothing is, and it is said once.
    """

    def __init__(self, **options: Any) -> None:
        attributes = {"autocomplete": "off", **options.pop("attributes", {})}
        super().__init__(widget=forms.TextInput(attrs=attributes), **options)

    def clean(self, value: Any) -> Any:
        text = str(value or "").replace("\0", "").strip()
        if len(text) > LONGEST:
            raise forms.ValidationError(TOO_LONG)
        return self.read(text) if text else None

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else self.write(value)

    def write(self, value: Any) -> str:
        return str(value)


class AmountField(TypedField):
    """An amount in centimes."""

    def __init__(self, *, may_be_negative: bool = False, negative: str = "", **options: Any) -> None:
        self.may_be_negative, self.negative = may_be_negative, negative
        super().__init__(attributes={"inputmode": "text" if may_be_negative else "decimal"}, **options)

    def read(self, text: str) -> int:
        found = parse_montant(text)
        if isinstance(found, Refusal):
            raise forms.ValidationError(found.message, code=found.code)
        if found < 0 and not self.may_be_negative:
            raise forms.ValidationError(self.negative, code="negatif")
        return found

    def write(self, value: int) -> str:
        return write_hundredths(value)


class PartField(AmountField):
    """An amount in centimes, or a share of a whole (« 40 % »), never more than the whole."""

    def __init__(self, *, whole_centimes: int, whole: str, **options: Any) -> None:
        self.whole_centimes, self.whole = whole_centimes, whole
        super().__init__(negative="Écrivez ce montant sans signe moins.", **options)

    def read(self, text: str) -> int:
        share = text.removesuffix("%")
        amount = super().read(share)
        if share != text:
            amount = _share_of(self.whole_centimes, hundredths=amount)
        if amount > self.whole_centimes:
            raise forms.ValidationError(
                f"Vérifiez : « {text} » dépasse {self.whole} ({write_hundredths(self.whole_centimes)} en euros).",
                code="depasse",
            )
        return amount


def _share_of(whole_centimes: int, *, hundredths: int) -> int:
    exact = Decimal(whole_centimes) * hundredths / 10_000
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


class NumberField(TypedField):
    """A count: whole, or in hundredths when `has_hundredths`. The unit may be written after it."""

    def __init__(
        self, *, units: str = "", has_hundredths: bool = False, example: str, **options: Any
    ) -> None:
        self.unit = re.compile(rf"\s*(?:{units})\.?$", re.IGNORECASE) if units else None
        self.has_hundredths, self.example = has_hundredths, example
        super().__init__(attributes={"inputmode": "decimal" if has_hundredths else "numeric"}, **options)

    def read(self, text: str) -> int:
        digits = self.unit.sub("", text) if self.unit else text
        found = parse_montant(digits) if re.search(r"\d\s*$", digits) else None
        if isinstance(found, Refusal) and found.code in {"ambigu", "decimales"}:
            raise forms.ValidationError(found.message, code=found.code)
        if not isinstance(found, int):
            message = f"« {text} » ne se lit pas comme un nombre. Écrivez par exemple {self.example}."
            raise forms.ValidationError(message, code="illisible")
        return self._kept(found, text)

    def _kept(self, hundredths: int, text: str) -> int:
        if not 0 <= hundredths <= LARGEST * 100:
            raise forms.ValidationError(f"Vérifiez « {text} » : {self.example}, par exemple.", code="hors")
        if self.has_hundredths:
            return hundredths
        if hundredths % 100:
            message = f"Arrondissez « {text} » à un nombre entier, par exemple {self.example}."
            raise forms.ValidationError(message, code="entier")
        return hundredths // 100

    def write(self, value: int) -> str:
        return write_hundredths(value if self.has_hundredths else value * 100)


class DayField(TypedField):
    """A date; a year alone stands for the day given."""

    def __init__(self, *, of_year: tuple[int, int], **options: Any) -> None:
        self.of_year = of_year
        super().__init__(**options)

    def read(self, text: str) -> date:
        if YEAR.fullmatch(text):
            return date(int(text), *self.of_year)
        found = parse_date(text)
        if isinstance(found, Refusal):
            raise forms.ValidationError(found.message, code=found.code)
        return found

    def write(self, value: date) -> str:
        return f"{value:%d/%m/%Y}"


class OpenChoiceField(forms.ChoiceField):
    """A choice that may stay open; `required` as for a TypedField."""

    def validate(self, value: str) -> None:
        if value:
            super().validate(value)
