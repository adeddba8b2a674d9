"""An account from its opening to its end: with JavaScript, without, and without a mouse; a key; every page looked at."""

import json
import re
import time
from io import BytesIO
from zipfile import ZipFile

import pytest

from .looking import arrive, check_view
from .test_keyboard import tab_to
from .test_learning_keyboard import check_focus, press

SIGN_IN, CODE, HOME, KEYS = "/compte/connexion/", "/compte/code/", "/mon-espace/", "/compte/cles/"
ADDRESS, ERASE = "/compte/adresse/", f"{HOME}effacer/"
PATIENCE = 60  # seconds until the worker has written the message


def last_code(site, email, before=frozenset()):
    """The code of a message that was not there before: on a machine of one's own, messages are files."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        for path in sorted(set(messages(site)) - set(before), reverse=True):
            text = path.read_text()
            if f"À : {email}" in text and (found := re.search(r"^(\d{4}-\d{4})$", text, re.MULTILINE)):
                return found[1]
        time.sleep(0.2)
    raise AssertionError("no code arrived")


def messages(site):
    return list((site.data / "mails").glob("*.txt"))


def ask_for_a_code(page, site, email):
    before = messages(site)
    page.get_by_label("Votre adresse électronique").fill(email)
    page.get_by_role("button", name="Recevoir un code").click()
    return last_code(site, email, before)


def enter(page, site, email):
    page.goto(SIGN_IN)
    code = ask_for_a_code(page, site, email)
    page.get_by_label("Le code reçu").fill(code)
    page.get_by_role("button", name="Entrer").click()
    page.wait_for_url(f"**{HOME}")


# --- the whole way without a mouse, with JavaScript and without -------------------------------------------------------


def test_an_account_without_a_mouse(page_with_and_without_js, site, request):
    page, email = page_with_and_without_js, f"clavier-{request.node.callspec.id}@exemple.org"
    page.goto("/glossaire/")
    assert page.context.cookies() == []
    tab_to(page, "Mon espace")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{SIGN_IN}?next={HOME}")
    press(page, page.get_by_role("button", name="Recevoir un code"))
    check_focus(page, page.locator(".error-summary"))
    before = messages(site)
    write(page, "Votre adresse électronique", email)
    code = last_code(site, email, before)
    write(page, "Le code reçu", "0000 0000" if code != "0000-0000" else "1111 1111")
    check_focus(page, page.locator(".error-summary"))
    assert "Il vous reste 4 essais" in page.inner_text("main").replace("\N{NO-BREAK SPACE}", " ")
    write(page, "Le code reçu", code)
    page.wait_for_url(f"**{HOME}")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["session"]
    assert email in page.inner_text("main")
    take_away(page, email)
    erase(page)


def write(page, label, text):
    """Go to the field with Tab, type over what it holds, and send with Enter."""
    field = page.get_by_label(label)
    press(page, field, key="Control+a")
    page.keyboard.type(text)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def take_away(page, email):
    link = page.get_by_role("link", name="Emporter mes données")
    with page.expect_download() as waited:
        press(page, link)
    with ZipFile(BytesIO(waited.value.path().read_bytes())) as archive:
        assert json.loads(archive.read("personnes.json"))["adresse"] == email


def erase(page):
    page.goto(HOME)
    press(page, page.get_by_role("link", name="Effacer mon compte"))
    press(page, page.get_by_role("button", name="Effacer mon compte"))
    page.locator(".error-summary").wait_for()
    press(page, page.get_by_role("checkbox"), key="Space")
    press(page, page.get_by_role("button", name="Effacer mon compte"))
    page.wait_for_url("**/mon-espace/efface/")
    page.goto(HOME)
    page.wait_for_url(f"**{SIGN_IN}?next={HOME}")


# --- a key ------------------------------------------------------------------------------------------------------------


def test_a_key_is_added_used_and_taken_away(visitor, site):
    """With a device of the browser's own; on `localhost`, the one name where a browser needs no certificate."""
    page = visitor(base_url=site.url.replace("127.0.0.1", "localhost"))
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    what = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = {**what, "isUserVerified": True, "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    enter(page, site, "cle@exemple.org")
    page.get_by_role("link", name="Mes clés d’accès").click()
    assert not page.get_by_text("Ce navigateur ne sait pas faire de clé").is_visible()
    page.get_by_label("Un nom pour la reconnaître").fill("téléphone")
    page.get_by_role("button", name="Ajouter une clé").click()
    page.wait_for_url("**?ajoutee=oui")
    check_focus(page, page.get_by_role("group", name="La clé est ajoutée"))

    page.goto("/compte/deconnexion/")
    page.get_by_role("button", name="Me déconnecter").click()
    page.goto(f"{SIGN_IN}?next={KEYS}")
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    page.wait_for_url(f"**{KEYS}")
    page.get_by_role("link", name="Retirer téléphone").click()
    page.get_by_role("button", name="Retirer la clé").click()
    page.wait_for_url("**?retiree=oui")
    page.goto("/compte/deconnexion/")
    page.get_by_role("button", name="Me déconnecter").click()
    page.goto(SIGN_IN)
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    page.get_by_role("group", name="Cette clé n’est pas reconnue").wait_for()


def test_without_javascript_a_code_is_enough(visitor, site):
    page = visitor(java_script_enabled=False)
    page.goto(SIGN_IN)
    assert not page.get_by_role("button", name="Utiliser ma clé d’accès").is_visible()
    enter(page, site, "sans-script@exemple.org")
    page.goto(KEYS)
    assert page.get_by_text("Le code par courriel suffit").first.is_visible()
    assert not page.get_by_role("button", name="Ajouter une clé").is_visible()


# --- every page, looked at in every way -------------------------------------------------------------------------------

OUTSIDE = {
    "sign-in": (SIGN_IN, None),
    "sign-in-wrong": (SIGN_IN, ({"Votre adresse électronique": "moi"}, "Recevoir un code")),
    "no-code": (CODE, None),
    "signed-out": ("/compte/deconnexion/", None),
    "erased": ("/mon-espace/efface/", None),
}
INSIDE = {
    "space": (HOME, None),
    "keys": (KEYS, None),
    "address": (ADDRESS, None),
    "address-wrong": (ADDRESS, ({"Votre nouvelle adresse électronique": "moi"}, "Recevoir un code")),
    "address-code": (f"{ADDRESS}code/", None),
    "erase": (ERASE, None),
    "erase-wrong": (ERASE, ({}, "Effacer mon compte")),
    "sign-out": ("/compte/deconnexion/", None),
}


@pytest.fixture(scope="module")
def cookies(browser, site):
    """Of somebody who has signed in."""
    context = browser.new_context(base_url=site.url, locale="fr-FR")
    enter(context.new_page(), site, "regard@exemple.org")
    yield context.cookies()
    context.close()


@pytest.mark.parametrize("view", OUTSIDE)
def test_a_page_without_an_account(only_page, view):
    address, wrong = OUTSIDE[view]
    assert arrive(only_page, address, wrong=wrong) == 200
    check_view(only_page)


@pytest.mark.parametrize("view", INSIDE)
def test_a_page_of_an_account(only_page, cookies, view):
    address, wrong = INSIDE[view]
    assert arrive(only_page, address, cookies=cookies, wrong=wrong) == 200
    check_view(only_page)


def test_the_page_of_the_code(only_page, site):
    arrive(only_page, SIGN_IN)
    ask_for_a_code(only_page, site, "regard-code@exemple.org")
    check_view(only_page)
    only_page.get_by_label("Le code reçu").fill("12")
    only_page.get_by_role("button", name="Entrer").click()
    only_page.locator(".error-summary").wait_for()
    check_view(only_page)
