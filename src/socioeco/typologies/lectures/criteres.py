"""A criterion of a reading, looked at: for, against or unknown. Presence only: no source gives a share."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from socioeco.indicators import Postes
from socioeco.indicators.leviers import Leviers
from socioeco.readers import Opinion
from socioeco.typologies.convention import Groupe
from socioeco.typologies.lectures.definitions import Critere
from socioeco.typologies.parts import Part
from socioeco.typologies.signals import SIDE_OF_OPINION, Side, Signal
from socioeco.values import Value

PHRASES: Mapping[Side, str] = {
    Side.POUR: "C’est ce que nous lisons.",
    Side.CONTRE: "Nous lisons le contraire.",
    Side.INCONNU: "Ce que nous savons ne le dit pas.",
}
OPPOSITE: Mapping[Side, Side] = {
    Side.POUR: Side.CONTRE,
    Side.CONTRE: Side.POUR,
    Side.INCONNU: Side.INCONNU,
}
METHODE_DES_COMPTES = "comptes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Faits:
    """All that a criterion may look at."""

    postes: Postes
    parts: Mapping[Groupe, Part]
    opinions: Mapping[str, Opinion]
    leviers: Leviers


def signal_of(critere: Critere, faits: Faits) -> tuple[Side, Signal]:
    """Its side and the reason, which opens to its share and its lines where it has some."""
    presence = _presence(critere, faits)
    side = presence if critere.attendu == "present" else OPPOSITE[presence]
    texte = f"{critere.texte} {PHRASES[side]}"
    if critere.groupe is None:
        return side, Signal(texte=texte, question=critere.question or "")
    part = faits.parts[critere.groupe]
    return side, Signal(texte=texte, famille=critere.groupe.value, part=part.value, sources=part.sources)


def _presence(critere: Critere, faits: Faits) -> Side:
    """For when it is there, against when it is not."""
    if critere.groupe is not None:
        return _is_positive(faits.parts[critere.groupe].value)
    if critere.levier == "benevolat":
        return _first_known(faits.leviers["heures_benevoles"].value, _valued_in_accounts(faits.leviers))
    if critere.levier == "salaries":
        told, paid = faits.leviers["etp_salaries"].value, faits.postes.personnel.value
        return _first_known(told, paid)
    opinion = faits.opinions.get(critere.question or "")
    return SIDE_OF_OPINION[opinion] if opinion else Side.INCONNU


def _valued_in_accounts(leviers: Leviers) -> Value[int]:
    """Time counted in class 87 is time given, even when nobody told the hours."""
    return next(each.value for each in leviers.valorisations if each.methode.cle == METHODE_DES_COMPTES)


def _first_known(*values: Value[int] | Value[Fraction]) -> Side:
    sides = (_is_positive(value) for value in values)
    return next((side for side in sides if side is not Side.INCONNU), Side.INCONNU)


def _is_positive(value: Value[int] | Value[Fraction]) -> Side:
    if value.number is None:
        return Side.INCONNU
    if value.number > 0:
        return Side.POUR
    return Side.INCONNU if value.haut is not None and value.haut > 0 else Side.CONTRE
