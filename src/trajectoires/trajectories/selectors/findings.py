"""What the years of a work say in words alone, without a figure: what weighs, what moved, whether the house is in danger."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from socioeco.indicators import Indicateur, Origine
from socioeco.values import Value
from trajectoires.trajectories.selectors.exercices import Exercice

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
NO_FAMILY = "Vos ressources viennent de plusieurs familles, aucune ne l’emporte"
NOTICEABLE = Fraction(2, 100)  # our convention: under two points, a share is said to be stable


def title(exercices: Sequence[Exercice]) -> str:
    """The first thing read: what moved most between the first year and the last, or what weighs most. No figure."""
    counted = [exercice for exercice in exercices if total(exercice) > 0]
    if not counted:
        return "Aucune ressource dans les comptes lus"
    if len(counted) == 1:
        return _of_one_year(counted[0])
    return _of_several_years(counted[0], counted[-1])


def _of_one_year(exercice: Exercice) -> str:
    return leaning(exercice, at_least=PARTS[-1][0]) or NO_FAMILY


def leaning(exercice: Exercice, *, at_least: Fraction) -> str:
    """The sentence that says how much the heaviest family weighs; empty when it weighs less than this part."""
    if total(exercice) <= 0:
        return ""
    shares = _shares(exercice, mixed=_mixed(exercice))
    family = max(shares, key=lambda name: shares[name])
    found = (sentence for least, sentence in PARTS if shares[family] >= least >= at_least)
    return next(found, "").format(family)


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


def is_in_danger(exercice: Exercice, computed: Mapping[str, Indicateur]) -> bool:
    """Cash for less than a month, own funds eaten, or a deficit without cash: what prevention is for."""
    value = computed["mois_de_tresorerie"].value
    months = value.haut if value.is_range else value.number  # sure, whatever the answers
    fonds_propres = exercice.postes.fonds_propres.value.number
    cash = exercice.postes.tresorerie.value.number
    return (
        (months is not None and months < 1)
        or (fonds_propres is not None and fonds_propres < 0)
        or (cash is not None and cash < 0 and exercice.postes.resultat_centimes < 0)
    )
