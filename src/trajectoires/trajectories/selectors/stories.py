"""The story of a work, those that wait to be read, and the pages that a story may be linked to."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from trajectoires.content.models import LeverPage, ModelPage
from trajectoires.trajectories.enums import StoryState
from trajectoires.trajectories.models import Story, StoryVersion, Trajectory


def story_of(trajectory: Trajectory) -> Story | None:
    return Story.objects.select_related("page").filter(trajectory=trajectory).first()


def last_sent(story: Story | None) -> StoryVersion | None:
    return story.versions.first() if story else None


def sent_stories() -> QuerySet[StoryVersion]:
    """Those that wait first, the oldest first; then those answered, the last answered first."""
    waits = Case(When(state=StoryState.WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())
    return StoryVersion.objects.select_related("story__page").order_by(waits, "-answered_at", "consented_at")


def waiting_stories() -> int:
    return StoryVersion.objects.filter(state=StoryState.WAITING).count()


def touched_choices() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The published models and levers, by key."""
    models = ModelPage.objects.live().order_by("number").values_list("pk", "number", "title")
    levers = LeverPage.objects.live().order_by("path").values_list("pk", "title")
    return [(str(key), f"{number}. {title}") for key, number, title in models], [
        (str(key), title) for key, title in levers
    ]
