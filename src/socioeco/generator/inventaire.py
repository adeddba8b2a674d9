"""Opening of an exercice and inventory entries at its closing."""

from __future__ import annotations

from datetime import date, timedelta

from socioeco.generator.chart import compte_for
from socioeco.generator.dates import spread
from socioeco.generator.livre import Etat, Immobilisation, Livre, Mouvement
from socioeco.generator.plan import Plan, Provision, Subvention
from socioeco.generator.records import Regime

ASSEMBLEE_AFTER_DAYS = 165
LIVRET_TAUX = 75  # hundredths of a percent a year: an order of magnitude, not a published rate
RESULT_CLASSES = ("6", "7")
NATURE_CLASS = "8"
INVENTAIRE_JOURNAUX = {"5": "BQ", "8": "CV"}  # by class of the account debited
DEDIES = (
    ("fonds_dedies_subventions", "reports_subventions", "utilisations_subventions", "subventions"),
    ("fonds_dedies_dons", "reports_dons", "utilisations_dons", "dons affectés"),
)


def close_etat(etat: Etat, regime: Regime) -> None:
    """Turn the balances of a finished exercice into opening balances: 6 and 7 become 120 or 129, 8 ends."""
    resultat = sum(
        montant
        for (key, _), montant in etat.soldes.items()
        if compte_for(key, regime)[0].startswith(RESULT_CLASSES)
    )
    for place, montant in list(etat.soldes.items()):
        if compte_for(place[0], regime)[0].startswith((*RESULT_CLASSES, NATURE_CLASS)) or not montant:
            del etat.soldes[place]
    etat.soldes["deficit" if resultat > 0 else "excedent", None] = resultat
    etat.regime = regime


def post_ouverture(livre: Livre) -> None:
    """Write the opening entry with the accounts of the exercice that ended, then move renamed accounts.

    Opening equals the previous closing account by account, even across a change of regime.
    """
    before = livre.etat.regime or livre.regime
    opening = [
        Mouvement(compte=key, montant=montant, tiers=tiers)
        for (key, tiers), montant in sorted(
            livre.etat.soldes.items(),
            key=lambda item: (compte_for(item[0][0], before)[0], item[0][1].code if item[0][1] else ""),
        )
    ]
    livre.open_with(opening, before)
    if before is not livre.regime:
        livre.reclassify(before)


def post_affectation(livre: Livre) -> None:
    """Appropriate the previous result, as the general meeting of the spring decides."""
    on = livre.opened_on + timedelta(days=ASSEMBLEE_AFTER_DAYS)
    excedent = -livre.solde("excedent")
    if excedent > 0:
        absorbed = min(excedent, livre.solde("report_deficit"))
        reserves, report = spread(
            excedent - absorbed, [livre.etat.part_reserves, 100 - livre.etat.part_reserves]
        )
        targets = [("report_deficit", absorbed), ("reserves_projet", reserves), ("report", report)]
        moved = [Mouvement(compte=compte, montant=-montant) for compte, montant in targets]
        cause = Mouvement(compte="excedent", montant=excedent)
        livre.post("OD", on, "Affectation du résultat - assemblée générale", [cause, *moved])
        return
    deficit = livre.solde("deficit")
    covered = min(deficit, max(0, -livre.solde("report")))
    moved = [
        Mouvement(compte="deficit", montant=-deficit),
        Mouvement(compte="report", montant=covered),
        Mouvement(compte="report_deficit", montant=deficit - covered),
    ]
    livre.post("OD", on, "Affectation du résultat - assemblée générale", moved)


def post_inventaire(livre: Livre, plan: Plan) -> None:
    """Write the inventory entries, all dated of the closing day."""
    for asset in livre.etat.immobilisations:
        _post_amortissement(livre, asset)
    _post_dedies(livre, plan)
    for provision in plan.provisions:
        _post_provision(livre, provision)
    _post_stock(livre, plan.stock_final)
    _post_livret(livre)
    _post_natures(livre, plan)


def _close(livre: Livre, libelle: str, debit: str, credit: str, montant: int) -> None:
    """Write one inventory entry of two lines, in the journal its debit belongs to."""
    moved = [Mouvement(compte=debit, montant=montant), Mouvement(compte=credit, montant=-montant)]
    journal = INVENTAIRE_JOURNAUX.get(compte_for(debit, livre.regime)[0][0], "OD")
    livre.post(journal, livre.closed_on, libelle, moved, inventaire=True)


def _written_off(total: int, duree: int, acquired_on: date, closed_on: date) -> int:
    months = (closed_on.year - acquired_on.year) * 12 + closed_on.month - acquired_on.month + 1
    return total * min(months, duree * 12) // (duree * 12)


def _post_amortissement(livre: Livre, asset: Immobilisation) -> None:
    upto = _written_off(asset.montant, asset.duree, asset.acquired_on, livre.closed_on)
    share = upto - asset.amorti
    asset.amorti = upto
    amort = f"amort_{asset.compte}"
    _close(livre, f"Amortissement - {asset.libelle}", "dotation_amortissements", amort, share)
    upto = _written_off(asset.subvention, asset.duree, asset.acquired_on, livre.closed_on)
    share = upto - asset.subvention_inscrite
    asset.subvention_inscrite = upto
    inscribed = "subvention_investissement_inscrite"
    _close(livre, f"Quote-part de subvention - {asset.libelle}", inscribed, "quote_part", share)


def _unspent(subvention: Subvention) -> int:
    return subvention.montant // subvention.annees * subvention.dedie // 100


def _post_dedies(livre: Livre, plan: Plan) -> None:
    """Use last year's earmarked funds whole, then set aside what stays unspent of this year's."""
    to_report = (sum(_unspent(subvention) for subvention in plan.subventions), plan.dons_dedies)
    for (fonds, report, utilisation, libelle), montant in zip(DEDIES, to_report, strict=True):
        used = -livre.solde(fonds)
        _close(livre, f"Utilisation de fonds dédiés - {libelle}", fonds, utilisation, used)
        _close(livre, f"Report en fonds dédiés - {libelle}", report, fonds, montant)


def _post_provision(livre: Livre, provision: Provision) -> None:
    if provision.reprise:
        held = -livre.solde(provision.compte)
        _close(livre, f"Reprise - {provision.libelle}", provision.compte, "reprise_provisions", held)
    _close(
        livre, f"Dotation - {provision.libelle}", "dotation_provisions", provision.compte, provision.dotation
    )


def _post_stock(livre: Livre, final: int) -> None:
    _close(livre, "Annulation du stock initial", "variation_stock", "stock", livre.solde("stock"))
    _close(livre, "Constatation du stock final", "stock", "variation_stock", final)


def _post_livret(livre: Livre) -> None:
    interet = livre.solde("livret") * LIVRET_TAUX // 10_000
    _close(livre, "Intérêts du livret", "livret", "interets_livret", interet)


def _post_natures(livre: Livre, plan: Plan) -> None:
    for nature in plan.natures:
        for montant in spread(nature.montant, [1, 1, 1, 1]):
            _close(livre, nature.libelle, nature.emploi, nature.ressource, montant)
