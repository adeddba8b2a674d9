"""The result of the year: classes 6 and 7, closing entries taken back."""

from dataclasses import dataclass

from socioeco.anomalies import Anomaly, AnomalyCollector
from socioeco.formats import format_euros
from socioeco.readers import Balance


@dataclass(frozen=True, slots=True, kw_only=True)
class Resultat:
    """`resultat_centimes` is positive for a surplus."""

    produits_centimes: int
    charges_centimes: int
    anomalies: tuple[Anomaly, ...] = ()

    @property
    def resultat_centimes(self) -> int:
        return self.produits_centimes - self.charges_centimes


def compute_resultat(balance: Balance) -> Resultat:
    """s(6) + s(7), checked against account 12 when the file held its closing entries."""
    return Resultat(
        produits_centimes=balance.solde_crediteur_centimes("7"),
        charges_centimes=-balance.solde_crediteur_centimes("6"),
        anomalies=_check_12(balance),
    )


def _check_12(balance: Balance) -> tuple[Anomaly, ...]:
    anomalies = AnomalyCollector()
    carried = balance.resultat_cloture_centimes
    computed = balance.solde_crediteur_centimes("6", "7")
    if carried is not None and carried != computed:
        anomalies.add("F9-resultat", calcule=format_euros(computed), porte=format_euros(carried))
    return anomalies.collected()
