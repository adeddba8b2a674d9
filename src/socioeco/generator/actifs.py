"""Fixed assets, their investment grants, disposals and loans."""

from __future__ import annotations

from datetime import timedelta

from socioeco.generator.dates import add_months
from socioeco.generator.livre import Immobilisation, Livre, Mouvement, Pret, Reglement
from socioeco.generator.plan import Emprunt, Investissement, Plan, Tiers


def post_actifs(livre: Livre, plan: Plan) -> None:
    """Repay the loans under way, then buy, borrow and sell as the plan says."""
    _repay_prets(livre)
    for investissement in plan.investissements:
        _post_investissement(livre, investissement)
    for emprunt in plan.emprunts:
        _post_emprunt(livre, emprunt)
    _post_cession(livre, plan)


def _post_investissement(livre: Livre, asset: Investissement) -> None:
    on = livre.month(asset.mois, 12)
    fournisseur = Tiers(code="FEQUIP", libelle="Fournisseur d'équipement")
    reglement = Reglement(
        on=on + timedelta(days=30),
        compte="fournisseurs",
        montant=-asset.montant,
        libelle=asset.libelle,
        tiers=fournisseur,
    )
    livre.due("AC", on, asset.libelle, [Mouvement(compte=asset.compte, montant=asset.montant)], reglement)
    livre.etat.immobilisations.append(
        Immobilisation(
            compte=asset.compte,
            libelle=asset.libelle,
            montant=asset.montant,
            acquired_on=on,
            duree=asset.duree,
            subvention=asset.subvention,
        )
    )
    if asset.financeur:
        receivable = Reglement(
            on=add_months(on, 6),
            compte="subventions_invest_a_recevoir",
            montant=asset.subvention,
            libelle=f"subvention d'investissement {asset.financeur.libelle}",
            tiers=asset.financeur,
        )
        granted = Mouvement(compte="subvention_investissement", montant=-asset.subvention)
        livre.due("OD", on, f"Subvention d'investissement {asset.financeur.libelle}", [granted], receivable)


def _post_emprunt(livre: Livre, emprunt: Emprunt) -> None:
    received = [
        Mouvement(compte="banque", montant=emprunt.montant),
        Mouvement(compte="emprunt", montant=-emprunt.montant),
    ]
    livre.post("BQ", livre.month(emprunt.mois, 2), "Déblocage de l'emprunt", received)
    share = -(-emprunt.montant // emprunt.duree_mois)
    pret = Pret(restant=emprunt.montant, echeance=share, taux=emprunt.taux)
    livre.etat.prets.append(pret)
    _repay(livre, pret, emprunt.mois + 1)


def _repay_prets(livre: Livre) -> None:
    for pret in livre.etat.prets:
        _repay(livre, pret, 0)
    livre.etat.prets = [pret for pret in livre.etat.prets if pret.restant]


def _repay(livre: Livre, pret: Pret, first: int) -> None:
    for rank in range(first, 12):
        capital = min(pret.echeance, pret.restant)
        interet = pret.restant * pret.taux // 120_000
        pret.restant -= capital
        paid = [
            Mouvement(compte="emprunt", montant=capital),
            Mouvement(compte="interets", montant=interet),
            Mouvement(compte="banque", montant=-capital - interet),
        ]
        livre.post("BQ", livre.month(rank, 5), "Echéance de l'emprunt", paid)


def _post_cession(livre: Livre, plan: Plan) -> None:
    """Sell the oldest asset of the account asked for; write-offs stop at the previous closing."""
    if plan.cession is None:
        return
    compte, rank, price = plan.cession
    sold = [item for item in livre.etat.immobilisations if item.compte == compte][0]  # noqa: RUF015 - the oldest
    livre.etat.immobilisations.remove(sold)
    on = livre.month(rank, 18)
    received = [Mouvement(compte="banque", montant=price), Mouvement(compte="cessions", montant=-price)]
    livre.post("BQ", on, f"Cession - {sold.libelle}", received)
    out = [
        Mouvement(compte=f"amort_{compte}", montant=sold.amorti),
        Mouvement(compte="valeur_comptable_cedee", montant=sold.montant - sold.amorti),
        Mouvement(compte=compte, montant=-sold.montant),
    ]
    livre.post("OD", on, f"Sortie de l'actif - {sold.libelle}", out)
