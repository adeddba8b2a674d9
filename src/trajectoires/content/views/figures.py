"""The data of a shared figure."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from trajectoires.content.presenters.figures import present_data
from trajectoires.content.selectors.figures import shared_figure
from trajectoires.content.views.files import as_file


@require_safe
def figure_data(request: HttpRequest, slug: str) -> HttpResponse:  # noqa: ARG001
    """Anyone. The numbers of the figure, with their unit and their source on each line."""
    return as_file(present_data(shared_figure(slug)), "csv")
