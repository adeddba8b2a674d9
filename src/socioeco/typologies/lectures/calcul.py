"""What other typologies read in the same exercice. A reading is not a label, and « not enough » is a result."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from socioeco.indicators import Postes
from socioeco.indicators.leviers import Leviers, compute_leviers
from socioeco.readers import Opinion
from socioeco.typologies.conclusion import Conclusion, ConclusionKind
from socioeco.typologies.lectures.criteres import Faits, signal_of
from socioeco.typologies.lectures.definitions import (
    LECTURES,
    Categorie,
    LectureDefinition,
    lecture_definition,
)
from socioeco.typologies.parts import parts_of
from socioeco.typologies.signals import Side, Signal

NON_CALCULEE = "Cette lecture est décrite, elle n’est pas calculée."
UNE_SEULE = "Tout ce que cette lecture regarde va vers\u00a0: {noms}. C’est une lecture, pas une étiquette."
PLUSIEURS = "Cette lecture en voit plusieurs à la fois\u00a0: {noms}. C’est une lecture, pas une étiquette."
AUCUNE = "Pas assez d’éléments\u00a0: ce que nous lisons ne répond à aucune de ses catégories."
OUVERTE = "Pas assez d’éléments. Restent possibles\u00a0: {noms}."


@dataclass(frozen=True, slots=True, kw_only=True)
class CategorieLue:
    """A category and its signals. `side` is None in a reading that is only described."""

    definition: Categorie
    side: Side | None
    pour: tuple[Signal, ...] = ()
    contre: tuple[Signal, ...] = ()
    inconnus: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lecture:
    """Every category of the source, in its order, which ranks nothing."""

    definition: LectureDefinition
    categories: tuple[CategorieLue, ...]
    conclusion: Conclusion


def lectures(
    postes: Postes, opinions: Mapping[str, Opinion], leviers: Leviers | None = None
) -> tuple[Lecture, ...]:
    """Every reading, computed or described. `leviers` are those of `postes` when they are not given."""
    faits = Faits(
        postes=postes,
        parts=parts_of(postes),
        opinions=opinions,
        leviers=compute_leviers(postes) if leviers is None else leviers,
    )
    return tuple(_lecture(lecture_definition(cle), faits) for cle in LECTURES)


def _lecture(definition: LectureDefinition, faits: Faits) -> Lecture:
    if not definition.calculee:
        return _described(definition, NON_CALCULEE)
    if definition.champ and signal_of(definition.champ, faits)[0] is Side.CONTRE:
        return _described(definition, definition.hors_champ)
    categories = tuple(_read(categorie, faits) for categorie in definition.categories)
    return Lecture(definition=definition, categories=categories, conclusion=_conclude(categories))


def _described(definition: LectureDefinition, texte: str) -> Lecture:
    categories = tuple(CategorieLue(definition=each, side=None) for each in definition.categories)
    return Lecture(definition=definition, categories=categories, conclusion=_not_enough(texte))


def _read(categorie: Categorie, faits: Faits) -> CategorieLue:
    found = [signal_of(critere, faits) for critere in categorie.criteres]
    by_side = {side: tuple(signal for where, signal in found if where is side) for side in Side}
    return CategorieLue(
        definition=categorie,
        side=_side([side for side, _ in found], is_one_enough=categorie.exige == "un"),
        pour=by_side[Side.POUR],
        contre=by_side[Side.CONTRE],
        inconnus=by_side[Side.INCONNU],
    )


def _side(sides: Sequence[Side], *, is_one_enough: bool) -> Side:
    """One criterion decides alone: against when all are needed, for when one is enough."""
    alone, together = (Side.POUR, Side.CONTRE) if is_one_enough else (Side.CONTRE, Side.POUR)
    if alone in sides:
        return alone
    return together if set(sides) == {together} else Side.INCONNU


def _conclude(categories: Sequence[CategorieLue]) -> Conclusion:
    seen = [each for each in categories if each.side is Side.POUR]
    possible = [each for each in categories if each.side is not Side.CONTRE]
    if len(seen) > 1:
        return Conclusion(kind=ConclusionKind.PLUSIEURS, texte=PLUSIEURS.format(noms=_named(seen)))
    if not possible:
        return _not_enough(AUCUNE)
    if seen == possible:
        return Conclusion(kind=ConclusionKind.DOMINANT, texte=UNE_SEULE.format(noms=_named(seen)))
    return _not_enough(OUVERTE.format(noms=_named(possible)))


def _not_enough(texte: str) -> Conclusion:
    return Conclusion(kind=ConclusionKind.PAS_ASSEZ, texte=texte)


def _named(categories: Iterable[CategorieLue]) -> str:
    return "\u202f; ".join(each.definition.titre for each in categories)
