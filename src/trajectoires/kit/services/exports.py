"""The result to take away: a workbook that can be sorted, and a tagged PDF to print or to send."""

from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from socioeco.formats import format_date, typographie
from socioeco.report.tables import Cell, Column, Kind, Table, write_ods
from trajectoires.documents.services import Piece, compose, typeset
from trajectoires.kit.enums import Answer, Urgency
from trajectoires.kit.models.questionnaire import Answers, Question, Questionnaire
from trajectoires.kit.selectors.results import Result
from trajectoires.ui.enums import Lever

TITLE = "Autodiagnostic : votre résultat"
NO_SCORE = "Ni note ni classement : des faits, tels que vous les avez dits."
_TEMPLATE = Path(__file__).parent.parent / "typst" / "result.typ"


def typeset_result(*, result: Result, version: int, now: datetime) -> bytes:
    """What the page of the result shows, as a tagged PDF."""
    html = render_to_string("kit/result/document.html", {"result": result, "title": TITLE, "lede": NO_SCORE})
    composed = compose(pieces=[Piece(html, reverse("kit:result"))], site=settings.SITE_URL)
    day = format_date(timezone.localdate(now))
    said = {
        "title": TITLE,
        "foot": f"Version {version} du questionnaire, résultat du {day}",
        "author": "Trajectoires socio-économiques",
    }
    values = {name: typographie(words) for name, words in said.items()}
    return typeset(_TEMPLATE, values={**values, "parts": composed.parts}, now=now, files=composed.files)


def write_tables(*, questionnaire: Questionnaire, answers: Answers, result: Result, today: date) -> bytes:
    """Every question that concerns the visitor, with its answer; what comes first; what to read."""
    tables = [
        _read_me(questionnaire, result, today),
        _answers(questionnaire, answers),
        _priorities(result),
        _readings(result),
    ]
    return write_ods(tables, title=TITLE)


def _read_me(questionnaire: Questionnaire, result: Result, today: date) -> Table:
    rows = (
        ("Établi le", format_date(today)),
        ("Questionnaire", f"Version {questionnaire.version}"),
        ("Réponses", result.sentence),
        ("Limites", NO_SCORE),
        *((str(each.lever.label), each.sentence) for each in result.levers),
    )
    return _table("lisez-moi", "Lisez-moi", ("Rubrique", "Ce qu’il faut savoir"), rows)


def _answers(questionnaire: Questionnaire, answers: Answers) -> Table:
    rows = [
        *(
            ("Pour commencer", "", each.text, _label(answers, each.key), "", "", "")
            for each in questionnaire.firsts
        ),
        *(
            _answer_row(landmark.title, each, answers)
            for landmark in questionnaire.landmarks
            for each in questionnaire.asked_in(landmark, answers)
        ),
    ]
    labels = ("Repère", "Levier", "Question", "Réponse", "Ce que cela veut dire", "Que faire", "Quand")
    return _table("reponses", "Réponses", labels, tuple(rows))


def _answer_row(landmark: str, question: Question, answers: Answers) -> tuple[Cell, ...]:
    lever = str(Lever(question.lever).label) if question.lever else ""
    said = (landmark, lever, question.text, _label(answers, question.key))
    match answers.get(question.key):
        case Answer.YES:
            return (*said, question.strength, "", "")
        case Answer.NO | Answer.PARTLY:
            return (*said, question.weakness, question.step, str(Urgency(question.urgency).label))
        case Answer.UNKNOWN:
            return (*said, "", question.help, "")
    return (*said, "", "", "")


def _label(answers: Answers, key: str) -> str:
    return str(Answer(answers[key]).label) if key in answers else "Sans réponse"


def _priorities(result: Result) -> Table:
    rows = [
        (
            rank,
            each.question.step,
            each.question.weakness,
            each.question.text,
            str(each.answer.label),
            str(each.urgency.label),
        )
        for rank, each in enumerate(result.priorities, start=1)
    ]
    columns = (
        Column("Rang", Kind.NOMBRE),
        *map(Column, ("Que faire", "Pourquoi", "Question", "Réponse", "Quand")),
    )
    return Table(key="priorites", title="Priorités", columns=columns, rows=tuple(rows))


def _readings(result: Result) -> Table:
    rows = [
        (each.title, each.kind, f"{settings.SITE_URL}{each.address}", " ".join(each.whys))
        for each in result.readings
    ]
    return _table("a-lire", "À lire", ("Titre", "Genre", "Adresse", "Pourquoi"), tuple(rows))


def _table(key: str, title: str, labels: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> Table:
    return Table(key=key, title=title, columns=tuple(map(Column, labels)), rows=rows)
