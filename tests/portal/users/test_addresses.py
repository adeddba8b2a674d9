"""Another address for an account: proved by a code, told to the former."""

import pytest
from django.utils import timezone

from trajectoires.users import services
from trajectoires.users.enums import CODE_LIFE, CODE_TRIES, CODES_AN_HOUR
from trajectoires.users.models import User

from .people import ADDRESS, HOME, code_in, mail_of, sign_in, wrong

pytestmark = pytest.mark.django_db
FORM, CODE = "/compte/adresse/", "/compte/adresse/code/"
OTHER = "nouvelle@exemple.org"


def test_an_address_gives_way_to_another(postbox, words):
    visitor = sign_in(postbox)
    assert visitor.post(FORM, {"email": OTHER.upper()}).url == CODE
    assert OTHER in words(visitor.get(CODE))
    assert User.objects.get().email == ADDRESS  # not before its code
    answer = visitor.post(CODE, {"code": code_in(mail_of(postbox, OTHER))})
    assert answer.url == f"{HOME}?adresse=oui"
    assert "les codes viennent maintenant à la nouvelle adresse" in words(visitor.get(answer.url))
    assert User.objects.get().email == OTHER
    told = mail_of(postbox, ADDRESS)
    assert "Son adresse électronique a changé" in told
    assert OTHER not in told  # whoever reads there learns nothing of the other
    assert visitor.post(CODE, {"code": "0000-0000"}).status_code == 422  # the code is spent
    assert sign_in(postbox, OTHER).get(HOME).status_code == 200


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("", "Écrivez votre adresse"),
        ("moi", "adresse électronique complète"),
        (ADDRESS, "C’est déjà l’adresse"),
    ],
)
def test_what_is_no_new_address_is_said(postbox, words, email, said):
    visitor = sign_in(postbox)
    answer = visitor.post(FORM, {"email": email})
    assert answer.status_code == 422
    assert said in words(answer)
    assert visitor.get(CODE).status_code == 200


def test_the_address_of_another_account_is_not_given_nor_told(postbox, words):
    User.objects.create_user(OTHER, last_login=timezone.now())
    visitor = sign_in(postbox)
    assert visitor.post(FORM, {"email": OTHER}).url == CODE
    page = words(visitor.get(CODE))
    visitor.post(FORM, {"email": "libre@exemple.org"})
    assert page == words(visitor.get(CODE)).replace("libre@exemple.org", OTHER)
    visitor.post(FORM, {"email": OTHER})
    assert "Elle en a déjà un" in mail_of(postbox, OTHER)
    assert visitor.post(CODE, {"code": "0000-0000"}).status_code == 422
    assert set(User.objects.values_list("email", flat=True)) == {ADDRESS, OTHER}


def test_an_address_that_is_taken_meanwhile_is_said(postbox, words):
    visitor = sign_in(postbox)
    visitor.post(FORM, {"email": OTHER})
    code = code_in(mail_of(postbox, OTHER))
    User.objects.create_user(OTHER.upper())
    answer = visitor.post(CODE, {"code": code})
    assert answer.status_code == 422
    assert "vient d’être prise" in words(answer)
    assert User.objects.filter(email=ADDRESS).exists()


def test_five_wrong_codes_leave_the_address(postbox, words):
    visitor = sign_in(postbox)
    visitor.post(FORM, {"email": OTHER})
    code = code_in(mail_of(postbox, OTHER))
    for _ in range(CODE_TRIES):
        answer = visitor.post(CODE, {"code": wrong(code)})
        assert answer.status_code == 422
    assert "Votre adresse n’a pas changé" in words(answer)
    visitor.post(CODE, {"code": code})
    assert User.objects.get().email == ADDRESS


def test_a_code_for_another_address_is_too_old(postbox):
    visitor = sign_in(postbox)
    visitor.post(FORM, {"email": OTHER})
    session = visitor.session
    session["nouvelle_adresse"]["at"] -= CODE_LIFE.total_seconds() + 1
    session.save()
    visitor.post(CODE, {"code": code_in(mail_of(postbox, OTHER))})
    assert User.objects.get().email == ADDRESS


def test_few_codes_leave_for_one_address(postbox):
    visitor = sign_in(postbox)
    for _ in range(CODES_AN_HOUR):
        assert visitor.post(FORM, {"email": OTHER}).status_code == 302
    assert visitor.post(FORM, {"email": OTHER}).status_code == 429


def test_a_case_alone_is_no_new_address(now):
    person = User.objects.create_user("Une@exemple.org")
    services.change_address(user=person, email="une@exemple.org", now=now)
    assert User.objects.get().email == "une@exemple.org"
