"""What the association stands on: own funds, working capital, cash, staff. The balance sheet, and what it pays for."""

from fractions import Fraction

from socioeco.indicators.financement import top
from socioeco.indicators.postes import Poste, Postes
from socioeco.indicators.sources import SourceLine, opposite, total
from socioeco.indicators.terms import Calcul, Terme
from socioeco.values import Statut, Value, calcule, calcule_entre, non_calculable

SANS_CHARGE = (
    "Aucune charge décaissable dans l’exercice\u00a0: une part ou un nombre de mois ne se calcule pas."
)
DEPRECIATION = ("39", "49")
APART = "À côté\u00a0: hors des fonds propres"


def fonds_propres(postes: Postes) -> Calcul:
    """Investment grants and dedicated funds stand beside, never inside."""
    poste = postes.fonds_propres
    if not poste.value.is_computed:
        return poste.value, ()
    if postes.regime is None:
        return poste.value, (_terme("Fonds propres", poste),)
    stable = postes.fonds_de_roulement.sources
    return poste.value, (
        _lines("Fonds, réserves et report à nouveau (10, 11, 12)", _of(poste.sources, "10", "11", "12")),
        _lines("Résultat de l’exercice", _result(poste.sources)),
        *_beside("Subventions d’investissement (13)", _of(stable, "13")),
        *_beside("Fonds reportés et dédiés (19)", _of(stable, "19")),
    )


def fonds_de_roulement(postes: Postes) -> Calcul:
    poste = postes.fonds_de_roulement
    if not poste.value.is_computed:
        return poste.value, ()
    stable = (*_of(poste.sources, "1"), *_result(poste.sources))
    return poste.value, (
        _lines("Ressources stables\u00a0: classe 1 et résultat", stable),
        _lines("Biens durables nets\u00a0: classe 2", opposite(_of(poste.sources, "2"))),
    )


def besoin_en_fonds_de_roulement(postes: Postes) -> Calcul:
    """Accounts of classes 3 and 4 by the side they end on; what is written off a claim stays with the claims."""
    poste = postes.besoin_en_fonds_de_roulement
    if not poste.value.is_computed:
        return poste.value, ()
    owed_to_us = tuple(line for line in poste.sources if _is_claim(line))
    owed = tuple(line for line in poste.sources if not _is_claim(line))
    return poste.value, (
        _lines("Stocks et créances", owed_to_us),
        _lines("Dettes et produits constatés d’avance", opposite(owed)),
    )


def _is_claim(line: SourceLine) -> bool:
    return line.montant_centimes > 0 or line.compte.startswith(DEPRECIATION)


def mois_de_tresorerie(postes: Postes) -> Calcul:
    months = postes.months
    termes = (
        _terme("Trésorerie nette", postes.tresorerie),
        _terme("Charges décaissables", postes.charges_decaissables),
        Terme.nombre("Durée de l’exercice, en mois", months),
    )
    return over(postes.tresorerie.value, postes.charges_decaissables.value, months), termes


def part_personnel(postes: Postes) -> Calcul:
    termes = (
        _terme("Charges de personnel", postes.personnel),
        _terme("Charges décaissables", postes.charges_decaissables),
    )
    staff, paid = postes.personnel.value, postes.charges_decaissables.value
    if staff.statut is Statut.SECRET:
        return staff, termes
    if staff.number is None or paid.number is None:
        return non_calculable(staff.raison or paid.raison), termes
    if paid.number <= 0:
        return non_calculable(SANS_CHARGE), termes
    bounds = (Fraction(staff.number, paid.number), Fraction(top(staff), top(paid)))
    return calcule_entre(min(bounds), max(bounds), reserve=paid.reserve), termes


def over(stock: Value[int], flow: Value[int], length: Fraction) -> Value[Fraction]:
    """How much of the length of the exercice a stock pays, at the pace of its charges. A flow may be a range."""
    if stock.number is None or flow.number is None:
        return non_calculable(stock.raison or flow.raison)
    if flow.number <= 0:
        return non_calculable(SANS_CHARGE)
    bounds = (stock.number * length / top(flow), stock.number * length / flow.number)
    reserve = " ".join(filter(None, (stock.reserve, flow.reserve)))
    return calcule_entre(min(bounds), max(bounds), reserve=reserve)


def _terme(label: str, poste: Poste) -> Terme:
    return Terme.euros(label, poste.value, poste.sources)


def _lines(label: str, sources: tuple[SourceLine, ...]) -> Terme:
    return Terme.euros(label, calcule(total(sources)), sources)


def _beside(label: str, sources: tuple[SourceLine, ...]) -> tuple[Terme, ...]:
    """A term that is no part of the sum, and says so; nothing when there is no line."""
    terme = Terme.euros(label, calcule(total(sources), reserve=APART), sources)
    return (terme,) if sources else ()


def _of(sources: tuple[SourceLine, ...], *prefixes: str) -> tuple[SourceLine, ...]:
    return tuple(line for line in sources if line.compte.startswith(prefixes))


def _result(sources: tuple[SourceLine, ...]) -> tuple[SourceLine, ...]:
    """The one line that is no account: what classes 6 and 7 make."""
    return tuple(line for line in sources if not line.compte)
