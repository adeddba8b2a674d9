"""T1 to T4: what must be said of ten typed lines. None keeps the exercice out."""

from socioeco.anomalies import Anomaly, AnomalyCollector
from socioeco.formats import format_date
from socioeco.readers.typed import TypedExercice, TypedLine

CHARGES = (TypedLine.SALAIRES, TypedLine.DEPENSES)
A_YEAR = (365, 366)
WHEN_BLANK = {TypedLine.ARGENT: "T3-argent-vide", TypedLine.FONDS_PROPRES: "T3-fonds-propres-vides"}
PRODUITS = tuple(line for line in TypedLine if line not in CHARGES and line not in WHEN_BLANK)


def check_typed(exercice: TypedExercice) -> tuple[Anomaly, ...]:
    """Lines that are missing on one side or that indicators will miss, and a length that is not a year."""
    anomalies = AnomalyCollector()
    if not any(exercice[line] for line in PRODUITS):
        anomalies.add("T1-sans-ressource")
    if not any(exercice[line] for line in CHARGES):
        anomalies.add("T2-sans-depense")
    for line, code in WHEN_BLANK.items():
        if exercice[line] is None:
            anomalies.add(code)
    if (exercice.closed_on - exercice.opened_on).days + 1 not in A_YEAR:
        opened, closed = format_date(exercice.opened_on), format_date(exercice.closed_on)
        anomalies.add("T4-duree", ouverture=opened, cloture=closed)
    return anomalies.collected()
