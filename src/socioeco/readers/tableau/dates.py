"""B2: the dates of the exercice, found above the table, or asked."""

from collections.abc import Iterable
from datetime import date

from socioeco.anomalies import AnomalyCollector
from socioeco.formats import format_date
from socioeco.readers.exercice import months_between
from socioeco.readers.tableau.periode import Periode, find_periode

A_YEAR = 12


def read_periode(
    titles: Iterable[str], opened_on: date | None, closed_on: date | None, anomalies: AnomalyCollector
) -> Periode | None:
    """The exercice; None with an anomaly that asks for its dates."""
    periode = find_periode(titles, opened_on, closed_on)
    if periode is None:
        anomalies.add("B2-dates")
        return None
    ouverture, cloture = format_date(periode.opened_on), format_date(periode.closed_on)
    months = months_between(periode.opened_on, periode.closed_on)
    if periode.is_assumed:
        anomalies.add("B2-ouverture-supposee", ouverture=ouverture, cloture=cloture)
    elif months != A_YEAR:
        anomalies.add("B2-duree", mois=months, ouverture=ouverture, cloture=cloture)
    return periode
