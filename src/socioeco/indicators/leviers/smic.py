"""The SMIC of an exercice: the person's word, else every value that a dated source gives over its days."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from socioeco.formats import format_date
from socioeco.indicators.leviers.definitions import Methode
from socioeco.indicators.leviers.mesures import told
from socioeco.indicators.postes import Postes
from socioeco.parameters import Parameter, ParameterValue, load_parameters
from socioeco.readers import Question
from socioeco.values import Value, calcule, calcule_entre, non_calculable

SMIC = "smic-horaire"
SANS_TAUX = "Aucun SMIC vérifié ne couvre tout l’exercice."
VOTRE_REPONSE = "Taux donné par vous."
RELEVEMENT = "Fourchette\u00a0: le SMIC a changé pendant l’exercice."
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taux:
    """A rate, in centimes per hour, and where it comes from. `depuis` and `consulte_le` are those of a sourced rate."""

    libelle: str
    centimes: Fraction
    source: str
    depuis: date | None = None
    consulte_le: date | None = None


def smic_of(postes: Postes, methode: Methode) -> tuple[Value[int], tuple[Taux, ...]]:
    """Centimes per hour: one value, or from the lowest to the highest of the exercice, with every rate used."""
    own = told(postes, Question.TAUX_SMIC, methode.titre, methode.ou_trouver)
    if own.number is not None:
        return calcule(own.number), (of_person("SMIC horaire brut", own.number),)
    values = values_over(load_parameters()[SMIC], postes.opened_on, postes.closed_on)
    if not values:
        return non_calculable(f"{SANS_TAUX} {methode.ou_trouver}"), ()
    rates = [value.centimes for value in values]
    return (
        calcule_entre(min(rates), max(rates), reserve=_reserve(values, postes.closed_on)),
        tuple(_of_source(value) for value in values),
    )


def of_person(libelle: str, centimes: int | Fraction) -> Taux:
    return Taux(libelle=libelle, centimes=Fraction(centimes), source=VOTRE_REPONSE)


def values_over(parameter: Parameter, opened_on: date, closed_on: date) -> tuple[ParameterValue, ...]:
    """The values that hold from the first to the last day, oldest first; none when a single day has none.

    The SMIC is set anew each year: a value read in one year says nothing of the next.
    """
    ends = {value.until + ONE_DAY for value in parameter.values if value.until}
    turns = ends | {value.since for value in parameter.values}
    days = sorted({opened_on} | {day for day in turns if opened_on < day <= closed_on})
    found = [value for day in days if (value := parameter.on(day))]
    is_whole = len(found) == len(days) and found[-1].consulted_on.year >= closed_on.year
    return tuple(dict.fromkeys(found)) if is_whole else ()


def _reserve(values: tuple[ParameterValue, ...], closed_on: date) -> str:
    read_on = values[-1].consulted_on
    later = (
        f"SMIC vérifié le {format_date(read_on)}\u00a0: il a pu changer ensuite."
        if read_on < closed_on
        else ""
    )
    return " ".join(filter(None, (RELEVEMENT if len(values) > 1 else "", later)))


def _of_source(value: ParameterValue) -> Taux:
    return Taux(
        libelle=value.title,
        centimes=Fraction(value.centimes),
        source="\u202f; ".join((value.reference, *(source.title for source in value.sources))),
        depuis=value.since,
        consulte_le=value.consulted_on,
    )
