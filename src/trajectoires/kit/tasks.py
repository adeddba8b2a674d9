from django.utils import timezone

from trajectoires.jobs.services import task
from trajectoires.kit import services


@task("kit.erase_expired", cron="35 4 * * *")
def erase_expired() -> None:
    services.erase_expired(now=timezone.now())
