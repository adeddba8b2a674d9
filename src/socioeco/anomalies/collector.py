"""Gathers anomalies and groups the alike, so that ten thousand bad lines make one message."""

from collections.abc import Iterable, Sequence

from socioeco.anomalies.catalogue import kinds
from socioeco.anomalies.model import RANKS, Anomaly

FIRST_LINES_KEPT = 5


class _Group:
    __slots__ = ("count", "details", "lines")

    def __init__(self, details: dict[str, object]) -> None:
        self.count = 0
        self.lines: list[int] = []
        self.details = details

    def add(self, count: int, lines: Sequence[int]) -> None:
        self.count += count
        if len(self.lines) == FIRST_LINES_KEPT and all(line > self.lines[-1] for line in lines):
            return  # the usual case of a file read in order: nothing to sort
        self.lines = sorted({*self.lines, *lines})[:FIRST_LINES_KEPT]


class AnomalyCollector:
    """Add as they come; `collected()` gives them sorted: blocking first, then by control and line."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str | None], _Group] = {}

    def add(
        self,
        code: str,
        *,
        ligne: int | None = None,
        colonne: str | None = None,
        nombre: int = 1,
        lignes: Sequence[int] = (),
        **details: object,
    ) -> None:
        """Record a case. Cases of the same code and column are grouped; the first gives the details."""
        group = self._groups.get((code, colonne))
        if group is None:
            group = self._groups[(code, colonne)] = _Group(details)
        group.add(nombre, lignes if ligne is None else (ligne,))

    def forget(self, code: str) -> None:
        """Drop a code that another one says better for the whole file."""
        self._groups = {key: group for key, group in self._groups.items() if key[0] != code}

    def __contains__(self, code: object) -> bool:
        return any(known == code for known, _column in self._groups)

    @property
    def has_blocking(self) -> bool:
        return any(anomaly.is_blocking for anomaly in self.collected())

    def collected(self) -> tuple[Anomaly, ...]:
        anomalies = [self._build(code, column, group) for (code, column), group in self._groups.items()]
        return in_order(anomalies)

    @staticmethod
    def _build(code: str, column: str | None, group: _Group) -> Anomaly:
        kind = kinds()[code]
        details = {**group.details, "nombre": group.count}
        return Anomaly(
            code=code,
            severite=kind.severite,
            constat=kind.constat.format(**details),
            consequence=kind.consequence.format(**details),
            remede=kind.remede.format(**details),
            ligne=group.lines[0] if group.lines else None,
            colonne=column,
            nombre=group.count,
            premieres_lignes=tuple(group.lines),
        )


def in_order(anomalies: Iterable[Anomaly]) -> tuple[Anomaly, ...]:
    """Blocking first, then by control and line."""
    return tuple(sorted(anomalies, key=_rank))


def _rank(anomaly: Anomaly) -> tuple[int, int, str, int, str]:
    digits = "".join(char for char in anomaly.controle if char.isdigit())
    return (
        RANKS[anomaly.severite],
        int(digits or 0),
        anomaly.code,
        anomaly.ligne or 0,
        anomaly.colonne or "",
    )
