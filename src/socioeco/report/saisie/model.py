"""What the sheets hold, and what becomes of the work that they come back to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from socioeco.anomalies import Anomaly
from socioeco.readers import Answers, ExerciceAnswers, Question, TypedExercice

NO_ANSWER = Answers()


@dataclass(frozen=True, slots=True, kw_only=True)
class Saisie:
    """`exercices` hold a line at least each. `answers` may be about other exercices too, which have their own accounts.

    `asked` are the questions that the sheet has a row for: a blank there takes an answer back, a row that is not
    there takes nothing. `labels` are those of the sheet of funders, for the same reason.
    """

    exercices: tuple[TypedExercice, ...] = ()
    answers: Answers = NO_ANSWER
    asked: frozenset[Question] = frozenset()
    labels: frozenset[str] = frozenset()
    has_opinions: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SaisieReading:
    """The sheets as read, or None when an anomaly is blocking, and every anomaly at once."""

    name: str
    empreinte: str
    saisie: Saisie | None = None
    anomalies: tuple[Anomaly, ...] = field(default=())

    @property
    def is_blocked(self) -> bool:
        return self.saisie is None


def completed(known: Answers, saisie: Saisie) -> Answers:
    """The answers of a work once the sheets are back: theirs where they ask, as they were for the rest."""
    told = saisie.answers
    others = {label: each for label, each in known.financeurs.items() if label not in saisie.labels}
    return replace(
        known,
        exercices={**known.exercices, **_by_exercice(known.exercices, saisie)},
        financeurs={**others, **told.financeurs},
        opinions=told.opinions if saisie.has_opinions else known.opinions,
    )


def _by_exercice(known: Mapping[str, ExerciceAnswers], saisie: Saisie) -> Mapping[str, ExerciceAnswers]:
    return {
        key: _over(known[key], told, saisie.asked) if key in known else told
        for key, told in saisie.answers.exercices.items()
        if key in known or told.values or told.unknown
    }


def _over(known: ExerciceAnswers, told: ExerciceAnswers, asked: frozenset[Question]) -> ExerciceAnswers:
    kept = {question: number for question, number in known.values.items() if question not in asked}
    return ExerciceAnswers(values={**kept, **told.values}, unknown=(known.unknown - asked) | told.unknown)
