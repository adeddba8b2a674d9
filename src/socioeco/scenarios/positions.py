"""The balance sheet in a few positions, and the position of each account.

The numbers are those of the accounts dossier (method, « Formules »): own funds are 10, 11 and 12, without 13 and 19.
A third-party account that may lie on either side goes where its balance stands: trust the sign.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from socioeco.comptes import Traitement

Found = TypeVar("Found")


class Position(StrEnum):
    """Everything that is owned and owed. Amounts of positions are debit balances: what is owed is negative."""

    IMMOBILISATIONS = "immobilisations"
    STOCKS = "stocks"
    CREANCES = "creances"
    SUBVENTIONS_A_RECEVOIR = "subventions_a_recevoir"
    CHARGES_CONSTATEES_AVANCE = "charges_constatees_avance"
    TRESORERIE = "tresorerie"
    FONDS_PROPRES = "fonds_propres"
    RESULTAT = "resultat"
    SUBVENTIONS_INVESTISSEMENT = "subventions_investissement"
    PROVISIONS = "provisions"
    FONDS_DEDIES = "fonds_dedies"
    EMPRUNTS = "emprunts"
    FOURNISSEURS = "fournisseurs"
    DETTES_SOCIALES = "dettes_sociales"
    AUTRES_DETTES = "autres_dettes"
    PRODUITS_CONSTATES_AVANCE = "produits_constates_avance"
    AUTRES_ELEMENTS = "autres_elements"

    @property
    def is_actif(self) -> bool:
        return self in ACTIF

    @property
    def label(self) -> str:
        return POSITIONS[self]


POSITIONS: Mapping[Position, str] = MappingProxyType(
    {
        Position.IMMOBILISATIONS: "Immobilisations nettes",
        Position.STOCKS: "Stocks",
        Position.CREANCES: "Créances",
        Position.SUBVENTIONS_A_RECEVOIR: "Subventions à recevoir",
        Position.CHARGES_CONSTATEES_AVANCE: "Charges constatées d’avance",
        Position.TRESORERIE: "Trésorerie",
        Position.FONDS_PROPRES: "Fonds propres au début de l’exercice",
        Position.RESULTAT: "Résultat de l’exercice en cours",
        Position.SUBVENTIONS_INVESTISSEMENT: "Subventions d’investissement",
        Position.PROVISIONS: "Provisions",
        Position.FONDS_DEDIES: "Fonds dédiés",
        Position.EMPRUNTS: "Emprunts",
        Position.FOURNISSEURS: "Dettes fournisseurs",
        Position.DETTES_SOCIALES: "Dettes sociales",
        Position.AUTRES_DETTES: "Autres dettes",
        Position.PRODUITS_CONSTATES_AVANCE: "Produits constatés d’avance",
        Position.AUTRES_ELEMENTS: "Autres éléments du bilan, non connus",
    }
)
ACTIF = frozenset(
    {
        Position.IMMOBILISATIONS,
        Position.STOCKS,
        Position.CREANCES,
        Position.SUBVENTIONS_A_RECEVOIR,
        Position.CHARGES_CONSTATEES_AVANCE,
        Position.TRESORERIE,
    }
)
# Third parties and accruals: what moves between a produit or a charge and its payment.
CYCLE = (
    Position.CREANCES,
    Position.SUBVENTIONS_A_RECEVOIR,
    Position.CHARGES_CONSTATEES_AVANCE,
    Position.FOURNISSEURS,
    Position.DETTES_SOCIALES,
    Position.AUTRES_DETTES,
    Position.PRODUITS_CONSTATES_AVANCE,
)
_BY_SIGN = (Position.CREANCES, Position.AUTRES_DETTES)


def _both(position: Position) -> tuple[Position, Position]:
    return position, position


# Prefix: where a debit balance stands, where a credit balance stands.
_OF_COMPTE: Mapping[str, tuple[Position, Position]] = MappingProxyType(
    {
        "10": _both(Position.FONDS_PROPRES),
        "11": _both(Position.FONDS_PROPRES),
        "12": _both(Position.FONDS_PROPRES),
        "13": _both(Position.SUBVENTIONS_INVESTISSEMENT),
        "14": _both(Position.PROVISIONS),
        "15": _both(Position.PROVISIONS),
        "16": _both(Position.EMPRUNTS),
        "17": _both(Position.EMPRUNTS),
        "18": _both(Position.EMPRUNTS),
        "19": _both(Position.FONDS_DEDIES),
        "2": _both(Position.IMMOBILISATIONS),
        "3": _both(Position.STOCKS),
        "40": _both(Position.FOURNISSEURS),
        "409": _both(Position.CREANCES),
        "41": _both(Position.CREANCES),
        "419": _both(Position.AUTRES_DETTES),
        "42": _both(Position.DETTES_SOCIALES),
        "43": _both(Position.DETTES_SOCIALES),
        "441": _both(Position.SUBVENTIONS_A_RECEVOIR),
        "4": _BY_SIGN,
        "486": _both(Position.CHARGES_CONSTATEES_AVANCE),
        "487": _both(Position.PRODUITS_CONSTATES_AVANCE),
        "49": _both(Position.CREANCES),
        "5": _both(Position.TRESORERIE),
    }
)
# What a produit or a charge without payment moves instead of cash.
_CONTREPARTIES: Mapping[str, Position] = MappingProxyType(
    {
        "603": Position.STOCKS,
        "652": Position.IMMOBILISATIONS,
        "675": Position.IMMOBILISATIONS,
        "68": Position.PROVISIONS,
        "6811": Position.IMMOBILISATIONS,
        "6816": Position.IMMOBILISATIONS,
        "6817": Position.CREANCES,
        "6871": Position.IMMOBILISATIONS,
        "6876": Position.IMMOBILISATIONS,
        "681": Position.IMMOBILISATIONS,
        "6815": Position.PROVISIONS,
        "689": Position.FONDS_DEDIES,
        "71": Position.STOCKS,
        "72": Position.IMMOBILISATIONS,
        "747": Position.SUBVENTIONS_INVESTISSEMENT,
        "7532": Position.FONDS_PROPRES,
        "757": Position.FONDS_PROPRES,
        "777": Position.SUBVENTIONS_INVESTISSEMENT,
        "78": Position.PROVISIONS,
        "781": Position.IMMOBILISATIONS,
        "7815": Position.PROVISIONS,
        "7817": Position.CREANCES,
        "789": Position.FONDS_DEDIES,
    }
)
_UNPAID = frozenset({Traitement.CHARGE_SANS_DECAISSEMENT, Traitement.SANS_ENCAISSEMENT})


def position_of(compte: str, debit_balance_centimes: int) -> Position | None:
    """Where an account of classes 1 to 5 stands; None for the other classes."""
    sides = _longest(_OF_COMPTE, compte)
    return sides[debit_balance_centimes < 0] if sides else None


def contrepartie_of(compte: str, traitement: Traitement | None) -> Position:
    """Cash for what is paid; else the position that a depreciation, a reversal or a change of stock moves.

    An expense waived by a volunteer (75412) stays against cash: the charge it answers (625) does too, and together
    they cost nothing.
    """
    if traitement in _UNPAID or compte.startswith("603"):
        return _longest(_CONTREPARTIES, compte) or Position.AUTRES_ELEMENTS
    return Position.TRESORERIE


def _longest(table: Mapping[str, Found], compte: str) -> Found | None:
    """By the longest prefix of the account's number."""
    prefixes = (compte[:length] for length in range(len(compte), 0, -1))
    return next((table[prefix] for prefix in prefixes if prefix in table), None)
