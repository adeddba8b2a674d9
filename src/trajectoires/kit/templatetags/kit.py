"""What the page of the questionnaire, and its previews, show beside their text."""

from django import template

from trajectoires.kit import selectors
from trajectoires.kit.enums import Answer
from trajectoires.kit.forms import Whole, whole_form
from trajectoires.kit.models import AutodiagnosticPage
from trajectoires.kit.models.questionnaire import Questionnaire
from trajectoires.kit.presenters.summaries import Toc, questionnaire_toc

register = template.Library()


@register.simple_tag
def questionnaire_of(page: AutodiagnosticPage) -> Questionnaire:
    return page.questionnaire()


@register.simple_tag
def toc_of_questionnaire(page: AutodiagnosticPage, toc: Toc) -> Toc:
    return questionnaire_toc(toc, has_questions=bool(page.questions))


@register.simple_tag
def questions_to_preview(page: AutodiagnosticPage) -> Whole:
    """As a visitor meets them first."""
    return whole_form(page.questionnaire(), {})


@register.simple_tag
def result_to_preview(page: AutodiagnosticPage) -> selectors.Result:
    """Of whoever answers no to everything that may be asked together: every weakness and every step can be read."""
    questionnaire = page.questionnaire()
    return selectors.result_of(questionnaire, {each.key: Answer.NO.value for each in questionnaire.questions})
