"""From an exercice and the person's distribution to its activities."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from socioeco.comptes import Ressource
from socioeco.indicators import FamilleRessource, Postes, SourceLine
from socioeco.indicators.ressources import DECLAREE, RESERVE_DECLAREE
from socioeco.indicators.sources import total
from socioeco.typologies.activites.activite import Activite, LectureActivite, ParActivite, Solde, solde_of
from socioeco.typologies.activites.partage import NON_REPARTI
from socioeco.typologies.activites.postes import Lots, activite_of, lines_of
from socioeco.typologies.activites.repartition import (
    Regle,
    Repartition,
    distribute,
    distribute_apart,
    held_by,
    is_overdrawn,
    joined,
)
from socioeco.typologies.convention import Texte
from socioeco.typologies.reponses import line_of, with_lines, with_purchases
from socioeco.values import Value, calcule, calcule_entre

CHARGES = "Charges"
HORS_RESSOURCES = "Produits qui ne sont pas des ressources de l’année"
RESTE = "Fourchette\u00a0: une partie de l’exercice n’est pas répartie."
TROP = "La règle «\u00a0{nom}\u00a0» donne aux activités plus que ses lignes n’ont\u00a0: la différence est dans le reste."
SANS_LIGNE = "La règle «\u00a0{nom}\u00a0» ne trouve aucune ligne à partager."
SANS_CLE = "Des charges sont dites indirectes sans clé pour les partager\u00a0: elles restent non réparties."


class Mesure(StrEnum):
    """What is told of an activity."""

    RECETTES = "recettes"
    CHARGES_DIRECTES = "charges_directes"
    CHARGES_INDIRECTES = "charges_indirectes"
    COUT_COMPLET = "cout_complet"
    RESULTAT = "resultat"
    APPUI = "appui"


class MesureDefinition(BaseModel):
    """How one of them is told: its name, the question that it answers, its formula in words, how to read it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    titre: Texte
    question: Texte
    formule: Texte
    lecture: Texte


