"""From the draft to the examples and off the site again, with two browsers: with and without JavaScript."""

import pytest

from .looking import check_view
from .test_figures_open import stray_numbers
from .test_share import FORGET, LINES, SIGN_IN

START, TELL, EXAMPLES = "/agir/trajectoire/", "/agir/trajectoire/raconter/", "/exemples/"
TITLE = "Tenir sans la zibeline"


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


def kept_work(page, type_year, signed_in, name, organisation):
    type_year(page, "31/12/2025", LINES)
    signed_in(page, name)
    page.goto(START)
    page.get_by_label("Nom de l’organisation").fill(organisation)
    page.get_by_role("button", name="Garder ce travail").click()
    page.get_by_role("status").get_by_text("Il n’a plus de date de fin").wait_for()


def write(page):
    page.get_by_label("Titre", exact=True).fill(TITLE)
    page.get_by_label("En une ou deux phrases").fill("Nous avons perdu une aide, et tenu.")
    page.get_by_label("Ce qu’était la situation").fill("Une seule aide payait presque tout.")
    step = page.get_by_role("group", name="Étape 1", exact=True)
    step.get_by_label("Année").fill("2024")
    step.get_by_label("Ce que vous avez décidé ou fait").fill("Nous avons ouvert les ventes.")
    page.get_by_label("Ce que cela a changé").fill("Nos adhérents décident davantage.")
    page.get_by_label("Publier : Part des subventions").check()
    page.get_by_role("group", name="Modèles touchés").get_by_role("checkbox").first.check()
    page.get_by_role("combobox", name="Secteur").select_option("culture")
    page.get_by_role("combobox", name="Taille").select_option("1-9")


@pytest.mark.parametrize("has_js", [True, False], ids=["js", "no-js"])
def test_told_read_accepted_and_taken_back(visitor, site, signed_in, type_year, sign_in, has_js):  # noqa: PLR0917
    alice = visitor(java_script_enabled=has_js)
    alice.goto(TELL)
    alice.get_by_text("il s’écrit depuis un travail gardé").wait_for()
    kept_work(alice, type_year, signed_in, "alice", "La Grange à mots")
    alice.get_by_role("link", name="Raconter notre trajectoire").click()
    assert alice.locator("input:checked").count() == 0
    if has_js:
        assert not stray_numbers(alice)
    write(alice)
    alice.get_by_role("button", name="Garder le brouillon").click()
    alice.get_by_role("status").get_by_text("Votre brouillon est gardé").wait_for()
    alice.get_by_role("button", name="Voir l’aperçu").click()
    assert (
        "choisissez si votre association est nommée" in alice.locator(".error-summary").inner_text().lower()
    )
    alice.get_by_label("Par son nom : La Grange à mots").check()
    alice.get_by_role("button", name="Voir l’aperçu").click()
    shown = alice.get_by_role("article", name="La page telle qu’elle sera publiée").inner_text()
    assert "La Grange à mots" in shown
    alice.get_by_label("Nous sommes d’accord").check()
    alice.get_by_role("button", name="Envoyer à la rédaction").click()
    alice.get_by_role("status").get_by_text("Votre récit est envoyé").wait_for()

    editor = sign_in(visitor(), site.email, site.password)
    editor.goto("/edition/recits/")
    editor.get_by_role("link", name=TITLE).click()
    editor.get_by_role("button", name="Accepter et publier").click()
    editor.get_by_text("publié parmi les exemples").wait_for()

    reader = visitor(java_script_enabled=has_js)
    reader.goto(f"{EXAMPLES}?q=zibeline")
    reader.get_by_role("link", name=TITLE).first.click()
    told = reader.locator("main").inner_text()
    for part in filter(None, (line.strip() for line in shown.splitlines())):
        assert part in told, "the preview showed the page"
    if has_js:
        assert not stray_numbers(reader)
    reader.locator("details.opening summary").first.click()
    reader.get_by_text("Montants saisis par l’association").first.wait_for()
    address = reader.url

    alice.goto(TELL)
    alice.get_by_role("link", name="Retirer notre récit").click()
    alice.get_by_role("button", name="Retirer notre récit").click()
    alice.get_by_role("status").get_by_text("Plus rien de votre récit n’est sur le site").wait_for()
    gone = reader.goto(address)
    assert gone.status == 410
    reader.get_by_role("heading", name="Ce récit a été retiré").wait_for()
    reader.goto(f"{EXAMPLES}?q=zibeline")
    assert reader.get_by_role("link", name=TITLE).count() == 0


def test_its_pages_as_they_are_looked_at(visitor, signed_in, type_year):
    """Axe in every mode, and narrow windows, on each page of whoever tells."""
    page = visitor(reduced_motion="reduce")
    page.goto(TELL)
    check_view(page)
    kept_work(page, type_year, signed_in, "ariane", "La Halle aux mots")
    page.goto(TELL)
    check_view(page)
    write(page)
    page.get_by_label("Sans la nommer").check()
    page.get_by_role("combobox", name="Région").select_option("53")
    page.get_by_role("button", name="Voir l’aperçu").click()
    page.get_by_role("heading", name="Votre accord").wait_for()
    check_view(page)
    page.goto(f"{TELL}retirer/")
    check_view(page)
