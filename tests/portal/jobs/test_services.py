"""Work declared by name, asked for with the transaction, done by a worker on the same database."""

import datetime as dt
import json

import pytest
from asgiref.sync import async_to_sync
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from trajectoires.documents.enums import KEPT_MINUTES
from trajectoires.jobs.services import enqueue, take_up_stalled, task
from trajectoires.jobs.services.queue import FINISHED_KEPT
from trajectoires.jobs.tasks import forget
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.tasks import erase_expired, erase_leftover_uploads

NAME = "essais.note"


@pytest.fixture
def done():
    """What the task of these tests was asked; it is forgotten afterwards."""
    asked: list[dict[str, object]] = []

    @task(NAME)
    def note(**arguments: object) -> None:
        asked.append(arguments)

    yield asked
    del app.tasks[NAME]


@pytest.fixture
def committed(django_db_setup, django_db_blocker, monkeypatch):
    """The database as a worker sees it, outside the transaction of a test; jobs are cleared afterwards.

    The worker is told of no periodic task: which ones are due would depend on the minute the test runs at.
    """
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})
    with django_db_blocker.unblock():
        yield
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
        connection.close()


def jobs() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status, lock, args FROM procrastinate_jobs WHERE task_name = %s", [NAME])
        return [(status, lock, json.loads(args)) for status, lock, args in cursor.fetchall()]


@async_to_sync
async def work() -> None:
    """What config.worker does, once."""
    with app.replace_connector(app.connector.get_worker_connector()):
        async with app.open_async():
            await app.run_worker_async(wait=False, listen_notify=False, install_signal_handlers=False)


def test_a_task_keeps_its_name_and_stays_a_function(done):
    @task("essais.double")
    def double() -> None:
        done.append({})

    double()
    assert done == [{}]
    assert app.tasks["essais.double"].name == "essais.double"
    del app.tasks["essais.double"]


@pytest.mark.parametrize(
    ("name", "cron"),
    [
        ("trajectories.erase_expired", "5 * * * *"),
        ("trajectories.erase_leftover_uploads", "*/10 * * * *"),
        ("jobs.forget_finished", "50 4 * * *"),
    ],
)
def test_the_site_erases_on_time(name, cron):
    periodic = {entry.task.name: entry for entry in app.periodic_registry.periodic_tasks.values()}
    assert periodic[name].cron == cron
    assert app.tasks[name].queueing_lock == name, "one run at a time"


def test_what_is_asked_is_done_after_the_commit(committed, done):
    with transaction.atomic():
        enqueue(NAME, lock="essai", mot="bénévole", nombre=3)
    assert jobs() == [("todo", "essai", {"mot": "bénévole", "nombre": 3})]
    work()
    assert done == [{"mot": "bénévole", "nombre": 3}]
    assert [status for status, _, _ in jobs()] == ["succeeded"]


def test_what_is_taken_back_is_not_done(committed, done):
    with transaction.atomic():
        enqueue(NAME, mot="perdu")
        transaction.set_rollback(True)
    assert jobs() == []
    work()
    assert done == []


def test_a_task_that_fails_is_said_failed(committed, done, caplog):
    enqueue(NAME)
    app.tasks[NAME].func = lambda: 1 / 0
    work()
    assert [status for status, _, _ in jobs()] == ["failed"]
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.django_db
def test_the_task_that_erases_reads_the_clock_itself(now):
    Trajectory.objects.create(created_at=now, expires_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    kept = Trajectory.objects.create(created_at=now, expires_at=dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
    erase_expired()
    assert list(Trajectory.objects.all()) == [kept]


@pytest.mark.django_db
def test_the_task_that_erases_uploads_knows_their_folder(settings, tmp_path):
    import os
    import time

    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    left = tmp_path / "left.upload"
    left.write_bytes(b"x")
    erase_leftover_uploads()
    assert left.exists()
    os.utime(left, (0, time.time() - KEPT_MINUTES * 60 - 1))
    erase_leftover_uploads()
    assert not left.exists()


def start(job: ProcrastinateJob, *, last_heartbeat: dt.datetime | None) -> None:
    """What a worker does when it takes the job; None: its row was pruned since."""
    worker = None
    if last_heartbeat:
        worker = ProcrastinateWorker.objects.create(last_heartbeat=last_heartbeat)
    ProcrastinateJob.objects.filter(pk=job.pk).update(status="doing", worker=worker)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("silent_for", "taken_up"),
    [(dt.timedelta(seconds=59), 0), (dt.timedelta(seconds=61), 1), (None, 1)],
    ids=["vit", "ne répond plus", "oublié"],
)
def test_what_a_dead_worker_left_is_begun_again_and_the_living_is_left_alone(
    done, now, settings, silent_for, taken_up
):
    settings.PROCRASTINATE_READONLY_MODELS = False
    enqueue(NAME, lock="essai", mot="repris")
    start(ProcrastinateJob.objects.get(task_name=NAME), last_heartbeat=silent_for and now - silent_for)
    assert take_up_stalled(now=now) == taken_up
    assert [status for status, _, _ in jobs()] == ["todo" if taken_up else "doing"]


def test_a_lock_held_by_a_dead_worker_does_not_stop_the_next(committed, done, now, settings):
    settings.PROCRASTINATE_READONLY_MODELS = False
    enqueue(NAME, lock="essai", mot="premier")
    start(ProcrastinateJob.objects.get(task_name=NAME), last_heartbeat=None)
    enqueue(NAME, lock="essai", mot="second")
    work()
    assert done == [], "the lock is held"
    take_up_stalled(now=now)
    work()
    assert sorted(each["mot"] for each in done) == ["premier", "second"]


def ended(status: str, *, ago: dt.timedelta) -> None:
    """A task that reached this state so long ago; one that waits has no other event than being asked."""
    job_id = enqueue(NAME, mot=status)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s",
            [status, job_id],
        )
        cursor.execute(
            "UPDATE procrastinate_events SET at = NOW() - %s::interval WHERE job_id = %s", [ago, job_id]
        )


@pytest.mark.django_db
def test_what_ended_a_month_ago_is_forgotten_and_what_waits_never_is(done):
    hour = dt.timedelta(hours=1)
    for status in ("succeeded", "failed", "cancelled", "aborted", "todo", "doing"):
        ended(status, ago=FINISHED_KEPT + hour)
    ended("succeeded", ago=FINISHED_KEPT - hour)
    forget()
    assert sorted(status for status, _, _ in jobs()) == ["doing", "succeeded", "todo"]
