"""The families of an exercice regrouped as a benchmark groups them: amounts in centimes, with their lines.

What is not known makes a range, as everywhere; a table that needs it shows the range until someone answers.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from socioeco.comptes import Ressource
from socioeco.indicators import Postes, SourceLine
from socioeco.indicators.financement import commande_bounds, is_commande_told, public_subventions, top
from socioeco.readers import GenreFinanceur, Question
from socioeco.values import Value, calcule, calcule_entre, non_calculable

Lines = tuple[SourceLine, ...]
LEGS_REUNIS = (
    "Fourchette\u00a0: des legs peuvent être dans «\u00a0Autres produits\u00a0», qui n’en sont pas séparés."
)
QUI_PAIE = "Fourchette\u00a0: des libellés, ou des ventes, ne disent pas quel acheteur public paie."
ACTIVITE = (Ressource.COMMANDE, Ressource.VENTES)
DONS = (Ressource.DONS, Ressource.MECENAT, Ressource.FONDATIONS, Ressource.LEGS)
AUTRES = (Ressource.PRODUITS, Ressource.AUTRES)


class Montant(NamedTuple):
    value: Value[int]
    sources: Lines


Amount = Callable[[Postes], Montant]


def _known(postes: Postes, *keys: Ressource) -> Montant:
    """Families that are not told apart are inside another one: they add nothing by themselves."""
    amount = sum(postes.ressources[key].value.number or 0 for key in keys)
    return Montant(calcule(amount), _lines(postes, *keys))


def _lines(postes: Postes, *keys: Ressource) -> Lines:
    return tuple(line for key in keys for line in postes.ressources[key].sources)


def known(*keys: Ressource) -> Amount:
    return partial(_of_keys, keys=keys)


def _of_keys(postes: Postes, keys: tuple[Ressource, ...]) -> Montant:
    return _known(postes, *keys)


def commande(postes: Postes) -> Montant:
    value = commande_bounds(postes)
    keys = ACTIVITE if value.is_range else (Ressource.COMMANDE,)
    return Montant(value, _lines(postes, *keys))


def ventes_privees(postes: Postes) -> Montant:
    return Montant(less(activite(postes).value, commande_bounds(postes)), _lines(postes, *ACTIVITE))


activite = known(*ACTIVITE)


def subventions(postes: Postes) -> Montant:
    return Montant(public_subventions(postes), _lines(postes, Ressource.SUBVENTIONS))


def public(postes: Postes) -> Montant:
    (first, lines), (second, others) = subventions(postes), commande(postes)
    return Montant(plus(first, second), lines + others)


def dons_mecenat(postes: Postes) -> Montant:
    """With what private payers gave under account 74, and the legacies that may hide among others."""
    amount, lines = _known(postes, *DONS)
    given, _ = _known(postes, Ressource.SUBVENTIONS)
    inside = less(given, public_subventions(postes))
    hidden = _hidden_legs(postes)
    lines += _lines(postes, Ressource.SUBVENTIONS) if inside.number or inside.is_range else ()
    lines += _lines(postes, Ressource.AUTRES) if hidden.is_range else ()
    return Montant(plus(plus(amount, inside), hidden), lines)


def engagement(postes: Postes) -> Montant:
    (cotisations, lines), (dons, others) = _known(postes, Ressource.COTISATIONS), dons_mecenat(postes)
    return Montant(plus(cotisations, dons), lines + others)


def autres(postes: Postes) -> Montant:
    amount, lines = _known(postes, *AUTRES)
    return Montant(less(amount, _hidden_legs(postes)), lines)


def reste(postes: Postes) -> Montant:
    """Private sales and others: what is neither public money nor commitment."""
    (sales, lines), (others, more) = ventes_privees(postes), autres(postes)
    return Montant(plus(sales, others), lines + more)


def financement_prive(postes: Postes) -> Montant:
    """All that is not public money."""
    whole = calcule(postes.ressources.total_centimes)
    return Montant(less(whole, public(postes).value), _lines(postes, *Ressource))


def aides_emploi(postes: Postes) -> Montant:
    """What the ASP and its like pay under account 74; a label that says nothing may be one of them."""
    return _paid(postes, GenreFinanceur.EMPLOI, (Ressource.SUBVENTIONS,))


def subventions_hors_emploi(postes: Postes) -> Montant:
    """Public subsidies without these aids, of which the least is taken away: the most stays."""
    helped = aides_emploi(postes).value
    if helped.number is None:
        return Montant(non_calculable(helped.raison), ())
    value = public_subventions(postes)
    low, high = (value.number or 0) - helped.number, top(value) - helped.number
    return Montant(calcule_entre(low, high, reserve=value.reserve), _lines(postes, Ressource.SUBVENTIONS))


def verse_par(genre: GenreFinanceur) -> Amount:
    return partial(_with_purchases, genre=genre)


def _with_purchases(postes: Postes, genre: GenreFinanceur) -> Montant:
    """What this kind of public payer gives, and at most all the purchases of account 70 whose buyer nobody names."""
    paid, lines = _paid(postes, genre, (Ressource.SUBVENTIONS, Ressource.COMMANDE))
    if paid.number is None:
        return Montant(paid, lines)
    unnamed = _unnamed_purchases(postes)
    value = calcule_entre(paid.number, top(paid) + unnamed, reserve=QUI_PAIE if unnamed else paid.reserve)
    return Montant(value, lines)


def _paid(postes: Postes, genre: GenreFinanceur, keys: tuple[Ressource, ...]) -> Montant:
    """Known payers of a kind at least; at most with every label that may be one of them."""
    if postes.financeurs.raison:
        return Montant(non_calculable(postes.financeurs.raison), ())
    inside = set(_lines(postes, *keys))
    by_genre = {
        each: [
            line
            for versement in postes.financeurs.versements
            if versement.genre is each
            for line in versement.sources
            if line in inside
        ]
        for each in (genre, GenreFinanceur.INCONNU)
    }
    sure = sum(line.montant_centimes for line in by_genre[genre])
    maybe = [line.montant_centimes for line in by_genre[GenreFinanceur.INCONNU]]
    low, high = sum(min(each, 0) for each in maybe), sum(max(each, 0) for each in maybe)
    value = calcule_entre(sure + low, sure + high, reserve=QUI_PAIE if maybe else "")
    return Montant(value, (*by_genre[genre], *by_genre[GenreFinanceur.INCONNU]))


def _unnamed_purchases(postes: Postes) -> int:
    """Purchases inside the sales: as answered, else all the sales may be."""
    sales = max(postes.ressources[Ressource.VENTES].value.number or 0, 0)
    if is_commande_told(postes):
        return max(postes.answers.get(Question.ACHATS_PUBLICS) or 0, 0)
    return sales


def _hidden_legs(postes: Postes) -> Value[int]:
    others = postes.ressources[Ressource.AUTRES].value.number or 0
    if postes.ressources[Ressource.LEGS].value.is_computed or others <= 0:
        return calcule(0)
    return calcule_entre(0, others, reserve=LEGS_REUNIS)


def plus(first: Value[int], second: Value[int]) -> Value[int]:
    low = (first.number or 0) + (second.number or 0)
    return calcule_entre(low, top(first) + top(second), reserve=_said(first, second))


def less(first: Value[int], second: Value[int]) -> Value[int]:
    low = (first.number or 0) - top(second)
    return calcule_entre(low, top(first) - (second.number or 0), reserve=_said(first, second))


def _said(*values: Value[int]) -> str:
    return " ".join(dict.fromkeys(filter(None, (value.reserve for value in values))))
