"""What must be said beside a comparison for it not to mislead."""

from calendar import isleap
from datetime import timedelta

from socioeco.formats import format_periode
from socioeco.indicators import Origine, Postes

NEAR_A_YEAR = 5  # days more or less
DAY = timedelta(days=1)
MONTHS = (
    "moins d’un mois", "un mois", "deux mois", "trois mois", "quatre mois", "cinq mois", "six mois", "sept mois",
    "huit mois", "neuf mois", "dix mois", "onze mois", "douze mois", "treize mois", "quatorze mois", "quinze mois",
    "seize mois", "dix-sept mois", "dix-huit mois", "dix-neuf mois", "vingt mois", "vingt et un mois",
    "vingt-deux mois", "vingt-trois mois", "vingt-quatre mois",
)  # fmt: skip

ORIGINES = {
    Origine.FEC: "d’un fichier d’écritures",
    Origine.BALANCE: "d’une balance générale",
    Origine.SAISIE: "de dix lignes saisies",
    Origine.POSTES: "de montants tirés d’un autre logiciel",
}
DIX_LIGNES = "les familles que les dix lignes ne séparent pas sont réunies, et les dépenses peuvent être comptées autrement."
AUTREMENT = "des montants peuvent y être rangés autrement."


def notes_between(before: Postes, after: Postes) -> tuple[str, ...]:
    """Change of rules, lengths, gap or overlap, typed lines: a sentence each, none when there is nothing to say."""
    found = (_rules(before, after), _lengths(before, after), _follow(before, after), _origins(before, after))
    return tuple(note for note in found if note)


def _rules(before: Postes, after: Postes) -> str:
    if before.regime is None or after.regime is None or before.regime.code == after.regime.code:
        return ""
    return (
        f"Les règles comptables changent\u00a0: «\u00a0{before.regime.titre}\u00a0», "
        f"puis «\u00a0{after.regime.titre}\u00a0». Une partie des écarts peut venir de là."
    )


def _lengths(before: Postes, after: Postes) -> str:
    if is_a_year(before) and is_a_year(after):
        return ""
    first, second = (length_in_words(postes) for postes in (before, after))
    return (
        f"Les deux exercices n’ont pas chacun la durée d’une année\u00a0: {first}, puis {second}. "
        "Les montants sont ceux des comptes, sans être ramenés à douze mois."
    )


def is_a_year(postes: Postes) -> bool:
    """Within a few days. Counted from the day it opens: 365 days, or 366 when a 29 February falls in them."""
    opened = postes.opened_on
    year = 365 + isleap(opened.year if opened.month <= 2 else opened.year + 1)
    return abs((postes.closed_on - opened).days + 1 - year) <= NEAR_A_YEAR


def length_in_words(postes: Postes) -> str:
    """« quinze mois », « un peu plus de dix mois »: a sentence is no place for a figure that must open."""
    months = postes.months
    whole = round(months)
    if whole >= len(MONTHS):
        return "plus de deux ans"
    if not whole or months == whole:
        return MONTHS[whole]
    link = "d’" if whole == 1 else "de "
    return f"un peu {'moins' if months < whole else 'plus'} {link}{MONTHS[whole]}"


def _follow(before: Postes, after: Postes) -> str:
    """Said by their dates, whichever of the two is given first."""
    first, second = sorted((before, after), key=lambda each: (each.opened_on, each.closed_on))
    expected = first.closed_on + DAY
    if second.opened_on > expected:
        missing = format_periode(expected, second.opened_on - DAY)
        return f"Il manque des comptes entre les deux exercices\u00a0: {missing}. L’écart couvre ce temps."
    if second.opened_on < expected:
        twice = format_periode(second.opened_on, min(first.closed_on, second.closed_on))
        return f"Les deux exercices se recouvrent\u00a0: {twice}. Ce temps est compté deux fois."
    return ""


def _origins(before: Postes, after: Postes) -> str:
    """A budget is said first: it is no account of what happened."""
    origins = (before.origine, after.origine)
    if Origine.BUDGET in origins:
        return _budget(origins)
    if before.origine is after.origine or set(origins) == {Origine.FEC, Origine.BALANCE}:
        return ""
    first, second = (ORIGINES[origine] for origine in origins)
    limit = DIX_LIGNES if Origine.SAISIE in origins else AUTREMENT
    if after.origine is Origine.SAISIE:
        return f"Le second exercice vient {second}, le premier {first}\u00a0: {limit}"
    return f"Le premier exercice vient {first}, le second {second}\u00a0: {limit}"


def _budget(origins: tuple[Origine, Origine]) -> str:
    if origins[0] is origins[1]:
        return "Les deux exercices sont des budgets\u00a0: des prévisions, pas des comptes."
    which = "premier" if origins[0] is Origine.BUDGET else "second"
    return f"Le {which} exercice est un budget\u00a0: une prévision, pas des comptes."
