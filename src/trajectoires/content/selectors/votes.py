"""What readers said of the pages."""

from django.db.models import Count, F, Q, QuerySet

from trajectoires.content.models import BasePage, UsefulVote

_TO_TREAT = Q(useful_votes__treated_at=None) & ~Q(useful_votes__comment="")


def pages_with_votes() -> QuerySet[BasePage]:
    """Pages that somebody judged, each with `votes`, `useful` and `to_treat`; first where most is to be treated."""
    return (
        BasePage.objects.annotate(
            votes=Count("useful_votes"),
            useful=Count("useful_votes", filter=Q(useful_votes__is_useful=True)),
            to_treat=Count("useful_votes", filter=_TO_TREAT),
        )
        .filter(votes__gt=0)
        .order_by("-to_treat", "-votes", "title")
    )


def comments_to_treat() -> QuerySet[UsefulVote]:
    return UsefulVote.objects.filter(treated_at=None).exclude(comment="").select_related("page")


def comments_of(page: BasePage) -> QuerySet[UsefulVote]:
    """All that readers wrote of the page, what waits first."""
    return page.useful_votes.exclude(comment="").order_by(
        F("treated_at").desc(nulls_first=True), "-created_at"
    )
