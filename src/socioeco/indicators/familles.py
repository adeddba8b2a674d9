"""What the resources of the year are made of, family by family."""

from collections.abc import Iterable
from fractions import Fraction

from socioeco.comptes import Ressource
from socioeco.indicators.diversite import diversite
from socioeco.indicators.financement import share, top
from socioeco.indicators.postes import Origine, Postes
from socioeco.indicators.sources import SourceLine, total
from socioeco.indicators.terms import Calcul, Terme, on_twelve_months, total_des_ressources
from socioeco.values import Number, Value, calcule, calcule_entre, non_calculable

NEGATIVE = "Les avoirs dépassent ce qui a été reçu\u00a0: la part compte pour rien."
LEGS_REUNIS = "Fourchette\u00a0: des legs peuvent être dans «\u00a0Autres produits\u00a0», ces comptes ne les séparent pas."
MECENAT_REUNI = "Fourchette\u00a0: le mécénat et les fondations sont dans une seule ligne."
CONCOURS_PUBLICS = "73"
GIVEN_ELSEWHERE = frozenset({"ventes_dons_nature", "quotes_parts_generosite"})
GIVEN = (Ressource.DONS, Ressource.MECENAT, Ressource.LEGS)
OWN = (Ressource.COTISATIONS, Ressource.AUTRES, Ressource.PRODUITS)

Lines = tuple[SourceLine, ...]


def ressources(postes: Postes) -> Calcul:
    amount = calcule(postes.ressources.total_centimes)
    termes = (
        Terme.euros(famille.label, famille.value, famille.sources)
        for famille in postes.ressources.familles
        if famille.value.number
    )
    return amount, (*termes, *on_twelve_months(amount, postes))


def part_activite(postes: Postes) -> Calcul:
    """The sales, whoever pays them: what public buyers pay by invoice is in, account 73 is not."""
    lines = _sales(postes)
    return _unless_missing(postes, ("ventes",), _floored_share(total(lines), postes)), (
        Terme.euros("Ventes et participations, quel que soit le client", calcule(total(lines)), lines),
        total_des_ressources(postes),
    )


def part_cotisations(postes: Postes) -> Calcul:
    famille = postes.ressources["cotisations"]
    termes = (Terme.euros(famille.label, famille.value, famille.sources), total_des_ressources(postes))
    if famille.value.number is None:
        return non_calculable(famille.value.raison), termes
    return _floored_share(famille.value.number, postes), termes


def taux_autofinancement(postes: Postes) -> Calcul:
    """Sales, memberships, other products and interest. Legacies that are not told apart may be in « autres »."""
    sales = _sales(postes)
    own = [postes.ressources[key] for key in OWN]
    amount = total(sales) + sum(famille.value.or_default(0) for famille in own)
    hidden = _hidden(postes, Ressource.LEGS, inside=Ressource.AUTRES)
    low = max(amount - hidden, 0)
    reserve = LEGS_REUNIS if hidden else ("" if amount >= 0 else NEGATIVE)
    termes = (
        Terme.euros("Ventes et participations, quel que soit le client", calcule(total(sales)), sales),
        *(Terme.euros(famille.label, famille.value, famille.sources) for famille in own),
        total_des_ressources(postes),
    )
    part = share(calcule_entre(low, max(amount, 0), reserve=reserve), postes)
    return _unless_missing(postes, ("ventes", *OWN), part), termes


def generosite(postes: Postes) -> Calcul:
    amount, termes = _generosity(postes)
    told = _unless_missing(postes, GIVEN, amount)
    return told, (*termes, *on_twelve_months(told, postes))


def part_generosite(postes: Postes) -> Calcul:
    amount, termes = _generosity(postes)
    low = max(amount.or_default(0), 0)
    reserve = amount.reserve or ("" if low or not amount.number else NEGATIVE)
    floored = calcule_entre(low, max(top(amount), 0), reserve=reserve)
    part = _unless_missing(postes, GIVEN, share(floored, postes))
    return part, (*termes, total_des_ressources(postes))


def concentration(postes: Postes) -> Calcul:
    """Σ part²: one over the diversity."""
    value, termes = diversite(postes)
    if value.number is None:
        return value, termes
    low, high = _concentration_bounds(value)
    return calcule_entre(low, high, reserve=value.reserve), termes


