"""One anomaly: a stable code, a severity, a place, and a French sentence in three parts."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Severite(StrEnum):
    BLOQUANTE = "bloquante"
    AVERTISSEMENT = "avertissement"
    INFORMATION = "information"


RANKS = {severite: rank for rank, severite in enumerate(Severite)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anomaly:
    """What, where, why it matters, what to do.

    `ligne` is the first line concerned (the header is line 1), `nombre` how many cases are grouped here and
    `premieres_lignes` the first of them. No text of the file is ever quoted but accounts, dates and totals.
    """

    code: str
    severite: Severite
    constat: str
    consequence: str
    remede: str
    ligne: int | None = None
    colonne: str | None = None
    nombre: int = 1
    premieres_lignes: tuple[int, ...] = ()

    @property
    def controle(self) -> str:
        """The control this code belongs to: `F3` for `F3-montant`."""
        return self.code.partition("-")[0]

    @property
    def is_blocking(self) -> bool:
        return self.severite is Severite.BLOQUANTE

    @property
    def place(self) -> str:
        """Where, in words: « Ligne 12, colonne Debit »; empty when the whole file is concerned."""
        parts = [part for part in (self._lines_in_words(), self._column_in_words()) if part]
        place = ", ".join(parts)
        return place[:1].upper() + place[1:]

    @property
    def message(self) -> str:
        """The whole sentence: where, what, why it matters, what to do."""
        place = f"{self.place}. " if self.place else ""
        return f"{place}{self.constat} {self.consequence} {self.remede}"

    def to_json(self) -> dict[str, Any]:
        data = asdict(self)
        data["severite"] = self.severite.value
        data["premieres_lignes"] = list(self.premieres_lignes)
        data["message"] = self.message
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Anomaly":
        fields = {key: value for key, value in data.items() if key != "message"}
        fields["severite"] = Severite(fields["severite"])
        fields["premieres_lignes"] = tuple(fields["premieres_lignes"])
        return cls(**fields)

    def _column_in_words(self) -> str:
        return f"colonne {self.colonne}" if self.colonne else ""

    def _lines_in_words(self) -> str:
        if not self.premieres_lignes:
            return ""
        listed = ", ".join(str(line) for line in self.premieres_lignes)
        word = "ligne" if len(self.premieres_lignes) == 1 else "lignes"
        if self.nombre <= len(self.premieres_lignes):
            return f"{word} {listed}"
        return f"{word} {listed}… ({self.nombre} cas)"
