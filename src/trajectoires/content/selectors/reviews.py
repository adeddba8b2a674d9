"""Pages whose review comes, or is late; what waits for the team."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from trajectoires.content.models import BasePage
from trajectoires.content.selectors.links import dead_links
from trajectoires.content.selectors.proposals import waiting_count
from trajectoires.content.selectors.search_words import unanswered_searches
from trajectoires.content.selectors.votes import comments_to_treat
from trajectoires.glossary.models import Term

SOON = dt.timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Something that waits for the team: how many, and where it is dealt with. A room adds its own with the hook
    `waiting_for_editors`, a function of the request that returns some of these."""

    label: str
    count: int
    href: str
    is_late: bool = False
    permission: str = ""  # of whoever deals with it; the others do not see the line


def pages_to_review(*, until: dt.date) -> QuerySet[BasePage]:
    return BasePage.objects.live().filter(review_due_on__lte=until).order_by("review_due_on", "title")


def terms_to_review(*, until: dt.date) -> QuerySet[Term]:
    return Term.objects.filter(live=True, review_due_on__lte=until).order_by("review_due_on", "term")


def waiting_for_the_team(*, today: dt.date) -> list[Waiting]:
    """Return what this room knows of, in the order of urgency; a count of zero is kept, it is good news."""
    soon = pages_to_review(until=today + SOON).count()
    late = pages_to_review(until=today).count()
    reviews = reverse("content_reviews")
    return [
        Waiting(
            label="Pages à revoir, date passée", count=late, href=f"{reviews}?etat=retard", is_late=bool(late)
        ),
        Waiting(
            label="Pages à revoir dans les trente jours", count=soon - late, href=f"{reviews}?etat=bientot"
        ),
        Waiting(
            label="Termes du glossaire à revoir dans les trente jours",
            count=terms_to_review(until=today + SOON).count(),
            href=f"{reverse('wagtailsnippets_glossary_term:list')}?ordering=review_due_on",
        ),
        Waiting(label="Liens morts", count=dead_links().count(), href=reverse("content_dead_links")),
        Waiting(
            label="Ressources proposées",
            count=waiting_count(),
            href=reverse("propositions:index"),
            permission="content.change_resourceproposal",
        ),
        Waiting(
            label="Commentaires de lecteurs à traiter",
            count=comments_to_treat().count(),
            href=reverse("content_votes"),
        ),
        Waiting(
            label="Questions sans réponse",
            count=unanswered_searches().count(),
            href=reverse("content_unanswered"),
        ),
    ]
