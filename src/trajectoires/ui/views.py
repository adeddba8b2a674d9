"""The living page of the components, and the pages shown when something goes wrong.

Django calls the latter by the names of their arguments, used or not.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from trajectoires.ui.forms import sample_forms
from trajectoires.ui.loader import load_groups, sample_objects

_BAD_REQUEST, _FORBIDDEN, _NOT_FOUND, _SERVER_ERROR = 400, 403, 404, 500


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its samples; routed on a developer's machine only."""
    context = {"groups": load_groups(), **sample_objects(), **sample_forms()}
    return render(request, "ui/gallery.html", context)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Render without the request: an unknown host is refused before there is a session."""
    return HttpResponse(render_to_string("400.html"), status=_BAD_REQUEST)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "404.html", status=_NOT_FOUND)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "403.html", status=_FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """What was typed cannot be trusted, most often because the session ended: say how to go on."""
    return render(request, "403_csrf.html", status=_FORBIDDEN)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Render with no context and no context processor: nothing here may fail a second time."""
    return HttpResponse(render_to_string("500.html"), status=_SERVER_ERROR)
