"""What each effect of a card writes in the book. Every entry has its counterpart on the balance sheet."""

from collections.abc import Callable
from typing import Any

from socioeco.indicators.balance_postes import STAFF
from socioeco.scenarios.chosen import ChosenCard
from socioeco.scenarios.definitions import (
    Cible,
    Convention,
    Effet,
    Emprunt,
    Investissement,
    Montant,
    Retard,
    Variation,
)
from socioeco.scenarios.flux import MONTHS, Flux, Nature
from socioeco.scenarios.livre import Ligne, Livre, later, ligne_of
from socioeco.scenarios.positions import Position
from socioeco.scenarios.spread import apportion
from socioeco.scenarios.validation import HUNDREDTHS

QUOTE_PART_2025 = 2025  # the quote-part of investment grants is 777 until 2024, 747 from there on

# Cards that change amounts come before those that delay what is then left.
ORDER = ("variation", "montant", "convention", "emprunt", "investissement", "retard")


def post_effect(livre: Livre, effet: Effet, card: ChosenCard) -> None:
    """Adds the entries of one effect. The answers are supposed valid."""
    POSTED[effet.type](livre, effet, card)


def targeted(livre: Livre, cible: Cible, card: ChosenCard) -> tuple[Flux, ...]:
    """The lines of the base year that an effect moves."""
    payeur, famille = card.text(cible.payeur), card.text(cible.famille)
    return tuple(flux for flux in livre.depart.flux if cible.holds(flux, payeur=payeur, famille=famille))


def _last(livre: Livre, card: ChosenCard) -> int:
    return min(card.fin or livre.months, livre.months)


def _variation(livre: Livre, effet: Variation, card: ChosenCard) -> None:
    """By year of the card, so that the year changes by the exact percentage; a tie goes to its first months."""
    percent = effet.sens * (HUNDREDTHS if effet.entier else card.number(effet.pourcentage))
    for flux in targeted(livre, effet.cible, card):
        current, changed = livre.courant[flux.cle], [0] * livre.months
        for year, first in enumerate(range(card.debut - 1, _last(livre, card), MONTHS)):
            until = min(first + MONTHS, _last(livre, card))
            factor, whole = _factor(percent, year + 1 if effet.cumul else 1)
            changed[first:until] = apportion([amount * factor for amount in current[first:until]], whole)
        livre.change(flux, changed)


def _factor(percent: int, times: int) -> tuple[int, int]:
    """(1 + percent) so many times, less 1, as a fraction."""
    whole: int = HUNDREDTHS**times
    grown: int = (HUNDREDTHS + percent) ** times
    return grown - whole, whole


def _retard(livre: Livre, effet: Retard, card: ChosenCard) -> None:
    """The amount waits longer than it does in the base year, then comes. The result keeps its months."""
    delay, last = card.number(effet.mois), _last(livre, card)
    for flux in targeted(livre, effet.cible, card):
        window = enumerate(livre.courant[flux.cle], start=1)
        held = [amount if card.debut <= month <= last else 0 for month, amount in window]
        ligne, expected = ligne_of(flux), livre.paid(flux, held)
        awaited = [-amount for amount in expected]
        livre.post_payment(ligne, effet.tiers, awaited, libelle=f"En attente\u00a0: {flux.libelle}")
        received = later(expected, delay)
        livre.post_payment(ligne, effet.tiers, received, libelle=f"Reçu en retard\u00a0: {flux.libelle}")


def _montant(livre: Livre, effet: Montant, card: ChosenCard) -> None:
    amount = effet.sens * card.number(effet.montant) * (card.number(effet.fois) if effet.fois else 1)
    montants = _dated(livre, effet, card, amount)
    ligne = Ligne(
        cle=f"carte {livre.carte}\u00a0: {effet.compte}",
        libelle=effet.libelle,
        nature=effet.nature,
        compte=effet.compte,
        famille=effet.famille,
        groupe=effet.compte[:2],
        is_personnel=effet.compte.startswith(STAFF),
    )
    delay = card.number(effet.delai_demande) if effet.delai_demande else effet.delai
    if not delay:
        livre.post_result(ligne, Position.TRESORERIE, montants)
        return
    livre.post_result(ligne, effet.tiers, montants)
    livre.post_payment(ligne, effet.tiers, later(montants, delay), libelle=f"Paiement\u00a0: {effet.libelle}")


