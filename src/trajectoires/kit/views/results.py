"""What the answers say, on a page, in a PDF and in a workbook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from trajectoires.kit import selectors, services
from trajectoires.kit.models import AutodiagnosticPage, Diagnosis
from trajectoires.kit.presenters import contents_of
from trajectoires.kit.views.session import crumbs_to, with_own_answers


@require_safe
@with_own_answers
def result(request: HttpRequest, page: AutodiagnosticPage, own: Diagnosis) -> HttpResponse:
    """The visitor whose session holds the answers."""
    questionnaire = page.questionnaire()
    found = selectors.result_of(questionnaire, own.answers)
    context = {
        "page": page,
        "own": own,
        "result": found,
        "toc": contents_of(found),
        "changes": selectors.changes_since(own, questionnaire),
        "today": timezone.localdate(),
        "crumbs": crumbs_to(page, "Votre résultat"),
    }
    return render(request, "kit/result.html", context)


@require_safe
@with_own_answers
def as_pdf(request: HttpRequest, page: AutodiagnosticPage, own: Diagnosis) -> HttpResponse:  # noqa: ARG001 - given by Django
    """The visitor whose session holds the answers."""
    found = selectors.result_of(page.questionnaire(), own.answers)
    content = services.typeset_result(result=found, version=page.version, now=timezone.now())
    return _file(content, "application/pdf", "pdf")


@require_safe
@with_own_answers
def as_tables(request: HttpRequest, page: AutodiagnosticPage, own: Diagnosis) -> HttpResponse:  # noqa: ARG001 - given by Django
    """The visitor whose session holds the answers."""
    questionnaire = page.questionnaire()
    content = services.write_tables(
        questionnaire=questionnaire,
        answers=own.answers,
        result=selectors.result_of(questionnaire, own.answers),
        today=timezone.localdate(),
    )
    return _file(content, "application/vnd.oasis.opendocument.spreadsheet", "ods")


def _file(content: bytes, media_type: str, extension: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="autodiagnostic.{extension}"'
    return response
