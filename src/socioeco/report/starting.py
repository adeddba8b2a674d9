"""Where a scenario may start: the last actual exercice, when it tells more than amounts by poste."""

from socioeco.report.analysis import Exercice
from socioeco.scenarios import Depart, depart_of_balance, depart_of_typed
from socioeco.values import Value, calcule, non_calculable

ONLY_POSTES = (
    "L’exercice {label} n’est connu que par des montants de postes. Un scénario part d’un FEC, d’une balance générale ou "
    "de dix lignes saisies."
)


def depart_of(year: Exercice) -> Value[Depart]:
    """The starting point of the year after; else the reason, in French."""
    if year.balance and year.postes.regime:
        return calcule(depart_of_balance(year.balance, year.postes.regime, year.postes))
    if year.typed:
        return calcule(depart_of_typed(year.typed, year.postes))
    return non_calculable(ONLY_POSTES.format(label=year.label))
