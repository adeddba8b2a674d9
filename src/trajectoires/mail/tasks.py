from django.utils import timezone

from trajectoires.jobs.services import task
from trajectoires.mail import services


@task("mail.deliver")
def deliver(message_id: int) -> None:
    services.deliver(message_id=message_id, now=timezone.now())


@task("mail.deliver_due", cron="* * * * *")
def deliver_due() -> None:
    """Letters of a list, and what could not leave before."""
    services.deliver_due(now=timezone.now())
