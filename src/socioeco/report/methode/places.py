"""The line of the statements where an account stands: the engine is asked, not its definitions read a second time.

A balance that holds every account, once in debit and once in credit, goes through the statements of the chart.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from socioeco.comptes import Regime, regime_named
from socioeco.indicators.etats import (
    EtatsDefinition,
    LigneEtat,
    SectionEtat,
    compute_bilan,
    compute_compte_de_resultat,
    etats_definition,
)
from socioeco.readers import Balance, BalanceLine
from socioeco.report.methode.model import capital, lowered

BY_NUMBER = "Selon la suite du numéro"
OUTSIDE = "Hors des états"
PART_OF = "dont "


def place_of(code: str, prefixe: str) -> str:
    """Where the accounts stand that follow this rule of the chart: one line, one for each side, or more than that."""
    debit, credit = (_labels(places, _accounts(code).get(prefixe, ())) for places in _places(code))
    if not debit | credit:
        return OUTSIDE
    if debit == credit:
        return _one(debit)
    if len(debit) > 1 and len(credit) > 1:
        return BY_NUMBER
    return f"Au débit, {lowered(_one(debit))}\u202f; au crédit, {lowered(_one(credit))}"


def _one(labels: frozenset[str]) -> str:
    return next(iter(labels)) if len(labels) == 1 else BY_NUMBER


def _labels(places: dict[str, str], accounts: Iterable[str]) -> frozenset[str]:
    return frozenset(places[account] for account in accounts if account in places)


@cache
def _accounts(code: str) -> Mapping[str, Sequence[str]]:
    """By rule of the chart: its prefix, and each longer one that the statements tell apart and that no other rule takes."""
    rules = {rule.prefixe for rule in regime_named(code).comptes}
    taken: dict[str, list[str]] = {}
    for account in _every_account(code):
        starts = (account[:length] for length in range(len(account), 0, -1))
        taken.setdefault(next((start for start in starts if start in rules), ""), []).append(account)
    return taken


@cache
def _places(code: str) -> tuple[dict[str, str], dict[str, str]]:
    """The label of its line for each account, in debit, then in credit."""
    return _told(code, debit=1), _told(code, credit=1)


def _told(code: str, *, debit: int = 0, credit: int = 0) -> dict[str, str]:
    regime, accounts = regime_named(code), _every_account(code)
    lines = tuple(
        BalanceLine(compte=account, libelle="", debit_centimes=debit, credit_centimes=credit)
        for account in accounts
    )
    balance = Balance(opened_on=regime.ouvert_a_partir_du, closed_on=regime.ouvert_a_partir_du, lines=lines)
    return {
        source.compte: capital(ligne.libelle.removeprefix(PART_OF))
        for ligne in _lignes(balance, regime)
        for source in (*ligne.sources, *ligne.corrections)
    }


def _lignes(balance: Balance, regime: Regime) -> Iterator[LigneEtat]:
    resultat, bilan = compute_compte_de_resultat(balance, regime), compute_bilan(balance, regime)
    for each in (*resultat.rubriques, *resultat.contributions_volontaires, *bilan.actif, *bilan.passif):
        if isinstance(each, SectionEtat):
            for ligne in each.lignes:
                yield from ligne.walk()


@cache
def _every_account(code: str) -> tuple[str, ...]:
    rules = (rule.prefixe for rule in regime_named(code).comptes)
    return tuple(sorted({*rules, *_of_statements(etats_definition(code))}))


def _of_statements(layout: EtatsDefinition) -> Iterator[str]:
    for places in (
        layout.places_of_resultat,
        layout.places_in_kind,
        layout.places_of_actif,
        layout.places_of_passif,
        layout.places_of_corrections,
    ):
        yield from places
