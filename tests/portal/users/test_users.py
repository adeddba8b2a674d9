"""One person, one address, whatever the case it is written in."""

import pytest
from django.db import IntegrityError, transaction

from trajectoires.users.models import User

pytestmark = pytest.mark.django_db
ADDRESS, PHRASE = "Camille.Exemple@exemple.org", "une phrase de passe"
LOGIN = "/edition/login/"


@pytest.fixture
def camille():
    return User.objects.create_superuser(ADDRESS, PHRASE)


@pytest.mark.parametrize("written", [ADDRESS, ADDRESS.lower(), "CAMILLE.EXEMPLE@EXEMPLE.ORG"])
def test_one_account_an_address(camille, written):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(written, PHRASE)
    assert User.objects.count() == 1


@pytest.mark.parametrize("written", [ADDRESS, "camille.exemple@exemple.org", "CAMILLE.exemple@EXEMPLE.ORG"])
def test_signing_in_whatever_the_case(lenient_templates, camille, client, written):
    response = client.post(LOGIN, {"username": written, "password": PHRASE})
    assert (response.status_code, response.url) == (302, "/edition/")
    assert client.get("/edition/").status_code == 200


@pytest.mark.parametrize(
    "answer",
    [{"username": ADDRESS, "password": "autre"}, {"username": "inconnue@exemple.org", "password": PHRASE},
     {"username": "", "password": ""}],
    ids=["phrase fausse", "adresse inconnue", "rien"],
)  # fmt: skip
def test_anything_else_is_refused(lenient_templates, camille, client, answer):
    response = client.post(LOGIN, answer)
    assert response.status_code == 200
    assert client.get("/edition/").status_code == 302


def test_an_account_put_to_rest_does_not_sign_in(lenient_templates, camille, client):
    User.objects.update(is_active=False)
    assert client.post(LOGIN, {"username": ADDRESS, "password": PHRASE}).status_code == 200


def test_a_reader_is_not_an_editor(lenient_templates, client):
    User.objects.create_user(ADDRESS, PHRASE)
    client.post(LOGIN, {"username": ADDRESS, "password": PHRASE})
    assert client.get("/edition/").status_code == 302


def test_a_superuser_has_every_right_and_no_other_name(camille):
    assert camille.is_staff
    assert camille.is_superuser
    assert camille.check_password(PHRASE)
    assert camille.has_perm("wagtailadmin.access_admin")
    assert [field.name for field in User._meta.get_fields() if field.name == "username"] == []


def test_the_address_is_the_natural_key(camille):
    assert User.objects.get_by_natural_key("camille.EXEMPLE@exemple.org") == camille
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(None)


def test_no_password_means_no_way_in(client):
    user = User.objects.create_user("sans.phrase@exemple.org")
    assert not user.has_usable_password()
    assert not user.is_superuser
