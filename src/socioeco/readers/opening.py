"""F10: the opening of a year is the closing of the year before, account by account."""

from socioeco.anomalies import Anomaly, AnomalyCollector
from socioeco.readers.balance import Balance

FIRST = 5
RESULTAT = "12"


def compare_opening(previous: Balance, current: Balance) -> tuple[Anomaly, ...]:
    """What differs between the closing of `previous` and the opening entries of `current`.

    The result of the previous year may be opened in 12 without having been posted there at closing: classes 6
    and 7 are added to account 12 before comparing, and accounts 12 are compared together.
    """
    anomalies = AnomalyCollector()
    openings = _openings(current)
    if openings is None:
        anomalies.add("F10-ouverture-absente")
        return anomalies.collected()
    closings = _closings(previous)
    differing = sorted(
        compte
        for compte in openings.keys() | closings.keys()
        if openings.get(compte, 0) != closings.get(compte, 0)
    )
    if differing:
        more = "…" if len(differing) > FIRST else ""
        anomalies.add("F10-ouverture", nombre=len(differing), comptes=", ".join(differing[:FIRST]) + more)
    return anomalies.collected()


def _openings(balance: Balance) -> dict[str, int] | None:
    """Debit balances carried in, or None when no opening entry was recognised."""
    known = [line for line in balance.lines if line.ouverture_centimes is not None]
    if not known:
        return None
    soldes: dict[str, int] = {}
    for line in known:
        _add(soldes, line.compte, line.ouverture_centimes or 0)
    return soldes


def _closings(balance: Balance) -> dict[str, int]:
    soldes: dict[str, int] = {}
    for line in balance.lines:
        compte = RESULTAT if line.compte.startswith(("6", "7")) else line.compte
        if compte[:1] in "12345":
            _add(soldes, compte, -line.solde_crediteur_centimes)
    return soldes


def _add(soldes: dict[str, int], compte: str, amount: int) -> None:
    key = RESULTAT if compte.startswith(RESULTAT) else compte
    soldes[key] = soldes.get(key, 0) + amount
