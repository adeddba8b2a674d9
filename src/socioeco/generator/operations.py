"""Current operations of an exercice: sales, grants, purchases, bank and volunteers' costs."""

from __future__ import annotations

from datetime import date, timedelta

from socioeco.generator.dates import add_months, dates_in, month_starts, spread, uneven
from socioeco.generator.livre import Avance, Livre, Mouvement, Reglement
from socioeco.generator.plan import (
    Charge,
    Encaissement,
    Facturation,
    Plan,
    Subvention,
    Vente,
)

BANQUE_FRAIS_MENSUELS = 2_450
REMISES_EVERY = 4  # cash takings are brought to the bank every fourth sale
FRAIS_PAR_AN = 4


def post_operations(livre: Livre, plan: Plan) -> None:
    """Write the current operations of a plan; order of writing does not decide order in the book."""
    for vente in plan.ventes:
        _post_vente(livre, vente)
    for encaissement in plan.encaissements:
        _post_encaissement(livre, encaissement)
    for facturation in plan.facturations:
        _post_facturation(livre, facturation)
    for subvention in plan.subventions:
        _post_subvention(livre, subvention)
    for charge in plan.charges:
        _post_charge(livre, charge)
    _post_banque(livre, plan)
    _post_frais_abandonnes(livre, plan.frais_abandonnes)


def _post_vente(livre: Livre, vente: Vente) -> None:
    dates = dates_in(livre.rng, livre.opened_on, vente.fois, vente.saison)
    waiting = 0
    for rank, (on, montant) in enumerate(
        zip(dates, uneven(livre.rng, vente.montant, vente.fois), strict=True)
    ):
        especes = montant * vente.especes // 100
        _post_recette(livre, vente, on, especes, montant - especes)
        waiting += especes
        if rank % REMISES_EVERY == REMISES_EVERY - 1:
            _post_remise(livre, on, waiting)
            waiting = 0


def _post_recette(livre: Livre, vente: Vente, on: date, especes: int, cartes: int) -> None:
    takings = [Mouvement(compte="caisse", montant=especes), Mouvement(compte=vente.produit, montant=-especes)]
    livre.post("CA", on, vente.libelle, takings)
    produit = Mouvement(compte=vente.produit, montant=-cartes)
    reglement = Reglement(
        on=on + timedelta(days=2), compte="cartes", montant=cartes, libelle="cartes bancaires"
    )
    livre.due("VE", on, vente.libelle, [produit], reglement)


def _post_remise(livre: Livre, on: date, montant: int) -> None:
    out = [
        Mouvement(compte="virements_internes", montant=montant),
        Mouvement(compte="caisse", montant=-montant),
    ]
    back = [
        Mouvement(compte="banque", montant=montant),
        Mouvement(compte="virements_internes", montant=-montant),
    ]
    livre.post("CA", on, "Remise d'espèces en banque", out)
    livre.post("BQ", on, "Remise d'espèces en banque", back)


def _post_encaissement(livre: Livre, encaissement: Encaissement) -> None:
    dates = dates_in(livre.rng, livre.opened_on, encaissement.fois, encaissement.saison)
    amounts = uneven(livre.rng, encaissement.montant, encaissement.fois)
    for on, montant in zip(dates, amounts, strict=True):
        received = Mouvement(compte="banque", montant=montant)
        livre.post(
            "BQ",
            on,
            encaissement.libelle,
            [received, Mouvement(compte=encaissement.produit, montant=-montant)],
        )
    avance = encaissement.montant * encaissement.avance // 100
    defer(livre, Avance(produit=encaissement.produit, parts=(avance,), libelle=encaissement.libelle))


def defer(livre: Livre, avance: Avance) -> None:
    """Keep income of later exercices out of this one's result, in 487."""
    later = sum(avance.parts)
    if not later:
        return
    moved = [
        Mouvement(compte=avance.produit, montant=later),
        Mouvement(compte="produits_avance", montant=-later),
    ]
    livre.post("OD", livre.closed_on, f"Produit constaté d'avance - {avance.libelle}", moved, inventaire=True)
    livre.etat.avances.append(avance)


def release_avances(livre: Livre) -> None:
    """Give back to the result the share of deferred income that belongs to this exercice."""
    waiting, livre.etat.avances = livre.etat.avances, []
    for avance in waiting:
        part, *later = avance.parts
        back = [
            Mouvement(compte="produits_avance", montant=part),
            Mouvement(compte=avance.produit, montant=-part),
        ]
        livre.post("OD", livre.opened_on, f"Reprise du produit d'avance - {avance.libelle}", back)
        if later:
            livre.etat.avances.append(
                Avance(produit=avance.produit, parts=tuple(later), libelle=avance.libelle)
            )


