"""What the year leaves to invest, to repay, or to keep."""

from fractions import Fraction

from socioeco.indicators.poste import Poste
from socioeco.indicators.postes import Postes
from socioeco.indicators.sources import SourceLine, opposite, total
from socioeco.indicators.terms import MONTHS, Calcul, Terme, on_twelve_months
from socioeco.values import calcule, non_calculable

SANS_COMPTES = (
    "Il faut les comptes de l’exercice\u00a0: demandez à la personne qui les tient le fichier des écritures, ou la "
    "balance, puis importez-le."
)
SANS_CAF = (
    "La capacité d’autofinancement n’est pas positive\u00a0: l’année ne dégage rien pour rembourser, une durée ne se "
    "calcule pas."
)
FONDS_DEDIES = ("689", "789")


def caf(postes: Postes) -> Calcul:
    if postes.etats is None:
        return non_calculable(SANS_COMPTES), ()
    return _of(postes.etats.autofinancement.caf, postes)


def caf_prudente(postes: Postes) -> Calcul:
    """The same, once what is put aside for projects is put aside, and what is taken back comes in."""
    if postes.etats is None:
        return non_calculable(SANS_COMPTES), ()
    return _of(postes.etats.autofinancement.caf_prudente, postes)


def capacite_desendettement(postes: Postes) -> Calcul:
    """In years of twelve months of CAF. Without debt, nil; without CAF, not computable."""
    if postes.etats is None:
        return non_calculable(SANS_COMPTES), ()
    debt, left = postes.etats.equilibre.dettes_financieres, postes.etats.autofinancement.caf
    termes = (
        Terme.euros("Emprunts et dettes financières (16)", debt.value, debt.sources),
        Terme.euros("Capacité d’autofinancement", left.value, left.sources),
        Terme.nombre("Durée de l’exercice, en mois", postes.months),
    )
    owed, yearly = max(debt.value.or_default(0), 0), left.value.or_default(0)
    if owed and yearly <= 0:
        return non_calculable(SANS_CAF), termes
    years = owed * postes.months / (yearly * MONTHS) if owed else Fraction(0)
    return calcule(years, reserve=debt.value.reserve), termes


def _of(poste: Poste, postes: Postes) -> Calcul:
    termes = (
        _terme("Produits qui rapportent de l’argent", _lines(poste, "7")),
        _terme("Charges qui en coûtent", opposite(_lines(poste, "6"))),
        _terme("Mis de côté pour des projets, net de ce qui est repris (689, 789)", _put_aside(poste)),
    )
    kept = tuple(terme for terme in termes if terme.sources)
    return poste.value, (*kept, *on_twelve_months(poste.value, postes))


def _lines(poste: Poste, classe: str) -> tuple[SourceLine, ...]:
    put_aside = _put_aside(poste)
    return tuple(line for line in poste.sources if line.compte.startswith(classe) and line not in put_aside)


def _put_aside(poste: Poste) -> tuple[SourceLine, ...]:
    return tuple(line for line in poste.sources if line.compte.startswith(FONDS_DEDIES))


def _terme(label: str, sources: tuple[SourceLine, ...]) -> Terme:
    return Terme.euros(label, calcule(total(sources)), sources)
