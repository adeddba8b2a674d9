"""Which questions a work raises: those that its accounts leave open, and no other."""

from collections.abc import Iterable

from socioeco.indicators import Origine
from socioeco.indicators.leviers import leviers_definition
from socioeco.indicators.ressources import DECLAREE
from socioeco.readers import Answers, GenreFinanceur, Question, TypedExercice, TypedLine
from trajectoires.trajectories.selectors.exercices import Exercice

PAYING_LINES = (TypedLine.SUBVENTIONS, TypedLine.COMMANDE, TypedLine.MECENAT)


def questions_of(exercice: Exercice) -> list[Question]:
    """In the order they are asked. One that was answered is there still: an answer may be changed."""
    asked = []
    if sales_of(exercice) > 0:
        asked.append(Question.ACHATS_PUBLICS)
    if exercice.typed and _has_payers(TypedExercice.from_json(exercice.typed.lines)):
        asked.append(Question.PREMIER_FINANCEUR)
    return [*asked, Question.HEURES, Question.ETP, Question.PARTENAIRES]


def lever_questions(exercice: Exercice) -> list[Question]:
    """What the other measures of the levers ask. What is given without money is asked where accounts count none."""
    first, told = questions_of(exercice), exercice.postes.en_nature.value.is_computed
    measures = (each for lever in leviers_definition().leviers for each in lever.mesures)
    asked = (Question(each.question) for each in measures if each.question)
    return [each for each in asked if each not in first and not (told and each is Question.EN_NATURE)]


def asked_at(exercice: Exercice) -> list[Question]:
    """Every question of the page of questions on this exercice."""
    return [*questions_of(exercice), *lever_questions(exercice)]


def question_name(exercice: Exercice, question: Question) -> str:
    """Of its field: from what it asks about, never from a rank."""
    postes = exercice.postes
    return f"{question.value}_{postes.opened_on:%Y%m%d}_{postes.closed_on:%Y%m%d}"


def question_anchor(exercice: Exercice, question: Question) -> str:
    """Where the page of questions asks it."""
    return f"id_{question_name(exercice, question)}"


def sales_of(exercice: Exercice) -> int:
    """Centimes of sales where public purchases may hide, answered or not; 0 when there is nothing to ask."""
    if exercice.postes.origine is Origine.SAISIE:
        return _typed_sales(exercice)
    sources = exercice.postes.ressources["ventes"].sources
    return sum(source.montant_centimes for source in sources if source.libelle != DECLAREE)


def _typed_sales(exercice: Exercice) -> int:
    if exercice.typed is None:
        return 0
    lines = TypedExercice.from_json(exercice.typed.lines)
    return (lines[TypedLine.VENTES] or 0) if lines[TypedLine.COMMANDE] is None else 0


def _has_payers(lines: TypedExercice) -> bool:
    return any((lines[line] or 0) > 0 for line in PAYING_LINES)


def labels_to_explain(exercices: Iterable[Exercice], answers: Answers) -> dict[str, list[str]]:
    """Labels that do not say who pays, or that the person explained; each with the names of its exercices."""
    found: dict[str, list[str]] = {}
    for exercice in exercices:
        for label in dict.fromkeys(_labels(exercice, answers)):
            found.setdefault(label, []).append(exercice.label)
    return found


def _labels(exercice: Exercice, answers: Answers) -> Iterable[str]:
    for versement in exercice.postes.financeurs.versements:
        is_unknown = versement.genre is GenreFinanceur.INCONNU
        labels = (source.libelle for source in versement.sources)
        yield from (label for label in labels if is_unknown or label in answers.financeurs)
