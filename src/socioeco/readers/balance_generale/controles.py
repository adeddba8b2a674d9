"""Controls on a balance: what its rows say, then what its accounts add up to."""

from collections import Counter
from collections.abc import Sequence

from socioeco.anomalies import AnomalyCollector
from socioeco.formats import format_euros
from socioeco.readers.balance import BalanceLine
from socioeco.readers.balance_generale.colonnes import Colonnes
from socioeco.readers.balance_generale.lignes import Ligne
from socioeco.readers.balance_generale.soldes import Soldes, check_movements

FIRST = 5


def check_lignes(  # noqa: PLR0913, PLR0917 - what was read, what was kept, and where to say it
    colonnes: Colonnes,
    lignes: Sequence[Ligne],
    kept: Sequence[Ligne],
    soldes: Soldes,
    parents: int,
    anomalies: AnomalyCollector,
) -> None:
    """B4 and B5: signs, columns, rows left out, accounts that come back."""
    if soldes.sign < 0:
        anomalies.add("B4-signe")
    if soldes.is_of_movements:
        anomalies.add("B4-mouvements")
    wrong = check_movements(colonnes, lignes)
    if wrong:
        anomalies.add("B4-incoherence", nombre=len(wrong), lignes=wrong[:FIRST])
    if parents:
        anomalies.add("B5-comptes-parents", nombre=parents)
    counts = Counter(ligne.written for ligne in kept)
    repeated = [ligne.number for ligne in kept if counts[ligne.written] > 1]
    if repeated:
        anomalies.add("B5-compte-repete", nombre=len(repeated), lignes=repeated[:FIRST])


def check_soldes(lines: Sequence[BalanceLine], anomalies: AnomalyCollector) -> bool | None:
    """B6 and B7. True after closing, False before, None when nothing tells."""
    if not lines:
        anomalies.add("B5-sans-compte")
        return None
    _check_total(lines, anomalies)
    _check_opening(lines, anomalies)
    if any(line.solde_crediteur_centimes for line in lines if line.compte[0] in "67"):
        return False
    if _total(lines, "12"):
        anomalies.add("B7-apres-cloture")
        return True
    anomalies.add("B7-sans-resultat")
    return None


def _check_total(lines: Sequence[BalanceLine], anomalies: AnomalyCollector) -> None:
    """Contributions in kind may be written on one side only: they are told apart from money."""
    in_kind = _total(lines, "8")
    money = _total(lines, "") - in_kind
    if in_kind:
        anomalies.add("B6-nature", ecart=format_euros(abs(in_kind)))
    if money and money + in_kind:
        anomalies.add(
            "B6-desequilibre",
            debit=format_euros(sum(line.debit_centimes for line in lines)),
            credit=format_euros(sum(line.credit_centimes for line in lines)),
            ecart=format_euros(abs(money + in_kind)),
        )


def _check_opening(lines: Sequence[BalanceLine], anomalies: AnomalyCollector) -> None:
    opening = sum(line.ouverture_centimes or 0 for line in lines)
    if opening:
        anomalies.add("B6-ouverture", ecart=format_euros(abs(opening)))


def _total(lines: Sequence[BalanceLine], prefix: str) -> int:
    return -sum(line.solde_crediteur_centimes for line in lines if line.compte.startswith(prefix))
