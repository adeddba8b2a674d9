"""The years in their order, whatever the order they came in: what is missing, what is counted twice, what breaks."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations, pairwise

from socioeco.formats import format_date, format_periode
from socioeco.indicators import Origine, Postes
from socioeco.trajectories.notes import DAY, is_a_year, length_in_words

Lived = Sequence[tuple[str, Postes]]  # names of years, and the years


class EtapeKind(StrEnum):
    EXERCICE = "exercice"
    LACUNE = "lacune"  # no accounts for this time


class RuptureKind(StrEnum):
    """What keeps two years from being read as one series."""

    LACUNE = "lacune"
    RECOUVREMENT = "recouvrement"
    REGLES = "regles"
    DUREE = "duree"
    ORIGINE = "origine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Etape:
    """A step of the path: an exercice, or a time without accounts (`postes` is then None)."""

    libelle: str
    opened_on: date
    closed_on: date
    postes: Postes | None = None

    @property
    def kind(self) -> EtapeKind:
        return EtapeKind.LACUNE if self.postes is None else EtapeKind.EXERCICE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rupture:
    """What must be said between `avant` and `apres` (labels of steps; both the same for a length)."""

    kind: RuptureKind
    avant: str
    apres: str
    phrase: str


class ExercicesInvalides(ValueError):
    """Years that cannot make a trajectory; the message is a French sentence for the person."""


def sorted_years(postes: Iterable[Postes]) -> list[Postes]:
    """Oldest first. Raises ExercicesInvalides for the same dates twice, or a year that closes before it opens."""
    years = sorted(postes, key=_dates)
    for each in years:
        if each.closed_on < each.opened_on:
            raise ExercicesInvalides(
                f"Un exercice se termine avant de commencer\u00a0: ouvert le {format_date(each.opened_on)}, "
                f"clos le {format_date(each.closed_on)}."
            )
    twice = next((dates for dates, count in Counter(map(_dates, years)).items() if count > 1), None)
    if twice:
        raise ExercicesInvalides(
            f"L’exercice {format_periode(*twice)} est donné deux fois. Gardez-en un seul\u00a0: "
            "ses montants compteraient double."
        )
    return years


def is_budget(postes: Postes) -> bool:
    return postes.origine is Origine.BUDGET


def etapes_of(years: Sequence[Postes]) -> tuple[Etape, ...]:
    """The sorted years and, between two of them, the time that no account covers."""
    steps = list(_steps(years))
    names = _names([(opened, closed) for opened, closed, _ in steps])
    return tuple(
        Etape(libelle=name, opened_on=opened, closed_on=closed, postes=postes)
        for name, (opened, closed, postes) in zip(names, steps, strict=True)
    )


def libelles_of(years: Sequence[Postes]) -> list[str]:
    """A short name for each year, each different: « 2024 », « 2023-2024 », else its dates."""
    return _names([_dates(each) for each in years])


def ruptures_of(etapes: Sequence[Etape]) -> tuple[Rupture, ...]:
    """In the order of the path: lengths, gaps, overlaps, changes of rules and of origin. None is left unsaid."""
    lived = [(etape.libelle, etape.postes) for etape in etapes if etape.postes is not None]
    found = [*_lengths(lived), *_gaps(etapes), *_overlaps(lived), *_rules(lived), *_origins(lived)]
    place = {etape.libelle: index for index, etape in enumerate(etapes)}
    return tuple(sorted(found, key=lambda each: (place[each.apres], place[each.avant])))


def _dates(postes: Postes) -> tuple[date, date]:
    return postes.opened_on, postes.closed_on


def _steps(years: Sequence[Postes]) -> Iterator[tuple[date, date, Postes | None]]:
    covered: date | None = None
    for each in years:
        if covered and each.opened_on > covered + DAY:
            yield covered + DAY, each.opened_on - DAY, None
        yield each.opened_on, each.closed_on, each
        covered = max(covered or each.closed_on, each.closed_on)


def _names(periods: Sequence[tuple[date, date]]) -> list[str]:
    names = [_name(*period) for period in periods]
    count = Counter(names)
    return [
        name if count[name] == 1 else f"{period[0]:%d/%m/%Y}-{period[1]:%d/%m/%Y}"
        for name, period in zip(names, periods, strict=True)
    ]


def _name(opened_on: date, closed_on: date) -> str:
    if opened_on.year == closed_on.year:
        return str(closed_on.year)
    return f"{opened_on.year}-{closed_on.year}"


def _lengths(lived: Lived) -> Iterator[Rupture]:
    for libelle, postes in lived:
        if not is_a_year(postes):
            phrase = (
                f"L’exercice {libelle} ne dure pas une année\u00a0: {length_in_words(postes)}. Ses flux sont aussi "
                "donnés ramenés à douze mois\u202f; ce qu’il possède et doit à la clôture ne l’est jamais."
            )
            yield Rupture(kind=RuptureKind.DUREE, avant=libelle, apres=libelle, phrase=phrase)


def _gaps(etapes: Sequence[Etape]) -> Iterator[Rupture]:
    for before, etape, after in zip(etapes, etapes[1:], etapes[2:], strict=False):
        if etape.postes is None:
            yield Rupture(
                kind=RuptureKind.LACUNE,
                avant=before.libelle,
                apres=after.libelle,
                phrase=sans_comptes(etape),
            )


def sans_comptes(etape: Etape) -> str:
    return f"Il manque des comptes\u00a0: {format_periode(etape.opened_on, etape.closed_on)}."


def _overlaps(lived: Lived) -> Iterator[Rupture]:
    """Every pair that shares days, not only neighbours: a long year may cover two others."""
    for (avant, first), (apres, second) in combinations(lived, 2):
        if second.opened_on <= first.closed_on:
            shared = format_periode(second.opened_on, min(first.closed_on, second.closed_on))
            phrase = f"Deux exercices se recouvrent\u00a0: {shared}. Ce temps est compté deux fois."
            yield Rupture(kind=RuptureKind.RECOUVREMENT, avant=avant, apres=apres, phrase=phrase)


def _rules(lived: Lived) -> Iterator[Rupture]:
    for (avant, first), (apres, second) in pairwise(lived):
        if second.regime is not None and changes_rules(first, second):
            phrase = (
                f"Les règles comptables changent\u00a0: l’exercice {apres} suit "
                f"«\u00a0{second.regime.titre}\u00a0»."
            )
            yield Rupture(kind=RuptureKind.REGLES, avant=avant, apres=apres, phrase=phrase)


def _origins(lived: Lived) -> Iterator[Rupture]:
    for (avant, first), (apres, second) in pairwise(lived):
        if first.origine is not second.origine:
            phrase = f"Les chiffres de {avant} et de {apres} ne viennent pas de la même source."
            yield Rupture(kind=RuptureKind.ORIGINE, avant=avant, apres=apres, phrase=phrase)


def changes_rules(before: Postes, after: Postes) -> bool:
    """Two charts of accounts; typed lines follow none and break nothing by themselves."""
    return before.regime is not None and after.regime is not None and before.regime.code != after.regime.code
