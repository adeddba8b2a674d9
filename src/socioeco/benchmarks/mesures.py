"""How an organisation's own figure is made for each line of a benchmark: a share, an amount, or yes and no."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import partial
from types import MappingProxyType

from socioeco.benchmarks import montants
from socioeco.benchmarks.montants import Amount, Lines
from socioeco.benchmarks.profil import employs
from socioeco.comptes import Ressource
from socioeco.indicators import Postes
from socioeco.indicators.financement import share, top
from socioeco.indicators.solidite import mois_de_tresorerie
from socioeco.readers import GenreFinanceur
from socioeco.values import Value, calcule, calcule_entre, non_calculable

NEAR = Fraction(1, 5)  # of a month: a year of some days more or less is a year
DOUZE = 12


class Reponse(StrEnum):
    """Whether the exercice is in the situation that a line counts."""

    OUI = "oui"
    NON = "non"
    INCONNU = "inconnu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The organisation's own: a share of its resources, centimes or months; `reponse` when the line asks yes or no."""

    value: Value[Fraction]
    sources: Lines = ()
    reponse: Reponse | None = None


Measure = Callable[[Postes, int], Figure]  # the exercice, and the threshold of the line


def _share(postes: Postes, _seuil: int, *, amount: Amount) -> Figure:
    value, lines = amount(postes)
    return Figure(value=share(value, postes), sources=lines)


def _amount(postes: Postes, _seuil: int, *, amount: Amount) -> Figure:
    value, lines = amount(postes)
    return Figure(value=_yearly(value, postes), sources=lines)


def _yearly(value: Value[int], postes: Postes) -> Value[Fraction]:
    """A flow over twelve months, in centimes; a year within some days is read as it is."""
    factor = Fraction(1) if abs(postes.months - DOUZE) < NEAR else DOUZE / postes.months
    return calcule_entre((value.number or 0) * factor, top(value) * factor, reserve=value.reserve)


def _receives(postes: Postes, _seuil: int, *, amount: Amount, wanted: bool = True) -> Figure:
    """Whether anything is received, in the sense of the amount; a range that starts at nil does not say."""
    value, lines = amount(postes)
    is_sure, may_be = (value.number or 0) > 0, top(value) > 0
    return Figure(
        value=_yearly(value, postes), sources=lines, reponse=_answer(is_sure == wanted, is_sure == may_be)
    )


def _budget(postes: Postes, seuil: int, *, is_under: bool) -> Figure:
    """The year's resources over twelve months, under a threshold or over it, in euros."""
    amount = calcule(postes.ressources.total_centimes)
    value, limit = _yearly(amount, postes), seuil * 100
    number = value.or_default(Fraction(0))
    return Figure(
        value=value,
        sources=montants.known(*Ressource)(postes).sources,
        reponse=_answer(number < limit if is_under else number > limit, is_known=True),
    )


def _cash(postes: Postes, seuil: int, *, is_under: bool) -> Figure:
    """Months of net cash, under a threshold, or at least that."""
    value, termes = mois_de_tresorerie(postes)
    lines = tuple(line for terme in termes for line in terme.sources)
    if value.number is None:
        return Figure(value=non_calculable(value.raison), reponse=Reponse.INCONNU)
    low = Fraction(value.number)
    high = low if value.haut is None else Fraction(value.haut)
    return Figure(
        value=calcule_entre(low, high, reserve=value.reserve),
        sources=lines,
        reponse=_answer((low < seuil) == is_under, is_known=(low < seuil) == (high < seuil)),
    )


def _employs(postes: Postes, _seuil: int) -> Figure:
    hired = employs(postes)
    staff = postes.personnel
    return Figure(
        value=_yearly(staff.value, postes),
        sources=staff.sources,
        reponse=_answer(bool(hired), hired is not None),
    )


def _answer(is_in: bool, is_known: bool) -> Reponse:
    if not is_known:
        return Reponse.INCONNU
    return Reponse.OUI if is_in else Reponse.NON


SHARES: Mapping[str, Amount] = MappingProxyType(
    {
        "ventes_privees": montants.ventes_privees,
        "commande": montants.commande,
        "activite": montants.activite,
        "subventions": montants.subventions,
        "subventions_hors_emploi": montants.subventions_hors_emploi,
        "aides_emploi": montants.aides_emploi,
        "cotisations": montants.known(Ressource.COTISATIONS),
        "dons_mecenat": montants.dons_mecenat,
        "autres": montants.autres,
        "public": montants.public,
        "engagement": montants.engagement,
        "reste": montants.reste,
        "financement_prive": montants.financement_prive,
        "verse_par_commune": montants.verse_par(GenreFinanceur.COMMUNE),
        "verse_par_departement": montants.verse_par(GenreFinanceur.DEPARTEMENT),
        "verse_par_region": montants.verse_par(GenreFinanceur.REGION),
        "verse_par_etat": montants.verse_par(GenreFinanceur.ETAT),
    }
)
MESURES: Mapping[str, Measure] = MappingProxyType(
    {
        **{cle: partial(_share, amount=amount) for cle, amount in SHARES.items()},
        "budget": partial(_amount, amount=montants.known(*Ressource)),
        "montant_subventions": partial(_amount, amount=montants.subventions),
        "recoit_subvention": partial(_receives, amount=montants.subventions),
        "sans_subvention": partial(_receives, amount=montants.subventions, wanted=False),
        "recoit_argent_public": partial(_receives, amount=montants.public),
        "budget_sous": partial(_budget, is_under=True),
        "budget_au_dela": partial(_budget, is_under=False),
        "tresorerie_sous": partial(_cash, is_under=True),
        "tresorerie_au_moins": partial(_cash, is_under=False),
        "emploie": _employs,
    }
)
