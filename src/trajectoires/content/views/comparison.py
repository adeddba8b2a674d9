"""The models that a reader put side by side, to take away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from trajectoires.content.forms import ModelsForm
from trajectoires.content.presenters.comparison import comparison_listing
from trajectoires.content.selectors import models
from trajectoires.content.services.exports import MEDIA_TYPES
from trajectoires.content.views.files import as_file


@require_safe
def comparison_export(request: HttpRequest, kind: str) -> HttpResponse:
    """Anyone: the published models that the address names, two to four."""
    found = models()
    chosen = ModelsForm.from_query(request.GET, models=found).chosen
    if kind not in MEDIA_TYPES or not chosen:
        raise Http404
    return as_file(comparison_listing([model for model in found if model.number in chosen]), kind)
