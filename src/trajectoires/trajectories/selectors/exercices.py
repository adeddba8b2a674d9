"""The exercices of a trajectory, whichever way their accounts came, as the engine reads them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, reduce
from itertools import combinations
from operator import add
from typing import Any

from socioeco.anomalies import Anomaly
from socioeco.comptes import check_regime, regime_for
from socioeco.indicators import (
    Origine,
    Postes,
    RapprochementClasse7,
    compute_resultat,
    postes_of_balance,
    postes_of_typed,
    reconcile_classe_7,
)
from socioeco.indicators.declared_postes import postes_of_declared
from socioeco.readers import Answers, Balance, TypedExercice, check_typed, exercice_key
from socioeco.readers.declared import DeclaredExercice
from socioeco.readers.gather import have_common_content
from trajectoires.trajectories.models import ImportedFile, Trajectory, TypedYear


@dataclass(frozen=True)
class Exercice:
    """One exercice that counts. It comes from a file, of accounts (`balance`) or of postes, or from typed lines.

    `added`: other files of the same accounts, added up with the first. `axis` is what a column of its files says, by value.
    """

    label: str
    postes: Postes
    balance: Balance | None = None
    file: ImportedFile | None = None
    added: tuple[ImportedFile, ...] = ()
    typed: TypedYear | None = None
    axis: Mapping[str, Any] | None = None

    @property
    def key(self) -> str:
        return exercice_key(self.postes.opened_on, self.postes.closed_on)

    @property
    def files(self) -> tuple[ImportedFile, ...]:
        """Those that make it, the first one first."""
        return (self.file, *self.added) if self.file else ()

    @cached_property
    def is_maybe_twice(self) -> bool:
        """Whether two of its files seem to hold the same entries."""
        parts = [Balance.from_json(file.balance) for file in self.files] if self.added else []
        is_fec = self.postes.origine is Origine.FEC
        return any(have_common_content(*pair, is_fec=is_fec) for pair in combinations(parts, 2))

    @cached_property
    def rapprochement(self) -> RapprochementClasse7 | None:
        """Only accounts are reconciled: typed lines have no class 7."""
        if self.balance is None or self.postes.regime is None:
            return None
        return reconcile_classe_7(self.balance, self.postes.regime)

    @cached_property
    def own_anomalies(self) -> list[Anomaly]:
        """What the engine says of the exercice beyond what it said of the file when it was read."""
        if self.balance is None or self.postes.regime is None or self.rapprochement is None:
            return list(check_typed(TypedExercice.from_json(self.typed.lines))) if self.typed else []
        return [
            *check_regime(self.balance, self.postes.regime),
            *self.rapprochement.anomalies,
            *compute_resultat(self.balance).anomalies,
        ]


@dataclass(frozen=True)
class Work:
    """Everything a trajectory holds, read in four queries. `set_aside`: typed years that a file replaces."""

    trajectory: Trajectory
    exercices: list[Exercice]
    files: list[ImportedFile]
    set_aside: list[TypedYear]
    answers: Answers


def work_of(trajectory: Trajectory) -> Work:
    files = list(trajectory.files.order_by("closed_on", "name"))
    typed_years = list(trajectory.typed_years.all())
    answers = Answers.from_json(trajectory.answers)
    actual = [file for file in files if file.stands and (file.balance or file.postes)]
    told_by_file = {(file.opened_on, file.closed_on) for file in actual}
    counted = [each for each in typed_years if (each.opened_on, each.closed_on) not in told_by_file]
    found = [
        *(_of_file(file, _parts_of(file, files), answers) for file in actual),
        *(_of_typed(typed, answers) for typed in counted),
    ]
    return Work(
        trajectory=trajectory,
        exercices=_named(sorted(found, key=_dates)),
        files=files,
        set_aside=[each for each in typed_years if each not in counted],
        answers=answers,
    )


def _parts_of(file: ImportedFile, files: Sequence[ImportedFile]) -> tuple[ImportedFile, ...]:
    return tuple(other for other in files if other.added_to_id == file.pk)


def _of_file(file: ImportedFile, added: tuple[ImportedFile, ...], answers: Answers) -> Exercice:
    if file.postes:
        declared = DeclaredExercice.from_json(file.postes)
        known = answers.of(declared.opened_on, declared.closed_on)
        return Exercice("", postes_of_declared(declared, answers=known), file=file)
    balance = reduce(add, (Balance.from_json(each.balance) for each in (file, *added)))
    postes = postes_of_balance(
        balance,
        regime_for(balance.opened_on),
        answers=answers.of(balance.opened_on, balance.closed_on),
        declared=answers.financeurs,
        origine=Origine(file.genre),
    )
    axis = _added_axis([each.axis for each in (file, *added) if each.axis])
    return Exercice("", postes, balance=balance, file=file, added=added, axis=axis)


def _added_axis(columns: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """One column of several files, by its name; two names say nothing together."""
    names = {column["colonne"] for column in columns}
    if len(names) != 1:
        return None
    found: dict[str, Counter[str]] = {}
    for column in columns:
        for value, soldes in column["valeurs"].items():
            found.setdefault(value, Counter()).update(soldes)
    return {
        "colonne": names.pop(),
        "valeurs": {value: dict(soldes) for value, soldes in sorted(found.items())},
    }


def _of_typed(typed: TypedYear, answers: Answers) -> Exercice:
    exercice = TypedExercice.from_json(typed.lines)
    postes = postes_of_typed(exercice, answers=answers.of(exercice.opened_on, exercice.closed_on))
    return Exercice("", postes, typed=typed)


def _dates(exercice: Exercice) -> tuple[date, date]:
    return exercice.postes.closed_on, exercice.postes.opened_on


def _named(exercices: Sequence[Exercice]) -> list[Exercice]:
    labels = exercice_labels((each.postes.opened_on, each.postes.closed_on) for each in exercices)
    return [replace(each, label=label) for each, label in zip(exercices, labels, strict=True)]


def exercice_labels(periods: Iterable[tuple[date, date]]) -> list[str]:
    """« 2025 », « 2024-2025 », or both dates when two exercices would have one name."""
    periods = list(periods)
    names = Counter(_short_name(*period) for period in periods)
    return [name if names[name := _short_name(*period)] == 1 else _long_name(*period) for period in periods]


def _short_name(opened_on: date, closed_on: date) -> str:
    """« 2025 » for a calendar year, « 2024-2025 » for a season."""
    is_calendar = (opened_on.month, opened_on.day) == (1, 1) and opened_on.year == closed_on.year
    return str(closed_on.year) if is_calendar else f"{opened_on.year}-{closed_on.year}"


def _long_name(opened_on: date, closed_on: date) -> str:
    """The database keeps one exercice for two dates: they tell exercices of one year apart."""
    return f"{opened_on:%d/%m/%Y}-{closed_on:%d/%m/%Y}"
