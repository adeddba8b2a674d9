"""The questionnaire as it is answered: landmarks, first questions, questions, and which of them are asked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trajectoires.kit.enums import FIRST_ANSWERS, NOT, Answer, Urgency

Answers = Mapping[str, str]


@dataclass(frozen=True)
class Landmark:
    key: str
    title: str
    words: str


@dataclass(frozen=True)
class FirstQuestion:
    key: str
    text: str
    help: str = ""

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(answer.value, str(answer.label)) for answer in FIRST_ANSWERS]


@dataclass(frozen=True)
class AdvisedPage:
    href: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Question:
    key: str
    landmark: str
    lever: str
    text: str
    help: str
    condition: str
    strength: str
    weakness: str
    step: str
    urgency: int
    pages: tuple[AdvisedPage, ...]

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> "Question":
        """From the block that editors filled."""
        plain = {name: value[name] or "" for name in cls.__dataclass_fields__ if name != "pages"}
        pages = tuple(AdvisedPage(each["href"], each["why"]) for each in value["pages"])
        return cls(**{**plain, "urgency": int(plain["urgency"] or 0), "pages": pages})

    @property
    def choices(self) -> list[tuple[str, str]]:
        return Answer.choices

    @property
    def first(self) -> str:
        """The key of the first question that it depends on; empty when it is asked of everybody."""
        return self.condition.removeprefix(NOT)

    @property
    def wanted(self) -> Answer:
        """What must have been answered to that first question."""
        return Answer.NO if self.condition.startswith(NOT) else Answer.YES


Step = FirstQuestion | Question


@dataclass(frozen=True)
class Questionnaire:
    version: int
    landmarks: tuple[Landmark, ...]
    firsts: tuple[FirstQuestion, ...]
    questions: tuple[Question, ...]

    def asked_in(self, landmark: Landmark, answers: Answers) -> list[Question]:
        """Those of a landmark that may concern whoever gave these answers."""
        return [
            each
            for each in self.questions
            if each.landmark == landmark.key and not is_ruled_out(each, answers)
        ]

    def asked(self, answers: Answers) -> list[Question]:
        """By landmark, in the order of the landmarks."""
        return [each for landmark in self.landmarks for each in self.asked_in(landmark, answers)]

    def steps(self, answers: Answers) -> list[Step]:
        """Everything that is asked, one by one: first questions come first, since they decide the rest."""
        return [*self.firsts, *self.asked(answers)]

    def first(self, key: str) -> FirstQuestion | None:
        return next((each for each in self.firsts if each.key == key), None)

    @property
    def all_steps(self) -> dict[str, Step]:
        return {each.key: each for each in (*self.firsts, *self.questions)}

    @property
    def words(self) -> dict[str, str]:
        """What is asked under each key: kept with the answers."""
        return {key: each.text for key, each in self.all_steps.items()}


def is_ruled_out(question: Question, answers: Answers) -> bool:
    """Whether a first question was answered so that this one makes no sense. Unanswered, it rules nothing out."""
    given = answers.get(question.first)
    return bool(question.condition) and given is not None and given != question.wanted


def faults_of(questionnaire: Questionnaire) -> list[str]:
    """Everything that keeps this questionnaire from being answered, in French, each with the key that it is about."""
    return [*_faults_of_keys(questionnaire), *_faults_of_questions(questionnaire)]


def _faults_of_keys(questionnaire: Questionnaire) -> Iterator[str]:
    for key in _twice(each.key for each in questionnaire.landmarks):
        yield f"Deux repères ont la clé « {key} »."
    for key in _twice(each.key for each in (*questionnaire.firsts, *questionnaire.questions)):
        yield f"Deux questions ont la clé « {key} »."
    for each in questionnaire.firsts:
        if each.key.startswith(NOT):
            yield f"« {each.key} » : la clé d’une question préalable ne commence pas par « {NOT} »."


def _twice(keys: Iterable[str]) -> list[str]:
    return [key for key, count in Counter(keys).items() if count > 1]


def _faults_of_questions(questionnaire: Questionnaire) -> Iterator[str]:
    landmarks = {each.key for each in questionnaire.landmarks}
    for each in questionnaire.questions:
        if each.landmark not in landmarks:
            yield f"« {each.key} » : aucun repère n’a la clé « {each.landmark} »."
        if each.condition and not questionnaire.first(each.first):
            yield f"« {each.key} » : aucune question préalable n’a la clé « {each.first} »."
        missing = [name for name, words in _said_of(each).items() if not words.strip()]
        if missing:
            yield f"« {each.key} » : il manque {', '.join(missing)}."
        if each.urgency not in Urgency.values:
            yield f"« {each.key} » : l’urgence va de 1 à 3."
        if any(not page.href.startswith("/") for page in each.pages):
            yield f"« {each.key} » : une page conseillée est une page du site ; son adresse commence par « / »."


def _said_of(question: Question) -> dict[str, str]:
    return {"la force": question.strength, "la fragilité": question.weakness, "le geste": question.step}


def advice_on(questionnaire: Questionnaire) -> list[str]:
    """What a visitor would miss, and that keeps nobody from answering."""
    used = {each.landmark for each in questionnaire.questions}
    if not questionnaire.questions:
        return ["Le questionnaire n’a aucune question : il ne se propose pas."]
    return [
        *(
            f"Le repère « {each.title} » n’a aucune question."
            for each in questionnaire.landmarks
            if each.key not in used
        ),
        *(
            f"« {each.key} » : aucune page n’est conseillée."
            for each in questionnaire.questions
            if not each.pages
        ),
    ]
