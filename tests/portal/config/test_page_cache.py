"""Pages kept ready: right for each reader, new at once for who publishes, within a second for all, never stale."""

import datetime as dt
import time

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from trajectoires.content.models import BasePage, IndexPage, SiteVersion
from trajectoires.content.selectors import site_version
from trajectoires.content.selectors.site_version import LOOK_AGAIN_SECONDS, seen_version
from trajectoires.content.services import load_content, raise_site_version

LOCAL = "django.core.cache.backends.locmem.LocMemCache"


@pytest.fixture(autouse=True)
def _kept(_still_version, settings, monkeypatch):
    """The caches as in production; no test finds what another has kept."""
    settings.CACHES = {
        name: {"BACKEND": LOCAL, "LOCATION": f"test-{name}"} for name in ("default", "pages", "fragments")
    }
    for name in ("pages", "fragments"):
        caches[name].clear()
    monkeypatch.setattr(seen_version, "at", float("-inf"))  # after the fixture that keeps it still


@pytest.fixture
def page(db, tmp_path):
    keys = "auteur: La rédaction\nmis_a_jour_le: 2026-11-25\na_revoir_le: 2027-11-25\n"
    text = "---\ngenre: {}\ntitre: {}\nchapeau: Une phrase.\n" + keys + "---\n"
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/index.md").write_text(text.format("accueil", "Accueil"))
    (tmp_path / "pages/liste.md").write_text(text.format("liste", "Premier titre"))
    assert not load_content(folder=tmp_path, now=timezone.now()).problems
    return IndexPage.objects.get(slug="liste")


def publish(page, title):
    page.title = title
    page.save_revision().publish()


def is_shown(client, title):
    return title in client.get("/liste/").content.decode()


def wait_a_look():
    """Let the time pass after which a worker looks at the version again."""
    seen_version.at = time.monotonic() - LOOK_AGAIN_SECONDS - 0.01


def test_a_page_kept_ready_asks_nothing_of_the_database(page, monkeypatch, django_assert_num_queries):
    first = Client().get("/liste/")
    monkeypatch.setattr(seen_version, "at", float("inf"))  # a look at the version is one more, and rare
    with django_assert_num_queries(0):
        second = Client().get("/liste/")
    assert second.content == first.content
    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    assert second.headers["Permissions-Policy"]


def test_compressed_or_not_as_the_browser_reads(page):
    plain, packed = Client().get("/liste/"), Client().get("/liste/", HTTP_ACCEPT_ENCODING="gzip")
    again = Client().get("/liste/", HTTP_ACCEPT_ENCODING="gzip")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == again.headers["Content-Encoding"] == "gzip"
    assert again.content == packed.content


def test_a_browser_that_has_the_page_is_told_so(page):
    etag = Client().get("/liste/").headers["ETag"]
    answer = Client().get("/liste/", HTTP_IF_NONE_MATCH=etag)
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_publication_is_everywhere_as_soon_as_a_worker_looks(page):
    assert is_shown(Client(), "Premier titre")
    publish(page, "Second titre")
    wait_a_look()
    assert is_shown(Client(), "Second titre")


def test_a_worker_looks_several_times_a_second():
    assert LOOK_AGAIN_SECONDS < 1


def test_who_publishes_sees_it_at_once(page, settings):
    editor = Client()
    editor.cookies[settings.SESSION_COOKIE_NAME] = "une-session"
    assert is_shown(editor, "Premier titre")
    publish(page, "Second titre")
    assert is_shown(editor, "Second titre")  # without waiting for the next look


def test_nothing_is_kept_for_who_has_a_session(page, settings, django_assert_num_queries):
    editor = Client()
    editor.cookies[settings.SESSION_COOKIE_NAME] = "une-session"
    editor.get("/liste/")
    assert not [key for key in caches["pages"]._cache if key]


def test_a_page_that_sets_a_cookie_is_not_kept(page):
    first, second = Client(), Client()
    for client in (first, second):
        client.get("/agir/trajectoire/saisir/")
    keys = [client.cookies["session"].value for client in (first, second)]
    assert keys[0] != keys[1]


def test_unpublishing_moving_and_deleting_areseen_version(page):
    for act in (page.unpublish, lambda: publish(page, "Revenu"), page.delete):
        before = SiteVersion.objects.values_list("number", flat=True).first() or 0
        act()
        assert SiteVersion.objects.get().number > before


def test_a_draft_changes_nothing(page):
    before = SiteVersion.objects.get().number
    page.title = "Brouillon"
    page.save_revision()
    assert SiteVersion.objects.get().number == before


def test_what_an_editor_writes_counts_even_without_publication(page, admin_client, lenient_templates):
    before = SiteVersion.objects.get().number
    answer = admin_client.post(
        "/edition/redirects/add/", {"old_path": "/ancien/", "redirect_link": "https://exemple.org/"}
    )
    assert answer.status_code == 302
    assert SiteVersion.objects.get().number > before


@pytest.mark.parametrize("after", [dt.timedelta(seconds=-1), dt.timedelta(seconds=1)])
def test_a_page_is_shown_again_when_its_date_comes(page, monkeypatch, after):
    moment = timezone.now() + after
    monkeypatch.setattr(IndexPage, "changes_at", lambda self, now: moment)
    assert is_shown(Client(), "Premier titre")
    BasePage.objects.filter(pk=page.pk).update(title="Second titre")  # as time does: without a publication
    has_changed = is_shown(Client(), "Second titre")
    assert has_changed == (after < dt.timedelta(0))


def test_a_new_day_is_a_new_page(page, monkeypatch):
    assert is_shown(Client(), "Premier titre")
    BasePage.objects.filter(pk=page.pk).update(title="Du lendemain")  # no publication: only the day changes
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_: tomorrow)
    assert is_shown(Client(), "Du lendemain")


def test_an_address_with_a_choice_is_its_own_page(page):
    answers = {Client().get(f"/liste/?choix={choice}").status_code for choice in "ab"}
    assert answers == {200}
    assert len(caches["pages"]._cache) == 2


def test_errors_are_not_kept(page):
    Client().get("/nulle-part/")
    assert not caches["pages"]._cache


def test_the_version_goes_up_from_nothing(db):
    SiteVersion.objects.all().delete()
    raise_site_version()
    raise_site_version()
    assert site_version(fresh=True) == 2


# --- where addresses lead -----------------------------------------------------------------------------------------------


@pytest.fixture
def whole_pages_are_not_kept(settings, _kept):
    settings.CACHES = {**settings.CACHES, "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def test_an_address_asked_for_before_is_reached_in_two_queries(
    page, whole_pages_are_not_kept, monkeypatch, django_assert_num_queries
):
    Client().get("/liste/")
    monkeypatch.setattr(seen_version, "at", float("inf"))
    with django_assert_num_queries(2):  # the page, and who may see it
        assert Client().get("/liste/").status_code == 200


def test_a_page_that_changes_its_address_is_found_there_alone(page, whole_pages_are_not_kept):
    assert is_shown(Client(), "Premier titre")
    page.slug = "ailleurs"
    publish(page, "Premier titre")
    wait_a_look()
    assert [Client().get(path).status_code for path in ("/liste/", "/ailleurs/")] == [404, 200]


def test_a_page_closed_from_above_is_closed(page, whole_pages_are_not_kept):
    assert is_shown(Client(), "Premier titre")
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert Client().get("/liste/").status_code == 302