class ActivitesDefinition(BaseModel):
    """The sentences that go with a result by activity. `chapitres` names accounts by their first two digits."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    depuis: date
    source: Texte
    prudence: Texte
    soldes: Mapping[Solde, Texte]
    sans_lecture: Texte
    mesures: Mapping[Mesure, MesureDefinition]
    chapitres: Mapping[str, Texte]

    @model_validator(mode="after")
    def _has_every_case(self) -> "ActivitesDefinition":
        if set(self.soldes) != set(Solde) or set(self.mesures) != set(Mesure):
            raise ValueError("a sentence for each reading of a result, and for each figure")
        return self


@cache
def activites_definition() -> ActivitesDefinition:
    """Raises ValidationError when the file is not whole."""
    file = files("socioeco").joinpath("definitions", "typologies", "activites.yaml")
    return ActivitesDefinition.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


def compute_activites(postes: Postes, repartition: Repartition) -> ParActivite:
    """The exercice by activity. The activities and what is left add up to it, family by family, to the centime."""
    lots = _lots(postes, repartition)
    activites = tuple(_told(activite_of(nom, postes, lots), repartition) for nom in repartition.activites)
    rest = _untold(activite_of(NON_REPARTI, postes, lots), postes, activites)
    return ParActivite(
        activites=activites,
        lectures=tuple(_lecture(each, rest, repartition.equilibre_centimes) for each in activites),
        non_reparti=rest,
        alertes=_alertes(postes, repartition),
        source=activites_definition().source,
    )


# --- what is shared -----------------------------------------------------------------------------------------------


def _lots(postes: Postes, repartition: Repartition) -> Lots:
    charges = lines_of(postes.charges.value, postes.charges.sources, CHARGES)
    indirect = [line for line in charges if repartition.is_indirecte(line)]
    direct = [line for line in charges if not repartition.is_indirecte(line)]
    own, by_key = distribute_apart(direct, _rules(repartition, None))
    return Lots(
        ressources={
            famille.key: distribute(family_lines(famille), _rules(repartition, famille.key))
            for famille in postes.ressources.familles
        },
        autres_produits=distribute(other_produits(postes), _rules(repartition, None)),
        directes=own,
        indirectes=joined(distribute(indirect, _indirect_rules(repartition)), by_key),
    )


def _rules(repartition: Repartition, famille: Ressource | None) -> tuple[Regle, ...]:
    return tuple(regle for regle in repartition.regles if regle.famille is famille)


def _indirect_rules(repartition: Repartition) -> tuple[Regle, ...]:
    cle = repartition.cle_indirecte
    return tuple(Regle(ligne=cible, partage=cle) for cible in repartition.indirectes) if cle else ()


def family_lines(famille: FamilleRessource) -> tuple[SourceLine, ...]:
    """What is shared of a family of resources."""
    return lines_of(famille.value, famille.sources, famille.label)


def other_produits(postes: Postes) -> tuple[SourceLine, ...]:
    """The produits that are no resource of the year: as lines when they add up, else as one."""
    known = {
        (line.compte, line.libelle) for famille in postes.ressources.familles for line in famille.sources
    }
    lines = tuple(line for line in postes.produits.sources if (line.compte, line.libelle) not in known)
    amount = (postes.produits.value.number or 0) - postes.ressources.total_centimes
    return lines_of(calcule(amount), lines, HORS_RESSOURCES)


# --- public purchases ---------------------------------------------------------------------------------------------


def _told(activite: Activite, repartition: Repartition) -> Activite:
    centimes = repartition.achats_publics.get(activite.nom)
    if centimes is None:
        return activite
    return replace(activite, postes=with_purchases(activite.postes, centimes))


def _untold(rest: Activite, whole: Postes, activites: Iterable[Activite]) -> Activite:
    """What the association declared of its purchases, less what its activities did, stays with what is left."""
    declared = _declared(whole)
    if declared is None:
        return rest
    left = declared - sum(_declared(activite.postes) or 0 for activite in activites)
    entered = {
        Ressource.VENTES: (line_of("", DECLAREE, -left), ""),
        Ressource.COMMANDE: (line_of("", DECLAREE, left), RESERVE_DECLAREE),
    }
    return replace(rest, postes=with_lines(rest.postes, entered))


def _declared(postes: Postes) -> int | None:
    lines = [line for line in postes.ressources["commande"].sources if line.libelle == DECLAREE]
    return total(lines) if lines else None


# --- reading ------------------------------------------------------------------------------------------------------


def _lecture(activite: Activite, rest: Activite, equilibre_centimes: int) -> LectureActivite:
    resultat = _bounds(activite, rest)
    solde = solde_of(resultat, equilibre_centimes)
    texts = activites_definition()
    return LectureActivite(solde=solde, resultat=resultat, texte=texts.soldes[solde], prudence=texts.prudence)


def _bounds(activite: Activite, rest: Activite) -> Value[int]:
    """Each line that is left may belong to this activity, or to another one."""
    received = [line.montant_centimes for line in rest.postes.produits.sources]
    moves = [*received, *(-line.montant_centimes for line in rest.postes.charges.sources)]
    result = activite.resultat_centimes
    low, high = (result + sum(keep(move, 0) for move in moves) for keep in (min, max))
    return calcule_entre(low, high, reserve=RESTE if low != high else "")


def _alertes(postes: Postes, repartition: Repartition) -> tuple[str, ...]:
    charges = lines_of(postes.charges.value, postes.charges.sources, CHARGES)
    direct = tuple(line for line in charges if not repartition.is_indirecte(line))
    shared = {famille.key: family_lines(famille) for famille in postes.ressources.familles}
    found = (
        _alerte(
            regle,
            shared.get(regle.famille, ()) if regle.famille else (*direct, *other_produits(postes)),
            repartition,
        )
        for regle in repartition.regles
    )
    without_key = len(direct) < len(charges) and repartition.cle_indirecte is None
    return (*filter(None, found), *([SANS_CLE] if without_key else []))


def _alerte(regle: Regle, lines: Sequence[SourceLine], repartition: Repartition) -> str:
    held = held_by(regle, lines, _rules(repartition, regle.famille))
    if not held:
        return SANS_LIGNE.format(nom=regle.nom)
    return TROP.format(nom=regle.nom) if is_overdrawn(total(held), regle.partage) else ""
