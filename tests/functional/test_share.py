"""A work is kept, opened to an adviser in another browser, commented and closed: with and without JavaScript, by keys."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from .looking import check_view
from .test_keyboard import tab_to

START, RESULTS = "/agir/trajectoire/", "/agir/trajectoire/resultats/"
SHARES, MINE = "/agir/trajectoire/partager/", "/agir/trajectoire/mes-trajectoires/"
LINES = {"Subventions": "9 100", "Salaires et charges": "6 137,25", "Autres dépenses": "1 700"}
SIGN_IN = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from trajectoires.users.models import SessionStore, User
user, _ = User.objects.get_or_create(email={email!r})
session = SessionStore({key!r})
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print("clé", session.session_key)
"""
FORGET = """
from trajectoires.organisations.services import erase_person
from trajectoires.trajectories import services
from django.utils import timezone
from trajectoires.users.models import User
for user in User.objects.filter(email__endswith="@partage.exemple.org"):
    services.erase_person(user=user, now=timezone.now())
    erase_person(user=user, now=timezone.now())
    user.delete()
"""


@pytest.fixture
def signed_in(site):
    """Sign this browser in, keeping what its session holds."""

    def sign(page, name):
        held = next((each["value"] for each in page.context.cookies() if each["name"] == "session"), None)
        said = site.manage("shell", "-c", SIGN_IN.format(email=f"{name}@partage.exemple.org", key=held))
        key = said.rpartition("clé ")[2].strip()
        page.context.add_cookies([{"name": "session", "value": key, "url": site.url, "httpOnly": True}])

    yield sign
    site.manage("shell", "-c", FORGET)


def last_link(site):
    """Of the message that left last, in the folder where a machine of one's own reads them."""
    found = site.manage(
        "shell",
        "-c",
        "from trajectoires.mail.models import Message\n"
        "from pathlib import Path\n"
        "from django.conf import settings\n"
        "texts = list(Message.objects.order_by('pk').values_list('text', flat=True))\n"
        "texts += [p.read_text() for p in sorted(Path(settings.EMAIL_FOLDER).glob('*'), key=lambda p: p.stat().st_mtime)]\n"
        "import re\n"
        "print([m for t in texts for m in re.findall(r'/agir/trajectoire/partage/[\\w-]{32}/', t)][-1])",
    )
    return found.strip().splitlines()[-1]


def in_a_month():
    return f"{datetime.now(ZoneInfo('Europe/Paris')).date() + timedelta(days=30):%d/%m/%Y}"


@pytest.mark.parametrize("has_js", [True, False], ids=["js", "no-js"])
def test_from_a_work_to_an_adviser_and_back(visitor, site, signed_in, type_year, has_js):
    alice, dominique = (visitor(java_script_enabled=has_js) for _ in range(2))
    type_year(alice, "31/12/2025", LINES)
    alice.get_by_role("link", name="Se connecter pour le garder").wait_for()
    signed_in(alice, "alice")
    alice.goto(START)
    alice.get_by_label("Nom de l’organisation").fill("Le Fournil")
    alice.get_by_role("button", name="Garder ce travail").click()
    alice.get_by_role("status").get_by_text("Il n’a plus de date de fin").wait_for()
    alice.get_by_role("link", name="Partager").click()
    alice.get_by_label("Adresse électronique de la personne invitée").fill("dominique@partage.exemple.org")
    alice.get_by_label("Jusqu’au").fill(in_a_month())
    alice.get_by_role("button", name="Envoyer le lien").click()
    alice.get_by_role("status").get_by_text("Un lien part").wait_for()

    signed_in(dominique, "dominique")
    dominique.goto(last_link(site))
    dominique.get_by_role("button", name="Accepter ce partage").click()
    dominique.get_by_role("button", name="Lire les résultats").click()
    dominique.get_by_text("partagée avec vous jusqu’au").wait_for()
    page = dominique.content()
    assert "6 137" not in page.replace("\u202f", " ").replace("\u00a0", " ")
    assert "masqués dans ce partage" in page
    place = dominique.locator("#commentaires-appuis")
    place.get_by_text("Commenter cette partie").click()
    place.get_by_label("Votre commentaire").fill("Et l’an prochain ?")
    place.get_by_role("button", name="Envoyer ce commentaire").click()
    dominique.get_by_text("Et l’an prochain ?").first.wait_for()
    assert "#fil-" in dominique.url

    alice.goto(MINE)
    alice.get_by_text("1 fil de commentaires à traiter").wait_for()
    alice.goto(RESULTS)
    alice.get_by_label("Votre réponse").fill("Nous cherchons.")
    alice.get_by_role("button", name="Répondre").click()
    dominique.reload()
    dominique.get_by_text("Nous cherchons.").wait_for()

    alice.goto(SHARES)
    alice.get_by_role("link", name="Voir chaque accès").click()
    alice.get_by_text("Commentaire écrit").wait_for()
    alice.goto(SHARES)
    alice.get_by_role("button", name="Fermer ce partage").click()
    alice.get_by_role("status").get_by_text("dès sa prochaine page").wait_for()
    assert dominique.goto(RESULTS).status == 404


def test_by_keys_alone(page, signed_in, type_year):
    type_year(page, "31/12/2025", LINES)
    signed_in(page, "claude")
    page.goto(START)
    page.get_by_label("Nom de l’organisation").focus()
    page.keyboard.type("L’Atelier")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Ce travail est gardé dans « L’Atelier »").wait_for()
    page.get_by_role("link", name="Partager").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Adresse électronique de la personne invitée").focus()
    page.keyboard.type("dominique@partage.exemple.org")
    tab_to(page, "Envoyer le lien")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Un lien part").wait_for()
    assert page.get_by_text("pas encore accepté").is_visible()


def test_its_pages_as_they_are_looked_at(visitor, site, signed_in, type_year):
    """Axe in every mode, and narrow windows, on each kind of page."""
    alice, dominique = visitor(reduced_motion="reduce"), visitor(reduced_motion="reduce")
    type_year(alice, "31/12/2025", LINES)
    signed_in(alice, "ariane")
    alice.goto("/agir/trajectoire/garder/")
    check_view(alice)
    alice.get_by_label("Nom de l’organisation").fill("La Halle")
    alice.get_by_role("button", name="Garder ce travail").click()
    check_view(alice)
    alice.goto(SHARES)
    alice.get_by_label("Adresse électronique de la personne invitée").fill("dominique@partage.exemple.org")
    alice.get_by_role("button", name="Envoyer le lien").click()
    check_view(alice)
    signed_in(dominique, "dominique")
    dominique.goto(last_link(site))
    check_view(dominique)
    dominique.get_by_role("button", name="Accepter ce partage").click()
    dominique.get_by_role("button", name="Lire les résultats").click()
    place = dominique.locator("#commentaires-position")
    place.get_by_text("Commenter cette partie").click()
    place.get_by_label("Votre commentaire").fill("Pourquoi ?")
    place.get_by_role("button", name="Envoyer ce commentaire").click()
    check_view(dominique)
    dominique.goto(MINE)
    check_view(dominique)
    alice.goto(MINE)
    check_view(alice)
    alice.goto(SHARES)
    alice.get_by_role("link", name="Voir chaque accès").click()
    check_view(alice)
    alice.goto("/mon-espace/organisations/")
    check_view(alice)
    alice.get_by_role("link", name="La Halle").click()
    check_view(alice)
    alice.get_by_role("link", name="Inviter un membre").click()
    check_view(alice)
    alice.goto("/mon-espace/organisations/nouvelle/")
    alice.get_by_role("button", name="Créer cette organisation").click()
    check_view(alice)
