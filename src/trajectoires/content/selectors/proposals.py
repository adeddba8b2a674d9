from django.db.models import F, QuerySet

from trajectoires.content.enums import ProposalStatus
from trajectoires.content.models import ResourcePage, ResourceProposal


def proposals() -> "QuerySet[ResourceProposal]":
    """Those that wait first, the oldest first; then those decided, the last decided first."""
    return ResourceProposal.objects.select_related("page", "decided_by").order_by(
        F("decided_at").desc(nulls_first=True), "received_at"
    )


def waiting_count() -> int:
    return ResourceProposal.objects.filter(status=ProposalStatus.RECUE).count()


def published_at(link: str) -> ResourcePage | None:
    """The published resource that has this address, with or without its last slash."""
    stem = link.rstrip("/")
    return ResourcePage.objects.live().filter(link__in=[stem, f"{stem}/"]).defer("body", "sources").first()
