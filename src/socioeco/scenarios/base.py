"""The base year, again and again: what a scenario without any card is."""

from socioeco.scenarios.flux import MONTHS, Decalage, Depart
from socioeco.scenarios.livre import Livre, ligne_of
from socioeco.scenarios.positions import Position


def open_livre(depart: Depart, years: int) -> Livre:
    """The last actual year repeated: same amounts, same months, same delays, loans paid back until nothing is owed."""
    livre = Livre(depart=depart, months=years * MONTHS)
    for flux in depart.flux:
        montants = flux.profil * years
        livre.courant[flux.cle] = list(montants)
        livre.post_result(ligne_of(flux), flux.contrepartie, montants, sources=flux.sources)
    for decalage in depart.decalages:
        _post(livre, decalage, years)
    return livre


def _post(livre: Livre, decalage: Decalage, years: int) -> None:
    montants = list(decalage.profil * years)
    if decalage.jusqu_a_zero:
        montants = _until_nil(montants, -livre.depart.bilan[decalage.position])
    livre.post(decalage.libelle, decalage.position, Position.TRESORERIE, montants, sources=decalage.sources)


def _until_nil(montants: list[int], owed: int) -> list[int]:
    """Repayments as long as something is owed."""
    left, paid = max(owed, 0), []
    for montant in montants:
        paid.append(min(montant, left))
        left -= paid[-1]
    return paid
