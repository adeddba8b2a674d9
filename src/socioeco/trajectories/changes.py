"""What changed between two exercices. Differences add up exactly: no rounding, nothing left over."""

from collections.abc import Iterable
from dataclasses import dataclass

from socioeco.comptes import RESSOURCES, Ressource
from socioeco.indicators import Postes, SourceLine
from socioeco.indicators.financement import is_commande_told
from socioeco.trajectories.notes import notes_between
from socioeco.trajectories.result import RESULT_LINES

Groupe = tuple[str, tuple[Ressource, ...]]
VENTES_COMMANDE = "Ventes et commande publique"
MECENAT_FONDATIONS = "Mécénat et fondations"
AUTRES_ENSEMBLE = "Autres produits, legs et produits financiers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mouvement:
    """A line of both exercices, and the lines that add up to each amount.

    In the table of the result a charge is negative: a rise of it lowers the result.
    """

    label: str
    avant_centimes: int
    apres_centimes: int
    sources_avant: tuple[SourceLine, ...] = ()
    sources_apres: tuple[SourceLine, ...] = ()

    @property
    def difference_centimes(self) -> int:
        return self.apres_centimes - self.avant_centimes


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparaison:
    """Σ differences of `ressources` is the difference of the totals; that of `resultat`, of the results."""

    ressources: tuple[Mouvement, ...]
    resultat: tuple[Mouvement, ...]
    notes: tuple[str, ...]


def compare(before: Postes, after: Postes) -> Comparaison:
    """Two exercices side by side, by the finest families that both tell. Lines nil on both sides are left out."""
    return Comparaison(
        ressources=_moved(_of_group(group, before, after) for group in groups_of(before, after)),
        resultat=_moved(_of_result(label, before, after) for label in RESULT_LINES),
        notes=notes_between(before, after),
    )


def _moved(movements: Iterable[Mouvement]) -> tuple[Mouvement, ...]:
    return tuple(each for each in movements if each.avant_centimes or each.apres_centimes)


def groups_of(before: Postes, after: Postes) -> list[Groupe]:
    """Families told on both sides stand alone; the others stand with those they cannot be told from."""
    both = (before, after)
    joined: list[Groupe] = []
    if not _tell_commande_alike(before, after):
        joined.append((VENTES_COMMANDE, (Ressource.VENTES, Ressource.COMMANDE)))
    if not all(_is_told(postes, Ressource.FONDATIONS) for postes in both):
        joined.append((MECENAT_FONDATIONS, (Ressource.MECENAT, Ressource.FONDATIONS)))
    if not all(_is_told(postes, key) for postes in both for key in (Ressource.LEGS, Ressource.PRODUITS)):
        joined.append((AUTRES_ENSEMBLE, (Ressource.AUTRES, Ressource.LEGS, Ressource.PRODUITS)))
    first_of = {keys[0]: (label, keys) for label, keys in joined}
    hidden = {key for _, keys in joined for key in keys[1:]}
    return [first_of.get(key, (RESSOURCES[key], (key,))) for key in Ressource if key not in hidden]


def _tell_commande_alike(before: Postes, after: Postes) -> bool:
    """Whether purchases stand in the same family on both sides.

    Told on both, or told on neither in accounts of one kind: sales then hold them, account 73 stands apart.
    """
    settled = {_is_commande_settled(before), _is_commande_settled(after)}
    return settled == {True} or (settled == {False} and before.origine is after.origine)


def _is_commande_settled(postes: Postes) -> bool:
    """Whether sales hold no public purchase that nobody told: answered, typed, or no sale at all."""
    return is_commande_told(postes) or not postes.ressources["ventes"].value.number


def _is_told(postes: Postes, key: Ressource) -> bool:
    return postes.ressources[key].value.is_computed


def _of_group(group: Groupe, before: Postes, after: Postes) -> Mouvement:
    label, keys = group
    return Mouvement(
        label=label,
        avant_centimes=amount_of(before, keys),
        apres_centimes=amount_of(after, keys),
        sources_avant=sources_of(before, keys),
        sources_apres=sources_of(after, keys),
    )


def amount_of(postes: Postes, keys: Iterable[Ressource]) -> int:
    """What is not told apart is inside another family of the group: it adds nothing by itself."""
    return sum(postes.ressources[key].value.number or 0 for key in keys)


def sources_of(postes: Postes, keys: Iterable[Ressource]) -> tuple[SourceLine, ...]:
    return tuple(line for key in keys for line in postes.ressources[key].sources)


def _of_result(label: str, before: Postes, after: Postes) -> Mouvement:
    (first, sources_before), (second, sources_after) = (RESULT_LINES[label](each) for each in (before, after))
    return Mouvement(
        label=label,
        avant_centimes=first,
        apres_centimes=second,
        sources_avant=sources_before,
        sources_apres=sources_after,
    )