def _dated(livre: Livre, effet: Montant, card: ChosenCard, amount: int) -> list[int]:
    """By month, by twelfths of a year or once a year, as long as the card lasts."""
    parts = PARTS[effet.rythme](amount)
    months = range(1, livre.months + 1)
    last = _last(livre, card)
    return [parts[(month - card.debut) % MONTHS] if card.debut <= month <= last else 0 for month in months]


def _convention(livre: Livre, effet: Convention, card: ChosenCard) -> None:
    """Each payment comes at the first month of its period and waits in 487; every month takes its part of the whole."""
    amount, months, payments = (card.number(cle) for cle in (effet.montant, effet.duree, effet.versements))
    received = [0] * livre.months
    for rank, part in enumerate(apportion([amount] * payments, payments)):
        month = card.debut - 1 + rank * months // payments
        if month < livre.months:
            received[month] += part
    ligne = Ligne(
        cle=f"carte {livre.carte}\u00a0: {effet.compte}",
        libelle=effet.libelle,
        nature=Nature.PRODUIT,
        compte=effet.compte,
        famille=effet.famille,
        groupe=effet.compte[:2],
    )
    waiting = Position.PRODUITS_CONSTATES_AVANCE
    livre.post_payment(ligne, waiting, received, libelle=f"Versement\u00a0: {effet.libelle}")
    livre.post_result(ligne, waiting, livre.even(amount, card.debut, months))


def _emprunt(livre: Livre, effet: Emprunt, card: ChosenCard) -> None:
    """Received in the first month, paid back from the next one."""
    amount, months, interest = (card.number(cle) for cle in (effet.montant, effet.duree, effet.interets))
    cash, owed = Position.TRESORERIE, Position.EMPRUNTS
    livre.post("Emprunt reçu", cash, owed, livre.even(amount, card.debut, 1))
    livre.post("Remboursement de l’emprunt", owed, cash, later(livre.even(amount, card.debut, months), 1))
    ligne = _charge(livre, "6611", "Intérêts de l’emprunt")
    livre.post_result(ligne, cash, later(livre.even(interest, card.debut, months), 1))


def _investissement(livre: Livre, effet: Investissement, card: ChosenCard) -> None:
    """Bought and paid in the first month; depreciated from then on, its grant turned into produits at the same pace."""
    amount, months = card.number(effet.montant), card.number(effet.duree)
    subvention, delay = card.number(effet.subvention), card.number(effet.delai)
    assets, own = Position.IMMOBILISATIONS, Position.SUBVENTIONS_INVESTISSEMENT
    claim = Position.SUBVENTIONS_A_RECEVOIR
    livre.post("Achat de l’immobilisation", assets, Position.TRESORERIE, livre.even(amount, card.debut, 1))
    depreciation = _charge(livre, "6811", "Amortissement de l’immobilisation", is_cash=False)
    livre.post_result(depreciation, assets, livre.even(amount, card.debut, months))
    granted = livre.even(subvention, card.debut, 1)
    livre.post("Subvention d’investissement accordée", claim, own, granted)
    livre.post("Subvention d’investissement reçue", Position.TRESORERIE, claim, later(granted, delay))
    livre.post_result(_quote_part(livre, card), own, livre.even(subvention, card.debut, months))


def _charge(livre: Livre, compte: str, libelle: str, *, is_cash: bool = True) -> Ligne:
    cle = f"carte {livre.carte}\u00a0: {compte}"
    return Ligne(
        cle=cle, libelle=libelle, nature=Nature.CHARGE, compte=compte, groupe=compte[:2], is_cash=is_cash
    )


def _quote_part(livre: Livre, card: ChosenCard) -> Ligne:
    year, _month = livre.depart.month(card.debut)
    compte = "747" if year >= QUOTE_PART_2025 else "777"
    return Ligne(
        cle=f"carte {livre.carte}\u00a0: {compte}",
        libelle="Quote-part de la subvention d’investissement",
        nature=Nature.PRODUIT,
        compte=compte,
        groupe=compte[:2],
        is_cash=False,
    )


PARTS: dict[str, Callable[[int], tuple[int, ...]]] = {
    "mois": lambda amount: (amount,) * MONTHS,
    "an": lambda amount: apportion([amount] * MONTHS, MONTHS),
    "chaque_annee": lambda amount: (amount, *[0] * (MONTHS - 1)),
}
POSTED: dict[str, Callable[[Livre, Any, ChosenCard], None]] = {
    "variation": _variation,
    "montant": _montant,
    "convention": _convention,
    "emprunt": _emprunt,
    "investissement": _investissement,
    "retard": _retard,
}
