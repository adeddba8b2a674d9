"""What the answers say: strengths, weaknesses, what comes first, what to read. Facts are counted, nothing is scored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trajectoires.kit.enums import HELP, MOST_PRIORITIES, Answer, Urgency
from trajectoires.kit.models.questionnaire import Answers, Landmark, Question, Questionnaire
from trajectoires.kit.selectors.pages import Reading, named, readings_of
from trajectoires.ui.enums import Lever

_OPEN = (Answer.NO, Answer.PARTLY)


@dataclass(frozen=True)
class Part:
    """A landmark, and the questions that concern it by their answer."""

    landmark: Landmark
    strengths: list[Question]
    partial: list[Question]
    weaknesses: list[Question]
    unknown: list[Question]
    unanswered: list[Question]

    @property
    def is_empty(self) -> bool:
        return not (self.strengths or self.partial or self.weaknesses or self.unknown)


@dataclass(frozen=True)
class Priority:
    question: Question
    answer: Answer

    @property
    def urgency(self) -> Urgency:
        return Urgency(self.question.urgency)

    @property
    def why(self) -> str:
        """In a sentence: what was answered, and how long it can wait."""
        return f"Vous avez répondu « {self.answer.label.lower()} ». {self.urgency.label}."


@dataclass(frozen=True)
class LeverCount:
    lever: Lever
    counts: dict[Answer, int]
    unanswered: int

    @property
    def sentence(self) -> str:
        """Counts in words of the questionnaire: they are facts, not a mark."""
        asked = sum(self.counts.values()) + self.unanswered
        said = [f"{number} « {answer.label.lower()} »" for answer, number in self.counts.items() if number]
        if self.unanswered:
            said.append(f"{self.unanswered} sans réponse")
        return f"Sur {asked} question{'s' * (asked > 1)} : {', '.join(said)}."


@dataclass(frozen=True)
class Result:
    parts: list[Part]
    priorities: list[Priority]
    levers: list[LeverCount]
    first_readings: list[Reading]  # what the priorities advise
    other_readings: list[Reading]
    asked: int
    unanswered: list[Question]
    help: Reading | None  # whom to call, when something cannot wait

    @property
    def readings(self) -> list[Reading]:
        return [*self.first_readings, *self.other_readings]

    @property
    def answered(self) -> int:
        return self.asked - len(self.unanswered)

    @property
    def sentence(self) -> str:
        """« 12 réponses sur 38 questions qui vous concernent. »"""
        said = f"{self.answered} réponse{'s' * (self.answered > 1)}" if self.answered else "Aucune réponse"
        return f"{said} sur {self.asked} question{'s' * (self.asked > 1)} qui vous concernent."


def result_of(questionnaire: Questionnaire, answers: Answers) -> Result:
    """Of the questions that concern whoever answered; the others count for nothing."""
    asked = questionnaire.asked(answers)
    priorities = _priorities(asked, answers)
    parts = [_part(each, questionnaire.asked_in(each, answers), answers) for each in questionnaire.landmarks]
    readings, first, urgent = _readings(asked, answers, [each.question for each in priorities])
    return Result(
        parts=[each for each in parts if not each.is_empty],
        priorities=priorities,
        levers=_levers(asked, answers),
        first_readings=[each for each in readings if each.address in first],
        other_readings=[each for each in readings if each.address not in first],
        asked=len(asked),
        unanswered=_answered(asked, answers, None),
        help=urgent,
    )


def _answered(asked: Iterable[Question], answers: Answers, *wanted: Answer | None) -> list[Question]:
    return [each for each in asked if answers.get(each.key) in wanted]


def _part(landmark: Landmark, asked: Sequence[Question], answers: Answers) -> Part:
    return Part(
        landmark,
        strengths=_answered(asked, answers, Answer.YES),
        partial=_answered(asked, answers, Answer.PARTLY),
        weaknesses=_answered(asked, answers, Answer.NO),
        unknown=_answered(asked, answers, Answer.UNKNOWN),
        unanswered=_answered(asked, answers, None),
    )


def _priorities(asked: Sequence[Question], answers: Answers) -> list[Priority]:
    """The most urgent first, a no before an « en partie », then as they are asked. What can wait is left out."""
    open_ones = [
        Priority(each, Answer(answers[each.key]))
        for each in _answered(asked, answers, *_OPEN)
        if each.urgency > Urgency.LATER
    ]
    open_ones.sort(key=lambda each: (-each.urgency, _OPEN.index(each.answer)))
    return open_ones[:MOST_PRIORITIES]


def _levers(asked: Sequence[Question], answers: Answers) -> list[LeverCount]:
    counts = []
    for lever in Lever:
        own = [each for each in asked if each.lever == lever]
        if own:
            by_answer = {answer: len(_answered(own, answers, answer)) for answer in Answer}
            counts.append(LeverCount(lever, by_answer, len(_answered(own, answers, None))))
    return counts


def _readings(
    asked: Sequence[Question], answers: Answers, first: Sequence[Question]
) -> tuple[list[Reading], set[str], Reading | None]:
    """The pages of whatever is not a yes; the addresses of those that come first; whom to call if something cannot wait."""
    wanting = _answered(asked, answers, Answer.NO, Answer.PARTLY, Answer.UNKNOWN)
    wanting.sort(key=lambda each: (each not in first, -each.urgency))
    advised = [(page.href, page.why) for each in wanting for page in each.pages]
    cannot_wait = any(each.urgency == Urgency.NOW for each in _answered(asked, answers, Answer.NO))
    urgent = [(HELP, "")] if cannot_wait else []
    names = named(href for href, _ in [*advised, *urgent])
    addresses = {page.href.partition("#")[0] for each in first for page in each.pages}
    return readings_of(advised, names), addresses, next(iter(readings_of(urgent, names)), None)
