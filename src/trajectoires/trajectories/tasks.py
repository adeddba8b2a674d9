from pathlib import Path

from django.conf import settings
from django.utils import timezone

from trajectoires.documents.services import erase_leftovers
from trajectoires.jobs.services import task
from trajectoires.trajectories import presenters, services


@task("trajectories.read_pending")
def read_pending(pending_id: int) -> None:
    services.read_pending(pending_id=pending_id, now=timezone.now())


@task("trajectories.make_report")
def make_report(report_id: int) -> None:
    services.make_report(report_id=report_id, typeset=presenters.typeset_report, now=timezone.now())


@task("trajectories.forget_reports", cron="*/10 * * * *")
def forget_reports() -> None:
    services.forget_reports(now=timezone.now())


@task("trajectories.erase_expired", cron="5 * * * *")
def erase_expired() -> None:
    services.erase_expired(now=timezone.now())


@task("trajectories.erase_leftover_uploads", cron="*/10 * * * *")
def erase_leftover_uploads() -> None:
    """A crash while receiving or reading may leave a raw file: none stays an hour."""
    services.give_up_lost_files(now=timezone.now())
    erase_leftovers(folder=Path(settings.FILE_UPLOAD_TEMP_DIR))


@task("trajectories.forget_accesses", cron="50 3 * * *")
def forget_accesses() -> None:
    services.forget_accesses(now=timezone.now())
