from django.utils import timezone

from trajectoires.jobs.services import task
from trajectoires.organisations import services


@task("organisations.forget_traces", cron="45 3 * * *")
def forget_traces() -> None:
    services.forget_traces(now=timezone.now())
