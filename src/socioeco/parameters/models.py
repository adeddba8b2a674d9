"""The schema of a definition file, and what reading it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, StringConstraints, model_validator

from socioeco.formats import NBSP, format_nombre

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=3, strip_whitespace=True)]


class Unit(StrEnum):
    """What a value counts; the values are the words of the files."""

    EURO = "euro"
    EURO_HT = "euro-ht"
    EURO_PAR_HEURE = "euro-par-heure"
    EURO_PAR_MOIS = "euro-par-mois"
    EURO_PAR_AN = "euro-par-an"
    POURCENT = "pourcent"
    POUR_MILLE = "pour-mille"
    JOUR = "jour"
    MOIS = "mois"
    AN = "an"
    HEURE = "heure"
    FOIS = "fois"
    NOMBRE = "nombre"


class Sense(StrEnum):
    """How a value limits: strictly over, from it on, at most, at least, strictly under; or just a value."""

    AU_DELA = "au-dela"
    A_PARTIR_DE = "a-partir-de"
    AU_PLUS = "au-plus"
    AU_MOINS = "au-moins"
    MOINS_DE = "moins-de"
    VALEUR = "valeur"


class Precision(StrEnum):
    """What is known of the start: its day, month or year, or only that the value held that day."""

    JOUR = "jour"
    MOIS = "mois"
    ANNEE = "annee"
    ATTESTEE = "attestee"


class Reliability(StrEnum):
    """An official source or two that agree, or a single correct one. Anything weaker stays out."""

    VERIFIED = "V"
    SINGLE_SOURCE = "1S"


_WORDS: Final = {
    Unit.JOUR: ("jour", "jours"),
    Unit.MOIS: ("mois", "mois"),
    Unit.AN: ("an", "ans"),
    Unit.HEURE: ("heure", "heures"),
    Unit.FOIS: ("fois", "fois"),
    Unit.EURO: ("€", "€"),
    Unit.EURO_HT: (f"€{NBSP}HT", f"€{NBSP}HT"),
    Unit.EURO_PAR_HEURE: ("€ par heure", "€ par heure"),
    Unit.EURO_PAR_MOIS: ("€ par mois", "€ par mois"),
    Unit.EURO_PAR_AN: ("€ par an", "€ par an"),
    Unit.POURCENT: ("%", "%"),
    Unit.POUR_MILLE: ("‰", "‰"),
}
_PHRASES: Final = {
    Sense.AU_DELA: "plus de {}",
    Sense.A_PARTIR_DE: "à partir de {}",
    Sense.AU_PLUS: "{} au plus",
    Sense.AU_MOINS: "{} au moins",
    Sense.MOINS_DE: "moins de {}",
    Sense.VALEUR: "{}",
}
_PARTS: Final = {Unit.POURCENT: 100, Unit.POUR_MILLE: 1000}
_MONEY: Final = frozenset(unit for unit in Unit if unit.value.startswith("euro"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a value was read; `url` is None when the address is not known."""

    title: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterValue:
    """The value of a parameter from a day on, and all that must be shown with it.

    `until` is the last day for which it is known to hold; None means that no end is known.
    """

    id: str
    title: str
    value: Decimal
    unit: Unit
    sense: Sense
    audience: str
    explanation: str
    since: date
    precision: Precision
    until: date | None
    reference: str
    sources: tuple[Source, ...]
    consulted_on: date
    reliability: Reliability
    note: str | None

    @property
    def text(self) -> str:
        """The value and its unit in French: 23 000 €, 66 %, 6 mois."""
        decimals = 2 if self.unit in _MONEY and self.value % 1 else None
        number = format_nombre(self.value, decimals=decimals)
        words = _WORDS.get(self.unit)
        return f"{number}{NBSP}{words[self.value > 1]}" if words else number

    @property
    def phrase(self) -> str:
        """The value as a limit, to stand in a sentence: plus de 23 000 €, 60 jours au plus."""
        return _PHRASES[self.sense].format(self.text)

    @property
    def centimes(self) -> int:
        """The value in centimes; only an amount has one."""
        if self.unit not in _MONEY:
            raise ValueError(f"{self.id} is not an amount: {self.unit}")
        return int(self.value * 100)

    @property
    def ratio(self) -> Decimal:
        """The value between 0 and 1; only a rate has one."""
        if self.unit not in _PARTS:
            raise ValueError(f"{self.id} is not a rate: {self.unit}")
        return self.value / _PARTS[self.unit]

    def is_known_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter and its values, oldest first."""

    id: str
    title: str
    values: tuple[ParameterValue, ...]

    def on(self, day: date) -> ParameterValue | None:
        """Return the value known to hold that day."""
        return next((value for value in reversed(self.values) if value.is_known_on(day)), None)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceDefinition(_Strict):
    titre: Text
    url: HttpUrl | None = None


class ValueDefinition(_Strict):
    depuis: date
    precision: Precision = Precision.JOUR
    jusqu_au: date | None = None
    valeur: Decimal = Field(ge=0)
    reference: Text
    sources: list[Identifier] = Field(min_length=1)
    consulte_le: date
    fiabilite: Reliability
    note: Text | None = None

    @model_validator(mode="after")
    def _check_dates(self) -> Self:
        if self.jusqu_au and self.jusqu_au < self.depuis:
            raise ValueError(f"« jusqu_au » ({self.jusqu_au}) est avant « depuis » ({self.depuis})")
        if self.precision is Precision.ATTESTEE and self.consulte_le < self.depuis:
            raise ValueError("une valeur attestée ne peut pas l’être après le jour où la source a été lue")
        return self


class ParameterDefinition(_Strict):
    id: Identifier
    titre: Text
    unite: Unit
    sens: Sense
    concerne: Text
    lecture: Text
    valeurs: list[ValueDefinition] = Field(min_length=1)

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        for before, after in pairwise(self.valeurs):
            if after.depuis <= before.depuis:
                raise ValueError(f"les valeurs ne sont pas dans l’ordre des dates ({after.depuis})")
            if before.jusqu_au and before.jusqu_au >= after.depuis:
                raise ValueError(f"deux valeurs à la fois le {after.depuis}")
        return self


class FileDefinition(_Strict):
    sources: dict[Identifier, SourceDefinition]
    parametres: list[ParameterDefinition] = Field(min_length=1)

    @model_validator(mode="after")
    def _check_sources(self) -> Self:
        cited = {key for each in self.parametres for value in each.valeurs for key in value.sources}
        if unknown := cited - self.sources.keys():
            raise ValueError(f"source citée mais absente : {', '.join(sorted(unknown))}")
        if unused := self.sources.keys() - cited:
            raise ValueError(f"source jamais citée : {', '.join(sorted(unused))}")
        return self
