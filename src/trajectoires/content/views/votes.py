"""What readers say of a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.content.forms.votes import NO, YES, VoteForm
from trajectoires.content.models import BasePage
from trajectoires.content.services import UnableToKeepVote, record_vote

TOO_MANY = (
    "Cette page a reçu trop de réponses en une heure : la vôtre n’est pas enregistrée. Votre texte est encore là : "
    "envoyez-le à nouveau dans une heure."
)


@require_http_methods(["GET", "HEAD", "POST"])
def useful(request: HttpRequest, page_id: int) -> HttpResponse:
    """Anyone. Ask whether the page was useful; keep the answer, and nothing of who answered."""
    page = get_object_or_404(BasePage.objects.live(), pk=page_id)
    given = request.GET.get("reponse")
    sent = request.POST if request.method == "POST" else None
    form = VoteForm(sent, initial={"reponse": given if given in {YES, NO} else None})
    if form.is_valid():
        if _is_kept(page, form):
            return redirect(reverse("content:useful_thanks", args=[page.pk]))
        form.add_error(None, TOO_MANY)
    status = 422 if form.errors else 200
    return render(request, "content/votes/form.html", {"form": form, **_frame(page)}, status=status)


def _is_kept(page: BasePage, form: VoteForm) -> bool:
    """A machine is thanked like anybody, and not listened to."""
    if form.is_from_a_machine:
        return True
    try:
        record_vote(
            page=page,
            is_useful=form.is_useful,
            comment=form.cleaned_data["commentaire"],
            now=timezone.now(),
        )
    except UnableToKeepVote:
        return False
    return True


@require_safe
def thanks(request: HttpRequest, page_id: int) -> HttpResponse:
    """Anyone. Say that the answer is kept, and lead back to the page."""
    page = get_object_or_404(BasePage.objects.live(), pk=page_id)
    return render(request, "content/votes/thanks.html", _frame(page))


def _frame(page: BasePage) -> dict[str, object]:
    crumbs = [(page.title, page.address), ("Votre avis", None)]
    return {"page": page, "crumbs": crumbs}
