"""A person deleted from the editors' space goes whole, as from « Mon espace »; an editor loses her roles first."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from trajectoires.content.services import WRITERS, establish_roles
from trajectoires.organisations.models import Membership, Organisation
from trajectoires.organisations.services import create_organisation
from trajectoires.users.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lenient_templates")]
ALONE = "seule@exemple.org"


@pytest.fixture
def administrator(client):
    client.force_login(User.objects.create_superuser("administration@exemple.org", "une phrase de passe"))
    return client


@pytest.fixture
def member(now):
    """The only member of an organisation: the database protects her place in it."""
    user = User.objects.create_user(ALONE)
    create_organisation(user=user, values={"name": "Le club"}, now=now)
    return user


def delete(user):
    return reverse("wagtailusers_users:delete", args=[user.pk])


def test_she_goes_with_what_only_she_could_open(administrator, member, words):
    assert administrator.get(delete(member)).status_code == 200
    assert User.objects.filter(pk=member.pk).exists(), "asked before"
    answer = administrator.post(delete(member), follow=True)
    assert "est effacée" in words(answer)
    assert not User.objects.filter(pk=member.pk).exists()
    assert not Membership.objects.exists()
    assert not Organisation.every.exists()


def test_several_at_once(administrator, member):
    other = User.objects.create_user("autre@exemple.org")
    address = reverse("wagtail_bulk_action", args=["users", "user", "delete"])
    answer = administrator.post(f"{address}?next=/edition/users/&id={member.pk}&id={other.pk}")
    assert answer.status_code == 302
    assert User.objects.count() == 1


def test_an_editor_stays_until_her_roles_are_taken_away(administrator, words):
    establish_roles()
    editor = User.objects.create_user("editrice@exemple.org", "une phrase de passe")
    editor.groups.add(Group.objects.get(name=WRITERS))
    answer = administrator.post(delete(editor), follow=True)
    assert "retirez ses rôles" in words(answer)
    assert User.objects.filter(pk=editor.pk).exists()
    editor.groups.clear()
    administrator.post(delete(editor))
    assert not User.objects.filter(pk=editor.pk).exists()
