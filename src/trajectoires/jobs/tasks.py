from django.utils import timezone

from trajectoires.jobs.services import take_up_stalled, task


@task("jobs.take_up_stalled", cron="* * * * *")
def take_up() -> None:
    """What a worker left in the middle, because it was killed, is begun again within two minutes."""
    take_up_stalled(now=timezone.now())
