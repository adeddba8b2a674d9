from django.core.management import call_command

from trajectoires.jobs.services import task


@task("users.forget_sessions", cron="35 3 * * *")
def forget_sessions() -> None:
    """Sessions that have ended leave nothing behind."""
    call_command("clearsessions", verbosity=0)
