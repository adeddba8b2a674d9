"""What `controler` says of one file: its facts, the resources it tells, its anomalies."""

from typing import Any

from socioeco.formats import format_euros, format_periode
from socioeco.report.analysis import Analysis, Exercice
from socioeco.report.chapters.anomalies import facts
from socioeco.report.document import Document, Facts, Section
from socioeco.report.wording import remark, write_value


def control_of(analysis: Analysis) -> Document:
    """The analysis of a single file, as a page of text."""
    (reading,) = analysis.readings
    years = (*analysis.exercices, *analysis.budgets)
    known = [pair for pair in facts(reading) if pair[0] != "Empreinte"]
    sections = [Section(anchor="faits", title="Fichier", blocks=(Facts((*known, *_rules(years))),))]
    sections += [_resources(year) for year in years]
    return Document(title=reading.name, lede="", sections=(*sections, _anomalies(analysis)))


def control_data(analysis: Analysis) -> dict[str, Any]:
    """The same for a program: the keys of the facts, then what is computed, null where the file is blocked."""
    (reading,) = analysis.readings
    year = next(iter((*analysis.exercices, *analysis.budgets)), None)
    regime = year.postes.regime if year else None
    return {
        **reading.to_json(),
        "regime": regime.code if regime else None,
        "ressources": year.postes.ressources.to_json() if year else None,
        "balance": reading.balance.to_json() if reading.balance else None,
        "anomalies": [anomaly.to_json() for _, anomaly in analysis.anomalies],
    }


def _rules(years: tuple[Exercice, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(("Plan comptable", year.postes.regime.titre) for year in years if year.postes.regime)


def _resources(year: Exercice) -> Section:
    found = year.postes.ressources
    pairs = tuple(
        (each.label, f"{write_value(each.value, 'euros', decimals=2)}{_aside(remark(each.value))}")
        for each in found.familles
    )
    period = format_periode(year.postes.opened_on, year.postes.closed_on)
    title = f"Ressources {period}\u00a0: {format_euros(found.total_centimes)}"
    return Section(anchor="ressources", title=title, blocks=(Facts(pairs),))


def _aside(text: str) -> str:
    return f" ({text})" if text else ""


def _anomalies(analysis: Analysis) -> Section:
    found = [anomaly for _, anomaly in analysis.anomalies]
    told = tuple((f"[{each.severite.value}] {each.code}", each.message) for each in found)
    return Section(
        anchor="anomalies",
        title=f"Anomalies\u00a0: {len(told) or 'aucune'}",
        blocks=(Facts(told),) if told else (),
    )
