"""Where a year stands between three poles: subsidies, members and generosity, sales and public orders.

House convention: a public purchase is a contract, it stands with the sales; the other convention, with subsidies,
is always computed beside. Produits financiers and autres produits stand outside the triangle. What is not known
makes a point an area: the hull of every place that an answer could give.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

from socioeco.comptes import Ressource
from socioeco.indicators import Postes, SourceLine
from socioeco.indicators.financement import commande_bounds, public_subventions, top
from socioeco.trajectories.exercices import Etape, sans_comptes
from socioeco.trajectories.mix import amounts_of, breakpoints
from socioeco.values import Value, calcule_entre, non_calculable

VERSION, DEPUIS = "1", date(2026, 11, 25)  # of the convention
HORS_POLES = (
    "Aucune ressource dans les trois pôles\u00a0: ni subvention, ni vente ou commande, ni membre ou don. "
    "L’exercice n’a pas de place sur le triangle."
)
LEGS_REUNIS = (
    "Fourchette\u00a0: des legs peuvent être dans «\u00a0Autres produits\u00a0», qui n’en sont pas séparés."
)
MEMBRES = (
    Ressource.COTISATIONS,
    Ressource.DONS,
    Ressource.MECENAT,
    Ressource.FONDATIONS,
    Ressource.LEGS,
)
HORS = (Ressource.PRODUITS, Ressource.AUTRES)


class Pole(StrEnum):
    SUBVENTIONS = "subventions"
    MEMBRES = "membres"
    VENTES = "ventes"


class ConventionAchat(StrEnum):
    """Where public purchase stands."""

    CONTRAT = "contrat"  # with the sales: a contract
    ARGENT_PUBLIC = "argent_public"  # with the subsidies: who pays


LIBELLES: Mapping[tuple[ConventionAchat, Pole], str] = MappingProxyType(
    {
        (ConventionAchat.CONTRAT, Pole.SUBVENTIONS): "Subventions",
        (ConventionAchat.CONTRAT, Pole.MEMBRES): "Membres et générosité",
        (ConventionAchat.CONTRAT, Pole.VENTES): "Ventes et commandes",
        (ConventionAchat.ARGENT_PUBLIC, Pole.SUBVENTIONS): "Subventions et commandes publiques",
        (ConventionAchat.ARGENT_PUBLIC, Pole.MEMBRES): "Membres et générosité",
        (ConventionAchat.ARGENT_PUBLIC, Pole.VENTES): "Ventes à des usagers et clients privés",
    }
)
FAMILLES: Mapping[tuple[ConventionAchat, Pole], tuple[Ressource, ...]] = MappingProxyType(
    {
        (ConventionAchat.CONTRAT, Pole.SUBVENTIONS): (Ressource.SUBVENTIONS,),
        (ConventionAchat.CONTRAT, Pole.MEMBRES): MEMBRES,
        (ConventionAchat.CONTRAT, Pole.VENTES): (Ressource.COMMANDE, Ressource.VENTES),
        (ConventionAchat.ARGENT_PUBLIC, Pole.SUBVENTIONS): (Ressource.SUBVENTIONS, Ressource.COMMANDE),
        (ConventionAchat.ARGENT_PUBLIC, Pole.MEMBRES): MEMBRES,
        (ConventionAchat.ARGENT_PUBLIC, Pole.VENTES): (Ressource.VENTES,),
    }
)


class Sommet(NamedTuple):
    """A place on the triangle: three shares that add up to one, exactly."""

    subventions: Fraction
    membres: Fraction
    ventes: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class PointTriangle:
    """`zone` is one place when all is known, two for a segment, more for an area (its hull), none when off the poles.

    `parts` gives each pole's share of the three, a range over the zone; `hors_triangle` is the share of all the
    resources that stands at no pole. Families below zero count for nothing. `sources` are the lines of a pole's
    families.
    """

    etape: Etape
    convention: ConventionAchat
    zone: tuple[Sommet, ...]
    parts: Mapping[Pole, Value[Fraction]]
    hors_triangle: Value[Fraction]
    sources: Mapping[Pole, tuple[SourceLine, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chemin:
    """One point by step of the path under each convention, gaps included (empty zone, with the reason)."""

    points: tuple[PointTriangle, ...]
    autre_convention: tuple[PointTriangle, ...]


class _Case(NamedTuple):
    """One way in which what is not known may be."""

    bought: int
    public: int
    legs: int


def chemin_of(etapes: Sequence[Etape]) -> Chemin:
    points = {
        convention: tuple(point_of(etape, convention) for etape in etapes) for convention in ConventionAchat
    }
    return Chemin(
        points=points[ConventionAchat.CONTRAT], autre_convention=points[ConventionAchat.ARGENT_PUBLIC]
    )


def point_of(etape: Etape, convention: ConventionAchat = ConventionAchat.CONTRAT) -> PointTriangle:
    """The place of a step, exact; see PointTriangle for what is guaranteed."""
    postes = etape.postes
    if postes is None:
        return _nowhere(etape, convention, non_calculable(sans_comptes(etape)))
    cases = list(_cases(postes))
    places = [place for case in cases if (place := _place(postes, case, convention))]
    outside = _outside(postes, cases)
    if not places:
        return _nowhere(etape, convention, non_calculable(HORS_POLES), outside)
    reserve = _reserve(postes, convention)
    return PointTriangle(
        etape=etape,
        convention=convention,
        zone=hull(places),
        parts={
            pole: _between([place[index] for place in places], reserve) for index, pole in enumerate(Pole)
        },
        hors_triangle=outside,
        sources={pole: _sources(postes, FAMILLES[convention, pole]) for pole in Pole},
    )


def _nowhere(
    etape: Etape,
    convention: ConventionAchat,
    why: Value[Fraction],
    outside: Value[Fraction] | None = None,
) -> PointTriangle:
    return PointTriangle(
        etape=etape,
        convention=convention,
        zone=(),
        parts=dict.fromkeys(Pole, why),
        hors_triangle=outside or why,
        sources=dict.fromkeys(Pole, ()),
    )


def _cases(postes: Postes) -> Iterator[_Case]:
    """Every corner of what is not known: between two of them, the place moves along a straight line."""
    amounts = amounts_of(postes)
    bought, public = commande_bounds(postes), public_subventions(postes)
    both = amounts[Ressource.COMMANDE] + amounts[Ressource.VENTES]
    given = amounts[Ressource.SUBVENTIONS]
    for corner in product(
        breakpoints(bought.number or 0, top(bought), 0, both),
        breakpoints(public.number or 0, top(public), 0, given),
        breakpoints(0, _hidden_legs(postes)),
    ):
        yield _Case(*corner)


def _hidden_legs(postes: Postes) -> int:
    """Up to all of « autres » when legacies are not told from them."""
    is_told = postes.ressources[Ressource.LEGS].value.is_computed
    return 0 if is_told else max(amounts_of(postes)[Ressource.AUTRES], 0)


def _place(postes: Postes, case: _Case, convention: ConventionAchat) -> Sommet | None:
    weights = _weights(amounts_of(postes), case, convention)
    whole = sum(weights)
    return Sommet(*(Fraction(weight, whole) for weight in weights)) if whole else None


def _weights(
    amounts: Mapping[Ressource, int], case: _Case, convention: ConventionAchat
) -> tuple[int, int, int]:
    """Private payers of account 74 stand with generosity: their money is not a subsidy."""
    sold = amounts[Ressource.COMMANDE] + amounts[Ressource.VENTES] - case.bought
    private = amounts[Ressource.SUBVENTIONS] - case.public
    members = sum(max(amounts[key], 0) for key in MEMBRES) + max(private, 0) + case.legs
    public, bought, sales = (max(amount, 0) for amount in (case.public, case.bought, sold))
    if convention is ConventionAchat.CONTRAT:
        return public, members, sales + bought
    return public + bought, members, sales


def _outside(postes: Postes, cases: Sequence[_Case]) -> Value[Fraction]:
    amounts = amounts_of(postes)
    shares = []
    for case in cases:
        beside = sum(max(amounts[key], 0) for key in HORS) - case.legs
        whole = beside + sum(_weights(amounts, case, ConventionAchat.CONTRAT))
        if whole:
            shares.append(Fraction(beside, whole))
    return _between(shares, LEGS_REUNIS if _hidden_legs(postes) else "")


def _between(shares: Sequence[Fraction], reserve: str) -> Value[Fraction]:
    if not shares:
        return non_calculable(HORS_POLES)
    return calcule_entre(min(shares), max(shares), reserve=reserve)


def _reserve(postes: Postes, convention: ConventionAchat) -> str:
    said = [public_subventions(postes).reserve, LEGS_REUNIS if _hidden_legs(postes) else ""]
    if convention is ConventionAchat.ARGENT_PUBLIC:
        said.insert(0, commande_bounds(postes).reserve)
    return " ".join(filter(None, said))


def _sources(postes: Postes, keys: Sequence[Ressource]) -> tuple[SourceLine, ...]:
    return tuple(line for key in keys for line in postes.ressources[key].sources)


def hull(places: Sequence[Sommet]) -> tuple[Sommet, ...]:
    """The corners of the smallest convex area that holds these places, in order around it; exact."""
    ordered = sorted(set(places))
    if len(ordered) < 3:
        return tuple(ordered)
    return (*_half(ordered), *_half(ordered[::-1]))


def _half(ordered: Sequence[Sommet]) -> list[Sommet]:
    """One side of the hull, without its last corner, which opens the other side."""
    kept: list[Sommet] = []
    for place in ordered:
        while len(kept) > 1 and _turn(kept[-2], kept[-1], place) <= 0:
            kept.pop()
        kept.append(place)
    return kept[:-1]


def _turn(first: Sommet, second: Sommet, third: Sommet) -> Fraction:
    """Positive when the three places turn left; two shares say all, the third follows."""
    (ax, ay), (bx, by), (cx, cy) = (place[:2] for place in (first, second, third))
    return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
