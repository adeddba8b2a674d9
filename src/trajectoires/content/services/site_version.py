"""Tell every worker that something published has changed."""

from django.db.models import F

from trajectoires.content.models import SiteVersion


def raise_site_version() -> None:
    """Make what workers keep ready out of date, as soon as the current transaction ends."""
    if not SiteVersion.objects.update(number=F("number") + 1):
        SiteVersion.objects.get_or_create(pk=1, defaults={"number": 1})
