"""What a person says of funders and of accounts, beside the books: what meets nothing is told, never dropped."""

from collections.abc import Iterable

from socioeco.anomalies import Anomaly, AnomalyCollector
from socioeco.comptes import classement_at
from socioeco.indicators import Postes
from socioeco.readers import Answers


def labels_of_payers(years: Iterable[Postes]) -> tuple[str, ...]:
    """The labels that a declared funder may stand behind, those of entries and balances, each once."""
    found = (
        source.libelle
        for postes in years
        if postes.regime
        for paid in postes.financeurs.versements
        for source in paid.sources
    )
    return tuple(dict.fromkeys(found))


def check_financeurs(answers: Answers, years: Iterable[Postes]) -> tuple[Anomaly, ...]:
    """One anomaly for all of them, which names none: a label may hold the name of a person."""
    anomalies = AnomalyCollector()
    unmet = answers.financeurs.keys() - labels_of_payers(years)
    if unmet:
        anomalies.add("A6-financeur-sans-ligne", nombre=len(unmet))
    return anomalies.collected()


def check_rangements(answers: Answers) -> None:
    """Raises ValueError when an account is put at a place that its class does not have."""
    for exercice in answers.exercices.values():
        for compte, place in exercice.rangements.items():
            classement_at(compte, place)
