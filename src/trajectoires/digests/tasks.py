from django.utils import timezone

from trajectoires.digests import services
from trajectoires.jobs.services import task
from trajectoires.mail.enums import Failure


@task("digests.send_letters", cron="*/5 * * * 1,2")
def send_letters() -> None:
    """From Monday seven o'clock in Paris; Tuesday too, for a worker that was stopped."""
    services.send_letters(now=timezone.now())


@task("digests.record_failure")
def record_failure(reference: str, failure: str) -> None:
    services.record_failure(reference=reference, failure=Failure(failure), now=timezone.now())


@task("digests.forget_unconfirmed", cron="25 * * * *")
def forget_unconfirmed() -> None:
    services.forget_unconfirmed(now=timezone.now())
