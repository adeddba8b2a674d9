"""« Lire avec prudence »: what these years in particular ask the reader to keep in mind."""

from socioeco.indicators import Origine
from socioeco.report.analysis import Analysis, Exercice
from socioeco.report.document import Items, Section

NOT_AN_AUDIT = (
    "Ce rapport n’est ni un audit, ni un conseil comptable, ni un commissariat aux comptes. Un chiffre surprend\u00a0: "
    "demandez d’abord à la personne qui tient les comptes, puis à l’expert-comptable."
)
MASKED = (
    "Un libellé qui peut nommer une personne (classe 4, comptes de personnel) est remplacé par un mot général\u00a0: "
    "aucun nom n’est gardé."
)


def cautions(analysis: Analysis) -> Section:
    notes = (
        *analysis.notes,
        *(each.phrase for each in analysis.trajectory.ruptures),
        *(_typed(year) for year in analysis.exercices if year.postes.origine is Origine.SAISIE),
        MASKED,
        NOT_AN_AUDIT,
    )
    return Section(anchor="prudence", title="Lire avec prudence", blocks=(Items(notes),))


def _typed(year: Exercice) -> str:
    return (
        f"L’exercice {year.label} vient de lignes saisies\u00a0: personne n’a vérifié qu’elles sont complètes, et ce "
        "qui se lit au bilan n’y est pas."
    )
