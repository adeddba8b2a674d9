from django.core.management import call_command
from django.utils import timezone

from trajectoires.content.services.links import check_links, collect_links
from trajectoires.content.services.proposals import forget_proposal_emails
from trajectoires.content.services.reminders import remind_of_reviews
from trajectoires.content.services.search_words import forget_unanswered
from trajectoires.content.services.term_uses import record_term_uses
from trajectoires.content.services.vocabulary import refresh_vocabulary
from trajectoires.jobs.services import task


@task("content.publish_scheduled", cron="* * * * *")
def publish_scheduled() -> None:
    """What editors schedule appears, or goes, within the minute."""
    call_command("publish_scheduled", verbosity=0)


@task("content.forget_proposal_emails", cron="15 4 * * *")
def forget_emails() -> None:
    """The address of whoever proposed a resource is kept ninety days at most."""
    forget_proposal_emails(now=timezone.now())


@task("content.record_term_uses", cron="* * * * *")
def record_uses() -> None:
    """The page of a term names the pages that say it, a minute after a publication."""
    record_term_uses()


@task("content.collect_links", cron="20 * * * *")
def collect() -> None:
    """The outside addresses of what is published."""
    collect_links(now=timezone.now())


@task("content.check_links", cron="12,42 * * * *")
def check() -> None:
    """A few outside addresses, one a site, are asked whether they still answer."""
    check_links(now=timezone.now())


@task("content.remind_of_reviews", cron="0 7 * * 1")
def remind() -> None:
    """Every Monday, those who publish read what is to be reviewed, if anything is."""
    remind_of_reviews(now=timezone.now(), today=timezone.localdate())


@task("content.refresh_vocabulary", cron="* * * * *")
def learn_words() -> None:
    """A word typed wrong is compared with what was published a minute ago."""
    refresh_vocabulary()


@task("content.forget_unanswered", cron="20 4 * * *")
def forget_searches() -> None:
    """What found nothing is kept a year after it was last looked for."""
    forget_unanswered(now=timezone.now())
