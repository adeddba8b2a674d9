from django.core.management import call_command

from trajectoires.jobs.services import task


@task("content.publish_scheduled", cron="* * * * *")
def publish_scheduled() -> None:
    """What editors schedule appears, or goes, within the minute."""
    call_command("publish_scheduled", verbosity=0)
