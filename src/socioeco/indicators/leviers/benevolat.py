"""Hours given by volunteers, and what they are worth by each public method. No method is the right one.

Never an average, never a sum of methods; the order of the methods says nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from socioeco.indicators.leviers.definitions import Methode, Niveau, leviers_definition, methodes_definition
from socioeco.indicators.leviers.mesures import answer_of, first_reason, told
from socioeco.indicators.leviers.nature import benevolat_in_accounts
from socioeco.indicators.leviers.smic import Taux, of_person, smic_of
from socioeco.indicators.postes import Postes
from socioeco.indicators.sources import SourceLine
from socioeco.readers import Question
from socioeco.values import Value, calcule, calcule_entre, non_calculable

HUNDREDTHS_OF_PERCENT = 10_000
COTISATIONS = "Taux de cotisations de l’employeur"
NIVEAUX_CONTRAIRES = "Vos heures par niveau ne font pas le total des heures que vous avez donné."
NIVEAUX_INCONNUS = "Fourchette\u00a0: toutes vos heures ne sont pas partagées par niveau."
VOS_COMPTES = "Vos comptes, classe 87."

Found = tuple[Value[int], tuple[Taux, ...], tuple[SourceLine, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Valorisation:
    """What the hours are worth by one method, in centimes: exact, a range, or the reason why not.

    `heures` are the hours valued; `taux` every rate used; `sources` the accounts, for the method that reads them.
    """

    methode: Methode
    heures: Value[int]
    value: Value[int]
    taux: tuple[Taux, ...] = ()
    sources: tuple[SourceLine, ...] = ()


def hours_of(postes: Postes) -> Value[int]:
    """The hours told, else the sum of the levels when each of them is told."""
    whole = answer_of(postes, leviers_definition().mesure("heures_benevoles"))
    by_level = [each.number for each in _levels(postes).values() if each.number is not None]
    if whole.number is None and len(by_level) == len(methodes_definition().niveaux):
        return calcule(sum(by_level))
    return whole


def value_hours(postes: Postes) -> tuple[Valorisation, ...]:
    """By every method, in the order of the file, computable or not."""
    return tuple(_valued(methode, postes) for methode in methodes_definition().methodes)


def _valued(methode: Methode, postes: Postes) -> Valorisation:
    hours = hours_of(postes)
    value, taux, sources = METHODES[methode.cle](methode, hours, postes)
    return Valorisation(methode=methode, heures=hours, value=value, taux=taux, sources=sources)


def _levels(postes: Postes) -> Mapping[Niveau, Value[int]]:
    return {niveau: told(postes, niveau.cle, niveau.titre, "") for niveau in methodes_definition().niveaux}


# --- the methods --------------------------------------------------------------------------------------------------


def _of_accounts(_methode: Methode, hours: Value[int], postes: Postes) -> Found:
    """With the rate that it makes, when the hours are told."""
    poste = benevolat_in_accounts(postes)
    amount = poste.value.number
    rate = Fraction(amount, hours.number) if amount is not None and hours.number else None
    libelle = "Taux que cela fait, montant ÷ heures"
    taux = () if rate is None else (Taux(libelle=libelle, centimes=rate, source=VOS_COMPTES),)
    return poste.value, taux, poste.sources


def _of_smic(methode: Methode, hours: Value[int], postes: Postes) -> Found:
    smic, taux = smic_of(postes, methode)
    return _product(hours, smic, Fraction(1)), taux, ()


def _of_smic_charge(methode: Methode, hours: Value[int], postes: Postes) -> Found:
    smic, taux = smic_of(postes, _methode("smic"))
    charges = told(postes, Question.TAUX_CHARGES, COTISATIONS, methode.ou_trouver)
    if charges.number is None:
        return non_calculable(charges.raison), taux, ()
    return _product(hours, smic, 1 + Fraction(charges.number, HUNDREDTHS_OF_PERCENT)), taux, ()


def _of_multiples(_given: Methode, hours: Value[int], postes: Postes) -> Found:
    """Hours that no level holds are counted at the lowest, then at the highest of the levels not told."""
    smic, taux = smic_of(postes, _methode("smic"))
    weighted = _weighted(hours, _levels(postes))
    return _product(weighted, smic, Fraction(1)), taux, ()


def _weighted(hours: Value[int], levels: Mapping[Niveau, Value[int]]) -> Value[int]:
    if hours.number is None:
        return hours
    known = {niveau: each.number for niveau, each in levels.items() if each.number is not None}
    rest = hours.number - sum(known.values())
    others = [niveau.multiple for niveau in levels if niveau not in known]
    if rest < 0 or (rest and not others):
        return non_calculable(NIVEAUX_CONTRAIRES)
    base = sum(niveau.multiple * number for niveau, number in known.items())
    low, high = (base + rest * multiple for multiple in (min(others, default=0), max(others, default=0)))
    return calcule_entre(low, high, reserve=NIVEAUX_INCONNUS if low != high else "")


def _of_person(question: Question) -> Callable[[Methode, Value[int], Postes], Found]:
    def compute(methode: Methode, hours: Value[int], postes: Postes) -> Found:
        rate = told(postes, question, methode.titre, methode.ou_trouver)
        taux = () if rate.number is None else (of_person(methode.titre, rate.number),)
        return _product(hours, rate, Fraction(1)), taux, ()

    return compute


METHODES: Mapping[str, Callable[[Methode, Value[int], Postes], Found]] = MappingProxyType(
    {
        "comptes": _of_accounts,
        "smic": _of_smic,
        "smic_charge": _of_smic_charge,
        "smic_multiples": _of_multiples,
        "convention": _of_person(Question.TAUX_CONVENTION),
        "remplacement": _of_person(Question.TAUX_REMPLACEMENT),
    }
)


def _methode(cle: str) -> Methode:
    return next(each for each in methodes_definition().methodes if each.cle == cle)


def _product(hours: Value[int], rate: Value[int], factor: Fraction) -> Value[int]:
    """Hours by rate, bound by bound, rounded to the centime at the last step, half up."""
    if reason := first_reason(hours, rate):
        return non_calculable(reason)
    reserve = " ".join(filter(None, (hours.reserve, rate.reserve)))
    low = (hours.number or 0) * (rate.number or 0) * factor
    high = _high(hours) * _high(rate) * factor
    return calcule_entre(_rounded(low), _rounded(high), reserve=reserve)


def _high(value: Value[int]) -> int:
    return (value.number or 0) if value.haut is None else value.haut


def _rounded(amount: Fraction) -> int:
    return int(amount + Fraction(1, 2))
