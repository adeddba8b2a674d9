from django.utils import timezone

from trajectoires.jobs.services import task
from trajectoires.news.models import FeedSource
from trajectoires.news.services import ask_due_sources, check_source, forget_old_entries


@task("news.ask_due_sources", cron="*/30 * * * *")
def ask_sources() -> None:
    """Each followed source whose turn has come gets its own short task."""
    ask_due_sources(now=timezone.now())


@task("news.check_source")
def check(source_id: int) -> None:
    """Twenty seconds at most: ten to fetch, ten to read. One that was withdrawn meanwhile is left alone."""
    source = FeedSource.objects.filter(pk=source_id, is_active=True).first()
    if source:
        check_source(source=source, now=timezone.now())


@task("news.forget_old_entries", cron="25 4 * * *")
def forget_entries() -> None:
    """What was discarded, and what nobody sorted, does not stay for ever."""
    forget_old_entries(now=timezone.now())
