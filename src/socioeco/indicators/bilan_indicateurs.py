"""What the bilan says: what stays, what could be used, and for how long."""

from fractions import Fraction

from socioeco.indicators.autofinancement import SANS_COMPTES
from socioeco.indicators.etats import Bilan, Etats, SectionEtat
from socioeco.indicators.poste import Poste
from socioeco.indicators.postes import Postes
from socioeco.indicators.solidite import over
from socioeco.indicators.sources import SourceLine
from socioeco.indicators.terms import Calcul, Terme
from socioeco.values import calcule, non_calculable

SANS_BILAN = "Le bilan est vide ou négatif\u00a0: une part ne se calcule pas."


def capitaux_permanents(postes: Postes) -> Calcul:
    """Class 1 and the result: own funds, grants, provisions, loans, dedicated funds."""
    if postes.etats is None:
        return non_calculable(SANS_COMPTES), ()
    poste = postes.etats.equilibre.capitaux_permanents
    return poste.value, (_terme("Classe 1 et résultat de l’exercice", poste),)


def tresorerie_nette(postes: Postes) -> Calcul:
    return postes.tresorerie.value, (_terme("Trésorerie, découverts déduits", postes.tresorerie),)


def jours_de_tresorerie(postes: Postes) -> Calcul:
    """Days of the exercice that the cash pays."""
    days = Fraction((postes.closed_on - postes.opened_on).days + 1)
    termes = (
        _terme("Trésorerie nette", postes.tresorerie),
        _terme("Charges décaissables", postes.charges_decaissables),
        Terme.nombre("Durée de l’exercice, en jours", days),
    )
    return over(postes.tresorerie.value, postes.charges_decaissables.value, days), termes


def autonomie(postes: Postes) -> Calcul:
    """Own funds in share of everything that finances the association."""
    if postes.etats is None:
        return non_calculable(SANS_COMPTES), ()
    bilan = postes.etats.bilan
    termes = (_terme("Fonds propres", postes.fonds_propres), _total_of(bilan))
    whole = bilan.total_actif_centimes
    if whole <= 0:
        return non_calculable(SANS_BILAN), termes
    owned = postes.fonds_propres.value
    return calcule(Fraction(owned.or_default(0), whole), reserve=owned.reserve), termes


def reserve_en_mois(postes: Postes) -> Calcul:
    if postes.etats is None:
        return non_calculable(SANS_COMPTES), ()
    free = postes.etats.equilibre.reserve_libre
    termes = (
        _terme("Fonds propres sans les dotations (102) ni les résultats sous contrôle (115)", free),
        _terme("Charges décaissables", postes.charges_decaissables),
        Terme.nombre("Durée de l’exercice, en mois", postes.months),
    )
    return over(free.value, postes.charges_decaissables.value, postes.months), termes


def couverture_liquide(postes: Postes) -> Calcul:
    """What is free and liquid: the free reserve, less the part of the assets that no loan and no grant pays for."""
    if postes.etats is None:
        return non_calculable(SANS_COMPTES), ()
    free, tied = postes.etats.equilibre.reserve_libre, _tied(postes.etats)
    amount = calcule(free.value.or_default(0) - tied, reserve=free.value.reserve)
    termes = (
        _terme("Fonds propres sans les dotations (102) ni les résultats sous contrôle (115)", free),
        Terme.euros(
            "Biens durables nets que ni emprunt ni subvention ne paie", calcule(tied), _tied_lines(tied)
        ),
        _terme("Charges de l’exercice", postes.charges),
        Terme.nombre("Durée de l’exercice, en mois", postes.months),
    )
    return over(amount, postes.charges.value, postes.months), termes


def _tied(etats: Etats) -> int:
    """Never below nil: borrowed money is not a reserve."""
    assets = etats.equilibre.immobilisations_nettes.value.or_default(0)
    loans = etats.equilibre.dettes_financieres.value.or_default(0)
    return max(assets - loans - etats.bilan["subventions_investissement"].montant_centimes, 0)


def _tied_lines(tied: int) -> tuple[SourceLine, ...]:
    label = "Classe 2 nette, moins les emprunts (16) et les subventions d’investissement (13)"
    return (SourceLine(compte="", libelle=label, montant_centimes=tied),) if tied else ()


def _total_of(bilan: Bilan) -> Terme:
    """The whole, by parts of the actif."""
    sections = (each for each in bilan.actif if isinstance(each, SectionEtat) and each.montant_centimes)
    lines = tuple(
        SourceLine(compte="", libelle=each.libelle, montant_centimes=each.montant_centimes)
        for each in sections
    )
    return Terme.euros("Total du bilan", calcule(bilan.total_actif_centimes), lines)


def _terme(label: str, poste: Poste) -> Terme:
    return Terme.euros(label, poste.value, poste.sources)
