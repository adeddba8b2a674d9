"""« Comment nous avons rangé vos comptes »: account by account, the place, the rule, and what the person changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from socioeco.comptes import NATURES, RESSOURCES, places_of
from socioeco.formats import format_euros
from socioeco.indicators import GENRES
from trajectoires.trajectories.presenters.anchors import dates_of
from trajectoires.trajectories.selectors import Exercice, Funded, Placed, Work, funded_of, placed_of

OUTSIDE = "Hors du plan"
DROPPED = "Comptes que le plan de l’exercice n’emploie plus"
UNTOLD = "Selon les mots de son libellé."
FINANCEUR_TOLD = "Selon vous."


@dataclass(frozen=True, kw_only=True)
class PlacedLine:
    compte: str
    label: str
    amount: str
    rule: str
    is_told: bool
    href: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Family:
    label: str
    amount: str
    lines: list[PlacedLine]


@dataclass(frozen=True, kw_only=True)
class RangedYear:
    anchor: str
    label: str
    rules: str
    produits: list[Family]
    charges: list[Family]
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class Change:
    """An account that the person placed: what goes from where to where, and how to take it back."""

    year: str
    compte: str
    label: str
    before: str
    after: str
    amount: str
    key: str
    href: str


@dataclass(frozen=True, kw_only=True)
class FinanceurLine:
    label: str
    nom: str
    genre: str
    rule: str
    amount: str
    is_told: bool
    href: str


@dataclass(frozen=True, kw_only=True)
class Ranged:
    years: list[RangedYear]
    changes: list[Change]
    financeurs: list[FinanceurLine]
    without_accounts: list[str]


def present_ranged(work: Work) -> Ranged:
    """The latest exercice first."""
    placed = [(exercice, placed_of(exercice)) for exercice in reversed(work.exercices)]
    return Ranged(
        years=[
            _year(exercice, accounts, is_open=rank == 0)
            for rank, (exercice, accounts) in enumerate(placed)
            if accounts
        ],
        changes=[
            _change(exercice, each) for exercice, accounts in placed for each in accounts if each.is_told
        ],
        financeurs=[_financeur(each) for each in funded_of(work)],
        without_accounts=[exercice.label for exercice, accounts in placed if not accounts],
    )


def _year(exercice: Exercice, accounts: Sequence[Placed], *, is_open: bool) -> RangedYear:
    regime = exercice.postes.regime
    return RangedYear(
        anchor=f"rangement-{dates_of(exercice)}",
        label=exercice.label,
        rules=regime.titre if regime else "",
        produits=_families(exercice, [each for each in accounts if each.line.compte.startswith("7")]),
        charges=_families(exercice, [each for each in accounts if each.line.compte.startswith("6")]),
        is_open=is_open,
    )


def _families(exercice: Exercice, accounts: Sequence[Placed]) -> list[Family]:
    """In the order of the charts; what no key names comes last."""
    grouped: dict[str, list[Placed]] = {}
    for each in accounts:
        grouped.setdefault(place_in_words(each, each.place), []).append(each)
    order = [*RESSOURCES.values(), *NATURES.values()]
    labels = sorted(grouped, key=lambda label: order.index(label) if label in order else len(order))
    return [_family(exercice, label, grouped[label]) for label in labels]


def _family(exercice: Exercice, label: str, accounts: Sequence[Placed]) -> Family:
    return Family(
        label=label,
        amount=format_euros(sum(each.line.montant_centimes for each in accounts), decimals=2),
        lines=[
            PlacedLine(
                compte=each.line.compte,
                label=each.line.libelle,
                amount=format_euros(each.line.montant_centimes, decimals=2),
                rule=each.rule,
                is_told=each.is_told,
                href=account_href(exercice, each),
                anchor=account_anchor(exercice, each),
            )
            for each in accounts
        ],
    )


def place_in_words(placed: Placed, place: str) -> str:
    """The name of a place; the plan has produits that no key names, and some accounts stand outside it."""
    known = places_of(placed.line.compte).get(place)
    if known:
        return known
    return DROPPED if placed.is_in_plan else OUTSIDE


def _change(exercice: Exercice, placed: Placed) -> Change:
    return Change(
        year=exercice.label,
        compte=placed.line.compte,
        label=placed.line.libelle,
        before=place_in_words(placed, placed.usual),
        after=place_in_words(placed, placed.place),
        amount=format_euros(placed.line.montant_centimes, decimals=2),
        key=exercice.key,
        href=account_href(exercice, placed),
    )


def account_href(exercice: Exercice, placed: Placed) -> str:
    asked = urlencode({"exercice": exercice.key, "compte": placed.line.compte})
    return f"{reverse('trajectories:place_account')}?{asked}"


def account_anchor(exercice: Exercice, placed: Placed) -> str:
    return f"compte-{dates_of(exercice)}-{placed.line.compte}"


def _financeur(funded: Funded) -> FinanceurLine:
    amount = sum(line.montant_centimes for line in funded.lines)
    return FinanceurLine(
        label=funded.label,
        nom=funded.nom,
        genre=GENRES[funded.genre],
        rule=FINANCEUR_TOLD if funded.told else UNTOLD,
        amount=format_euros(amount, decimals=2),
        is_told=funded.told is not None,
        href=f"{reverse('trajectories:name_financeur')}?{urlencode({'libelle': funded.label})}",
    )
