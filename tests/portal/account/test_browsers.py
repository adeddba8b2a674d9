"""« Mes navigateurs »: where the account is open, and closed elsewhere at once."""

import pytest

from trajectoires.users.models import BrowserSession, User

pytestmark = pytest.mark.django_db
PAGE, HOME = "/mon-espace/navigateurs/", "/mon-espace/"


def test_a_session_says_whose_it_is_from_the_moment_she_signs_in(client, enter):
    client.get("/agir/trajectoire/")
    assert set(BrowserSession.objects.values_list("user", flat=True)) <= {None}
    enter(client=client)
    row = BrowserSession.objects.get(pk=client.cookies["session"].value)
    assert row.user == User.objects.get()


def test_the_others_are_closed_at_once_and_nobody_elses(enter, words):
    here, there, other = enter(), enter(), enter("autre@exemple.org")
    page = words(here.get(PAGE))
    assert page.count("Un autre navigateur") == 1
    assert "Ce navigateur" in page
    answer = here.post(PAGE, follow=True)
    assert "plus ouvert que dans ce navigateur" in words(answer)
    assert "ouvert nulle part ailleurs" in words(answer)
    assert there.get(HOME).status_code == 302
    assert here.get(HOME).status_code == 200
    assert other.get(HOME).status_code == 200


def test_no_address_and_no_device_is_kept(enter):
    client = enter()
    client.get(HOME, REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT="Navigateur/9")
    kept = [str(each.get_decoded()) for each in BrowserSession.objects.all()]
    assert not any("192.0.2.7" in each or "Navigateur/9" in each for each in kept)
    assert {field.name for field in BrowserSession._meta.fields} == {
        "session_key",
        "session_data",
        "expire_date",
        "user",
    }


def test_the_session_stays_hers_when_its_key_changes(enter):
    client = enter()
    session = client.session
    session.cycle_key()
    assert BrowserSession.objects.get(pk=session.session_key).user == User.objects.get()


def test_closing_the_account_closes_every_browser(enter):
    here, there = enter(), enter()
    assert here.post("/mon-espace/effacer/", {"is_sure": "on"}).status_code == 302
    assert not BrowserSession.objects.exclude(user=None).exists()
    assert there.get(HOME).status_code == 302
