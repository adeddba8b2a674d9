"""The bilan: classes 1 to 5 and the result of the exercice, in the layout of their chart."""

from collections import defaultdict
from collections.abc import Mapping

from socioeco.comptes import Regime
from socioeco.indicators.etats.building import Accounts, build
from socioeco.indicators.etats.definitions import (
    BOTH_SIDES,
    EtatsDefinition,
    LigneDefinition,
    etats_definition,
    lignes_of,
    longest_prefix,
)
from socioeco.indicators.etats.model import Bilan
from socioeco.indicators.opening import NO_OPENING, has_opening
from socioeco.indicators.poste_sums import credit, subtotal
from socioeco.indicators.sources import SourceLine, source_of
from socioeco.readers import Balance

RESULTAT = "Résultat de l’exercice (classes 6 et 7)"
Placed = defaultdict[str, list[SourceLine]]


def compute_bilan(balance: Balance, regime: Regime) -> Bilan:
    """Every account of classes 1 to 5 on one line. Actif = passif to the centime when classes 1 to 7 balance.

    An account of class 4 or 5 stands on the side of its balance; amortissements and depreciation (28, 29, 39, 49,
    59) reduce the actif whatever their sign. Classes 6 and 7 make the one line of the result: closing entries were
    taken back, account 12 does not hold it.
    """
    layout = etats_definition(regime.code)
    actif, passif, corrections = _placed(balance, layout)
    passif[_resultat(layout).cle].extend(result_of(balance))
    return Bilan(
        regime=regime.code,
        titre=layout.titre,
        actif=build(layout.bilan.actif, Accounts(comptes=actif, corrections=corrections), in_debit=True),
        passif=build(layout.bilan.passif, Accounts(comptes=passif)),
        reserve="" if has_opening(balance) else NO_OPENING,
    )


def result_of(balance: Balance) -> tuple[SourceLine, ...]:
    """Classes 6 and 7 as one line, none when they make nothing."""
    return subtotal(RESULTAT, credit(balance, "6", "7"))


def _placed(balance: Balance, layout: EtatsDefinition) -> tuple[Placed, Placed, Placed]:
    actif, passif, corrections = Placed(list), Placed(list), Placed(list)
    for line in balance.matching("1", "2", "3", "4", "5"):
        source = source_of(line)
        correction = longest_prefix(layout.places_of_corrections, source.compte)
        if not source.montant_centimes:
            continue
        if correction:
            corrections[layout.places_of_corrections[correction]].append(source)
        elif _is_actif(source, layout):
            actif[_place(layout.places_of_actif, source)].append(source)
        else:
            passif[_place(layout.places_of_passif, source)].append(source)
    return actif, passif, corrections


def _place(places: Mapping[str, str], source: SourceLine) -> str:
    return places[longest_prefix(places, source.compte)]


def _is_actif(source: SourceLine, layout: EtatsDefinition) -> bool:
    """By the sign for classes 4 and 5, by the longest prefix of the two sides for the others."""
    if source.compte.startswith(BOTH_SIDES):
        return source.montant_centimes < 0
    on_actif, on_passif = (
        longest_prefix(places, source.compte) for places in (layout.places_of_actif, layout.places_of_passif)
    )
    return len(on_actif) > len(on_passif)


def _resultat(layout: EtatsDefinition) -> LigneDefinition:
    return next(ligne for ligne in lignes_of(layout.bilan.passif) if ligne.is_resultat)
