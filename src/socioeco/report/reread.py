"""The files of a result written by `to_data`, read again: accounts, ten lines, postes and budgets as they were kept."""

from collections.abc import Mapping
from typing import Any

from socioeco.anomalies import Anomaly
from socioeco.indicators import Origine
from socioeco.readers import Balance, TypedExercice
from socioeco.readers.budget import Budget
from socioeco.readers.declared import DeclaredExercice
from socioeco.report.reading import FACTS, Reading

KIND, FORMAT = "analyse", 1


def readings_of(data: Any) -> tuple[Reading, ...]:
    """The files of a result. ValueError when the data is something else."""
    try:
        if (data["genre"], data["format"]) != (KIND, FORMAT):
            raise ValueError("not an analysis of this format")
        return tuple(_reading(each) for each in data["lectures"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not an analysis") from error


def _reading(data: Mapping[str, Any]) -> Reading:
    return Reading(
        name=data["nom"],
        empreinte=data["empreinte"],
        origine=Origine(data["genre"]),
        facts={key: data[key] for key in FACTS},
        soldes=data["soldes_centimes"],
        balance=Balance.from_json(data["balance"]) if data["balance"] else None,
        typed=TypedExercice.from_json(data["saisie"]) if data["saisie"] else None,
        declared=DeclaredExercice.from_json(data["postes"]) if data["postes"] else None,
        budget=Budget.from_json(data["budget"]) if data["budget"] else None,
        anomalies=tuple(Anomaly.from_json(each) for each in data["anomalies"]),
    )
