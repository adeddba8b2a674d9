"""The alliances of a work as the engine reads them, and the payers of its accounts that a partner may be."""

from collections.abc import Iterable

from socioeco.indicators.financeurs import key_of_payer
from socioeco.indicators.leviers import AlliancesAnnee, compute_alliances
from socioeco.readers import alliances as told
from trajectoires.trajectories.models import Alliance, Trajectory
from trajectoires.trajectories.selectors.exercices import Work


def alliances_of(trajectory: Trajectory) -> list[Alliance]:
    """By name."""
    return list(trajectory.alliances.all())


def told_of(kept: Alliance) -> told.Alliance:
    return told.Alliance(
        nom=kept.name,
        nature=told.NaturePartenaire(kept.nature) if kept.nature else None,
        depuis=kept.since_on,
        jusqu_au=kept.ends_on,
        apporte=frozenset(map(told.Apport, kept.brings)),
        donne=kept.gives,
        ecrit=told.Ecrit(kept.writing) if kept.writing else None,
        payeur=kept.payer,
        argent=kept.money,
        en_nature=kept.in_kind,
    )


def alliances_by_year(work: Work, kept: Iterable[Alliance]) -> tuple[AlliancesAnnee, ...]:
    """One for each exercice of the work."""
    return compute_alliances([told_of(each) for each in kept], [year.postes for year in work.exercices])


def payers_of(work: Work) -> list[str]:
    """The payers that accounts name, once each, whatever the exercice. « Mécénats » names nobody."""
    found: dict[str, str] = {}
    for exercice in work.exercices:
        for versement in exercice.postes.financeurs.versements:
            if not versement.is_collective:
                found.setdefault(key_of_payer(versement.nom), versement.nom)
    return list(found.values())


def payers_for(work: Work, kept: Alliance | None) -> list[str]:
    """Those that a partner may be: no other partner's already, and its own though accounts name it no more."""
    taken = {
        key_of_payer(each.payer) for each in alliances_of(work.trajectory) if each.payer and each != kept
    }
    free = [nom for nom in payers_of(work) if key_of_payer(nom) not in taken]
    own = kept.payer if kept else ""
    others = [nom for nom in free if not own or key_of_payer(nom) != key_of_payer(own)]
    return [*([own] if own else []), *others]
