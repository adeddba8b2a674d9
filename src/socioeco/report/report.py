"""The report of `analyser`: one document, that a terminal or a browser shows."""

from datetime import date

from socioeco import __version__
from socioeco.formats import format_date
from socioeco.report.analysis import Analysis
from socioeco.report.chapters import chapters_of
from socioeco.report.document import Document
from socioeco.report.repeats import without_repeats
from socioeco.report.wording import count, in_list

NOTHING = "Aucun exercice n’a pu être calculé\u00a0: les anomalies disent pourquoi, et quoi faire."


def report_of(analysis: Analysis, *, today: date) -> Document:
    """Everything that was computed, told once. `today` is written at the foot: the engine has no clock."""
    return Document(
        title=_title(analysis),
        lede=_lede(analysis),
        sections=without_repeats(chapters_of(analysis)),
        foot=f"Établi le {format_date(today)} par socioeco {__version__}, à partir de {_names(analysis)}.",
    )


def _title(analysis: Analysis) -> str:
    labels = [year.label for year in analysis.exercices]
    if not labels:
        return "Rapport socio-économique"
    return f"Rapport socio-économique, {labels[0]}" + (f" à {labels[-1]}" if len(labels) > 1 else "")


def _lede(analysis: Analysis) -> str:
    if not (analysis.exercices or analysis.budgets):
        return NOTHING
    told = (
        [f"Exercices lus\u00a0: {in_list(year.label for year in analysis.exercices)}."]
        if analysis.exercices
        else []
    )
    if analysis.budgets:
        told.append(f"Budgets lus, à part\u00a0: {in_list(year.label for year in analysis.budgets)}.")
    found = len(analysis.anomalies)
    told.append(
        f"{count(found, 'Une anomalie', 'anomalies')} à lire plus bas." if found else "Aucune anomalie."
    )
    return " ".join(told)


def _names(analysis: Analysis) -> str:
    return in_list(reading.name for reading in analysis.readings)
