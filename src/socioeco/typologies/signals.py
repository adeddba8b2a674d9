"""One reason for a model, against it, or still unknown: from a share, or from an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from socioeco.formats import NBSP
from socioeco.indicators import SourceLine
from socioeco.readers import Opinion
from socioeco.typologies.convention import SANS_REPONSE, Convention, Groupe, ModeleRule, PartRule
from socioeco.typologies.parts import Part
from socioeco.values import Value


class Side(StrEnum):
    POUR = "pour"
    CONTRE = "contre"
    INCONNU = "inconnu"


SIDE_OF_OPINION: Mapping[Opinion, Side] = {
    Opinion.OUI: Side.POUR,
    Opinion.EN_PARTIE: Side.POUR,
    Opinion.NON: Side.CONTRE,
    Opinion.NE_SAIT_PAS: Side.INCONNU,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One reason. It comes from a share, then `part` is there, or from an answer.

    `question` is the key of the question that it answers or, for an unknown, of the one that would settle it.
    """

    texte: str
    famille: str = ""
    part: Value[Fraction] | None = None
    question: str = ""
    sources: tuple[SourceLine, ...] = ()


def signals_of(
    modele: ModeleRule, parts: Mapping[Groupe, Part], opinions: Mapping[str, Opinion], rules: Convention
) -> Mapping[Side, tuple[Signal, ...]]:
    """Every measured family of the model gives one signal, and its question one: answered or not."""
    found = [_of_part(part, parts[part.groupe], rules) for part in modele.parts]
    if modele.question:
        found.append(_of_question(modele.question, opinions.get(modele.question), rules))
    return {side: tuple(signal for where, signal in found if where is side) for side in Side}


def _of_part(rule: PartRule, part: Part, rules: Convention) -> tuple[Side, Signal]:
    side = _side(part, rules.seuil)
    sentence = rules.phrases.signaux[side.value if part.value.is_computed else "non_calculable"]
    return side, Signal(
        texte=rule.in_words(sentence),
        famille=rule.nom,
        part=part.value,
        question=part.question if side is Side.INCONNU else "",
        sources=part.sources,
    )


def _side(part: Part, threshold: Fraction) -> Side:
    if part.reaches(threshold):
        return Side.POUR
    if part.value.is_computed and not part.may_reach(threshold):
        return Side.CONTRE
    return Side.INCONNU


def _of_question(key: str, opinion: Opinion | None, rules: Convention) -> tuple[Side, Signal]:
    asked = next(question.texte for question in rules.questions if question.cle == key)
    answer = rules.phrases.reponses[opinion.value if opinion else SANS_REPONSE]
    side = SIDE_OF_OPINION[opinion] if opinion else Side.INCONNU
    return side, Signal(texte=f"«{NBSP}{asked}{NBSP}» {answer}", question=key)
