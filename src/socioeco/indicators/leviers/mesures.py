"""A measure of a lever, and the answers it is made of: not told, not known and zero are three things."""

from dataclasses import dataclass
from fractions import Fraction

from socioeco.formats import NBSP
from socioeco.indicators.leviers.definitions import MesureDefinition, leviers_definition
from socioeco.indicators.postes import Postes
from socioeco.indicators.terms import Terme
from socioeco.readers import Question
from socioeco.values import Value, calcule, non_calculable

NON_DIT = "vous n’avez pas répondu."
NE_SAIT_PAS = "vous répondez que vous ne savez pas."
NEGATIF = "la réponse est négative, elle ne peut pas l’être."


@dataclass(frozen=True, slots=True, kw_only=True)
class Mesure:
    """`value` is in the unit of the definition: centimes for euros, whole hours, posts for ETP."""

    definition: MesureDefinition
    value: Value[int] | Value[Fraction]
    termes: tuple[Terme, ...] = ()

    @property
    def cle(self) -> str:
        return self.definition.cle


def told(postes: Postes, question: Question, sujet: str, ou_trouver: str) -> Value[int]:
    """The answer to a question; without one, why, and where it may be found."""
    number = postes.answers.get(question)
    if number is None:
        why = NE_SAIT_PAS if question in postes.answers.unknown else NON_DIT
        return non_calculable(f"{sujet}{NBSP}: {why} {ou_trouver}")
    return calcule(number) if number >= 0 else non_calculable(f"{sujet}{NBSP}: {NEGATIF}")


def answer_of(postes: Postes, definition: MesureDefinition) -> Value[int]:
    """The answer that a measure asks for, as it was given."""
    return told(postes, Question(definition.question), definition.titre, definition.ou_trouver)


def of_answer(postes: Postes, cle: str, *, divisor: int = 1) -> Mesure:
    """A measure that is an answer, in its own unit once divided."""
    definition = leviers_definition().mesure(cle)
    answer = answer_of(postes, definition)
    if divisor == 1 or answer.number is None:
        return Mesure(definition=definition, value=answer)
    return Mesure(definition=definition, value=calcule(Fraction(answer.number, divisor)))


def first_reason(*values: Value[int] | Value[Fraction]) -> str:
    """Why a measure made of these cannot be computed; empty when each of them has its number."""
    return next((value.raison for value in values if value.number is None), "")
