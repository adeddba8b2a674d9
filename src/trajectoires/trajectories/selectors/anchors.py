"""The addresses inside the result page: where each figure opens."""

from trajectoires.trajectories.selectors.exercices import Exercice


def indicator_anchor(cle: str) -> str:
    return f"indicateur-{cle.replace('_', '-')}"


def accounts_anchor(exercice: Exercice) -> str:
    return f"comptes-{dates_of(exercice)}"


def family_anchor(exercice: Exercice, famille: str) -> str:
    """Where a family of resources lists its accounts."""
    return f"{accounts_anchor(exercice)}-{famille}"


def in_kind_anchor(exercice: Exercice) -> str:
    return f"{accounts_anchor(exercice)}-en-nature"


def measure_anchor(cle: str) -> str:
    """Where a measure of a lever says what it is made of."""
    return f"mesure-{cle.replace('_', '-')}"


def result_anchor(exercice: Exercice) -> str:
    return f"resultat-{dates_of(exercice)}"


def charges_anchor(exercice: Exercice) -> str:
    return f"{result_anchor(exercice)}-charges"


def changes_anchor(exercice: Exercice) -> str:
    """Where what changed since the exercice before is told."""
    return f"change-{dates_of(exercice)}"


def dates_of(exercice: Exercice) -> str:
    """Two exercices may close in one year: both dates tell them apart, and an anchor survives a new file."""
    return f"{exercice.postes.opened_on:%Y%m%d}-{exercice.postes.closed_on:%Y%m%d}"
