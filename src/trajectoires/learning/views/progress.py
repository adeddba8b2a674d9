"""How far one has come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from trajectoires.learning import selectors, services
from trajectoires.learning.enums import SESSION_KEY
from trajectoires.learning.selectors.reminders import followable, own_reminder
from trajectoires.learning.views.whose import known
from trajectoires.ui.enums import Door


@never_cache
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Anyone, her own progress."""
    learner = known(request)
    attestations = selectors.attestations_of(learner)
    courses = selectors.progress_of(learner, selectors.courses())
    reminder = own_reminder(learner, courses)
    context = {
        "learner": learner,
        "is_forgotten": "efface" in request.GET,
        "is_withdrawn": "retiree" in request.GET,
        "attestations": attestations,
        "attested": {each.course_id for each in attestations},
        "courses": courses,
        "reminder": reminder,
        "may_be_reminded": learner is not None and bool(followable(courses)),
        "is_stopped": "rappel" in request.GET and reminder is None,
        "own": _from_her_accounts(request),
        "crumbs": [(Door.FORMER.label, Door.FORMER.address), ("Mon parcours", None)],
    }
    return render(request, "learning/progress.html", context)


def _from_her_accounts(request: HttpRequest) -> tuple[str, list[selectors.Suggestion]] | None:
    """What her own accounts suggest; a demonstration suggests nothing to her."""
    accounts = selectors.accounts_for(request.session, request.user, now=timezone.now(), is_own=True)
    return selectors.suggestions_from(accounts) if accounts else None


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Anyone, her own progress."""
    if learner := known(request):
        services.forget(learner=learner)
    request.session.pop(SESSION_KEY, None)
    return redirect(f"{reverse('learning:progress')}?efface=oui")
