"""How many questions are still open whose answer would make the results more precise."""

from collections.abc import Sequence

from socioeco.readers import Answers
from socioeco.typologies import QUESTIONS
from trajectoires.trajectories.selectors import Exercice
from trajectoires.trajectories.selectors.questions import labels_to_explain, questions_of


def open_questions(exercices: Sequence[Exercice], answers: Answers) -> int:
    """« Je ne sais pas » is an answer: it is not asked again."""
    if not exercices:
        return 0
    labels = labels_to_explain(exercices, answers).keys() - answers.financeurs.keys()
    models = {question.cle for question in QUESTIONS} - answers.opinions.keys()
    return sum(map(_open_of_year, exercices)) + len(labels) + len(models)


def _open_of_year(exercice: Exercice) -> int:
    return sum(not exercice.postes.answers.is_answered(question) for question in questions_of(exercice))
