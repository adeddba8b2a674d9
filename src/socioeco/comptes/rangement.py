"""Where a person puts an account herself: its family among the resources, or its nature among the charges.

An account of class 7 stays in class 7, one of class 6 in class 6: totals and the result never move, only what they
are made of. No entry is changed, and taking the word back gives the first place again.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from socioeco.comptes.model import RESSOURCES, Classement, Ressource, Traitement
from socioeco.readers.declared import CHARGES

RANGE = "range_par_la_personne"  # the family of an account that the person placed


class NatureCharge(StrEnum):
    """The natures of charges, in the order of the form and of the accounts."""

    ACHATS = "achats"
    SERVICES = "services"
    IMPOTS = "impots"
    PERSONNEL = "personnel"
    AUTRES = "autres"
    FINANCIERES = "financieres"
    EXCEPTIONNELLES = "exceptionnelles"
    DOTATIONS = "dotations"


NATURES: Mapping[NatureCharge, str] = MappingProxyType(
    {NatureCharge(key): label for key, label in CHARGES.items()}
)
# By number: the longest prefix wins, as in a chart. Staff are 64, 621, 6311 and 633, as everywhere in the engine.
BY_NUMBER: Mapping[str, NatureCharge] = MappingProxyType(
    {
        "60": NatureCharge.ACHATS,
        "61": NatureCharge.SERVICES,
        "62": NatureCharge.SERVICES,
        "621": NatureCharge.PERSONNEL,
        "63": NatureCharge.IMPOTS,
        "6311": NatureCharge.PERSONNEL,
        "633": NatureCharge.PERSONNEL,
        "64": NatureCharge.PERSONNEL,
        "65": NatureCharge.AUTRES,
        "66": NatureCharge.FINANCIERES,
        "67": NatureCharge.EXCEPTIONNELLES,
        "68": NatureCharge.DOTATIONS,
        "69": NatureCharge.IMPOTS,
    }
)
HORS_RESSOURCES: Mapping[Traitement, str] = MappingProxyType(
    {
        Traitement.SANS_ENCAISSEMENT: "Produit sans encaissement (quote-part, reprise, fonds dédiés)",
        Traitement.EXCEPTIONNEL: "Produit exceptionnel",
        Traitement.CESSION: "Cession d’un bien",
        Traitement.TRANSFERT: "Transfert de charges",
    }
)


def nature_by_number(compte: str) -> NatureCharge | None:
    """The nature that the number of a charge tells; None outside class 6 and for a class without a chapter."""
    found = (BY_NUMBER.get(compte[:length]) for length in range(min(len(compte), 4), 1, -1))
    return next((nature for nature in found if nature), None)


def places_of(compte: str) -> Mapping[str, str]:
    """The places that an account may be given, by key, in words; none outside classes 6 and 7."""
    if compte.startswith("7"):
        kinds = {key.value: label for key, label in RESSOURCES.items()}
        return {**kinds, **{key.value: label for key, label in HORS_RESSOURCES.items()}}
    return {key.value: label for key, label in NATURES.items()} if compte.startswith("6") else {}


def classement_at(compte: str, place: str) -> Classement:
    """The account at this place. Raises ValueError on a place that is not of its class."""
    if place not in places_of(compte):
        raise ValueError(f"no such place for an account of class {compte[:1]}")
    if compte.startswith("6"):
        is_paid = place != NatureCharge.DOTATIONS
        paid, unpaid = Traitement.CHARGE, Traitement.CHARGE_SANS_DECAISSEMENT
        return Classement(famille=f"{RANGE}:{place}", traitement=paid if is_paid else unpaid)
    if place in HORS_RESSOURCES:
        return Classement(famille=RANGE, traitement=Traitement(place))
    return Classement(famille=RANGE, traitement=Traitement.RESSOURCE, ressource=Ressource(place))


def place_of(classement: Classement, compte: str) -> str:
    """The key of the place where an account stands, empty for one that no key names."""
    if compte.startswith("6"):
        told = classement.famille.partition(":")[2]
        return told or (nature_by_number(compte) or "")
    if classement.ressource:
        return classement.ressource.value
    return classement.traitement.value if classement.traitement in HORS_RESSOURCES else ""
