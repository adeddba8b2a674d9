"""Whether an organisation belongs to the population of a figure: from its accounts, else from what it says."""

from dataclasses import dataclass
from enum import StrEnum

from socioeco.benchmarks.model import Condition
from socioeco.indicators import Postes
from socioeco.values import Statut


@dataclass(frozen=True, slots=True, kw_only=True)
class Profil:
    """What accounts do not tell. `secteur` and `fonction` are keys of the conditions of the tables.

    `is_employeuse` overrides what the accounts of staff say. None is « not told ».
    """

    is_employeuse: bool | None = None
    secteur: str | None = None
    fonction: str | None = None


NOT_TOLD = Profil()


class Convient(StrEnum):
    OUI = "oui"
    NON = "non"
    INCONNU = "inconnu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ajustement:
    """Whether a column is about organisations such as this one, and a French sentence that says why or what to tell."""

    convient: Convient
    phrase: str = ""


EMPLOYEUSE = {
    True: "Cette colonne porte sur des employeuses\u00a0: vos comptes ne montrent pas de salaire.",
    False: "Cette colonne porte sur des associations sans salarié\u00a0: vos comptes montrent des salaires.",
}
EMPLOI_INCONNU = (
    "Vos comptes ne disent pas si vous employez\u00a0: dites-le pour savoir si cette colonne vous regarde."
)
EMPLOI_MASQUE = "Les charges de personnel sont masquées\u00a0: rien ne dit ici si cette colonne vous regarde."
SECTEUR = "Cette colonne porte sur un autre secteur que le vôtre."
SECTEUR_INCONNU = (
    "Cette colonne porte sur un seul secteur\u00a0: dites le vôtre pour savoir si elle vous regarde."
)
FONCTION = "Cette colonne porte sur une autre fonction ou une autre taille que la vôtre."
FONCTION_INCONNUE = "Cette colonne porte sur une fonction ou une taille\u00a0: dites la vôtre."


def employs(postes: Postes, profil: Profil = NOT_TOLD) -> bool | None:
    """As told; else whether account 64, or the typed line of wages, holds a charge. Staff of others says nothing."""
    if profil.is_employeuse is not None:
        return profil.is_employeuse
    amount = postes.personnel.value.number
    if not amount:
        return None if amount is None else False
    own = [line for line in postes.personnel.sources if line.compte.startswith("64") or not line.compte]
    return True if sum(line.montant_centimes for line in own) > 0 else None


def fits(condition: Condition, postes: Postes, profil: Profil) -> Ajustement:
    """The worst of the conditions of a column: no before unknown, unknown before yes."""
    found = [
        _employment(condition, postes, employs(postes, profil)),
        _told(condition.secteur, profil.secteur, SECTEUR, SECTEUR_INCONNU),
        _told(condition.fonction, profil.fonction, FONCTION, FONCTION_INCONNUE),
    ]
    for wanted in (Convient.NON, Convient.INCONNU):
        phrases = [each.phrase for each in found if each.convient is wanted]
        if phrases:
            return Ajustement(convient=wanted, phrase=" ".join(phrases))
    return Ajustement(convient=Convient.OUI)


def _employment(condition: Condition, postes: Postes, hired: bool | None) -> Ajustement:
    if condition.employeuse is None or condition.employeuse == hired:
        return Ajustement(convient=Convient.OUI)
    if hired is None:
        is_hidden = postes.personnel.value.statut is Statut.SECRET
        return Ajustement(convient=Convient.INCONNU, phrase=EMPLOI_MASQUE if is_hidden else EMPLOI_INCONNU)
    return Ajustement(convient=Convient.NON, phrase=EMPLOYEUSE[condition.employeuse])


def _told(wanted: str | None, told: str | None, other: str, unknown: str) -> Ajustement:
    if wanted is None or wanted == told:
        return Ajustement(convient=Convient.OUI)
    if told is None:
        return Ajustement(convient=Convient.INCONNU, phrase=unknown)
    return Ajustement(convient=Convient.NON, phrase=other)
