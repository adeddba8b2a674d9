"""The finding that opens the page, in words: what moved most, or what weighs most."""

from fractions import Fraction

from socioeco.formats import format_euros, format_milliers, format_pourcent
from trajectoires.trajectories.presenters.exercices import Exercice

OF_FAMILY = {
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
SHORTENED_FROM = 100_000_00  # centimes: under it, a thousand of euros is too coarse a unit
NOTICEABLE = Fraction(2, 100)  # our convention: under two points, a share is said to be stable


def title(exercices: list[Exercice]) -> str:
    counted = [exercice for exercice in exercices if exercice.total > 0]
    if not counted:
        return "Aucune ressource dans les comptes lus"
    if len(counted) == 1:
        return _of_one_year(counted[0])
    return _of_several_years(counted[0], counted[-1])


def _of_one_year(exercice: Exercice) -> str:
    family = max(OF_FAMILY, key=exercice.share)
    share = format_pourcent(exercice.share(family), decimals=0)
    return f"En {exercice.label}, {share} de vos ressources viennent {OF_FAMILY[family]}"


def _of_several_years(first: Exercice, last: Exercice) -> str:
    family = max(OF_FAMILY, key=lambda key: abs(last.share(key) - first.share(key)))
    before, after = first.share(family), last.share(family)
    if abs(after - before) < NOTICEABLE:
        return f"De {first.label} à {last.label}, vos ressources gardent la même composition"
    verb = "progresse" if after > before else "recule"
    shares = f"de {format_pourcent(before, decimals=0)} à {format_pourcent(after, decimals=0)}"
    return f"La part {OF_FAMILY[family]} {verb} {shares}"


def total_over_time(exercices: list[Exercice]) -> str:
    """The title of the figure: how much, where the page's title says of what."""
    first, last = exercices[0], exercices[-1]
    if first is last:
        return f"{_short(last.total)} de ressources en {last.label}"
    before, after = (f"{_short(year.total)} en {year.label}" for year in (first, last))
    return f"Des ressources {_change(first.total, last.total)} : {before}, {after}"


def _short(centimes: int) -> str:
    """Thousands of euros where they say enough, else whole euros."""
    is_large = abs(centimes) >= SHORTENED_FROM
    return format_milliers(centimes) if is_large else format_euros(centimes, decimals=0)


def _change(before: int, after: int) -> str:
    if before == after:
        return "de même montant"
    return "en hausse" if after > before else "en baisse"


def lede(exercices: list[Exercice]) -> str:
    if not exercices:
        return "Aucun exercice n’a pu être lu. Voici pourquoi, fichier par fichier."
    first, last = exercices[0], exercices[-1]
    if first is last:
        return f"Vos ressources de l’exercice {last.label} font {format_euros(last.total, decimals=0)}. {_result(last)}"
    if first.total == last.total:
        return f"Vos ressources font {format_euros(last.total, decimals=0)}, comme en {first.label}. {_result(last)}"
    return (
        f"De {first.label} à {last.label}, vos ressources sont passées de {format_euros(first.total, decimals=0)} "
        f"à {format_euros(last.total, decimals=0)}. {_result(last)}"
    )


def _result(exercice: Exercice) -> str:
    amount = exercice.resultat.resultat_centimes
    if amount == 0:
        return f"L’exercice {exercice.label} finit à l’équilibre."
    kind = "un excédent" if amount > 0 else "un déficit"
    return f"L’exercice {exercice.label} finit sur {kind} de {format_euros(abs(amount), decimals=0)}."
