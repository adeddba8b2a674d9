"""T1 to T4: what must be said of ten typed lines. None keeps the exercice out."""

from socioeco.anomalies import Anomaly, AnomalyCollector
from socioeco.formats import format_date
from socioeco.readers.typed import LABELS, TypedExercice, TypedLine

CHARGES = (TypedLine.SALAIRES, TypedLine.DEPENSES)
AT_CLOSING = (TypedLine.ARGENT, TypedLine.FONDS_PROPRES)
A_YEAR = (365, 366)
PRODUITS = tuple(line for line in TypedLine if line not in CHARGES + AT_CLOSING)


def check_typed(exercice: TypedExercice) -> tuple[Anomaly, ...]:
    """Lines that are missing on one side or that indicators will miss, and a length that is not a year."""
    anomalies = AnomalyCollector()
    if not any(exercice[line] for line in PRODUITS):
        anomalies.add("T1-sans-ressource")
    if not any(exercice[line] for line in CHARGES):
        anomalies.add("T2-sans-depense")
    blank = [LABELS[line] for line in AT_CLOSING if exercice[line] is None]
    if blank:
        anomalies.add("T3-ligne-vide", libelles=", ".join(f"«\u00a0{label}\u00a0»" for label in blank))
    if (exercice.closed_on - exercice.opened_on).days + 1 not in A_YEAR:
        opened, closed = format_date(exercice.opened_on), format_date(exercice.closed_on)
        anomalies.add("T4-duree", ouverture=opened, cloture=closed)
    return anomalies.collected()
