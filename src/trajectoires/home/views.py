from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trajectoires.home.enums import Having, What, Who
from trajectoires.home.forms import StartForm
from trajectoires.home.selectors import route


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Anyone. Three questions, then a route of three stages at an address that can be shared."""
    form = StartForm(request.GET or None)
    steps = None
    if form.is_bound and form.is_valid():
        answers = form.cleaned_data
        steps = route(who=Who(answers["qui"]), what=What(answers["quoi"]), having=Having(answers["avec"]))
    return render(
        request, "home/start.html", {"form": form, "steps": steps, "crumbs": [("Par où commencer ?", None)]}
    )
