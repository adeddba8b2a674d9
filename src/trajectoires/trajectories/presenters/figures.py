"""The chart of the page, and the words that go with its numbers."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from socioeco.charts import Break, Chart, Column, stacked_columns
from socioeco.comptes import Ressource
from socioeco.formats import NBSP, format_date, format_euros, format_nombre, format_periode
from trajectoires.trajectories.presenters import findings
from trajectoires.trajectories.presenters.exercices import Exercice

__all__ = ["breaks", "discontinuities", "facts", "resources_by_year", "summary"]

SOURCE = "Source : les fichiers d’écritures lus, classés selon le plan comptable de chaque exercice"
PURCHASE = "Les ventes contiennent les achats publics : le compte 706 ne dit pas qui paie."


def breaks(exercices: list[Exercice]) -> list[str]:
    """Where the accounting rules changed between two exercices, in words."""
    return [
        f"Entre {before.label} et {after.label}, les règles comptables changent : « {before.regime.titre} », "
        f"puis « {after.regime.titre} ». Une partie des écarts peut venir de là."
        for before, after in _rule_changes(exercices)
    ]


def discontinuities(exercices: list[Exercice]) -> list[str]:
    """Where two exercices do not follow each other, in words: days that are missing, or counted twice."""
    return [note for before, after in pairwise(exercices) if (note := _discontinuity(before, after))]


def _discontinuity(before: Exercice, after: Exercice) -> str:
    expected, opened = before.balance.closed_on + timedelta(days=1), after.balance.opened_on
    names = f"{before.label} et {after.label}"
    if opened > expected:
        missing = format_periode(expected, opened - timedelta(days=1))
        return f"Entre {names}, il manque des comptes : {missing}. L’écart entre les deux colonnes couvre ce temps."
    if opened < expected:
        twice = format_periode(opened, min(before.balance.closed_on, after.balance.closed_on))
        return f"Les exercices {names} se recouvrent : {twice}. Ce temps est compté deux fois."
    return ""


def _rule_changes(exercices: list[Exercice]) -> list[tuple[Exercice, Exercice]]:
    return [pair for pair in pairwise(exercices) if pair[0].regime.code != pair[1].regime.code]


def facts(read: dict[str, Any]) -> list[tuple[str, str]]:
    """What was read of a file, as a definition list."""
    rows = [
        ("Lignes lues", format_nombre(read["lignes"])),
        ("Écritures", format_nombre(read["ecritures"])),
        ("Période", _period(read)),
        ("Total au débit", format_euros(read["total_debit_centimes"], decimals=2)),
        ("Total au crédit", format_euros(read["total_credit_centimes"], decimals=2)),
        ("Caractères", read["encodage"]),
        ("Séparateur", read["separateur"]),
    ]
    return [(term, value) for term, value in rows if value]


def summary(read: dict[str, Any]) -> str:
    """One sentence on a file: how much was read, and when it runs."""
    lines = "une ligne lue" if read["lignes"] == 1 else f"{format_nombre(read['lignes'])} lignes lues"
    period = _period(read)
    return f"{lines.capitalize()}, {period}." if period else f"{lines.capitalize()}."


def _period(read: dict[str, Any]) -> str:
    if not read["debut"]:
        return ""
    first, last = (format_date(date.fromisoformat(read[key])) for key in ("debut", "fin"))
    return f"du{NBSP}{first} au{NBSP}{last}"


def resources_by_year(exercices: list[Exercice]) -> Chart:
    """Stacked columns, one by exercice. A family that the accounts do not tell has no segment, and no zero."""
    changes = [
        Break(before=after.label, note=note)
        for (_, after), note in zip(_rule_changes(exercices), breaks(exercices), strict=True)
    ]
    columns = [_column(exercice) for exercice in exercices]
    hides_purchase = any(Ressource.COMMANDE in column.unknown for column in columns)
    return stacked_columns(
        columns,
        title=findings.total_over_time(exercices),
        source=f"{PURCHASE} {SOURCE}" if hides_purchase else SOURCE,
        breaks=changes,
    )


def _column(exercice: Exercice) -> Column:
    familles = exercice.ressources.familles
    return Column(
        label=exercice.label,
        amounts={famille.key.value: famille.value.number for famille in familles if famille.value.number},
        unknown=frozenset(famille.key.value for famille in familles if not famille.value.is_computed),
    )
