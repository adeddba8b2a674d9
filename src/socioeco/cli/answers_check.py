"""Answers that fit nothing: said, with the keys that would, rather than dropped in silence. They stop nothing."""

from collections.abc import Iterable, Iterator

from socioeco.cli.screen import complain
from socioeco.readers import exercice_key
from socioeco.report.analysis import Analysis
from socioeco.report.told import labels_of_payers
from socioeco.report.wording import in_list
from socioeco.typologies import QUESTIONS

NO_OPINION = (
    "Réponses\u00a0: «\u00a0{cle}\u00a0» n’est le nom d’aucune question sur les modèles, et n’est pas compté. Noms "
    "acceptés\u00a0: {noms}."
)
NO_YEAR = "Réponses\u00a0: «\u00a0{cle}\u00a0» n’est aucun des exercices lus, et n’est pas compté. Exercices\u00a0: {noms}."
NO_PAYER = (
    "Réponses\u00a0: «\u00a0{cle}\u00a0» n’est le libellé d’aucun versement lu, et n’est pas compté. Libellés lus\u00a0: "
    "{noms}."
)
NO_ACCOUNT = (
    "Réponses\u00a0: le compte {compte} n’est pas dans l’exercice {year}, et n’y est pas rangé autrement."
)
NONE = "aucun"


def tell_unused(analysis: Analysis) -> None:
    """On stderr, each answer that no question or no exercice has. The exit status does not change."""
    for sentence in unused(analysis):
        complain(sentence)


def unused(analysis: Analysis) -> Iterator[str]:
    years = (*analysis.exercices, *analysis.budgets)
    keys = [exercice_key(year.postes.opened_on, year.postes.closed_on) for year in years]
    yield from _unknown(analysis.answers.opinions, [each.cle for each in QUESTIONS], NO_OPINION)
    yield from _unknown(analysis.answers.exercices, keys, NO_YEAR)
    labels = list(labels_of_payers(year.postes for year in years))
    yield from _unknown(analysis.answers.financeurs, labels, NO_PAYER)
    for year in analysis.exercices:
        known = {line.compte for line in year.balance.lines} if year.balance else set()
        absent = sorted(set(year.postes.answers.rangements) - known)
        yield from (NO_ACCOUNT.format(compte=compte, year=year.label) for compte in absent)


def _unknown(told: Iterable[str], known: list[str], sentence: str) -> Iterator[str]:
    names = in_list(f"«\u00a0{each}\u00a0»" for each in known) or NONE
    return (sentence.format(cle=each, noms=names) for each in told if each not in known)
