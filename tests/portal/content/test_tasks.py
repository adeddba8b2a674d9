"""What editors schedule happens without them."""

import datetime as dt

import pytest
from django.utils import timezone

from trajectoires.content.tasks import publish_scheduled

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(corpus, page_at):
    corpus.write("pages/essai.md", genre="fiche", title="Un essai")
    corpus.load()
    return page_at("/essai/")


def test_a_scheduled_version_appears_once_its_time_has_come(page, monkeypatch):
    page.lede = "La phrase de demain."
    page.go_live_at = timezone.now() + dt.timedelta(hours=1)
    page.save_revision().publish()
    publish_scheduled()
    page.refresh_from_db()
    assert page.lede == "Une phrase."

    later = timezone.now() + dt.timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    publish_scheduled()
    page.refresh_from_db()
    assert page.lede == "La phrase de demain."


def test_a_page_goes_when_it_was_asked_to(page):
    page.expire_at = timezone.now() - dt.timedelta(minutes=1)
    page.save(update_fields=["expire_at"])
    publish_scheduled()
    page.refresh_from_db()
    assert not page.live
