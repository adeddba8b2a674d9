"""The files of a result written by `to_data`, read again: accounts, ten lines, postes and budgets as they were kept."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from socioeco.anomalies import Anomaly
from socioeco.indicators import Origine
from socioeco.readers import Balance, GenreFinanceur, TypedExercice
from socioeco.readers.budget import Budget, BudgetLine, Cote
from socioeco.readers.declared import DeclaredExercice, read_postes_json
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
        declared=_declared(data["postes"]) if data["postes"] else None,
        budget=_budget(data["budget"]) if data["budget"] else None,
        anomalies=tuple(Anomaly.from_json(each) for each in data["anomalies"]),
    )


def _declared(data: Any) -> DeclaredExercice | None:
    return read_postes_json(json.dumps(data).encode(), "").exercice


def _budget(data: Mapping[str, Any]) -> Budget:
    return Budget(
        opened_on=date.fromisoformat(data["ouvert_le"]),
        closed_on=date.fromisoformat(data["clos_le"]),
        is_projet=data["projet"],
        empreinte=data["empreinte"],
        lignes=tuple(map(_line, data["lignes"])),
    )


def _line(data: Mapping[str, Any]) -> BudgetLine:
    return BudgetLine(
        cle=data["cle"],
        cote=Cote(data["cote"]),
        libelle=data["libelle"],
        montant_centimes=data["montant_centimes"],
        ligne=data["ligne"],
        nature=data["nature"],
        ressource=data["ressource"],
        genre=GenreFinanceur(data["genre"]) if data["genre"] else None,
        is_nature=data["en_nature"],
        is_equilibre=data["equilibre"],
        is_projet=data["projet"],
    )
