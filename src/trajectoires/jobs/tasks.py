from django.utils import timezone

from trajectoires.jobs.services import forget_finished, take_up_stalled, task


@task("jobs.take_up_stalled", cron="* * * * *")
def take_up() -> None:
    """What a worker left in the middle, because it was killed, is begun again within two minutes."""
    take_up_stalled(now=timezone.now())


@task("jobs.forget_finished", cron="50 4 * * *")
def forget() -> None:
    """What is done is kept a month, to be looked at, and no longer."""
    forget_finished()
