"""The shares that speak: families taken together, with what is not known of them.

A value that is exact is the sum of its lines; a range shows the lines where the rest may hide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from socioeco.indicators import Postes, SourceLine
from socioeco.indicators.financement import commande_bounds, public_subventions, share, top
from socioeco.readers import GenreFinanceur, Question
from socioeco.typologies.convention import Groupe
from socioeco.values import Value, calcule, calcule_entre

LEGS_REUNIS = (
    "Fourchette\u00a0: des legs peuvent être dans «\u00a0Autres produits\u00a0», "
    "les dix lignes ne les séparent pas."
)
MAYBE_PRIVATE = (GenreFinanceur.PRIVE, GenreFinanceur.INCONNU)
CONCOURS_PUBLICS = "73"

Lines = tuple[SourceLine, ...]
Found = tuple[Value[int], Lines, str]  # an amount, its lines, the question


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A share of the resources of the year, its lines, and the question whose answer would make it exact."""

    value: Value[Fraction]
    sources: Lines
    question: str = ""

    def reaches(self, threshold: Fraction) -> bool:
        """For sure."""
        return self.value.number is not None and self.value.number >= threshold

    def may_reach(self, threshold: Fraction) -> bool:
        """For all that is known."""
        high = self.value.number if self.value.haut is None else self.value.haut
        return high is not None and high >= threshold


def parts_of(postes: Postes) -> Mapping[Groupe, Part]:
    """The share of every Groupe; none is computable in a year without resources."""
    parts = {
        Groupe.COTISATIONS: _exact(postes, "cotisations"),
        Groupe.VENTES: _sales(postes),
        Groupe.COMMANDE: _commande(postes),
        Groupe.SUBVENTIONS: _subventions(postes),
        Groupe.PRIVE: _private(postes, "mecenat", "fondations"),
        Groupe.PUBLIC: _public(postes),
        Groupe.GENEROSITE: _generosity(postes),
        Groupe.PRODUITS: _exact(postes, "produits"),
        Groupe.AUTRES: _others(postes),
        Groupe.DONS: _exact(postes, "dons"),
        Groupe.NON_MARCHAND: _with_legs(
            postes, _exact(postes, "subventions", "dons", "legs", "mecenat", "fondations")
        ),
        Groupe.ACTIVITE: _exact(postes, "ventes", "commande"),
    }
    return {groupe: _part(postes, *found) for groupe, found in parts.items()}


def _part(postes: Postes, amount: Value[int], sources: Lines, question: str) -> Part:
    return Part(value=share(amount, postes), sources=sources, question=question)


def _exact(postes: Postes, *keys: str) -> Found:
    """Families that are not told apart are inside another one: they add nothing by themselves."""
    amount = sum(postes.ressources[key].value.number or 0 for key in keys)
    return calcule(amount), _lines(postes, *keys), ""


def _lines(postes: Postes, *keys: str) -> Lines:
    return tuple(line for key in keys for line in postes.ressources[key].sources)


def _sales(postes: Postes) -> Found:
    """Sales with the public purchases among them, known whoever pays; account 73 is not a sale.

    A typed line has no account: what public buyers pay is taken there as a purchase.
    """
    purchases = (line for line in _lines(postes, "commande") if not line.compte.startswith(CONCOURS_PUBLICS))
    lines = (*_lines(postes, "ventes"), *purchases)
    return calcule(sum(line.montant_centimes for line in lines)), lines, ""


def _commande(postes: Postes) -> Found:
    amount = commande_bounds(postes)
    if amount.is_range:
        return amount, _lines(postes, "commande", "ventes"), Question.ACHATS_PUBLICS.value
    return amount, _lines(postes, "commande"), ""


def _subventions(postes: Postes) -> Found:
    private = _inside_subventions(postes, GenreFinanceur.PRIVE)
    lines = tuple(line for line in _lines(postes, "subventions") if line not in private)
    return public_subventions(postes), lines, ""


def _public(postes: Postes) -> Found:
    (subventions, lines, _), (commande, others, question) = _subventions(postes), _commande(postes)
    return _add(subventions, commande), lines + others, question


def _private(postes: Postes, *keys: str) -> Found:
    """Private families, and what private payers gave under account 74: it is not public money."""
    known, lines, question = _exact(postes, *keys)
    inside = _inside_subventions(postes, *MAYBE_PRIVATE)
    return _add(known, _private_subventions(postes)), lines + inside, question


def _private_subventions(postes: Postes) -> Value[int]:
    whole, public = postes.ressources["subventions"].value.number or 0, public_subventions(postes)
    return calcule_entre(whole - top(public), whole - (public.number or 0), reserve=public.reserve)


def _inside_subventions(postes: Postes, *genres: GenreFinanceur) -> Lines:
    """The lines of subsidies whose payer is of these kinds."""
    versements = (each for each in postes.financeurs.versements if each.genre in genres)
    paid = {line for versement in versements for line in versement.sources}
    return tuple(line for line in _lines(postes, "subventions") if line in paid)


def _generosity(postes: Postes) -> Found:
    return _with_legs(postes, _private(postes, "dons", "legs", "mecenat", "fondations"))


def _with_legs(postes: Postes, found: Found) -> Found:
    (amount, lines, question), hidden = found, hidden_legs(postes)
    return _add(amount, hidden), lines + (_lines(postes, "autres") if hidden.is_range else ()), question


def hidden_legs(postes: Postes) -> Value[int]:
    """Ten lines do not tell legacies from other produits: none of these may be legacies, or all."""
    others = postes.ressources["autres"].value.number or 0
    if postes.ressources["legs"].value.is_computed or others <= 0:
        return calcule(0)
    return calcule_entre(0, others, reserve=LEGS_REUNIS)


def _others(postes: Postes) -> Found:
    amount, lines, question = _exact(postes, "autres")
    high, hidden = amount.number or 0, hidden_legs(postes)
    return calcule_entre(high - top(hidden), high, reserve=hidden.reserve), lines, question


def _add(first: Value[int], second: Value[int]) -> Value[int]:
    reserve = " ".join(dict.fromkeys(filter(None, (first.reserve, second.reserve))))
    low = (first.number or 0) + (second.number or 0)
    return calcule_entre(low, top(first) + top(second), reserve=reserve)
