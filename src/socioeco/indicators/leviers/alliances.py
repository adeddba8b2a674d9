"""The alliances that a person details, exercice by exercice: who is there, who comes, who goes, what each brings.

The money of a partner that accounts name is read there, and the person's word then counts no more: it is in the resources
already, and is never added to them. What is given without money stands beside. Nothing is guessed: a start that is not
told makes a range, an amount that is not told is named beside the sum of the others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from socioeco.formats import NBSP
from socioeco.indicators.financeurs import key_of_payer
from socioeco.indicators.postes import Postes, Versement
from socioeco.indicators.sources import SourceLine
from socioeco.readers import exercice_key
from socioeco.readers.alliances import Alliance, Apport
from socioeco.values import Value, calcule, calcule_entre, non_calculable

PAS_EN_VIGUEUR = "Pas en vigueur pendant cet exercice, selon vos dates."
ARGENT_NON_DIT = "Vous n’avez pas dit l’argent reçu pour cet exercice."
NON_NOMME = "Vos comptes ne nomment pas ce payeur pour cet exercice."
VALEUR_NON_DITE = "Vous n’avez pas dit la valeur de ce qui est prêté ou donné."
AUCUNE = "Aucune alliance en vigueur pendant cet exercice."
DEBUT_INCONNU = f"Sans date de début{NBSP}: {{noms}}."
NON_COMPTE = f"Non dit, donc non compté{NBSP}: {{noms}}."


class Presence(StrEnum):
    OUI = "oui"
    NON = "non"
    INCONNUE = "inconnue"  # no start is told, and no amount


@dataclass(frozen=True, slots=True, kw_only=True)
class AllianceAnnee:
    """One alliance in one exercice, amounts in centimes. `is_read`: the money is the one of accounts."""

    alliance: Alliance
    presence: Presence
    argent: Value[int]
    en_nature: Value[int]
    sources: tuple[SourceLine, ...] = ()

    @property
    def is_read(self) -> bool:
        return bool(self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlliancesAnnee:
    """All the alliances in one exercice, in the order they were given. The sums leave out what is not told, and say so.

    `arrivees` and `departs`: whose start, or whose end, falls in the exercice.
    """

    lignes: tuple[AllianceAnnee, ...]
    nombre: Value[int]
    ecrites: Value[int]
    argent: Value[int]
    en_nature: Value[int]
    arrivees: tuple[Alliance, ...]
    departs: tuple[Alliance, ...]

    @property
    def presentes(self) -> tuple[AllianceAnnee, ...]:
        """Those in force, or that may be."""
        return tuple(each for each in self.lignes if each.presence is not Presence.NON)


def compute_alliances(
    alliances: Sequence[Alliance], exercices: Iterable[Postes]
) -> tuple[AlliancesAnnee, ...]:
    """One for each exercice, in their order."""
    return tuple(_annee(alliances, postes) for postes in exercices)


def echeances(alliances: Iterable[Alliance], *, apres: date) -> tuple[Alliance, ...]:
    """Those that end from this day on, the first to end first."""
    ending = [each for each in alliances if each.jusqu_au and each.jusqu_au >= apres]
    return tuple(sorted(ending, key=lambda each: (each.jusqu_au or apres, each.nom)))


# --- one exercice ---------------------------------------------------------------------------------------------------


def _annee(alliances: Sequence[Alliance], postes: Postes) -> AlliancesAnnee:
    paid = {key_of_payer(each.nom): each for each in postes.financeurs.versements}
    lignes = tuple(_ligne(alliance, postes, paid) for alliance in alliances)
    present = [each for each in lignes if each.presence is not Presence.NON]
    return AlliancesAnnee(
        lignes=lignes,
        nombre=_count(present),
        ecrites=_count([each for each in present if each.alliance.is_written]),
        argent=_sum([(each.alliance.nom, each.argent) for each in present]),
        en_nature=_sum([(each.alliance.nom, each.en_nature) for each in present]),
        arrivees=tuple(each for each in alliances if _falls_in(each.depuis, postes)),
        departs=tuple(each for each in alliances if _falls_in(each.jusqu_au, postes)),
    )


def _falls_in(day: date | None, postes: Postes) -> bool:
    return day is not None and postes.opened_on <= day <= postes.closed_on


def _count(present: Sequence[AllianceAnnee]) -> Value[int]:
    """From those that are certain to all of them."""
    unsure = [each.alliance.nom for each in present if each.presence is Presence.INCONNUE]
    reserve = DEBUT_INCONNU.format(noms=", ".join(unsure)) if unsure else ""
    return calcule_entre(len(present) - len(unsure), len(present), reserve=reserve)


def _sum(amounts: Sequence[tuple[str, Value[int]]]) -> Value[int]:
    if not amounts:
        return non_calculable(AUCUNE)
    untold = [nom for nom, value in amounts if value.number is None]
    reserve = NON_COMPTE.format(noms=", ".join(untold)) if untold else ""
    if len(untold) == len(amounts):
        return non_calculable(reserve)
    return calcule(sum(value.number or 0 for _, value in amounts), reserve=reserve)


# --- one alliance ---------------------------------------------------------------------------------------------------


def _ligne(alliance: Alliance, postes: Postes, paid: Mapping[str, Versement]) -> AllianceAnnee:
    key = exercice_key(postes.opened_on, postes.closed_on)
    versement = paid.get(key_of_payer(alliance.payeur)) if alliance.payeur else None
    has_amount = bool(versement or alliance.argent.get(key) or alliance.en_nature.get(key))
    presence = Presence.OUI if has_amount else _by_dates(alliance, postes)
    if presence is Presence.NON:
        absent: Value[int] = non_calculable(PAS_EN_VIGUEUR)
        return AllianceAnnee(alliance=alliance, presence=presence, argent=absent, en_nature=absent)
    return AllianceAnnee(
        alliance=alliance,
        presence=presence,
        argent=calcule(versement.montant_centimes) if versement else _money_told(alliance, key),
        en_nature=_value_told(alliance, key),
        sources=versement.sources if versement else (),
    )


def _by_dates(alliance: Alliance, postes: Postes) -> Presence:
    starts_later = alliance.depuis is not None and alliance.depuis > postes.closed_on
    ended = alliance.jusqu_au is not None and alliance.jusqu_au < postes.opened_on
    if starts_later or ended:
        return Presence.NON
    return Presence.INCONNUE if alliance.depuis is None else Presence.OUI


def _money_told(alliance: Alliance, key: str) -> Value[int]:
    """Nothing is said of money only when other things are said to be brought, and not money."""
    if key in alliance.argent:
        return calcule(alliance.argent[key])
    if alliance.payeur:
        return non_calculable(NON_NOMME)
    brings_none = bool(alliance.apporte) and Apport.ARGENT not in alliance.apporte
    return calcule(0) if brings_none else non_calculable(ARGENT_NON_DIT)


def _value_told(alliance: Alliance, key: str) -> Value[int]:
    if key in alliance.en_nature:
        return calcule(alliance.en_nature[key])
    return calcule(0) if alliance.apporte == {Apport.ARGENT} else non_calculable(VALEUR_NON_DITE)