def _post_facturation(livre: Livre, facturation: Facturation) -> None:
    dates = dates_in(livre.rng, livre.opened_on, facturation.fois, facturation.saison)
    amounts = uneven(livre.rng, facturation.montant, facturation.fois, 20)
    for on, montant in zip(dates, amounts, strict=True):
        delay = facturation.delai + livre.rng.randint(-4, 6)
        reglement = Reglement(
            on=on + timedelta(days=delay),
            compte="usagers",
            montant=montant,
            libelle=facturation.client.libelle,
            tiers=facturation.client,
        )
        produit = Mouvement(compte=facturation.produit, montant=-montant)
        livre.due("VE", on, facturation.libelle, [produit], reglement)


def _post_subvention(livre: Livre, subvention: Subvention) -> None:
    on = livre.month(subvention.mois, livre.rng.randint(3, 25))
    libelle = f"Notification subvention {subvention.financeur.libelle}"
    parts = spread(subvention.montant, [percent for _, percent in subvention.versements])
    for (delay, _), part in zip(subvention.versements, parts, strict=True):
        reglement = Reglement(
            on=add_months(on, delay),
            compte="subventions_a_recevoir",
            montant=part,
            libelle=f"subvention {subvention.financeur.libelle}",
            tiers=subvention.financeur,
        )
        livre.due("OD", on, libelle, [Mouvement(compte=subvention.produit, montant=-part)], reglement)
    yearly = spread(subvention.montant, [1] * subvention.annees)
    libelle = f"subvention {subvention.financeur.libelle}"
    defer(livre, Avance(produit=subvention.produit, parts=tuple(yearly[1:]), libelle=libelle))


def _post_charge(livre: Livre, charge: Charge) -> None:
    if charge.estimee:
        _post_estimee(livre, charge)
        return
    dates = dates_in(livre.rng, livre.opened_on, charge.fois, charge.saison)
    for on, montant in zip(dates, uneven(livre.rng, charge.montant, charge.fois, 25), strict=True):
        reglement = Reglement(
            on=on + timedelta(days=charge.delai),
            compte="fournisseurs",
            montant=-montant,
            libelle=charge.fournisseur.libelle,
            tiers=charge.fournisseur,
        )
        livre.due("AC", on, charge.libelle, [Mouvement(compte=charge.compte, montant=montant)], reglement)


def _post_estimee(livre: Livre, charge: Charge) -> None:
    accrued = [
        Mouvement(compte=charge.compte, montant=charge.montant),
        Mouvement(compte="factures_non_parvenues", montant=-charge.montant),
    ]
    livre.post("OD", livre.closed_on, f"Facture non parvenue - {charge.libelle}", accrued, inventaire=True)
    livre.later(
        Reglement(
            on=livre.closed_on + timedelta(days=charge.delai),
            compte="factures_non_parvenues",
            montant=-charge.montant,
            libelle=charge.fournisseur.libelle,
        )
    )


def _post_banque(livre: Livre, plan: Plan) -> None:
    for start in month_starts(livre.opened_on):
        fees = [
            Mouvement(compte="frais_bancaires", montant=BANQUE_FRAIS_MENSUELS),
            Mouvement(compte="banque", montant=-BANQUE_FRAIS_MENSUELS),
        ]
        livre.post("BQ", start.replace(day=4), "Frais bancaires", fees)
    penalites = [
        Mouvement(compte="penalites", montant=plan.penalites),
        Mouvement(compte="banque", montant=-plan.penalites),
    ]
    livre.post("BQ", livre.month(8, 16), "Pénalités de retard", penalites)


def _post_frais_abandonnes(livre: Livre, total: int) -> None:
    for rank, montant in enumerate(spread(total, [1] * FRAIS_PAR_AN)):
        on = livre.month(rank * 3 + 2, 20)
        spent = [
            Mouvement(compte="frais_deplacement_benevoles", montant=montant),
            Mouvement(compte="frais_benevoles", montant=-montant),
        ]
        waived = [
            Mouvement(compte="frais_benevoles", montant=montant),
            Mouvement(compte="abandons_frais", montant=-montant),
        ]
        livre.post("OD", on, "Frais des bénévoles", spent)
        livre.post("OD", on, "Abandon de frais par les bénévoles", waived)
