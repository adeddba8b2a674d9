"""What follows each save follows once, inside `each_once`; at once, elsewhere."""

import pytest
from django_tasks import task

from trajectoires.jobs.services import each_once

SAID: list[str] = []


@task()
def note(word):
    SAID.append(word)


@pytest.fixture(autouse=True)
def _silence():
    SAID.clear()


def test_a_task_runs_at_once():
    note.enqueue("un")
    note.enqueue("un")
    assert SAID == ["un", "un"]


def test_inside_the_same_task_waits_for_the_end_and_runs_once():
    with each_once():
        for word in ("un", "deux", "un"):
            note.enqueue(word)
        assert SAID == []
    assert SAID == ["un", "deux"]
    note.enqueue("trois")
    assert SAID == ["un", "deux", "trois"]


def ask_then_fail():
    with each_once():
        note.enqueue("un")
        raise ZeroDivisionError


def test_nothing_runs_when_what_asked_for_it_fails():
    with pytest.raises(ZeroDivisionError):
        ask_then_fail()
    assert SAID == []
