from django.core.management import call_command
from django.utils import timezone

from trajectoires.jobs.services import task
from trajectoires.users import services


@task("users.forget_sessions", cron="35 3 * * *")
def forget_sessions() -> None:
    """Sessions that have ended leave nothing behind."""
    call_command("clearsessions", verbosity=0)


@task("users.forget_unopened", cron="*/15 * * * *")
def forget_unopened() -> None:
    """Accounts that nobody opened, counts of codes, and codes that nobody wrote."""
    now = timezone.now()
    services.forget_unopened(now=now)
    services.forget_codes(now=now)
