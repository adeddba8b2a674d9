from django.utils import timezone

from trajectoires.jobs.services import task
from trajectoires.trajectories import services


@task("trajectories.erase_expired", cron="5 * * * *")
def erase_expired() -> None:
    services.erase_expired(now=timezone.now())
