"""How the position would change with each thing that is not known: computed again with the answer, not estimated."""

from collections.abc import Mapping
from dataclasses import dataclass

from socioeco.indicators import Postes
from socioeco.readers import Opinion
from socioeco.typologies.conclusion import Conclusion
from socioeco.typologies.convention import convention
from socioeco.typologies.entrees import Cas, Entree, GenreEntree, entrees_of
from socioeco.typologies.position import Position, compute_position
from socioeco.typologies.signals import Side, Signal

Place = tuple[int, str]  # a model, and the family or the question of one of its signals


@dataclass(frozen=True, slots=True, kw_only=True)
class Bascule:
    """One signal of one model that takes another side; `signal` is what it would then say."""

    numero: int
    avant: Side
    apres: Side
    signal: Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What the position becomes with one answer."""

    reponse: str
    conclusion: Conclusion
    bascules: tuple[Bascule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """One thing not known, and what its two ends would make of the position."""

    genre: GenreEntree
    cle: str
    titre: str
    issues: tuple[Issue, ...]
    changes_conclusion: bool


def sensitivity(postes: Postes, opinions: Mapping[str, Opinion]) -> tuple[Variation, ...]:
    """The unknowns that change a signal or the conclusion, one at a time; the others are left out."""
    before = compute_position(postes, opinions)
    variations = (_variation(entree, before) for entree in entrees_of(postes, opinions, convention()))
    return tuple(
        each for each in variations if each.changes_conclusion or any(i.bascules for i in each.issues)
    )


def _variation(entree: Entree, before: Position) -> Variation:
    issues = tuple(_issue(cas, before) for cas in entree.cas)
    return Variation(
        genre=entree.genre,
        cle=entree.cle,
        titre=entree.titre,
        issues=issues,
        changes_conclusion=any(issue.conclusion != before.conclusion for issue in issues),
    )


def _issue(cas: Cas, before: Position) -> Issue:
    after = compute_position(cas.postes, cas.opinions)
    known = {place: side for place, (side, _) in _signals(before).items()}
    bascules = (
        Bascule(numero=place[0], avant=known[place], apres=side, signal=signal)
        for place, (side, signal) in _signals(after).items()
        if side is not known[place]
    )
    return Issue(reponse=cas.reponse, conclusion=after.conclusion, bascules=tuple(bascules))


def _signals(position: Position) -> Mapping[Place, tuple[Side, Signal]]:
    """Every signal with its side; the rules give the same places whatever the answers."""
    return {
        (modele.numero, signal.famille or signal.question): (side, signal)
        for modele in position.modeles
        for side, signals in zip(Side, (modele.pour, modele.contre, modele.inconnus), strict=True)
        for signal in signals
    }
