"""A file that was read, whatever its kind, and the facts that `controler` promises of every one."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from socioeco.anomalies import Anomaly
from socioeco.indicators import Origine
from socioeco.readers import Balance, FecReading, TypedExercice, check_typed
from socioeco.readers.balance_generale import BalanceReading
from socioeco.readers.budget import Budget, BudgetReading
from socioeco.readers.declared import DeclaredExercice, DeclaredReading

KINDS: Mapping[Origine, str] = {
    Origine.FEC: "Fichier des écritures comptables (FEC)",
    Origine.BALANCE: "Balance générale",
    Origine.BUDGET: "Budget",
    Origine.SAISIE: "Dix lignes saisies",
    Origine.POSTES: "Montants par poste",
}
RESULT_CLASSES = ("6", "7")
PRODUITS = "7"
FACTS = (
    "encodage", "separateur", "fin_de_ligne", "lignes", "ecritures", "ecritures_desequilibrees", "debut", "fin",
    "total_debit_centimes", "total_credit_centimes",
)  # fmt: skip
NO_FACTS: Mapping[str, Any] = MappingProxyType(dict.fromkeys(FACTS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One file. `facts` are what was seen of it; `soldes` is debit minus credit by account, closings undone.

    Blocked, it tells nothing; else one of `balance`, `typed`, `declared` and `budget`.
    """

    name: str
    empreinte: str
    origine: Origine
    facts: Mapping[str, Any]
    soldes: Mapping[str, int] | None = None
    balance: Balance | None = None
    typed: TypedExercice | None = None
    declared: DeclaredExercice | None = None
    budget: Budget | None = None
    anomalies: tuple[Anomaly, ...] = ()

    @property
    def told(self) -> Balance | TypedExercice | DeclaredExercice | Budget | None:
        return self.balance or self.typed or self.declared or self.budget

    @property
    def is_blocked(self) -> bool:
        return self.told is None

    def to_json(self) -> dict[str, Any]:
        """The facts, always the same keys; what could not be computed is null."""
        return {
            "nom": self.name,
            "genre": self.origine.value,
            "empreinte": self.empreinte,
            **self.facts,
            **figures(self.soldes),
            "anomalies": [anomaly.to_json() for anomaly in self.anomalies],
        }


def figures(soldes: Mapping[str, int] | None) -> dict[str, Any]:
    """What the accounts add up to. `soldes` is debit minus credit by account; a surplus is positive."""
    if soldes is None:
        return dict.fromkeys(FIGURES)
    classes: dict[str, int] = {}
    produits: dict[str, int] = {}
    for compte, solde in sorted(soldes.items()):
        classes[compte[0]] = classes.get(compte[0], 0) + solde
        if compte.startswith(PRODUITS):
            produits[compte[:3]] = produits.get(compte[:3], 0) - solde
    resultat = -sum(classes.get(each, 0) for each in RESULT_CLASSES)
    return dict(zip(FIGURES, (len(soldes), resultat, classes, produits), strict=True))


FIGURES = ("comptes", "resultat_centimes", "soldes_par_classe_centimes", "produits_par_compte3_centimes")


# --- each kind --------------------------------------------------------------------------------------------


def of_fec(reading: FecReading) -> Reading:
    """A file where no line could be read tells no fact at all."""
    seen = reading.to_json() if reading.lignes else NO_FACTS
    return Reading(
        name=reading.name,
        empreinte=reading.empreinte,
        origine=Origine.FEC,
        facts={key: seen[key] for key in FACTS},
        soldes=reading.soldes_centimes,
        balance=reading.balance,
        anomalies=reading.anomalies,
    )


def of_balance(reading: BalanceReading) -> Reading:
    """A balance générale has accounts and no entry: what is counted by entry is null."""
    seen = reading.to_json() if reading.lignes else NO_FACTS
    return Reading(
        name=reading.name,
        empreinte=reading.empreinte,
        origine=Origine.BALANCE,
        facts={key: None if seen.get(key) == "" else seen.get(key) for key in FACTS},
        soldes=reading.soldes_centimes,
        balance=reading.balance,
        anomalies=reading.anomalies,
    )


def of_budget(reading: BudgetReading) -> Reading:
    """A forecast: its charges stand where debits do, its produits where credits do, and it has no account."""
    budget = reading.budget
    told = {
        "encodage": reading.encodage or None,
        "separateur": reading.separateur or None,
        "lignes": len(budget.lignes) if budget else None,
        "total_debit_centimes": reading.total_charges_centimes if budget else None,
        "total_credit_centimes": reading.total_produits_centimes if budget else None,
        **_period(budget),
    }
    return Reading(
        name=reading.name,
        empreinte=reading.empreinte,
        origine=Origine.BUDGET,
        facts={**NO_FACTS, **told},
        budget=budget,
        anomalies=reading.anomalies,
    )


def of_declared(reading: DeclaredReading) -> Reading:
    return Reading(
        name=reading.name,
        empreinte=reading.empreinte,
        origine=Origine.POSTES,
        facts={**NO_FACTS, **_period(reading.exercice)},
        declared=reading.exercice,
        anomalies=reading.anomalies,
    )


def of_typed(name: str, typed: TypedExercice) -> Reading:
    """Ten lines, as `TypedExercice.to_json` writes them: no account, so no total by class."""
    told = json.dumps(typed.to_json(), sort_keys=True, ensure_ascii=False)
    lignes = sum(amount is not None for amount in typed.lines.values())
    return Reading(
        name=name,
        empreinte=hashlib.sha256(told.encode()).hexdigest(),
        origine=Origine.SAISIE,
        facts={**NO_FACTS, "lignes": lignes, **_period(typed)},
        typed=typed,
        anomalies=check_typed(typed),
    )


def _period(told: TypedExercice | DeclaredExercice | Budget | None) -> dict[str, str]:
    """Of what has no entry, the dates of the exercice."""
    days: tuple[date, ...] = (told.opened_on, told.closed_on) if told else ()
    return {key: day.isoformat() for key, day in zip(("debut", "fin"), days, strict=False)}
