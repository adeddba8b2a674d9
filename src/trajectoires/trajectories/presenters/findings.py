"""The finding that opens the page: its title in words alone, then amounts that lead to what explains them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from socioeco.formats import format_euros, format_milliers, format_mois
from socioeco.indicators import Origine
from socioeco.indicators.balance_postes import NO_OPENING
from socioeco.values import Value
from trajectoires.trajectories.presenters.anchors import accounts_anchor, indicator_anchor, result_anchor
from trajectoires.trajectories.selectors import Exercice

# The families that may be compared, each with those of the engine that it adds up.
OF_FAMILY: Mapping[str, str] = {
    "subventions": "des subventions",
    "commande": "de la commande publique",
    "ventes": "des ventes et participations",
    "cotisations": "des cotisations",
    "dons": "des dons",
    "mecenat": "du mécénat",
    "fondations": "des fondations",
    "legs": "des legs",
    "produits": "des produits financiers",
    "autres": "des autres produits",
}
MIXED_SALES = "des ventes et achats publics"
MIXED_PATRONS = "du mécénat et des fondations"
MIXED_OTHERS = "des autres produits"
PARTS = (
    (Fraction(1), "Toutes vos ressources viennent {}"),
    (Fraction(3, 4), "Les trois quarts au moins de vos ressources viennent {}"),
    (Fraction(1, 2), "La moitié au moins de vos ressources vient {}"),
    (Fraction(1, 3), "Un tiers au moins de vos ressources vient {}"),
)
SHORTENED_FROM = 100_000_00  # centimes: under it, a thousand of euros is too coarse a unit
NOTICEABLE = Fraction(2, 100)  # our convention: under two points, a share is said to be stable


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence; with `href`, an amount that leads to the opening that explains it."""

    text: str
    href: str = ""


def title(exercices: Sequence[Exercice]) -> str:
    """The first thing read: what moved most between the first year and the last, or what weighs most. No figure."""
    counted = [exercice for exercice in exercices if total(exercice) > 0]
    if not counted:
        return "Aucune ressource dans les comptes lus"
    if len(counted) == 1:
        return _of_one_year(counted[0])
    return _of_several_years(counted[0], counted[-1])


def _of_one_year(exercice: Exercice) -> str:
    shares = _shares(exercice, mixed=_mixed(exercice))
    family = max(shares, key=lambda name: shares[name])
    for least, sentence in PARTS:
        if shares[family] >= least:
            return sentence.format(family)
    return "Vos ressources viennent de plusieurs familles, aucune ne l’emporte"


def _of_several_years(first: Exercice, last: Exercice) -> str:
    """Shares, for a family may weigh less while its amount grows."""
    mixed = _mixed(first) | _mixed(last)
    before, after = _shares(first, mixed=mixed), _shares(last, mixed=mixed)
    moves = {name: after[name] - before[name] for name in before}
    fallen, risen = min(moves, key=lambda name: moves[name]), max(moves, key=lambda name: moves[name])
    down, up = moves[fallen] <= -NOTICEABLE, moves[risen] >= NOTICEABLE
    if down and up:
        return f"La part {fallen} recule, celle {risen} progresse"
    if not (down or up):
        return "Vos ressources gardent la même composition"
    return f"La part {fallen} recule" if down else f"La part {risen} progresse"


def _mixed(exercice: Exercice) -> frozenset[str]:
    """Groupings without which this exercice cannot be set beside another."""
    found = set()
    if purchase_is_hidden(exercice):
        found.add(MIXED_SALES)
    if exercice.postes.origine is Origine.SAISIE:
        found |= {MIXED_PATRONS, MIXED_OTHERS}
    return frozenset(found)


def purchase_is_hidden(exercice: Exercice) -> bool:
    """Whether public purchases may stand among the sales, nobody having said how much."""
    ressources = exercice.postes.ressources
    commande, ventes = ressources["commande"].value, ressources["ventes"].value
    return not commande.is_computed or commande.is_range or (bool(ventes.reserve) and bool(ventes.number))


def _shares(exercice: Exercice, *, mixed: frozenset[str]) -> dict[str, Fraction]:
    """The part of each family in the resources, named as a sentence names it."""
    shares: dict[str, Fraction] = {}
    for key, name in OF_FAMILY.items():
        group = _group(key, name, mixed)
        amount = exact(exercice.postes.ressources[key].value)
        shares[group] = shares.get(group, Fraction(0)) + Fraction(amount, total(exercice))
    return shares


def _group(key: str, name: str, mixed: frozenset[str]) -> str:
    if key in {"commande", "ventes"} and MIXED_SALES in mixed:
        return MIXED_SALES
    if key in {"mecenat", "fondations"} and MIXED_PATRONS in mixed:
        return MIXED_PATRONS
    if key in {"autres", "legs", "produits"} and MIXED_OTHERS in mixed:
        return MIXED_OTHERS
    return name


def exact(value: Value[int]) -> int:
    """What an addition counts of a family: what the accounts put in it."""
    return value.number or 0


def total(exercice: Exercice) -> int:
    return exercice.postes.ressources.total_centimes


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
