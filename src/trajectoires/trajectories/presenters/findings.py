"""What follows the title of the page: amounts that lead to what explains them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from socioeco.formats import format_euros, format_milliers, format_mois
from socioeco.indicators.balance_postes import NO_OPENING
from socioeco.values import Value
from trajectoires.trajectories.presenters.anchors import accounts_anchor, indicator_anchor, result_anchor
from trajectoires.trajectories.selectors import Exercice
from trajectoires.trajectories.selectors.findings import total

SHORTENED_FROM = 100_000_00  # centimes: under it, a thousand of euros is too coarse a unit


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence; with `href`, an amount that leads to the opening that explains it."""

    text: str
    href: str = ""


def total_over_time(exercices: Sequence[Exercice]) -> str:
    """The title of the figure: how much, where the page's title says of what."""
    first, last = exercices[0], exercices[-1]
    if first is last:
        return f"{_short(total(last))} de ressources en {last.label}"
    before, after = (f"{_short(total(year))} en {year.label}" for year in (first, last))
    return f"Des ressources {change_in_words(total(first), total(last))} : {before}, {after}"


def _short(centimes: int) -> str:
    """Thousands of euros where they say enough, else whole euros."""
    is_large = abs(centimes) >= SHORTENED_FROM
    return format_milliers(centimes) if is_large else format_euros(centimes, decimals=0)


def change_in_words(before: int, after: int) -> str:
    if before == after:
        return "de même montant"
    return "en hausse" if after > before else "en baisse"


def lede(exercices: Sequence[Exercice], months: Value[Fraction] | None = None) -> list[Piece]:
    """How much, how the last year ends, how long the cash lasts; every amount leads to its opening."""
    if not exercices:
        return [Piece("Aucun exercice n’a pu être lu. Voici pourquoi, fichier par fichier.")]
    first, last = exercices[0], exercices[-1]
    latest = Piece(format_euros(total(last), decimals=0), f"#{accounts_anchor(last)}")
    if first is last:
        said = [Piece(f"Vos ressources de l’exercice {last.label} font "), latest]
    elif total(first) == total(last):
        said = [Piece("Vos ressources font "), latest, Piece(f", comme en {first.label}")]
    else:
        earliest = Piece(format_euros(total(first), decimals=0), f"#{accounts_anchor(first)}")
        years = f"De {first.label} à {last.label}, vos ressources sont passées de "
        said = [Piece(years), earliest, Piece(" à "), latest]
    return [*said, *_result(last), *_cash(months)]


def _result(exercice: Exercice) -> list[Piece]:
    amount = exercice.postes.resultat_centimes
    if amount == 0:
        return [Piece(f". L’exercice {exercice.label} finit à l’équilibre.")]
    kind = "un excédent" if amount > 0 else "un déficit"
    written = format_euros(abs(amount), decimals=0)
    return [
        Piece(f". L’exercice {exercice.label} finit sur {kind} de "),
        Piece(written, f"#{result_anchor(exercice)}"),
        Piece("."),
    ]


def _cash(months: Value[Fraction] | None) -> list[Piece]:
    """Left to its own line when it cannot be said without a reserve on what the file holds."""
    if months is None or months.number is None or months.is_range or months.number <= 0:
        return []
    if NO_OPENING in months.reserve:
        return []
    written = format_mois(months.number)
    return [
        Piece(" L’argent disponible à la clôture couvre "),
        Piece(written, f"#{indicator_anchor('mois_de_tresorerie')}"),
        Piece(" de dépenses."),
    ]
