"""The addresses inside the page: where a figure opens."""

from trajectoires.trajectories.selectors import Exercice


def indicator_anchor(cle: str) -> str:
    return f"indicateur-{cle.replace('_', '-')}"


def accounts_anchor(exercice: Exercice) -> str:
    return f"comptes-{dates_of(exercice)}"


def result_anchor(exercice: Exercice) -> str:
    return f"resultat-{dates_of(exercice)}"


def changes_anchor(exercice: Exercice) -> str:
    """Where what changed since the exercice before is told."""
    return f"change-{dates_of(exercice)}"


def dates_of(exercice: Exercice) -> str:
    """Two exercices may close in one year: both dates tell them apart, and an anchor survives a new file."""
    return f"{exercice.postes.opened_on:%Y%m%d}-{exercice.postes.closed_on:%Y%m%d}"