def concentration_normalisee(postes: Postes) -> Calcul:
    """(Σ part² − 1/n) ÷ (1 − 1/n), n being the families that the accounts tell apart: nil when all weigh the same."""
    value, termes = diversite(postes)
    count = Fraction(_told_apart(postes))
    shown = (*termes[:-1], Terme.nombre("Familles de ressources que les comptes distinguent", count))
    if value.number is None:
        return value, shown
    low, high = ((each - 1 / count) / (1 - 1 / count) for each in _concentration_bounds(value))
    return calcule_entre(low, high, reserve=value.reserve), shown


def _concentration_bounds(value: Value[int] | Value[Fraction]) -> tuple[Fraction, Fraction]:
    low, high = value.number or 1, value.number if value.haut is None else value.haut
    return Fraction(1) / Fraction(high or 1), Fraction(1) / Fraction(low)


def _told_apart(postes: Postes) -> int:
    """Public purchase counts as told apart even when its amount is not known; a family joined to another does not."""
    familles = postes.ressources.familles
    return sum(each.value.is_computed or each.key is Ressource.COMMANDE for each in familles)


def _sales(postes: Postes) -> Lines:
    """Sales, with what public buyers paid among them. A typed line of purchases has no account: it is in too."""
    purchases = postes.ressources["commande"].sources
    kept = (line for line in purchases if not line.compte.startswith(CONCOURS_PUBLICS))
    return (*postes.ressources["ventes"].sources, *kept)


def _generosity(postes: Postes) -> tuple[Value[int], tuple[Terme, ...]]:
    """Gifts, patronage, legacies; sales of goods given and shares of generosity, where their accounts tell them."""
    given = [postes.ressources[key] for key in GIVEN]
    elsewhere = _given_elsewhere(postes)
    known = sum(famille.value.or_default(0) for famille in given) + total(elsewhere)
    joined = _hidden(postes, Ressource.FONDATIONS, inside=Ressource.MECENAT)
    hidden = _hidden(postes, Ressource.LEGS, inside=Ressource.AUTRES)
    reserve = " ".join(text for text, is_said in ((MECENAT_REUNI, joined), (LEGS_REUNIS, hidden)) if is_said)
    termes = [Terme.euros(famille.label, famille.value, famille.sources) for famille in given]
    if elsewhere:
        termes.append(
            Terme.euros("Dons vendus et quotes-parts de générosité", calcule(total(elsewhere)), elsewhere)
        )
    if hidden:
        autres = postes.ressources["autres"]
        termes.append(Terme.euros(autres.label, autres.value, autres.sources))
    return calcule_entre(known - joined, known + hidden, reserve=reserve), tuple(termes)


def _given_elsewhere(postes: Postes) -> Lines:
    """Goods given and sold, among the sales; shares of generosity received, among the foundations."""
    lines = (line for key in ("ventes", "fondations") for line in postes.ressources[key].sources)
    return tuple(line for line in lines if _famille(postes, line) in GIVEN_ELSEWHERE)


def _famille(postes: Postes, line: SourceLine) -> str:
    found = postes.regime.classify(line.compte, line.libelle) if postes.regime else None
    return found.famille if found else ""


def _unless_missing(postes: Postes, keys: Iterable[str], value: Value[Number]) -> Value[Number]:
    """The value, or the reason of a family that another program left out: it is in no other family."""
    familles = (postes.ressources[key].value for key in keys)
    missing = next((each for each in familles if not each.is_computed), None)
    if missing is None or postes.origine is not Origine.POSTES:
        return value
    return non_calculable(missing.raison)


def _hidden(postes: Postes, key: Ressource, *, inside: Ressource) -> int:
    """What a family that is not told apart may be worth at most inside the one that holds it."""
    if postes.ressources[key].value.is_computed or postes.origine is Origine.POSTES:
        return 0
    return max(postes.ressources[inside].value.or_default(0), 0)


def _floored_share(amount: int, postes: Postes) -> Value[Fraction]:
    """A family whose credit notes exceed what was received weighs nothing."""
    return share(calcule(max(amount, 0), reserve="" if amount >= 0 else NEGATIVE), postes)
