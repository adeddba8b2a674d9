from django.utils import timezone

from trajectoires.jobs.services import task
from trajectoires.learning import services


@task("learning.forget_expired", cron="25 4 * * *")
def forget_expired() -> None:
    services.forget_expired(now=timezone.now())
