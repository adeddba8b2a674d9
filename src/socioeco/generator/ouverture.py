"""The balance sheet an association starts from, one year before the first exercice that is given."""

from __future__ import annotations

from datetime import date

from socioeco.generator.livre import Etat, Immobilisation


def opening_etat(
    *, banque: int, livret: int, fonds_propres: int, actifs: tuple[tuple[str, str, int, int], ...] = ()
) -> Etat:
    """Cash, own funds and fixed assets (account, label, cost, years of use); the rest is in reserves.

    Amounts in centimes. Assets start half written off; their dates are set by `date_assets`.
    """
    etat = Etat()
    soldes = {"banque": banque, "livret": livret, "fonds_propres": -fonds_propres}
    for compte, libelle, montant, duree in actifs:
        used = montant // 2
        soldes[compte] = soldes.get(compte, 0) + montant
        soldes[f"amort_{compte}"] = soldes.get(f"amort_{compte}", 0) - used
        etat.immobilisations.append(
            Immobilisation(
                compte=compte,
                libelle=libelle,
                montant=montant,
                acquired_on=date.min,
                duree=duree,
                amorti=used,
            )
        )
    soldes["reserves_projet"] = -sum(soldes.values())
    etat.soldes = {(compte, None): montant for compte, montant in soldes.items() if montant}
    return etat


def date_assets(etat: Etat, opened_on: date) -> None:
    """Say that the assets of the opening balance are at half of their life on the opening day."""
    for asset in etat.immobilisations:
        months = asset.duree * 6
        rank = opened_on.year * 12 + opened_on.month - 1 - months
        asset.acquired_on = date(rank // 12, rank % 12 + 1, 1)
