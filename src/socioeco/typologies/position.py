"""Signals for, against and unknown, for each of the seven models, and what can be concluded from them.

No distance, no percentage of fit, no ranking: the sources give no numeric profile. Models 1, 3, 5 and 7 are never
concluded from a share alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from socioeco.indicators import Postes
from socioeco.readers import Opinion
from socioeco.typologies.conclusion import Conclusion, conclude
from socioeco.typologies.convention import Convention, Groupe, ModeleRule, convention
from socioeco.typologies.parts import Part, parts_of
from socioeco.typologies.signals import Side, Signal, signals_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionModele:
    """`is_reconstitution`: we have not read its title or its definition in the typology itself."""

    numero: int
    slug: str
    titre: str
    is_reconstitution: bool
    pour: tuple[Signal, ...]
    contre: tuple[Signal, ...]
    inconnus: tuple[Signal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Always the seven models, in the order of the typology, which says nothing of their fit."""

    convention: Convention
    modeles: tuple[PositionModele, ...]
    conclusion: Conclusion


def compute_position(postes: Postes, opinions: Mapping[str, Opinion]) -> Position:
    """Where the exercice stands; `opinions` are the answers to QUESTIONS, by key."""
    rules, parts = convention(), parts_of(postes)
    return Position(
        convention=rules,
        modeles=tuple(_modele(modele, parts, opinions, rules) for modele in rules.modeles),
        conclusion=conclude(parts, opinions, rules),
    )


def _modele(
    modele: ModeleRule, parts: Mapping[Groupe, Part], opinions: Mapping[str, Opinion], rules: Convention
) -> PositionModele:
    signals = signals_of(modele, parts, opinions, rules)
    return PositionModele(
        numero=modele.numero,
        slug=modele.slug,
        titre=modele.titre,
        is_reconstitution=modele.reconstitution,
        pour=signals[Side.POUR],
        contre=signals[Side.CONTRE],
        inconnus=signals[Side.INCONNU],
    )
