"""Accounts in, from bytes or from a person; a yearly balance or ten lines, facts and anomalies out."""

from socioeco.readers.answers import (
    NO_ANSWERS,
    Answers,
    ExerciceAnswers,
    Financeur,
    GenreFinanceur,
    Opinion,
    Question,
    exercice_key,
)
from socioeco.readers.balance import Balance, BalanceLine, MonthAmounts
from socioeco.readers.fast import read_fec_fast
from socioeco.readers.fec import FecReading, read_fec
from socioeco.readers.opening import compare_opening
from socioeco.readers.typed import (
    LABELS,
    MAY_BE_NEGATIVE,
    UNKNOWN_WHEN_BLANK,
    TypedExercice,
    TypedLine,
)
from socioeco.readers.typed_checks import check_typed

__all__ = [
    "LABELS",
    "MAY_BE_NEGATIVE",
    "NO_ANSWERS",
    "UNKNOWN_WHEN_BLANK",
    "Answers",
    "Balance",
    "BalanceLine",
    "ExerciceAnswers",
    "FecReading",
    "Financeur",
    "GenreFinanceur",
    "MonthAmounts",
    "Opinion",
    "Question",
    "TypedExercice",
    "TypedLine",
    "check_typed",
    "compare_opening",
    "exercice_key",
    "read_fec",
    "read_fec_fast",
]
