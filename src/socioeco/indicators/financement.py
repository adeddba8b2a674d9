"""Public money in the resources. Each bound is a case that an answer could make true."""

from collections.abc import Iterator
from fractions import Fraction

from socioeco.indicators.postes import Origine, Postes
from socioeco.indicators.sources import SourceLine, total
from socioeco.indicators.terms import Calcul, Terme, on_twelve_months, total_des_ressources
from socioeco.readers import GenreFinanceur, Question
from socioeco.values import Value, calcule, calcule_entre, non_calculable

SANS_RESSOURCE = "Aucune ressource dans l’exercice\u00a0: une part ne se calcule pas."
FINANCEURS_INCONNUS = "Fourchette\u00a0: des libellés ne disent pas qui verse."
ACHETEURS_INCONNUS = (
    "Fourchette\u00a0: les comptes ne disent pas quelle part des ventes est payée par des acheteurs publics."
)


def share(amount: Value[int], postes: Postes) -> Value[Fraction]:
    """An amount, or its bounds, in share of the resources of the year."""
    whole = postes.ressources.total_centimes
    if whole <= 0:
        return non_calculable(SANS_RESSOURCE)
    if amount.number is None:
        return non_calculable(amount.raison)
    return calcule_entre(Fraction(amount.number, whole), Fraction(top(amount), whole), reserve=amount.reserve)


def top(value: Value[int]) -> int:
    """The highest that the value can be."""
    return value.number or 0 if value.haut is None else value.haut


def public_subventions(postes: Postes) -> Value[int]:
    """The subsidies of public payers; a payer that no label and no answer tells may be public or not.

    A negative line gives back: private, it would raise the rest.
    """
    whole = postes.ressources["subventions"].value.number or 0
    public = whole - total(_inside(postes, GenreFinanceur.PRIVE))
    unknown = [line.montant_centimes for line in _inside(postes, GenreFinanceur.INCONNU)]
    low = public - sum(amount for amount in unknown if amount > 0)
    high = public - sum(amount for amount in unknown if amount < 0)
    return calcule_entre(low, high, reserve=FINANCEURS_INCONNUS if unknown else "")


def _inside(postes: Postes, genre: GenreFinanceur) -> Iterator[SourceLine]:
    """The accounts of subsidies that payers of this kind paid."""
    comptes = {line.compte for line in postes.ressources["subventions"].sources}
    for versement in postes.financeurs.versements:
        if versement.genre is genre:
            yield from (line for line in versement.sources if line.compte in comptes)


def commande_bounds(postes: Postes) -> Value[int]:
    """What public buyers pay: as answered or typed, else from what account 73 shows to all the sales."""
    famille, ventes = postes.ressources["commande"], postes.ressources["ventes"]
    shown, sales = famille.value.number or 0, max(ventes.value.number or 0, 0)
    if is_commande_told(postes) or not sales:
        return calcule(shown, reserve=famille.value.reserve)
    return calcule_entre(shown, shown + sales, reserve=ACHETEURS_INCONNUS)


def is_commande_told(postes: Postes) -> bool:
    """Whether the person said what public buyers pay. A typed line says it too."""
    if postes.answers.get(Question.ACHATS_PUBLICS) is not None:
        return True
    return postes.origine is Origine.SAISIE and postes.ressources["commande"].value.is_computed


def argent_public(postes: Postes) -> Value[int]:
    """Public subsidies and purchases, in centimes."""
    subventions, commande = public_subventions(postes), commande_bounds(postes)
    low = (subventions.number or 0) + (commande.number or 0)
    reserves = " ".join(filter(None, (subventions.reserve, commande.reserve)))
    return calcule_entre(low, top(subventions) + top(commande), reserve=reserves)


def part_publique(postes: Postes) -> Calcul:
    """Subsidies and purchases together; the two stand apart among the terms."""
    termes = (_subventions(postes), *_commande(postes), total_des_ressources(postes))
    return share(argent_public(postes), postes), termes


def financement_public(postes: Postes) -> Calcul:
    """The same amount, in euros."""
    amount = argent_public(postes)
    return amount, (_subventions(postes), *_commande(postes), *on_twelve_months(amount, postes))


def part_subventions(postes: Postes) -> Calcul:
    termes = (_subventions(postes), total_des_ressources(postes))
    return share(public_subventions(postes), postes), termes


def part_commande(postes: Postes) -> Calcul:
    termes = (*_commande(postes), total_des_ressources(postes))
    return share(commande_bounds(postes), postes), termes


def _subventions(postes: Postes) -> Terme:
    private = {line.compte for line in _inside(postes, GenreFinanceur.PRIVE)}
    sources = (line for line in postes.ressources["subventions"].sources if line.compte not in private)
    return Terme.euros("Subventions publiques", public_subventions(postes), tuple(sources))


def _commande(postes: Postes) -> tuple[Terme, ...]:
    """With the sales where purchases may hide, as long as nobody said."""
    commande, ventes = postes.ressources["commande"], postes.ressources["ventes"]
    bounds = commande_bounds(postes)
    paid = Terme.euros(commande.label, bounds, commande.sources)
    return (paid, Terme.euros(ventes.label, ventes.value, ventes.sources)) if bounds.is_range else (paid,)
