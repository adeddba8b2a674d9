from pathlib import Path

from django.conf import settings

from trajectoires.documents.services import erase_leftovers
from trajectoires.jobs.services import task


@task("documents.erase_leftovers", cron="*/10 * * * *")
def erase_leftover_uploads() -> None:
    erase_leftovers(folder=Path(settings.FILE_UPLOAD_TEMP_DIR))
