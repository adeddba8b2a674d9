"""Fields of a JSON object read one by one; each fault is an anomaly, and reading goes on."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from socioeco.anomalies import AnomalyCollector
from socioeco.readers.declared_json import Pairs

MOST_CENTIMES = 10**15
MOST_ITEMS = 10_000


class ObjectReader:
    """`place` is the name of the object in our own words: nothing of the file is quoted."""

    def __init__(self, place: str, content: Pairs, anomalies: AnomalyCollector) -> None:
        self._place = place
        self._content = content
        self._anomalies = anomalies
        if content.doubles:
            self._add("D2-champ-double", nombre=content.doubles)

    def check_fields(self, known: Iterable[str], required: Iterable[str] = ()) -> None:
        unknown = self._content.keys() - set(known)
        if unknown:
            self._anomalies.add("D2-champ-inconnu", nombre=len(unknown), colonnes=self._place)
        for field in required:
            if field not in self._content:
                self._add("D2-champ-absent", field)

    def check_constant(self, field: str, expected: str) -> None:
        if field in self._content and self._content[field] != expected:
            self._anomalies.add("D1-format", fin=expected)

    def amount(self, field: str, *, may_be_negative: bool = False) -> int | None:
        """Centimes, None when absent, null or wrong. True is not 1."""
        value = self._content.get(field)
        if value is None:
            return None
        if type(value) is not int or abs(value) > MOST_CENTIMES:
            self._add("D3-montant", field)
            return None
        if value < 0 and not may_be_negative:
            self._add("D3-negatif", field)
        return value

    def day(self, field: str) -> date | None:
        value = self._content.get(field)
        day = _day(value) if isinstance(value, str) and len(value) == len("2025-12-31") else None
        if day is None and field in self._content:
            self._add("D3-date", field)
        return day

    def text(self, field: str) -> str:
        value = self._content.get(field)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
        self._add("D3-type", field)
        return ""

    def choice(self, field: str, choices: Sequence[str], default: str) -> str:
        value = self._content.get(field)
        if isinstance(value, str) and value in choices:
            return value
        self._add("D3-genre", field)
        return default

    def child(self, field: str, known: Iterable[str]) -> "ObjectReader":
        """The object of this name; an empty one when absent or wrong."""
        child = self._as_object(self._content.get(field, Pairs()), field)
        child.check_fields(known)
        return child

    def children(self, field: str, required: Sequence[str]) -> list["ObjectReader"]:
        """The objects of a list, none when absent or null."""
        items = self._content.get(field)
        if items is None:
            return []
        if not isinstance(items, list) or len(items) > MOST_ITEMS:
            self._add("D3-type", field)
            return []
        children = [self._as_object(item, field) for item in items]
        for child in children:
            child.check_fields(required, required)
        return children

    def _as_object(self, value: Any, field: str) -> "ObjectReader":
        if not isinstance(value, Pairs):
            self._add("D3-type", field)
            value = Pairs()
        return ObjectReader(field, value, self._anomalies)

    def _add(self, code: str, field: str = "", *, nombre: int = 1) -> None:
        """One message by field, whatever the number of objects that bear it."""
        place = field if self._place == "racine" else f"{self._place}.{field}".rstrip(".")
        self._anomalies.add(code, colonne=place or self._place, nombre=nombre)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2100 else None
