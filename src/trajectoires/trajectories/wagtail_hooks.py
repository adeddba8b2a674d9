"""Stories that organisations send, read in the editors' space by whoever may change them: accepted, returned, refused.

Accepting publishes: it asks for the right to publish under the list of examples too.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from trajectoires.content.selectors.examples import examples_page
from trajectoires.content.services import NoExamples, ToldStory, draw_page
from trajectoires.trajectories import services
from trajectoires.trajectories.forms import AnswerForm
from trajectoires.trajectories.models import StoryVersion
from trajectoires.trajectories.selectors.stories import sent_stories, waiting_stories

PERMISSION = "trajectories.change_storyversion"
PER_PAGE = 50
ANSWERED = "Ce récit n’attend plus : quelqu’un y a répondu, ou l’association l’a remplacé ou retiré."
NO_EXAMPLES = "La liste des exemples n’est pas publiée : publiez d’abord sa page, puis acceptez le récit."
DONE = {
    "accepter": "Le récit est publié parmi les exemples.",
    "corriger": "La demande de correction se lit sur la page de l’association.",
    "refuser": "Le récit est refusé. La raison se lit sur la page de l’association.",
}
View = Callable[..., HttpResponse]


def moderators_only(view: View) -> View:
    """Whoever may change the stories that are sent; anyone else is refused."""

    @wraps(view)
    def guarded(request: HttpRequest, **arguments: object) -> HttpResponse:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return view(request, **arguments)

    return guarded


@require_safe
@moderators_only
def story_list(request: HttpRequest) -> HttpResponse:
    """Whoever may change the stories that are sent."""
    page = Paginator(sent_stories(), PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "trajectories/edition/stories.html", {"page": page, "waiting": waiting_stories()})


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def story_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever may change the stories that are sent. Each button of the page is an answer; one of them publishes."""
    version = sent_stories().filter(pk=pk).first()
    if version is None:
        messages.error(request, ANSWERED)
        return redirect("recits:index")
    asked = next((name for name in DONE if name in request.POST), "")
    forms = {
        name: AnswerForm(request.POST if asked == name else None, prefix=name)
        for name in ("corriger", "refuser")
    }
    if asked == "accepter" and not _may_publish(request):
        raise PermissionDenied
    if asked and (asked == "accepter" or forms[asked].is_valid()):
        return _answer(request, version, asked, forms)
    context = {"version": version, "told": ToldStory.from_json(version.told), **forms}
    context["may_publish"] = _may_publish(request)
    return render(request, "trajectories/edition/story.html", context, status=422 if asked else 200)


def _may_publish(request: HttpRequest) -> bool:
    """While there is no list, the answer says that it is missing."""
    above = examples_page()
    return above is None or above.permissions_for_user(request.user).can_publish_subpage()


def _answer(
    request: HttpRequest, version: StoryVersion, asked: str, forms: dict[str, AnswerForm]
) -> HttpResponse:
    words = "" if asked == "accepter" else forms[asked].cleaned_data["words"]
    given = {"version": version, "user": request.user, "now": timezone.now()}
    try:
        match asked:
            case "accepter":
                services.accept_story(**given)
            case "corriger":
                services.return_story(words=words, **given)
            case _:
                services.refuse_story(reason=words, **given)
    except (services.AlreadyAnswered, NoExamples) as refusal:
        messages.error(request, NO_EXAMPLES if isinstance(refusal, NoExamples) else ANSWERED)
    else:
        messages.success(request, DONE[asked])
    return redirect("recits:index")


@require_safe
@moderators_only
def story_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever may change the stories that are sent: the page as it would be published."""
    version = get_object_or_404(StoryVersion, pk=pk)
    sent_on = timezone.localdate(version.consented_at)
    page = draw_page(told=ToldStory.from_json(version.told), on=sent_on)
    return render(
        request, "trajectories/edition/story_preview.html", {"page": page, "crumbs": [("Aperçu", None)]}
    )


class StoryViewSet(ModelViewSet):
    """Pages of our own instead of a form for every field: a story is answered, not edited."""

    model = StoryVersion
    name = "recits"
    icon = "openquote"
    menu_label = "Récits"
    menu_order = 221
    add_to_admin_menu = True
    exclude_form_fields: list[str] = []

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", story_list, name="index"),
            path("<int:pk>/", story_detail, name="edit"),
            path("<int:pk>/apercu/", story_preview, name="preview"),
        ]


@hooks.register("register_admin_viewset")
def register_stories() -> StoryViewSet:
    return StoryViewSet()
