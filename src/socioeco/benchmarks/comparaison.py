"""An organisation beside a published table, by the table's own definition. No word judges; nothing is ranked."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from socioeco.benchmarks.loading import reperes, sources_of
from socioeco.benchmarks.mesures import MESURES, Figure
from socioeco.benchmarks.model import Colonne, Fiabilite, Ligne, Repere, Source
from socioeco.benchmarks.profil import NOT_TOLD, Ajustement, Convient, Profil, fits
from socioeco.indicators import Origine, Postes
from socioeco.values import Value, calcule_entre

BUDGET = "Un budget est une prévision\u00a0: ces repères décrivent des comptes."
SANS_RESSOURCE = "Aucune ressource dans l’exercice\u00a0: rien ne se met en face de ce repère."


@dataclass(frozen=True, slots=True, kw_only=True)
class Publie:
    """A published figure with all it needs to be read: its year, reliability, sources and note."""

    colonne: Colonne
    value: Value[Fraction]
    fiabilite: Fiabilite
    sources: tuple[Source, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneComparee:
    """`figure` is the organisation's own, by the same grouping; None where `ligne.raison` says why there is none."""

    ligne: Ligne
    publies: tuple[Publie, ...]
    figure: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparaisonRepere:
    """`ajustements` says, for each column in order, whether it is about organisations such as this one."""

    repere: Repere
    ajustements: tuple[tuple[Colonne, Ajustement], ...]
    lignes: tuple[LigneComparee, ...]
    remarques: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicabilite:
    """Whether a table can be read beside an exercice; `raison` says why not, or what is still to be told."""

    repere: Repere
    est_applicable: bool
    raison: str = ""


def compare_to_repere(postes: Postes, repere: Repere, *, profil: Profil = NOT_TOLD) -> ComparaisonRepere:
    """The exercice beside each line of a table. Columns that do not fit stay, and `ajustements` says so."""
    ajustements = tuple((colonne, fits(colonne.condition, postes, profil)) for colonne in repere.colonnes)
    return ComparaisonRepere(
        repere=repere,
        ajustements=ajustements,
        lignes=tuple(_ligne(ligne, repere, postes) for ligne in repere.lignes),
        remarques=tuple(_remarques(repere, postes, ajustements)),
    )


def applicable_reperes(postes: Postes, *, profil: Profil = NOT_TOLD) -> tuple[Applicabilite, ...]:
    """Every table, in order, with whether it applies to the exercice and why."""
    return tuple(_applicabilite(repere, postes, profil) for repere in reperes())


def _ligne(ligne: Ligne, repere: Repere, postes: Postes) -> LigneComparee:
    publies = tuple(
        _publie(ligne, repere, colonne) for colonne in repere.colonnes if colonne.cle in ligne.cellules
    )
    figure = MESURES[ligne.mesure](postes, ligne.seuil or 0) if ligne.mesure else None
    return LigneComparee(ligne=ligne, publies=publies, figure=figure)


def _publie(ligne: Ligne, repere: Repere, colonne: Colonne) -> Publie:
    cellule = ligne.cellules[colonne.cle]
    return Publie(
        colonne=colonne,
        value=calcule_entre(*repere.bounds(cellule)),
        fiabilite=cellule.fiabilite,
        sources=sources_of(repere, colonne, cellule),
        note=cellule.note or "",
    )


def _remarques(
    repere: Repere, postes: Postes, ajustements: Sequence[tuple[Colonne, Ajustement]]
) -> list[str]:
    """What must be read beside: a budget, each column that does not fit, the cautions of the table and its columns."""
    said = [BUDGET] if postes.origine is Origine.BUDGET else []
    said += [f"{colonne.libelle}\u00a0: {fit.phrase}" for colonne, fit in ajustements if fit.phrase]
    said += repere.prudence
    said += [f"{colonne.libelle}\u00a0: {colonne.prudence}" for colonne, _ in ajustements if colonne.prudence]
    return said


def _applicabilite(repere: Repere, postes: Postes, profil: Profil) -> Applicabilite:
    refused = _refusal(repere, postes)
    if refused:
        return Applicabilite(repere=repere, est_applicable=False, raison=refused)
    found = [fits(colonne.condition, postes, profil) for colonne in repere.colonnes]
    if any(each.convient is Convient.OUI for each in found):
        return Applicabilite(repere=repere, est_applicable=True)
    maybe = [each for each in found if each.convient is Convient.INCONNU]
    phrases = dict.fromkeys(each.phrase for each in maybe or found)
    return Applicabilite(repere=repere, est_applicable=bool(maybe), raison=" ".join(phrases))


def _refusal(repere: Repere, postes: Postes) -> str:
    if postes.origine is Origine.BUDGET:
        return BUDGET
    if not any(ligne.mesure for ligne in repere.lignes):
        return " ".join(dict.fromkeys(ligne.raison for ligne in repere.lignes if ligne.raison))
    return SANS_RESSOURCE if postes.ressources.total_centimes <= 0 else ""
