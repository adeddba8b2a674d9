"""What follows each save follows once, inside `each_once`; at once, elsewhere."""

import pytest
from django_tasks import task
from wagtail.search.backends import get_search_backend

from trajectoires.jobs.services import each_once
from trajectoires.organisations.models import Organisation

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


@pytest.mark.django_db
def test_an_object_that_no_list_shows_is_saved_without_breaking_a_task(caplog):
    """`objects` hides a private organisation from the two tasks of Wagtail that follow a save."""
    private = Organisation.every.create(is_public=False, slug=None, name="Le club discret")
    public = Organisation.every.create(slug="le-reseau", name="Le réseau connu")
    assert [each for each in caplog.records if each.levelname == "ERROR"] == []
    found = get_search_backend().search("club réseau", Organisation.every.all(), operator="or")
    assert list(found) == [public]
    private.delete()
