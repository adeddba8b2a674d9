from django.utils import timezone

from trajectoires.jobs.services import task
from trajectoires.learning import services
from trajectoires.learning.services import reminders, reminders_sending
from trajectoires.mail.enums import Failure


@task("learning.forget_expired", cron="25 4 * * *")
def forget_expired() -> None:
    services.forget_expired(now=timezone.now())


@task("learning.send_reminders", cron="*/10 * * * *")
def send_reminders() -> None:
    """From seven o'clock in Paris, on the day that each person chose; the day after too, for a worker that was stopped."""
    reminders_sending.send_reminders(now=timezone.now())


@task("learning.record_reminder_failure")
def record_reminder_failure(reference: str, failure: str) -> None:
    reminders_sending.record_failure(reference=reference, failure=Failure(failure), now=timezone.now())


@task("learning.forget_unconfirmed_reminders", cron="40 * * * *")
def forget_unconfirmed_reminders() -> None:
    reminders.forget_unconfirmed(now=timezone.now())
